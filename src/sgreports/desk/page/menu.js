// The menu of relation types, beside the mention that would be the other end.

import { desk, watch } from "./desk.js";
import { byId, el, key, spoken } from "./dom.js";
import { sentence } from "./editing.js";
import { mention } from "./marks.js";
import { boxOf, hold } from "./pane.js";
import { offered, SHORTCUTS, take } from "./relating.js";

export function begin() {
  watch(["relating", "marks"], draw);
  addEventListener("scroll", stand, true);
  addEventListener("resize", stand);
}

function draw() {
  const menu = byId("menu");
  menu.hidden = !desk.relating;
  byId("told").textContent = "";
  if (!desk.relating) return;
  const all = offered();
  const [from, to] = [desk.relating.from, desk.relating.to].map((id) => mention(desk.marks, id));
  menu.setAttribute("aria-label", `Relations between ${from.text} and ${to.text}`);
  const forth = all.filter((o) => o.subject === from.id);
  const back = all.filter((o) => o.subject !== from.id);
  menu.replaceChildren(...part(forth, from, to, all), ...part(back, to, from, all));
  byId("told").textContent = all.map((o, i) => `${SHORTCUTS[i]} ${sentence(o)}`).join(", ");
  stand();
  menu.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
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
  el(
    "button",
    {
      type: "button",
      role: "menuitem",
      tabindex: -1,
      class: o.held ? "held" : null,
      "aria-current": String(i === desk.relating.at),
      title: desk.schema.relations[o.type].gloss,
      onclick: () => {
        take(i);
        hold();
      },
    },
    key(SHORTCUTS[i]),
    spoken(o.type),
    o.held ? el("span", { class: "faint" }, " is there") : null,
  );

/** Below the target, above it where there is no room; inside the window. */
function stand() {
  const menu = byId("menu");
  const box = desk.relating && boxOf(desk.relating.to);
  if (!box) return;
  const below = box.bottom + 18;
  const top = below + menu.offsetHeight < innerHeight ? below : Math.max(8, box.top - menu.offsetHeight - 8);
  menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${top}px`;
}
