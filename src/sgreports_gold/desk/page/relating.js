// Drawing a relation: from the mention in focus to another one; only what the two labels allow is offered, so none is
// ever without a type.

import { name, options } from "./allowed.js";
import { change, desk, say } from "./desk.js";
import { spoken } from "./dom.js";
import { edit, sentence } from "./editing.js";
import { mention, relate, say as worded, unrelate } from "./marks.js";
import { begins } from "./words.js";

export const SHORTCUTS = "123456789abcdefghijklmnopqrstuvwxyz";

/** The mentions that some relation may join to this one. */
export const candidates = (id) =>
  desk.marks.mentions.filter((m) => options(desk.schema.relations, mention(desk.marks, id), m).length);

/** The next target, after the one in view and then from the first, of which this is true. */
function nextTarget(of, none) {
  const all = candidates(desk.relating.from);
  const at = all.findIndex((m) => m.id === desk.relating.to);
  const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find(of);
  return next ? target(next.id) : say(none);
}

/** The next target with a word that begins with a letter: `M` finds `12 March`. */
export const targetBeginning = (letter) =>
  nextTarget(
    (m) => m.text.split(/[\s-]+/u).some((word) => begins(word, letter)),
    `No other end has a word that begins with “${letter}”.`,
  );

/** The next target of a label. */
export const targetOf = (label) => nextTarget((m) => m.label === label, `No other end is a ${label}.`);

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
  const may = desk.schema.relations[chosen.type].fixed ? "u undoes" : "p planned, - negated, c again, u undoes";
  return change({ latest: name(chosen), drawn: { relation, from }, says: `${sentence(named(name(chosen)))}. ${may}.` });
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
  if (held) return say("These two cannot be swapped.");
  return edit({
    marks: relate(desk.schema, desk.marks, relation, name(r)),
    focus: { relation: name(swapped) },
  });
}

/** The relations that a mention is an end of, in the paragraph's order. */
export const relationsOf = (id) => desk.marks.relations.filter((r) => r.subject === id || r.object === id);

/** The mention whose relations are gone through: the one that `l` began at, else the end that has more of them. */
function hub(r) {
  if (desk.walked === r.subject || desk.walked === r.object) return desk.walked;
  return relationsOf(r.object).length > relationsOf(r.subject).length ? r.object : r.subject;
}

/** Removes the relation in focus and goes on to the next one of the same mention; after the last, to the mention. */
export function remove() {
  const r = inFocus();
  const at = hub(r);
  const its = relationsOf(at);
  const next = its[its.indexOf(r) + 1];
  const says = `Removed: ${sentence(r)}.${next ? "" : ` That was the last one of “${mention(desk.marks, at).text}”.`}`;
  edit({ marks: unrelate(desk.marks, name(r)), focus: next ? { relation: name(next) } : { mention: at } }, { says });
  change({ walked: at });
}

/** Removes all relations of a type at a mention; without a type, those like the one in focus. */
export function removeAll(at, type) {
  const r = inFocus();
  const [id, of] = type ? [at, type] : [hub(r), r.type];
  const gone = relationsOf(id).filter((its) => its.type === of);
  const says = `Removed: ${gone.length} ${spoken(of)} of “${mention(desk.marks, id).text}”; u undoes.`;
  const relations = desk.marks.relations.filter((its) => !gone.includes(its));
  edit({ marks: { ...desk.marks, relations }, focus: { mention: id } }, { says });
}

/** Draws the relation drawn last once more: the mention in focus takes the place of the end that is like it. */
export function repeat() {
  const it = mention(desk.marks, desk.focus?.mention);
  const { relation: r, from } = desk.drawn ?? {};
  if (!r || !mention(desk.marks, r.subject) || !mention(desk.marks, r.object))
    return say("No relation was drawn in this paragraph yet: r draws one.");
  if (!it) return say("Go to a mention first (Tab); then c draws the last relation with it.");
  const other = r.subject === from ? r.object : r.subject;
  const kept = [from, other].sort((a, b) => alike(b, it) - alike(a, it)).map((end) => (end === from ? other : from));
  const [end, fresh] = kept.map((its) => [its, offeredAgain(r, its, it)]).find(([, its]) => its) ?? [];
  if (!fresh) return say(`“${it.text}” cannot be an end of ${sentence(r)}.`);
  if (named(name(fresh))) return say(`${sentence(fresh)}: that is there already.`);
  const { polarity, modality } = named(name(r)) ?? r;
  edit({ marks: relate(desk.schema, desk.marks, { ...fresh, polarity, modality }), focus: { mention: it.id } });
  const drawn = { relation: fresh, from: end === from ? from : it.id };
  return change({ latest: name(fresh), drawn, says: `${sentence(named(name(fresh)))}. u undoes.` });
}

// An end counts as like a mention by its label; of two with that label the one that the relation was drawn to.
const alike = (id, it) => (mention(desk.marks, id).label === it.label ? (id === desk.drawn.from ? 1 : 2) : 0);

/** The relation with `it` in the place of the end that is not kept, if the labels allow that. */
function offeredAgain(r, kept, it) {
  const { symmetric } = desk.schema.relations[r.type];
  const all = kept === it.id ? [] : options(desk.schema.relations, mention(desk.marks, kept), it);
  const side = kept === r.subject ? "subject" : "object";
  return all.find((o) => o.type === r.type && o.role === (r.role ?? null) && (symmetric || o[side] === kept));
}

/** Begins with both ends known, as a drag says them; one count dragged onto another is at once a part of it. */
export function join(from, to) {
  const [a, b] = [from, to].map((id) => mention(desk.marks, id));
  if (a.label === "COUNT" && b.label === "COUNT") return part(from, to);
  if (!candidates(from).some((m) => m.id === to)) return false;
  const says = "A number or a click chooses the type. Esc leaves.";
  change({ relating: { from, to, at: 0, instead: null }, choosing: null, cursor: null, says });
  return true;
}

function part(subject, object) {
  const r = { type: "part_of", subject, object };
  if (named(name(r))) say(`${sentence(r)}: that is there already.`);
  else {
    edit({ marks: relate(desk.schema, desk.marks, r), focus: { mention: subject } });
    change({ latest: name(r), drawn: { relation: r, from: subject }, says: `${sentence(r)}. u undoes.` });
  }
  return true;
}

const FRAME = ["count_in", "count_at", "count_by"];
const framed = (id) => desk.marks.relations.filter((r) => r.subject === id && FRAME.includes(r.type));

/** Gives the COUNT in focus the places, times and bodies of the count before it that has any. */
export function frame() {
  const it = mention(desk.marks, desk.focus?.mention);
  if (it?.label !== "COUNT")
    return say("Go to a COUNT first (Tab): C gives it the places, times and bodies of the one before.");
  const before = desk.marks.mentions.filter((m) => m.label === "COUNT" && m.start < it.start);
  const from = before.findLast((m) => framed(m.id).length);
  if (!from) return say("No count before this one has a place, a time or a body.");
  const all = framed(from.id).map(({ type, object, role, polarity, modality }) => {
    return { type, subject: it.id, object, role: role ?? null, polarity, modality };
  });
  const fresh = all.filter((r) => !named(name(r)));
  if (!fresh.length) return say(`“${it.text}” has all that “${from.text}” has.`);
  const marks = fresh.reduce((its, r) => relate(desk.schema, its, r), desk.marks);
  return edit(
    { marks, focus: { mention: it.id } },
    { says: `As “${from.text}”: ${fresh.map((r) => sentence(r)).join("; ")}. u undoes.` },
  );
}
