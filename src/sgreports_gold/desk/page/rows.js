// The row of a COUNT in the table `counts`: its measure, years and country, and whether the same was said before. It
// comes
// from the proposal; what the program is unsure of is asked for before the paragraph is accepted.

import { count } from "./counting.js";
import { desk, say } from "./desk.js";
import { spoken } from "./dom.js";
import { fill } from "./editing.js";
import { mention } from "./marks.js";

const MOST = 9; // options of a menu: as many as there are digits
const NONE = { measure: null, years: null, country: null, again: false };

/** The proposal for these words, or undefined. */
const proposed = (it) => desk.here.proposal?.mentions.find((m) => m.start === it.start && m.end === it.end);

/** Sets cells of a mention's row; the others are as they were, or as proposed. The measure comes first. */
export function set(id, cells) {
  const it = mention(desk.marks, id);
  const row = { ...NONE, ...(it.row ?? proposed(it)?.row), ...cells };
  return row.measure ? fill(id, { row }) : say("Say first what kind of figure it is: m.");
}

/** Whether the same fact was said before: yes or no. */
export function again() {
  const it = count("a row");
  return it && set(it.id, { again: !it.row?.again });
}

/** The COUNT in focus if it has a row, or one is proposed; null, with a sentence that says why, where it has none. */
export function withRow(what) {
  const it = count(what);
  if (!it || it.row || proposed(it)?.row) return it;
  say("Say first what kind of figure it is: m.");
  return null;
}

const others = (it) => desk.marks.mentions.filter((m) => m.id !== it.id && m.row).map((m) => m.row);
const labelled = (label) => desk.marks.mentions.filter((m) => m.label === label && m.entity).map((m) => m.entity);
const distinct = (its) => [...new Set(its.filter(Boolean))].slice(0, MOST - 2);

/** The measures, the one that is proposed first. */
export const measures = (it) => [
  ...new Set([proposed(it)?.row?.measure, ...desk.schema.labels.COUNT.measures].filter(Boolean)),
];

/** Years that may be meant: its own, those of other counts and dates here, the report's. */
export function years(it) {
  const report = [desk.here.period?.filter(Boolean).join("/"), desk.here.date].filter(Boolean);
  const rows = [it.row, proposed(it)?.row, ...others(it)].map((row) => row?.years);
  return distinct([...rows, ...[...labelled("YEAR"), ...report].map(yearsOf)]);
}

/** First and last year of a date in EDTF: `2043-11/2044-01` is `2043-2044`. */
function yearsOf(date) {
  const found = date.split("/").map((point) => point.slice(0, 4));
  return found.every((year) => /^\d{4}$/u.test(year)) ? [...new Set(found)].join("-") : null;
}

/** Countries that may be meant, each as it is written (`COD+RWA`). */
export const countries = (it) =>
  distinct([
    ...[it.row, proposed(it)?.row, ...others(it)].map((row) => row?.country?.join("+")),
    ...labelled("COUNTRY"),
  ]);

export const yearsTyped = (typed) => typed.replace(/\s/gu, "").replace(/[–—/]/gu, "-") || null;

export function countryTyped(typed) {
  const codes = typed
    .toUpperCase()
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter(Boolean);
  return codes.length ? codes.sort() : null;
}

/** A row's cells as they are written in fields. */
export const cells = (row) =>
  row && { ...row, country: row.country?.join("+") ?? "", again: row.again ? "said before" : "new" };

/** A row in words. */
export const worded = (row) =>
  row &&
  [spoken(row.measure), row.years ?? "no year", row.country?.join("+") ?? "no country", row.again && "again"]
    .filter(Boolean)
    .join(", ");

const asked = new Set();

/** The next COUNT with cells that the program was unsure of, and that nobody has changed or looked at; null after it. */
export function unsure() {
  const same = (it, p) => p && JSON.stringify(p.row) === JSON.stringify(it.row);
  const found = desk.marks.mentions.find((it) => {
    const p = it.row && proposed(it);
    return p?.unsure?.length && same(it, p) && !asked.has(keyed(it));
  });
  if (!found) return null;
  asked.add(keyed(found));
  return { it: found, cells: proposed(found).unsure };
}

const keyed = (it) => `${desk.here.index} ${it.start} ${it.end} ${JSON.stringify(it.row)}`;
