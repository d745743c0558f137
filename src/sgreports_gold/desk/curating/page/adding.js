// A number that the program has not: found in the paragraph as it is written there, with all of its cells.

import { byId, el } from "./dom.js";
import { field } from "./changing.js";
import { Points } from "./offsets.js";
import { CELLS, detailOf } from "./showing.js";
import { current, send } from "./standing.js";

const NAMES = ["value", "unit", "event", "measure", "years", "country"];

/** Where words stand in a paragraph, in code points; words that were selected there go before others. */
function found(detail, words) {
  const selection = getSelection();
  const points = new Points(detail.text);
  const taken = (start, end) => detail.numbers.some((n) => n.id && n.start < end && start < n.end);
  const ways = [];
  for (let at = detail.text.indexOf(words); at >= 0; at = detail.text.indexOf(words, at + 1)) {
    const [start, end] = [points.point(at), points.point(at + words.length)];
    if (!taken(start, end)) ways.push({ start, end });
  }
  const before = selection.rangeCount && byId("text").contains(selection.anchorNode) ? offset(selection) : null;
  return ways.find((way) => before !== null && way.start === points.point(before)) ?? ways[0];
}

function offset(selection) {
  const range = document.createRange();
  range.setStart(byId("text"), 0);
  range.setEnd(selection.getRangeAt(0).startContainer, selection.getRangeAt(0).startOffset);
  return range.toString().length;
}

/** Opens the form; `done` is told what was added. */
export function openAdding(done) {
  const row = current();
  const detail = detailOf(row.id);
  if (!detail) return;
  const free = detail.numbers.filter((n) => !n.id).map((n) => new Points(detail.text).slice(n.start, n.end));
  const words = el("input", {
    type: "text",
    id: "add-words",
    required: true,
    autocomplete: "off",
    placeholder: "as the paragraph writes it",
  });
  const selected = getSelection().toString().trim();
  words.value = detail.text.includes(selected) && /\S/.test(selected) ? selected : (free[0] ?? "");
  words.setAttribute("list", "free");
  const fields = Object.fromEntries(NAMES.map((name) => [name, field(name, row)]));
  const value = () => /^[\d.,\s]+$/.test(words.value) && (fields.value.input.value = words.value.replace(/[,\s]/g, ""));
  fields.value.input.value = "";
  value();
  words.addEventListener("input", value);
  const labelled = (id, label, input) =>
    (input.id = id) && el("p", { class: "field" }, el("label", { for: id }, label), input);
  byId("add-fields").replaceChildren(
    el("datalist", { id: "free" }, ...free.map((each) => el("option", { value: each }))),
    labelled("add-words", "number, as written", words),
    ...NAMES.map((name) => labelled(`add-${name}`, CELLS[name][1], fields[name].input)),
  );
  byId("add-trouble").textContent = "";
  byId("add-form").onsubmit = async (event) => {
    event.preventDefault();
    try {
      const span = found(detail, words.value);
      if (!span) throw new Error(`“${words.value}” does not stand in this paragraph as a number without a row.`);
      const cells = {};
      for (const name of NAMES) cells[name] = await fields[name].said();
      const added = await send("number", { document: row.document, paragraph: row.paragraph, ...span, cells });
      byId("add").close();
      done(words.value, added);
    } catch (refused) {
      byId("add-trouble").textContent = refused.message;
    }
  };
  byId("add").showModal();
  words.focus();
}

byId("add-cancel").addEventListener("click", () => byId("add").close());
