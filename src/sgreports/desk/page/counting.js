// What a COUNT says beside its number: its event, and where its unit comes from.

import { desk, say } from "./desk.js";
import { fill } from "./editing.js";
import { mention } from "./marks.js";

export const UNIT_SOURCES = ["own", "ellipsis"];

/**
 * All events, the likely ones first: what is proposed for these words, then what the paragraph's other counts have,
 * then by how common they are in gold.
 */
export function likely(it) {
  const proposed = desk.here.proposal?.mentions.filter((m) => m.start < it.end && m.end > it.start) ?? [];
  const others = desk.marks.mentions.filter((m) => m.id !== it.id);
  const near = others.sort((a, b) => Math.abs(a.start - it.start) - Math.abs(b.start - it.start));
  const found = [...proposed, ...near].map((m) => m.event).filter(Boolean);
  return [...new Set([...found, ...desk.schema.labels.COUNT.events])];
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
