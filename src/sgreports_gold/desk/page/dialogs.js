// What opens over the desk: the keys, the search, the page image, and the choice after two tabs have saved.

import * as api from "./api.js";
import { changes } from "./compare.js";
import { change, desk, watch } from "./desk.js";
import { byId, el, key } from "./dom.js";
import { edit, save, saving, sentence } from "./editing.js";
import { groups, printed } from "./keys.js";
import { open, openNamed } from "./opening.js";
import { fieldName, value } from "./guide.js";
import { hold } from "./pane.js";
import { select } from "./walking.js";
import { sheets } from "./surroundings.js";

let marked = 0;
let found = [];
let answered = ""; // the words that `found` answers
let asked = 0;

export function begin() {
  document.addEventListener("desk-show", (event) => SHOW[event.detail]());
  watch(["conflict"], drawConflict);
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("close", () => document.querySelector("dialog[open]") ?? hold());
    dialog.querySelector(".close")?.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.id !== "conflict" && dialog.close());
  }
  byId("conflict").addEventListener("cancel", (event) => event.preventDefault());
  byId("query").addEventListener("input", ask);
  byId("query").addEventListener("keydown", searchKey);
}

const SHOW = {
  help() {
    const rows = (its) =>
      its.map(([keys, says]) =>
        el(
          "tr",
          {},
          el(
            "th",
            { scope: "row" },
            keys.split(" ").map((k) => (k === "…" ? " … " : key(printed(k)))),
          ),
          el("td", {}, says),
        ),
      );
    byId("keys").replaceChildren(
      ...groups().map(([title, its]) =>
        el("section", {}, el("h3", {}, title), el("table", {}, el("tbody", {}, rows(its)))),
      ),
    );
    byId("help").showModal();
  },
  search() {
    byId("search").showModal();
    byId("query").select();
    ask();
  },
  filter() {
    byId("filter").open = true;
    byId("only-report").focus();
  },
  picture() {
    byId("pages").replaceChildren(...sheets(desk.here.page));
    byId("picture").showModal();
    byId("pages").querySelector(".box")?.scrollIntoView({ block: "center" });
  },
};

async function ask() {
  const q = byId("query").value.trim();
  const mine = (asked += 1);
  if (q !== answered) byId("none").textContent = q && "Searching …";
  const answer = q ? await api.search(q).catch((trouble) => ({ found: [], trouble })) : { found: [] };
  if (mine !== asked) return;
  [found, marked, answered] = [answer.found, q === answered ? marked : 0, q];
  byId("none").textContent = answer.trouble?.message ?? told(q, answer);
  drawFound();
  if (answer.unread && byId("search").open) ask();
}

function told(q, { found: its, unread }) {
  if (unread) return `${unread} ${unread === 1 ? "report is" : "reports are"} still to be read for this …`;
  return q && !its.length ? "No paragraph has these words." : "";
}

function drawFound() {
  const item = ({ index, document, paragraph, excerpt }, i) =>
    el(
      "li",
      { id: `found-${i}`, role: "option", "aria-selected": String(i === marked), onclick: () => go(found[i]) },
      el("b", {}, `${document} ¶${paragraph}`),
      index === null ? el("em", {}, " not in the queue yet") : null,
      el("span", {}, excerpt),
    );
  byId("found").replaceChildren(...found.map(item));
  if (found.length) byId("query").setAttribute("aria-activedescendant", `found-${marked}`);
  else byId("query").removeAttribute("aria-activedescendant");
  byId("found").querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
}

async function searchKey(event) {
  // the browser would only clear it
  if (event.key === "Escape") return (event.preventDefault(), byId("search").close());
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by && event.key !== "Enter") return;
  event.preventDefault();
  if (answered !== byId("query").value.trim()) await ask();
  if (!found.length) return;
  if (!by) go(found[marked]);
  else marked = (marked + by + found.length) % found.length;
  drawFound();
}

/** Opens what was found, at the words; a paragraph that the queue does not have comes to its end. */
async function go({ index, document, paragraph, start, end }) {
  byId("search").close();
  if (index !== null) await open(index);
  else if (!(await openNamed(document, paragraph))) return;
  if (end > start) select(start, end);
}

/** Two tabs have saved: what the other one has, against what is here. */
function drawConflict() {
  const { conflict } = desk;
  if (!conflict) return;
  const theirs = conflict.answer.saved ?? { mentions: [], relations: [] };
  const all = changes(theirs, desk.marks).map((c) => el("li", {}, worded(c, theirs)));
  if ((conflict.answer.note ?? null) !== desk.note)
    all.push(el("li", {}, `Doubt there: ${conflict.answer.note || "none"}. Here: ${desk.note || "none"}.`));
  byId("both").replaceChildren(...(all.length ? all : [el("li", {}, "Both have the same marks.")]));
  byId("mine").onclick = () => settle(() => save());
  byId("theirs").onclick = () =>
    settle(() =>
      edit(
        { marks: theirs, note: conflict.answer.note ?? null },
        { says: "Taken from the other tab; u brings yours back." },
      ),
    );
  byId("conflict").showModal();
}

function worded(c, theirs) {
  const mark = (m, its) =>
    c.relational || c.relation ? sentence(m, its) : `${m.label} ${m.text} (${m.entity ?? "no normal form"})`;
  const now = c.relation ?? c.mention;
  if (c.what === "added") return `Only here: ${mark(now, desk.marks)}`;
  if (c.what === "removed") return `Only there: ${mark(c.was, theirs)}`;
  const fields = c.fields.map((f) => `${fieldName(f)} ${value(c.was, f)} there, ${value(now, f)} here`);
  return `${c.mention ? now.text : sentence(now)}: ${fields.join("; ")}`;
}

function settle(choose) {
  saving.over(desk.here.index, desk.conflict.answer.version);
  change({ conflict: null });
  choose();
  byId("conflict").close();
}
