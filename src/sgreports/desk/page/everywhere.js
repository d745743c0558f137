// One decision for the same words everywhere in a report. Here it is a step that can be undone; in other paragraphs of
// the report it is added to what is proposed, as long as nobody has touched them. Blind paragraphs stay as they are.

import { desk, say } from "./desk.js";
import { edit } from "./editing.js";
import { recall, remember } from "./keeping.js";
import { add, fill, mention, relabel } from "./marks.js";

const NAMES = ["AGENCY", "COUNTRY", "INSTRUMENT", "PROGRAMME"]; // what dates and counts mean depends on their sentence
const decisions = new Map(); // document → {words → {text, label, entity, kind}}; the browser keeps them too

/** What was decided for a document, by its words. */
function decidedFor(document) {
  if (!decisions.has(document)) decisions.set(document, new Map(recall(`everywhere ${document}`)));
  return decisions.get(document);
}

/** Makes the mention in focus the rule for its words in this report; pressed again, it is no rule any more. */
export function everywhere() {
  const it = mention(desk.marks, desk.focus?.mention);
  if (!it || !NAMES.includes(it.label))
    return say("Go to the mention of a name first: E decides its words everywhere.");
  const { text, label, entity, kind } = it;
  if (!kind && desk.schema.labels[label].kinds.length) return say(`Choose the kind of “${text}” first (k).`);
  const { document } = desk.here;
  const all = decidedFor(document);
  const known = same(all.get(text), it);
  if (known) all.delete(text);
  else all.set(text, { text, label, entity, kind });
  remember(`everywhere ${document}`, [...all]);
  if (known) return say(`“${text}” is decided paragraph by paragraph again.`);
  const marks = applied(desk.points, desk.words, desk.marks, all.get(text));
  if (marks !== desk.marks) edit({ marks });
  const form = [label, kind, entity ?? "no normal form"].filter(Boolean).join(" ");
  return say(`“${text}”: ${form}, here and in every paragraph of the report that is not begun. E again stops that.`);
}

const same = (a, b) => a && ["label", "entity", "kind"].every((field) => (a[field] ?? null) === (b[field] ?? null));

/** Marks with all that was decided for their document. */
export const withDecisions = (document, points, words, marks) =>
  [...decidedFor(document).values()].reduce((its, d) => applied(points, words, its, d), marks);

/** Marks with one decision, wherever its words are whole words and no part of a longer name. */
function applied(points, words, marks, decision) {
  return occurrences(points, words, decision.text).reduce((its, span) => decided(its, span, decision), marks);
}

function decided(marks, span, { text, label, entity, kind }) {
  const there = marks.mentions.filter((m) => m.start < span.end && m.end > span.start);
  if (!there.length) return add(desk.schema, marks, { id: "m1", ...span, text, label, entity, kind });
  const [it] = there;
  if (there.length > 1 || it.start !== span.start || it.end !== span.end || same(it, { label, entity, kind }))
    return marks;
  return fill(desk.schema, relabel(desk.schema, marks, it.id, label), it.id, { entity, kind });
}

/** The places of words in a text, as code points. */
function occurrences(points, words, text) {
  const found = [];
  for (const { start } of words) {
    const end = start + Array.from(text).length;
    if (points.slice(start, end) === text && words.some((w) => w.end === end)) found.push({ start, end });
  }
  return found;
}
