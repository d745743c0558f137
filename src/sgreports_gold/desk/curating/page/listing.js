// The list of rows: only those that are in sight are drawn, so that 2,000 cost no more than twenty.

import { byId, el } from "./dom.js";
import { isDecided, standing } from "./standing.js";

const HEIGHT = 46;
const BEYOND = 6;
const SIGNS = { right: "✓", corrected: "✎", added: "+", wrong: "✕", unsure: "?", disputed: "!" };
const SAID = {
  right: "right",
  corrected: "changed",
  added: "added",
  wrong: "no such fact",
  unsure: "unsure",
  disputed: "disputed",
};
let shown = { ids: [], current: null, choose: () => {} };

export const verdict = (row) => row.mine ?? row.verdict ?? null;

/** What became of a row, in words. */
export function fate(row) {
  const said = verdict(row);
  const by = said && !row.mine && row.by ? ` by ${row.by}` : "";
  const total = row.pending ? "" : row.in_total ? "in the total" : `not in the total: ${row.why ?? ""}`;
  return [said ? `${SAID[said]}${by}` : "not decided", total].filter(Boolean).join("; ");
}

export const named = (row) => `${row.cells.value ?? row.number} ${row.cells.unit ?? ""}`.trim();
export const spot = (row) => `${row.document} ¶${row.paragraph}`;

/** Draws the list around its current row. */
export function draw(ids, current, choose) {
  const moved = shown.current !== current || shown.ids !== ids;
  shown = { ids, current, choose };
  const list = byId("list");
  byId("window").style.height = `${ids.length * HEIGHT}px`;
  const place = ids.indexOf(current);
  if (moved && place >= 0) {
    const top = place * HEIGHT;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + HEIGHT > list.scrollTop + list.clientHeight) list.scrollTop = top + HEIGHT - list.clientHeight;
  }
  drawWindow();
}

function drawWindow() {
  const list = byId("list");
  const first = Math.max(Math.floor(list.scrollTop / HEIGHT) - BEYOND, 0);
  const last = Math.min(first + Math.ceil((list.clientHeight || 600) / HEIGHT) + 2 * BEYOND, shown.ids.length);
  const places = Array.from({ length: last - first }, (_, i) => first + i);
  const at = shown.ids.indexOf(shown.current);
  if (at >= 0 && (at < first || at >= last)) places.push(at); // what is current must be there for a screen reader
  byId("window").replaceChildren(...places.map(item));
  if (at >= 0) list.setAttribute("aria-activedescendant", `row-${at}`);
  else list.removeAttribute("aria-activedescendant");
}

function item(place) {
  const id = shown.ids[place];
  const row = typeof id === "string" ? standing.rows.get(id) : null;
  const node = el(
    "div",
    {
      id: `row-${place}`,
      class: `item ${row ? (row.in_total ? "in" : "out") : "out"} ${row ? (verdict(row) ?? "open") : "open"}`,
      role: "option",
      "aria-selected": String(id === shown.current),
      "aria-setsize": String(shown.ids.length),
      "aria-posinset": String(place + 1),
      onclick: () => shown.choose(id),
    },
    ...(row
      ? ofRow(row)
      : [el("span", { class: "sign" }), el("b", {}, id.label), el("span", { class: "snippet" }, id.context)]),
  );
  node.style.top = `${place * HEIGHT}px`;
  return node;
}

function ofRow(row) {
  const [before, number, after] = row.sentence;
  return [
    el("span", { class: "sign", "aria-hidden": "true" }, SIGNS[verdict(row)] ?? "·"),
    el("b", {}, named(row)),
    el("span", { class: "spot" }, spot(row)),
    el(
      "span",
      { class: "snippet", "aria-hidden": "true" },
      `${before.slice(-36).replace(/^\S*\s/, "")}${number}${after}`,
    ),
    el("span", { class: "unseen" }, `, ${row.cells.event ?? "no event"}; ${fate(row)}`),
  ];
}

/** How many rows are decided. */
export const decided = () => standing.order.filter((id) => isDecided(standing.rows.get(id))).length;

byId("list").addEventListener("scroll", drawWindow, { passive: true });
new ResizeObserver(drawWindow).observe(byId("list"));
