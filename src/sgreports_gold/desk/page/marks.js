// What can be done to a paragraph's marks {mentions, relations}: pure functions from marks to marks. Offsets are code
// points. Every one leaves the mentions in the text's order, never overlapping, and no relation that its labels do not
// allow.

import { allows, name } from "./allowed.js";

/**
 * The marks with a span labelled. Mentions that it touches become this one: the longest keeps its id, all keep their
 * relations.
 */
export function label(schema, points, marks, span, label_) {
  const touched = marks.mentions.filter((m) => m.start < span.end && m.end > span.start);
  const kept = [...touched].sort((a, b) => b.end - b.start - (a.end - a.start))[0];
  const fresh = {
    ...blank(schema, label_),
    id: kept?.id ?? nextId(marks),
    ...span,
    text: points.slice(span.start, span.end),
  };
  if (kept && kept.start === span.start && kept.end === span.end) return relabel(schema, marks, kept.id, label_);
  const gone = new Map(touched.map((m) => [m.id, fresh.id]));
  const relations = marks.relations.map((r) => pointed(r, gone));
  return tidy(schema, { mentions: [...marks.mentions.filter((m) => !gone.has(m.id)), fresh], relations });
}

/** Another label: its values start anew, for they mean nothing under it. */
export function relabel(schema, marks, id, label_) {
  return change(schema, marks, id, (m) => (m.label === label_ ? m : { ...m, ...blank(schema, label_), note: m.note }));
}

/** Another span of the same mention. */
export const span = (schema, points, marks, id, { start, end }) =>
  change(schema, marks, id, (m) => ({ ...m, start, end, text: points.slice(start, end) }));

/**
 * Other values of a mention; an empty text is null but for a unit. A unit that is filled in is the number's own until
 * something else is said; without a unit there is no source of it.
 */
export const fill = (schema, marks, id, values) => change(schema, marks, id, (m) => ({ ...m, ...cleaned(m, values) }));

/** Without a mention and the relations that hang on it. */
export const drop = (schema, marks, id) =>
  tidy(schema, { ...marks, mentions: marks.mentions.filter((m) => m.id !== id) });

/** With a mention that was in other marks (a proposal, another's version); it gets an id that is free. */
export function add(schema, marks, mention) {
  const id = marks.mentions.some((m) => m.id === mention.id) ? nextId(marks) : mention.id;
  return tidy(schema, { ...marks, mentions: [...marks.mentions, { ...plain(mention), id }] });
}

/** With a relation, in the place of `instead` (its name) if that is given. */
export function relate(schema, marks, relation, instead = null) {
  const old = marks.relations.find((r) => name(r) === instead);
  const status = { polarity: old?.polarity ?? "affirmed", modality: old?.modality ?? "actual" };
  const fresh = { ...status, role: null, ...relation, ...(schema.relations[relation.type].fixed && USUAL) };
  const relations = old ? marks.relations.map((r) => (r === old ? fresh : r)) : [...marks.relations, fresh];
  return tidy(schema, { ...marks, relations });
}

export const unrelate = (marks, named) => ({ ...marks, relations: marks.relations.filter((r) => name(r) !== named) });

/** Another polarity, modality or role. */
export const say = (marks, named, values) => ({
  ...marks,
  relations: marks.relations.map((r) => (name(r) === named ? { ...r, ...values } : r)),
});

/**
 * The nearest mention before that has the same words and label, else one whose longer name holds them, since a short form
 * names what was named; undefined where there is none.
 */
export function precedent(marks, it) {
  const before = marks.mentions.filter((m) => m.label === it.label && m.entity && m.start < it.start);
  const holds = (m) => ` ${m.text} `.includes(` ${it.text} `);
  return before.findLast((m) => m.text === it.text) ?? before.findLast(holds);
}

/** The marks with a mention repeated wherever the text has its words, and no mention yet. */
export function repeated(schema, points, all, marks, it) {
  const ends = new Set(all.map((w) => w.end));
  const long = it.end - it.start;
  const spans = all
    .map((w) => ({ start: w.start, end: w.start + long }))
    .filter((s) => ends.has(s.end) && points.slice(s.start, s.end) === it.text)
    .filter((s) => !marks.mentions.some((m) => m.start < s.end && m.end > s.start));
  return spans.reduce((its, s) => add(schema, its, { ...it, ...s, note: null }), marks);
}

/** The marks as the server takes them: without a proposal's scores. */
export const bare = (marks) => ({
  mentions: marks.mentions.map(plain),
  relations: marks.relations.map(({ type, subject, object, role, polarity, modality }) => ({
    type,
    subject,
    object,
    role: role ?? null,
    polarity,
    modality,
  })),
});

/** The mention of that id, or undefined. */
export const mention = (marks, id) => marks.mentions.find((m) => m.id === id);

// What a COUNTRY and a COUNT are unless something else is said. Nothing is assumed of an AGENCY or INSTRUMENT.
const DEFAULT_KINDS = ["name", "cardinal"];
const USUAL = { polarity: "affirmed", modality: "actual" };

const plain = ({ id, label, start, end, text, entity, kind, unit, unit_from, event, row, note }) => ({
  id,
  label,
  start,
  end,
  text,
  entity: entity ?? null,
  kind: kind ?? null,
  unit: unit ?? null,
  unit_from: unit_from ?? null,
  event: event ?? null,
  row: row ?? null,
  note: note ?? null,
});

const blank = (schema, label_) => ({
  label: label_,
  entity: null,
  kind: schema.labels[label_].kinds.find((kind) => DEFAULT_KINDS.includes(kind)) ?? null,
  unit: label_ === "COUNT" ? "" : null,
  unit_from: null,
  event: null,
  row: null,
  note: null,
});

const nextId = (marks) => `m${Math.max(0, ...marks.mentions.map((m) => Number(m.id.slice(1)) || 0)) + 1}`;

const pointed = (r, gone) => ({
  ...r,
  subject: gone.get(r.subject) ?? r.subject,
  object: gone.get(r.object) ?? r.object,
});

const change = (schema, marks, id, edit) =>
  tidy(schema, { ...marks, mentions: marks.mentions.map((m) => (m.id === id ? edit(m) : m)) });

function cleaned(mention_, values) {
  const of = (field, value) => (field === "unit" && mention_.label === "COUNT" ? (value ?? "") : value || null);
  const its = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, of(field, value)]));
  if (mention_.label !== "COUNT") return its;
  const { unit, unit_from } = { ...mention_, ...its };
  return { ...its, unit_from: unit ? (unit_from ?? "own") : null };
}

function tidy(schema, { mentions, relations }) {
  const labels = new Map(mentions.map((m) => [m.id, m.label]));
  const seen = new Set();
  const left = relations.filter((r) => {
    const good =
      r.subject !== r.object &&
      labels.has(r.subject) &&
      labels.has(r.object) &&
      allows(schema.relations, r, labels) &&
      !seen.has(name(r));
    seen.add(name(r));
    return good;
  });
  return { mentions: [...mentions].sort((a, b) => a.start - b.start), relations: left };
}
