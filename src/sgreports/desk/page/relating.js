// Drawing a relation: from the mention in focus to another one; only what the two labels allow is offered, so none is
// ever without a type.

import { name, options } from "./allowed.js";
import { change, desk, say } from "./desk.js";
import { spoken } from "./dom.js";
import { edit, sentence } from "./editing.js";
import { mention, relate, say as worded, unrelate } from "./marks.js";

export const SHORTCUTS = "123456789abcdefghijklmnopqrstuvwxyz";

/** The mentions that some relation may join to this one. */
export const candidates = (id) =>
  desk.marks.mentions.filter((m) => options(desk.schema.relations, mention(desk.marks, id), m).length);

/** Begins at the mention in focus, with the nearest target after it, else before it. */
export function relate_() {
  const from = mention(desk.marks, desk.focus?.mention);
  if (!from) return say("Go to a mention first (Tab); then r draws a relation from it.");
  const all = candidates(from.id);
  if (!all.length)
    return say(`No relation can join ${from.label} “${from.text}” to another mention of this paragraph.`);
  const to = all.find((m) => m.start > from.start) ?? all.at(-1);
  return change({
    relating: { from: from.id, to: to.id, at: 0, instead: null },
    choosing: null,
    cursor: null,
    says: "Arrows or a click choose the other end, a number or a click the type. Esc leaves.",
  });
}

/** Another type for the relation in focus. */
export function retype() {
  const r = inFocus();
  if (!r) return say("Go to a relation first (l).");
  const at = offered({ from: r.subject, to: r.object }).findIndex((o) => name(o) === name(r));
  return change({
    relating: { from: r.subject, to: r.object, at, instead: name(r) },
    choosing: null,
    says: "A number or a click chooses the type. Esc leaves.",
  });
}

/** Makes a mention the other end. */
export function target(id) {
  const { relating } = desk;
  if (id === relating.from) return null;
  const it = mention(desk.marks, id);
  if (!candidates(relating.from).includes(it)) {
    return say(`No relation can join ${mention(desk.marks, relating.from).label} to ${it.label} “${it.text}”.`);
  }
  return change({ relating: { ...relating, to: id, at: 0 }, says: "" });
}

/** What is offered between the two ends: [{type, subject, object, held}]; `held`: the paragraph has it already. */
export function offered({ from, to } = desk.relating) {
  const held = new Set(desk.marks.relations.map(name));
  const all = options(desk.schema.relations, mention(desk.marks, from), mention(desk.marks, to));
  return all.map((o) => ({ ...o, held: held.has(name(o)) }));
}

/** Moves along what is offered. */
export function mark(by) {
  const n = offered().length;
  change({ relating: { ...desk.relating, at: (desk.relating.at + by + n) % n } });
}

/** Takes what is offered at a place, or what is marked. */
export function take(at = desk.relating.at) {
  const chosen = offered()[at];
  if (!chosen) return say("No such number.");
  const { held, ...relation } = chosen;
  const { instead, from } = desk.relating;
  if (held && name(chosen) !== instead)
    return change({ relating: null, focus: { relation: name(chosen) }, says: "That relation is there already." });
  edit({
    marks: relate(desk.schema, desk.marks, relation, instead),
    focus: instead ? { relation: name(chosen) } : { mention: from },
  });
  const may = desk.schema.relations[chosen.type].fixed ? "u undoes" : "p planned, - negated, u undoes";
  return change({ latest: name(chosen), says: `${sentence(named(name(chosen)))}. ${may}.` });
}

const named = (its) => desk.marks.relations.find((r) => name(r) === its);
export const inFocus = () => named(desk.focus?.relation);

/** Turns a value of the relation in focus, or of the one just drawn, over. */
export function turn(field, [usual, other]) {
  const r = inFocus() ?? named(desk.latest);
  if (!r) return say("Go to a relation first (l).");
  if (desk.schema.relations[r.type].fixed) return say(`A ${spoken(r.type)} is always affirmed and actual.`);
  edit({ marks: worded(desk.marks, name(r), { [field]: r[field] === usual ? other : usual }) });
  return say(`${sentence(named(name(r)))}.`);
}

/** Sets values of a relation. */
export const set = (named, values) => edit({ marks: worded(desk.marks, named, values) });

/** Another role of the relation in focus, or of the one just drawn: the next that these two do not have yet. */
export function role() {
  const r = inFocus() ?? named(desk.latest);
  const roles = desk.schema.relations[r?.type]?.roles ?? [];
  if (!roles.length) return say("Go to a count by first (l): it alone has a role.");
  const others = [...roles.slice(roles.indexOf(r.role) + 1), ...roles];
  const next = others.find((other) => !named(name({ ...r, role: other })));
  return next ? setRole(r, next) : say("These two have every role already.");
}

/** Gives a relation a role, unless these two have it already. */
export function setRole(r, its) {
  const other = name({ ...r, role: its });
  if (named(other)) return say(`${sentence(named(other))}: that is there already.`);
  const focus = inFocus() ? { relation: other } : desk.focus;
  edit({ marks: worded(desk.marks, name(r), { role: its }), focus });
  return change({ latest: other, says: `${sentence(named(other))}.` });
}

/** Swaps subject and object, where their labels allow it. */
export function swap() {
  const r = inFocus();
  if (!r) return say("Go to a relation first (l).");
  const swapped = offered({ from: r.object, to: r.subject }).find((o) => o.type === r.type && o.subject === r.object);
  const { held, ...relation } = swapped ?? { held: true };
  if (held) return say("These two cannot stand the other way round.");
  return edit({
    marks: relate(desk.schema, desk.marks, relation, name(r)),
    focus: { relation: name(swapped) },
  });
}

/** Removes the relation in focus; the next one comes into focus, so that several can go. */
export function remove() {
  const r = inFocus();
  const gone = `Removed: ${sentence(r)}.`;
  edit({ marks: unrelate(desk.marks, name(r)), focus: { mention: r.subject } }, { says: gone });
}
