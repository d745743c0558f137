// What differs between two marks of one text: pure functions.

import { name } from "./allowed.js";

const FIELDS = ["label", "entity", "kind", "unit", "unit_from", "event", "row"];
export const overlap = (a, b) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/**
 * From `before` to `after`: [{what: "added" | "removed" | "changed", mention | relation, was, fields}], in the text's
 * order.
 */
export function changes(before, after) {
  const pairs = matched(before.mentions, after.mentions);
  const now = new Map(pairs.map(([b, a]) => [b.id, a.id]));
  const kept = new Set(pairs.map(([, a]) => a.id));
  const mentions = [
    ...pairs
      .map(([was, mention]) => ({ what: "changed", mention, was, fields: differing(was, mention) }))
      .filter((c) => c.fields.length),
    ...after.mentions.filter((m) => !kept.has(m.id)).map((mention) => ({ what: "added", mention })),
    ...before.mentions.filter((m) => !now.has(m.id)).map((was) => ({ what: "removed", was })),
  ].sort((x, y) => (x.mention ?? x.was).start - (y.mention ?? y.was).start);
  return [...mentions, ...relationChanges(before, after, now)];
}

function relationChanges(before, after, now) {
  const old = new Map(
    before.relations.map((r) => [name({ ...r, subject: now.get(r.subject), object: now.get(r.object) }), r]),
  );
  const left = new Set(after.relations.map(name));
  const fields = (a, b) => ["polarity", "modality"].filter((f) => a[f] !== b[f]);
  return [
    ...after.relations.filter((r) => !old.has(name(r))).map((relation) => ({ what: "added", relation })),
    ...after.relations
      .filter((r) => old.has(name(r)) && fields(r, old.get(name(r))).length)
      .map((relation) => ({
        what: "changed",
        relation,
        was: old.get(name(relation)),
        fields: fields(relation, old.get(name(relation))),
      })),
    ...[...old].filter(([named]) => !left.has(named)).map(([, was]) => ({ what: "removed", was, relational: true })),
  ];
}

/** Pairs [before, after] that speak of the same place: the largest overlap first, each mention once. */
function matched(before, after) {
  const all = touching(inOrder(before), inOrder(after));
  const [taken, pairs] = [new Set(), []];
  for (const [b, a] of all.sort((x, y) => y[2] - x[2])) {
    if (taken.has(b) || taken.has(a)) continue;
    taken.add(b).add(a);
    pairs.push([b, a]);
  }
  return pairs;
}

const inOrder = (mentions) => [...mentions].sort((a, b) => a.start - b.start);

/** [before, after, overlap] of all that touch; in neither of both do mentions overlap, and they come in order. */
function touching(before, after) {
  const found = [];
  let from = 0;
  for (const b of before) {
    while (from < after.length && after[from].end <= b.start) from += 1;
    for (let i = from; i < after.length && after[i].start < b.end; i += 1)
      if (overlap(b, after[i]) > 0) found.push([b, after[i], overlap(b, after[i])]);
  }
  return found;
}

export const differing = (a, b) => [
  ...(a.start === b.start && a.end === b.end ? [] : ["span"]),
  ...FIELDS.filter((f) => JSON.stringify(a[f] ?? null) !== JSON.stringify(b[f] ?? null)),
];

/**
 * Places where mentions of two sides touch one another: [{start, end, a: [mention], b: [mention], same}], in the text's
 * order.
 */
export function places(a, b) {
  const all = [...a.mentions.map((m) => ["a", m]), ...b.mentions.map((m) => ["b", m])].sort(
    (x, y) => x[1].start - y[1].start,
  );
  const found = [];
  for (const [side, m] of all) {
    let last = found.at(-1);
    if (!last || m.start >= last.end) found.push((last = { start: m.start, end: m.end, a: [], b: [] }));
    last.end = Math.max(last.end, m.end);
    last[side].push(m);
  }
  return found.map((p) => ({ ...p, same: p.a.length === 1 && p.b.length === 1 && !differing(p.a[0], p.b[0]).length }));
}

/**
 * The relations of both sides: [{type, from, to, a: relation | null, b: relation | null, same}]; `from`, `to` index
 * `found`. Two are one where their ends are at the same places, else where these have the same normal form (a name
 * and its own abbreviation; a count is what it is only at its place), as agreement is measured. Those of the same role
 * find one another first.
 */
export function relationsByPlace(a, b, found) {
  const rows = located(a, found);
  const left = new Set(located(b, found));
  for (const [alike, roles] of [
    [samePlace, sameRole],
    [sameNamed, sameRole],
    [samePlace, anyRole],
    [sameNamed, anyRole],
  ]) {
    for (const row of rows.filter((r) => !r.other)) {
      row.other = [...left].find((s) => s.type === row.type && alike(row, s) && roles(row.its, s.its)) ?? null;
      left.delete(row.other);
    }
  }
  const same = ({ a: x, b: y }) =>
    Boolean(x && y && x.polarity === y.polarity && x.modality === y.modality && sameRole(x, y));
  return [
    ...rows.map(({ type, from, to, its, other }) => ({ type, from, to, a: its, b: other?.its ?? null })),
    ...[...left].map(({ type, from, to, its }) => ({ type, from, to, a: null, b: its })),
  ]
    .map((r) => ({ ...r, same: same(r) }))
    .sort((x, y) => x.from - y.from || x.to - y.to);
}

/** One side's relations with their ends, as mentions and as places; one that comes twice at the same places is one. */
function located(marks, found) {
  const rows = new Map();
  for (const its of marks.relations) {
    const ends = [its.subject, its.object].map((id) => marks.mentions.find((m) => m.id === id));
    const [from, to] = ends.map((m) => found.findIndex((p) => m.start >= p.start && m.end <= p.end));
    const key = [its.type, from, to, its.role].join(" ");
    if (!rows.has(key)) rows.set(key, { type: its.type, from, to, its, ends });
  }
  return [...rows.values()];
}

const anyRole = () => true;
/** Whether two relations have the same role, or neither has one. */
export const sameRole = (r, s) => (r.role ?? null) === (s.role ?? null);
const samePlace = (r, s) => r.from === s.from && r.to === s.to;
const sameNamed = (r, s) =>
  [0, 1].every((i) => r[["from", "to"][i]] === s[["from", "to"][i]] || named(r.ends[i], s.ends[i]));
const named = (m, n) => m.label === n.label && m.label !== "COUNT" && m.entity !== null && m.entity === n.entity;
