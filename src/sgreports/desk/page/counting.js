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

/** Whether a noun is supplied from elsewhere: another count or the end of a sentence lies between it and the number. */
function supplied(it, noun) {
  const [from, to] = noun.start >= it.end ? [it.end, noun.start] : [noun.end, it.start];
  const counts = desk.marks.mentions.filter((m) => m.label === "COUNT" && m.id !== it.id);
  const beside = counts.some((m) => m.end <= noun.start && noun.start - m.end < 3 && noun.end <= it.start);
  return beside || counts.some((m) => m.start < to && m.end > from) || /[.;?!]\s/u.test(desk.points.slice(from, to));
}
