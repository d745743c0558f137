// F1: what the guidelines say of the field at hand. The whole text opens at its paragraph, the rulings on it come
// first.

import * as api from "./api.js";
import { desk, say } from "./desk.js";
import { byId, el } from "./dom.js";
import { markdown } from "./markdown.js";
import { mention } from "./marks.js";
import { inFocus } from "./relating.js";

let text = null; // the guidelines, once they were asked for

export function begin() {
  document.addEventListener("keydown", pressed, true);
}

function pressed(event) {
  if (event.key !== "F1") return;
  event.preventDefault();
  event.stopPropagation();
  open(event.target.id || event.target.name || "");
}

/** Opens the guidelines at what they say of a field of the mention or relation in focus. */
export async function open(field = "") {
  try {
    text ??= (await api.guidelines()).text;
  } catch (trouble) {
    return say(trouble.message);
  }
  if (!text) return say("There is no GUIDELINES.md beside the annotations.");
  const sought = at(field);
  byId("ruling-text").replaceChildren(...rulings(sought), ...sections(text).flatMap(drawn));
  if (!byId("ruling").open) byId("ruling").showModal();
  const place = find(sought);
  place?.classList.add("at-hand");
  place?.scrollIntoView({ block: "center" });
  return null;
}

/** What to look for: {section, words}: the heading of a label, and the words that its paragraph begins with. */
function at(field) {
  const it = mention(desk.marks, desk.focus?.mention);
  const r = inFocus();
  if (r) return { section: "Relations", words: ["polarity", "modality"].includes(field) ? field : r.type };
  const words = it?.label === "COUNTRY" && field === "kind" ? "form" : field;
  const known = ["entity", "kind", "form", "unit", "unit_from", "event"].includes(words);
  return { section: it?.label ?? "Mentions", words: known ? words : "" };
}

/** The parts of a Markdown text: {title, body}; lines of one paragraph are joined. */
function sections(its) {
  const joined = its.replace(/([^\n|])\n(?=[^\n#|*-])/gu, "$1 ");
  const [first, ...rest] = joined.split(/^#+ /mu).map((part) => part.split("\n"));
  return [first, ...rest].map(([title, ...body]) => ({ title: title.trim(), body: body.join("\n") }));
}

const drawn = ({ title, body }) => [
  ...(title ? [el("h3", { "data-title": title }, title)] : []),
  ...markdown(body).map((node) => (node.dataset.section = title) && node),
];

/** The element that a field's words begin, else the heading of its section. */
function find({ section, words }) {
  const all = [...byId("ruling-text").querySelectorAll("[data-section]")].filter((n) => n.dataset.section === section);
  const parts = all.flatMap((node) => (node.children.length && node.tagName !== "P" ? [...node.children] : [node]));
  const of = (node) => node.querySelector("code")?.textContent === words;
  return (
    (words && (parts.find((node) => of(node) && node.textContent.startsWith(words)) ?? parts.find(contains(words)))) ||
    byId("ruling-text").querySelector(`[data-title="${CSS.escape(section)}"]`)
  );
}

const contains = (words) => (node) => [...node.querySelectorAll("code")].some((code) => code.textContent === words);

/** The rulings that name the field, its value or the relation's type. */
function rulings({ section, words }) {
  const it = mention(desk.marks, desk.focus?.mention);
  const named = [words, words === "event" && it?.event].filter(Boolean);
  const nodes = sections(text)
    .filter(({ title }) => /ruling/iu.test(title))
    .flatMap(({ body }) => markdown(body))
    .flatMap((node) => [...node.children])
    .filter((node) => node.tagName === "LI" && named.some((its) => contains(its)(node)));
  return nodes.length ? [el("h3", {}, `Rulings on ${words || section}`), el("ul", { class: "rulings" }, nodes)] : [];
}
