// What a COUNT says beside its number: its event, chosen from a menu, and where its unit comes from.

import { change, desk, say } from "./desk.js";
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

/** Opens the menu of events for the COUNT in focus, at the one that it has. */
export function choose() {
  const it = count("an event");
  if (!it) return null;
  const at = Math.max(0, likely(it).indexOf(it.event));
  const says = "A number or letter chooses the event. Esc leaves.";
  return change({ choosing: { id: it.id, at }, relating: null, cursor: null, says });
}

/** Moves along the menu. */
export function mark(by) {
  const n = desk.schema.labels.COUNT.events.length;
  change({ choosing: { ...desk.choosing, at: (desk.choosing.at + by + n) % n } });
}

/** Takes the event at a place of the menu, or what is marked. */
export function take(at = desk.choosing.at) {
  const { id } = desk.choosing;
  const event = likely(mention(desk.marks, id))[at];
  return event ? setEvent(id, event) : say("No such number.");
}

export function setEvent(id, event) {
  change({ choosing: null });
  fill(id, { event });
  say("");
}

/** Whether the number stands with its noun, or the noun is supplied from elsewhere: the other of the two. */
export function turnUnit() {
  const it = count("a unit");
  if (!it) return null;
  if (!it.unit) return say("There is no unit yet: o writes it.");
  return fill(it.id, { unit_from: it.unit_from === "own" ? "ellipsis" : "own" });
}

function count(what) {
  const it = mention(desk.marks, desk.focus?.mention);
  if (it?.label === "COUNT") return it;
  say(it ? `Only a COUNT has ${what}.` : "Go to a mention first (Tab).");
  return null;
}
