// Adjudication: where two annotators differ, one takes the first's, the second's, both or neither. What they agree on
// is there already.

import { name } from "./allowed.js";
import { overlap, places, relationsByPlace, sameRole } from "./compare.js";
import { change, desk, say } from "./desk.js";
import { edit } from "./editing.js";
import { add, drop, mention, relate, unrelate } from "./marks.js";

let known = { sides: null, found: null };

/** Both sides' marks, [a, b]. */
export const both = () => desk.sides.map((side) => desk.here.sides[side]);

/**
 * {spots, differences}: every place that a side marks, and what differs: {key, start, end, a, b, relation?, place?}.
 */
export function compared() {
  if (!desk.here?.sides) return { spots: [], differences: [] };
  if (known.sides !== desk.here.sides) known = { sides: desk.here.sides, found: difference(...both()) };
  return known.found;
}

function difference(a, b) {
  const spots = places(a, b);
  const related = relationsByPlace(a, b, spots);
  const mentions = spots.map((p, i) => ({ ...p, key: `m${i}`, place: i })).filter((p) => !p.same);
  const relations = related
    .filter((r) => !r.same)
    .map((r) => {
      const [start, end] = [
        Math.min(spots[r.from].start, spots[r.to].start),
        Math.max(spots[r.from].end, spots[r.to].end),
      ];
      const key = [r.type, r.from, r.to, r.a?.role, r.b?.role].join(" ");
      return { key, start, end, a: r.a ? [r.a] : [], b: r.b ? [r.b] : [], relation: r };
    });
  return { spots, differences: [...mentions, ...relations], agreed: related.filter((r) => r.same) };
}

/** The difference in view. */
export const current = () => compared().differences[desk.place] ?? null;

export function walk(by) {
  const n = compared().differences.length;
  if (!n)
    return say(
      desk.mode === "adjudicate" ? "The two agree on everything here." : "Differences are there in adjudication only.",
    );
  return go((desk.place + by + n) % n);
}

/** Brings the first open difference of a paragraph into view; false where there is none. */
export function begin() {
  const { differences } = compared();
  const open = differences.findIndex((d) => !decision(d));
  if (differences.length) go(Math.max(0, open));
  return differences.length > 0;
}

let told = null; // the paragraph that was said to have open differences

/** Says once of a paragraph that differences are open; true where that was news. */
export function warned() {
  const { differences } = compared();
  const open = differences.findIndex((d) => !decision(d));
  if (open < 0 || told === desk.here) return false;
  told = desk.here;
  go(open);
  const n = differences.filter((d) => !decision(d)).length;
  say(`${n === 1 ? "One difference is" : `${n} differences are`} open. Enter again accepts what the text shows.`);
  return true;
}

/** Brings a difference into view. */
export function go(at) {
  const d = compared().differences[at];
  const it = d.relation ? null : desk.marks.mentions.find((m) => overlap(m, d));
  const r = d.relation && desk.marks.relations.find((x) => overlapsBoth(x, d.relation));
  return change({
    place: at,
    cursor: null,
    relating: null,
    says: "",
    focus: r ? { relation: name(r) } : it ? { mention: it.id } : null,
  });
}

/** Takes a side's, both or neither at the difference in view, and goes on to the next undecided one. */
export function take(choice) {
  const d = current();
  if (!d) return say("There is no difference to decide here.");
  const sides = { a: ["a"], b: ["b"], both: ["a", "b"], neither: [] }[choice];
  const marks = d.relation ? takeRelation(desk.marks, d, sides) : takeMentions(desk.marks, d, sides);
  if (!marks) return null;
  edit({ marks, decided: new Map([...desk.decided, [d.key, choice]]) });
  const left = compared().differences.findIndex((x, i) => i > desk.place && !desk.decided.has(x.key));
  const next = left >= 0 ? left : compared().differences.findIndex((x) => !desk.decided.has(x.key));
  return next >= 0 ? go(next) : say("Every difference is decided; Enter accepts.");
}

function takeMentions(marks, d, sides) {
  const taken = sides
    .flatMap((side) => d[side])
    .filter((m, i, all) => all.findIndex((x) => x.start === m.start && x.end === m.end) === i);
  if (taken.some((m) => taken.some((x) => x !== m && overlap(m, x)))) {
    say("You cannot take both: they overlap. Take one, then change it by hand.");
    return null;
  }
  const gone = marks.mentions.filter((m) => overlap(m, d));
  const hung = marks.relations.filter((r) => gone.some((m) => m.id === r.subject || m.id === r.object));
  const without = gone.reduce((its, m) => drop(desk.schema, its, m.id), marks);
  const withThem = taken.reduce((its, m) => add(desk.schema, its, m), without);
  return agreedAnew(
    hung.reduce((its, r) => rehung(its, r, marks), withThem),
    d.place,
  );
}

// A relation whose end was taken away hangs on what came into its place, if anything did.
function rehung(marks, r, before) {
  const end = (id) => marks.mentions.find((m) => overlap(m, mention(before, id)));
  const [subject, object] = [end(r.subject), end(r.object)];
  return subject && object ? relate(desk.schema, marks, { ...r, subject: subject.id, object: object.id }) : marks;
}

// What both sides say of this place and another, once there is something marked at both.
function agreedAnew(marks, place) {
  return compared()
    .agreed.filter((r) => r.from === place || r.to === place)
    .reduce((its, r) => {
      const [subject, object] = ends(its, r);
      return subject && object ? relate(desk.schema, its, { ...r.a, subject: subject.id, object: object.id }) : its;
    }, marks);
}

const ends = (marks, r) =>
  [r.from, r.to].map((place) => marks.mentions.find((m) => overlap(m, compared().spots[place])));

function overlapsBoth(x, r) {
  const [subject, object] = ends(desk.marks, r);
  const role = [r.a, r.b].some((its) => its && sameRole(its, x));
  return x.type === r.type && role && x.subject === subject?.id && x.object === object?.id;
}

function takeRelation(marks, d, sides) {
  const there = marks.relations.filter((x) => overlapsBoth(x, d.relation));
  const without = there.reduce((its, x) => unrelate(its, name(x)), marks);
  const chosen = sides.filter((side) => d[side][0]);
  const apart = chosen.length === 2 && sameRole(d.a[0], d.b[0]) ? ["a"] : chosen; // both of one role are one
  return apart.reduce((its, side) => withRelation(its, d, side), without);
}

function withRelation(marks, d, side) {
  const withEnds = [d.relation.from, d.relation.to].reduce((its, place) => marked(its, place, side), marks);
  const [subject, object] = ends(withEnds, d.relation);
  return relate(desk.schema, withEnds, { ...d[side][0], subject: subject.id, object: object.id });
}

// Something at a place: what is there, else that side's own mention.
function marked(marks, place, side) {
  const spot = compared().spots[place];
  return marks.mentions.some((m) => overlap(m, spot))
    ? marks
    : spot[side].reduce((its, m) => add(desk.schema, its, m), marks);
}

/**
 * What was taken at a difference: by hand since the page was opened, else derived from the marks that were saved; null where it is
 * open.
 */
export function decision(d) {
  if (desk.decided.has(d.key)) return desk.decided.get(d.key);
  if (desk.done) return "decided";
  const held = d.relation
    ? desk.marks.relations.some((x) => overlapsBoth(x, d.relation))
    : desk.marks.mentions.some((m) => overlap(m, d));
  return held ? "decided" : null;
}
