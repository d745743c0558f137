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

/** Another label: normal form, kind and unit start anew, for they mean nothing under it. */
export function relabel(schema, marks, id, label_) {
  return change(schema, marks, id, (m) => (m.label === label_ ? m : { ...m, ...blank(schema, label_), note: m.note }));
}

/** Another span of the same mention. */
export const span = (schema, points, marks, id, { start, end }) =>
  change(schema, marks, id, (m) => ({ ...m, start, end, text: points.slice(start, end) }));

/** Other values of a mention's `entity`, `kind`, `unit` or `note`; an empty text is null but for a unit. */
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
  const fresh = { polarity: old?.polarity ?? "affirmed", modality: old?.modality ?? "actual", ...relation };
  const relations = old ? marks.relations.map((r) => (r === old ? fresh : r)) : [...marks.relations, fresh];
  return tidy(schema, { ...marks, relations });
}

export const unrelate = (marks, named) => ({ ...marks, relations: marks.relations.filter((r) => name(r) !== named) });

/** Another polarity or modality. */
export const say = (marks, named, values) => ({
  ...marks,
  relations: marks.relations.map((r) => (name(r) === named ? { ...r, ...values } : r)),
});

/** The marks as the server takes them: without a proposal's scores. */
export const bare = (marks) => ({
  mentions: marks.mentions.map(plain),
  relations: marks.relations.map(({ type, subject, object, polarity, modality }) => ({
    type,
    subject,
    object,
    polarity,
    modality,
  })),
});

/** The mention of that id, or undefined. */
export const mention = (marks, id) => marks.mentions.find((m) => m.id === id);

const plain = ({ id, label, start, end, text, entity, kind, unit, note }) => ({
  id,
  label,
  start,
  end,
  text,
  entity: entity ?? null,
  kind: kind ?? null,
  unit: unit ?? null,
  note: note ?? null,
});

const blank = (schema, label_) => ({
  label: label_,
  entity: null,
  kind: schema.labels[label_].kinds[0] ?? null,
  unit: label_ === "COUNT" ? "" : null,
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
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, of(field, value)]));
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
