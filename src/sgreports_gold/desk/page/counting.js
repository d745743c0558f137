// What a COUNT says beside its number: its event, and where its unit comes from.

import { change, desk, say } from "./desk.js";
import { fill, selected } from "./editing.js";
import { mention } from "./marks.js";

export const UNIT_SOURCES = ["own", "ellipsis"];

/**
 * All events, the likely ones first: what is proposed for these words, then what gold says of this unit, then what the
 * paragraph's other counts have, then by how common they are in gold.
 */
export function likely(it) {
  const proposed = desk.here.proposal?.mentions.filter((m) => m.start < it.end && m.end > it.start) ?? [];
  const near = desk.marks.mentions
    .filter((m) => m.id !== it.id)
    .sort((a, b) => Math.abs(a.start - it.start) - Math.abs(b.start - it.start));
  const { events, events_of_units: units } = desk.schema.labels.COUNT;
  const found = [
    ...proposed.map((m) => m.event),
    ...(units[it.unit?.toLowerCase()] ?? []),
    ...near.map((m) => m.event),
  ];
  return [...new Set([...found.filter(Boolean), ...events])];
}

/** The other source of the unit: the number’s own noun, or one that is supplied from elsewhere. */
export function turnUnit() {
  const it = count("a unit");
  if (!it) return null;
  if (!it.unit) return say("There is no unit yet: o writes it.");
  return fill(it.id, { unit_from: it.unit_from === "own" ? "ellipsis" : "own" });
}

/** The COUNT in focus; null, with a sentence that says why, where there is none. */
export function count(what) {
  const it = mention(desk.marks, desk.focus?.mention);
  if (it?.label === "COUNT") return it;
  say(it ? `Only a COUNT has ${what}.` : "Go to a mention first (Tab).");
  return null;
}

/** Makes words of the text the unit of a COUNT; whether they are its own depends on where they are. */
export function pick(id, start, end) {
  const it = mention(desk.marks, id);
  const words = desk.snapped(start, end);
  if (!words) return null;
  const unit = desk.points.slice(words.start, words.end);
  const unit_from = supplied(it, words) ? "ellipsis" : "own";
  fill(id, { unit, unit_from });
  change({ cursor: null, focus: { mention: id } });
  return say(`${it.text} counts ${unit} (${unit_from}). f turns that, u undoes.`);
}

/** The words selected become the unit of the COUNT that was in focus before. */
export function pickSelected() {
  const it = mention(desk.marks, desk.resume?.mention);
  const { start, end } = selected();
  return it?.label === "COUNT" ? pick(it.id, start, end) : say("Go to a COUNT (Tab), select its noun (w), then =.");
}

const NOUN = /(?:[^s'’]s|people|children|men|women|personnel|staff)$/u;
const NO_NOUN =
  /^(?:of|the|these|those|in|is|was|were|are|and|or|to|from|had|has|have|by|on|at|with|for|who|which|that|this|as)$/u;

/** The next of the words that may be the unit: the noun after the number, the words up to it, what other counts count. */
export function nextUnit() {
  const it = count("a unit");
  if (!it) return null;
  const all = units(it);
  if (!all.length) return say("No noun follows: o writes the unit.");
  const at = all.findIndex((u) => u.unit === it.unit);
  const next = all[(at + 1) % all.length];
  fill(it.id, next);
  return say(`${it.text} counts ${next.unit} (${next.unit_from}). = takes the next words, u undoes.`);
}

function units(it) {
  const own = following(it).map((unit) => ({ unit, unit_from: "own" }));
  const others = desk.marks.mentions
    .filter((m) => m.label === "COUNT" && m.unit && m.start < it.start)
    .map(({ unit }) => ({ unit, unit_from: "ellipsis" }))
    .reverse();
  const all = [...own, ...others];
  return all.filter((u, i) => all.findIndex((other) => other.unit === u.unit) === i);
}

/** The words that stand together after a number, as a unit: its noun, all up to the noun, then each of the words. */
function following(it) {
  const { points, words } = desk;
  const next = words.filter((w) => w.start >= it.end).slice(0, 5);
  const apart = next.findIndex((w, i) => points.slice(i ? next[i - 1].end : it.end, w.start) !== " ");
  const together = apart < 0 ? next : next.slice(0, apart);
  const text = (w) => points.slice(w.start, w.end);
  const first = together.findIndex((w) => !/^(?:of|the|these|those)$/u.test(text(w)));
  const its = first < 0 ? [] : together.slice(first);
  const stop = its.findIndex((w) => NO_NOUN.test(text(w)));
  const phrase = stop < 0 ? its : its.slice(0, stop);
  const noun = head(phrase.map(text));
  if (noun < 0) return phrase.map(text);
  return [text(phrase[noun]), points.slice(phrase[0].start, phrase[noun].end), ...phrase.map(text)];
}

/**
 * The place of the noun in a phrase, -1 for none. In a name it is the last word (`United Nations Volunteers`), or the noun
 * right after the name (`United Nations police officers`).
 */
function head(phrase) {
  const capital = (at) => /^\p{Lu}/u.test(phrase[at] ?? "");
  let at = phrase.findIndex((word) => NOUN.test(word));
  if (!capital(at)) return at;
  while (capital(at + 1)) at += 1;
  const next = phrase.findIndex((word, i) => i > at && NOUN.test(word));
  if (next === at + 1 || (next > at && phrase[at] === "Nations")) return next;
  return at;
}

/** Whether a noun is supplied from elsewhere: another count or the end of a sentence lies between it and the number. */
function supplied(it, noun) {
  const [from, to] = noun.start >= it.end ? [it.end, noun.start] : [noun.end, it.start];
  const counts = desk.marks.mentions.filter((m) => m.label === "COUNT" && m.id !== it.id);
  const beside = counts.some((m) => m.end <= noun.start && noun.start - m.end < 3 && noun.end <= it.start);
  return beside || counts.some((m) => m.start < to && m.end > from) || /[.;?!]\s/u.test(desk.points.slice(from, to));
}
