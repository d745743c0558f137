// The menu of relation types, beside the mention that would be the other end; and those of values, beside their
// mention.

import * as choosing from "./choosing.js";
import { desk, watch } from "./desk.js";
import { byId, el, key, spoken } from "./dom.js";
import { sentence } from "./editing.js";
import { mention } from "./marks.js";
import { boxOf, hold } from "./pane.js";
import { offered, SHORTCUTS, take } from "./relating.js";

const LIKELY = 3; // of the events, how many are pointed out

export function begin() {
  watch(["relating", "choosing", "marks"], draw);
  addEventListener("scroll", stand, true);
  addEventListener("resize", stand);
}

function draw() {
  const menu = byId("menu");
  menu.hidden = !desk.relating && !desk.choosing;
  byId("told").textContent = "";
  if (menu.hidden) return;
  if (desk.choosing) drawValues(menu);
  else drawTypes(menu);
  stand();
  menu.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
}

function drawValues(menu) {
  const all = choosing.options();
  menu.setAttribute("aria-label", choosing.title());
  const half = all.length > 8 ? Math.ceil(all.length / 2) : all.length;
  const columns = [all.slice(0, half), all.slice(half)].filter((its) => its.length);
  menu.replaceChildren(
    ...columns.map((its) =>
      el(
        "div",
        {},
        its.map((o) => valueItem(o, all.indexOf(o))),
      ),
    ),
  );
  byId("told").textContent = all.map((o, i) => `${SHORTCUTS[i]} ${o.says}`).join(", ");
}

const valueItem = (o, i) =>
  choice(
    i,
    desk.choosing.at,
    {
      class: o.held ? "held" : o.likely < LIKELY ? "likely" : null,
      onclick: () => {
        choosing.take(i);
        hold();
      },
    },
    o.says,
  );

function drawTypes(menu) {
  const all = offered();
  const [from, to] = [desk.relating.from, desk.relating.to].map((id) => mention(desk.marks, id));
  menu.setAttribute("aria-label", `Relations between ${from.text} and ${to.text}`);
  const forth = all.filter((o) => o.subject === from.id);
  const back = all.filter((o) => o.subject !== from.id);
  menu.replaceChildren(...part(forth, from, to, all), ...part(back, to, from, all));
  byId("told").textContent = all.map((o, i) => `${SHORTCUTS[i]} ${sentence(o)}`).join(", ");
}

function part(its, subject, object, all) {
  if (!its.length) return [];
  const words = (m) => el("b", {}, m.text);
  return [
    el(
      "div",
      {},
      el("p", {}, words(subject), " … ", words(object)),
      its.map((o) => item(o, all.indexOf(o))),
    ),
  ];
}

const item = (o, i) =>
  choice(
    i,
    desk.relating.at,
    {
      class: o.held ? "held" : null,
      title: desk.schema.relations[o.type].gloss,
      onclick: () => {
        take(i);
        hold();
      },
    },
    [spoken(o.type), o.role].filter(Boolean).join(" · "),
    o.held ? el("span", { class: "faint" }, " is there") : null,
  );

const choice = (i, at, more, ...words) =>
  el(
    "button",
    { type: "button", role: "menuitem", tabindex: -1, "aria-current": String(i === at), ...more },
    key(SHORTCUTS[i]),
    ...words,
  );

/** Below the target, above it where there is no room; inside the window. */
function stand() {
  const menu = byId("menu");
  const at = desk.relating?.to ?? desk.choosing?.id;
  const box = at && boxOf(at);
  if (!box) return;
  const below = box.bottom + 18;
  const top = below + menu.offsetHeight < innerHeight ? below : Math.max(8, box.top - menu.offsetHeight - 8);
  menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${top}px`;
}
