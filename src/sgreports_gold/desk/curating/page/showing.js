// The row that is decided: heading, paragraph with its number marked, cells, what others say, and the page.

import { ask, image } from "./api.js";
import { byId, el, spoken } from "./dom.js";
import { fate, named, spot, verdict } from "./listing.js";
import { Points } from "./offsets.js";
import { current, standing } from "./standing.js";

export const CELLS = {
  value: ["v", "value"],
  unit: ["t", "unit"],
  event: ["e", "event"],
  measure: ["m", "measure"],
  years: ["y", "years"],
  country: ["c", "country"],
  part_of: ["p", "part of"],
  repeats: ["r", "repeats"],
  covered_by: ["b", "covered by"],
  note: ["n", "note"],
};
const details = new Map();
let drawn = null; // the row whose surroundings are shown

export const detailOf = (id) => details.get(id);

/** What stands around a row; asked for once, the next row's before it is needed. */
export async function load(id) {
  if (!id || details.has(id)) return details.get(id);
  const detail = await ask("row", { id });
  details.set(id, detail);
  return detail;
}

export const forget = (id) => details.delete(id);

export const worded = (row, name) => {
  if (name === "note") return row.note ?? "";
  const cell = row.cells[name];
  if (name === "country") return (cell ?? []).map((code) => standing.countries[code] ?? code).join(", ");
  if (row.names[name]) return row.names[name];
  return cell === null || cell === undefined ? "" : ["event", "measure"].includes(name) ? spoken(cell) : String(cell);
};

export function drawRow(editing, edit) {
  const row = current();
  document.body.classList.toggle("empty", !row);
  if (!row) {
    byId("which").textContent = "No row fits this question.";
    return;
  }
  byId("which").textContent = named(row);
  byId("status").textContent = fate(row);
  byId("status").className = verdict(row) ?? "open";
  if (editing !== "open") byId("cells").replaceChildren(...Object.keys(CELLS).map((name) => cellOf(row, name, edit)));
  const detail = details.get(row.id);
  if (!detail || drawn !== detail) drawSurroundings(row, detail);
}

function cellOf(row, name, edit) {
  const [letter, label] = CELLS[name];
  const words = worded(row, name);
  const shown = words ? el("b", {}, words) : el("span", { class: "faint" }, name === "note" ? "–" : "none");
  return el(
    "li",
    { "data-cell": name },
    el(
      "button",
      { type: "button", class: "cell", "aria-keyshortcuts": letter, onclick: () => edit(name) },
      el("kbd", { "aria-hidden": "true" }, letter),
      el("span", { class: "name" }, label),
      el("span", { class: "unseen" }, ": "),
      shown,
    ),
  );
}

function drawSurroundings(row, detail) {
  drawn = detail ?? null;
  const where = [
    spot(row),
    row.date,
    detail?.title,
    ...(detail?.headings ?? []).map((h) => [h.label, h.title].filter(Boolean).join(". ")),
  ];
  byId("where").replaceChildren(...where.filter(Boolean).map((words) => el("span", {}, words)));
  byId("before").textContent = detail?.before ?? "";
  byId("text").replaceChildren(...(detail ? marked(row, detail) : sentence(row)));
  byId("words").replaceChildren(...(detail?.words ?? []).map(said));
  drawPage(row, detail);
}

const mark = (words) => el("mark", { "aria-label": `the number ${words}` }, words);
const sentence = ({ sentence: [before, number, after] }) => [before, mark(number), after];

/** The paragraph: its number, its sentence, and the other numbers, which are rows to go to. */
function marked(row, detail) {
  const points = new Points(detail.text);
  const parts = [];
  let at = 0;
  for (const number of detail.numbers) {
    if (number.start < at) continue;
    const words = points.slice(number.start, number.end);
    parts.push(points.slice(at, number.start));
    if (number.start < detail.end && detail.start < number.end)
      parts.push(mark(points.slice(number.start, number.end)));
    else parts.push(el("span", { class: number.id ? "other" : "free", "data-id": number.id }, words));
    at = number.end;
  }
  return [...parts, points.slice(at)];
}

function said(word) {
  const cells = Object.entries(word.cells).map(
    ([name, cell]) => `${spoken(name)} ${Array.isArray(cell) ? cell.join(", ") : (cell ?? "none")}`,
  );
  const words = [word.verdict === "wrong" ? "no such fact" : word.verdict, ...cells, word.note]
    .filter(Boolean)
    .join("; ");
  return el("li", {}, `${word.by}${word.kind === "model" ? " (a model)" : ""}: ${words}`);
}

function drawPage(row, detail) {
  const room = byId("page");
  if (!detail) return;
  const link =
    row.link &&
    el(
      "a",
      { href: row.link, target: "_blank", rel: "noopener noreferrer" },
      `${row.document}${row.page ? `, p. ${row.page}` : ""} at the United Nations`,
    );
  if (!detail.page?.images.length) {
    room.replaceChildren(
      el("p", { class: "faint" }, detail.missing ?? "There is no picture of this page."),
      link || "",
    );
    return;
  }
  const leaves = detail.page.images.map((leaf) => leafOf(leaf, detail));
  const unseen = detail.boxes.length
    ? null
    : el("p", { class: "faint" }, "The paragraph is framed; its number was not found on the page.");
  room.replaceChildren(
    el(
      "p",
      { class: "caption" },
      `Page ${detail.page.number}${detail.page.of ? ` of ${detail.page.of}` : ""} `,
      link || "",
    ),
    ...(unseen ? [unseen] : []),
    ...leaves,
  );
  const box = room.querySelector(".number") ?? room.querySelector(".box");
  if (!box) return;
  room.scrollTop = box.offsetTop + box.offsetParent.offsetTop - room.clientHeight / 3;
  room.scrollLeft = box.offsetLeft - room.clientWidth / 2;
}

function leafOf(leaf, detail) {
  const picture = el("img", {
    src: image(leaf.url),
    alt: `Page ${leaf.page} of ${current().document}`,
    width: leaf.width,
    height: leaf.height,
    decoding: "async",
  });
  const boxes = [...detail.page.boxes.map((box) => [box, "box"]), ...detail.boxes.map((box) => [box, "box number"])];
  return el(
    "div",
    { class: "leaf" },
    picture,
    ...boxes.filter(([box]) => box[0] === leaf.page).map(([box, kind]) => boxOf(box, kind)),
  );
}

function boxOf([, x0, top, x1, bottom], kind) {
  const node = el("span", { class: kind, "aria-hidden": "true" });
  const share = (part) => `${part * 100}%`;
  Object.assign(node.style, { left: share(x0), top: share(top), width: share(x1 - x0), height: share(bottom - top) });
  return node;
}
