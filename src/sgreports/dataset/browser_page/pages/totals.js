"use strict";
// The columns of a row of counts, and the rule of what a total leaves out: the same as the macro `selected` in the
// DuckDB file.
const AT = Object.fromEntries(
  [
    "document",
    "paragraph",
    "start",
    "end",
    "amount",
    "bound",
    "event",
    "counted",
    "phrase",
    "country",
    "years",
    "first",
    "last",
    "agent",
    "series",
    "reason",
    "whole",
    "group",
    "assumed",
    "score",
    "whose",
    "covering",
    "moment",
    "doubted",
    "decided",
    "page",
    "number",
    "repeats",
  ].map((name, i) => [name, i]),
);
const ADDED = 600; // what a total adds has this score and more, unless one asks for another
const SURE = 700; // a number of a lower score is marked with `?`
const STATED = 800; // score of what is surely stated
const VERY_SURE = 900; // of what may be most of a sum
const MAYBE = 300; // score from which an unsure number is told
const MAYBE_THEIRS = 100; // and from which, where one asks whose it is
// a report tells of those who left its country, and of money for all countries, too
const ELSEWHERE = ["displaced", "returned", "funded"];

// The numbers of the rows that fit, each with the reason why no total takes it, null where it is summed. What has a
// lower score than `least` (of
// 1000) contains and covers nothing. Of a fact whose counted row does not fit or is unsure the first sure row that fits
// stands in its place.
function selected(data, wanted, least = ADDED) {
  const { rows, at_a_moment } = data;
  const chosen = rows.map((_, i) => i).filter((i) => wanted(rows[i], i));
  const sure = (i) => rows[i][AT.score] >= least && !is_refused(data, i);
  const counted = new Set(chosen.filter((i) => sure(i) || rows[i][AT.decided] !== null));
  const fits = new Set(chosen);
  const again = chosen.filter(
    (i) =>
      reason_of(data, i) === "repeated" &&
      (sure(i) || !fits.has(rows[i][AT.repeats])) &&
      rows[i][AT.repeats] !== null &&
      !counted.has(rows[i][AT.repeats]),
  );
  const instead = new Map(again.toSorted((i, j) => sure(i) - sure(j) || j - i).map((i) => [rows[i][AT.repeats], i]));
  const facts = new Map([...instead].map(([fact, i]) => [i, fact]));
  const own = (i) => (facts.has(i) ? [i, facts.get(i)] : [i]);
  const why_not = (i) => (facts.has(i) ? null : reason_of(data, i));
  const known = new Set(chosen.filter(sure).flatMap(own));
  const stands = (i) => at_a_moment.includes(reason_of(data, i));
  const inside = (i) => {
    for (let whole = rows[i][AT.whole]; whole !== null; whole = rows[whole][AT.whole])
      if (known.has(whole) && !stands(whole)) return true;
    return false;
  };
  const first = new Map();
  for (const i of chosen.filter(sure))
    if (rows[i][AT.whole] !== null && why_not(i) === null)
      first.set(rows[i][AT.whole], Math.min(rows[i][AT.group], first.get(rows[i][AT.whole]) ?? Infinity));
  const reason = (i, row = rows[i]) =>
    why_not(i) ??
    (own(i).some(inside)
      ? "part_of_another"
      : row[AT.whole] !== null && row[AT.group] > first.get(row[AT.whole])
        ? "another_breakdown"
        : null);
  const found = chosen.map((i) => [i, reason(i)]);
  const covering = new Set(found.filter(([i, why]) => why === null && sure(i)).flatMap(([i]) => own(i)));
  const covered = (i) => (rows[own(i).at(-1)][AT.covering] || []).some((other) => covering.has(other));
  return found.map(([i, why]) => [i, why !== null ? why : covered(i) ? "overlapping" : sure(i) ? null : "unsure"]);
}

// What stands at a moment and has a score of `least` or more: a list a place, holder, thing, event and kind of figure,
// of one row a day, the latest first. A part of another of the
// same thing has none, but for a part of what is authorized; nor has a limit beside what it limits. The same as the
// macro `standing`, but for the days before and after those asked for.
function standing({ rows, reasons }, chosen, least = ADDED) {
  const picked = new Set(
    chosen.filter(([i]) => rows[i][AT.score] >= least && rows[i][AT.moment] !== null).map(([i]) => i),
  );
  const is_limit = (i) => reasons[rows[i][AT.reason]] === "limit";
  const is_part = (i, whole = rows[i][AT.whole]) =>
    picked.has(whole) && rows[whole][AT.moment][0] === rows[i][AT.moment][0] && (!is_limit(whole) || is_limit(i));
  const line_of = (i) =>
    JSON.stringify(
      [AT.reason, AT.country, AT.whose, AT.event, AT.counted].map((at) => rows[i][at]).concat(rows[i][AT.moment][0]),
    );
  const days_of_line = (line) =>
    [...Map.groupBy(line, (i) => rows[i][AT.moment][1] ?? "")]
      .sort(([a], [b]) => b.localeCompare(a))
      .map(([, day]) => day.reduce((most, i) => (rows[most][AT.amount] < rows[i][AT.amount] ? i : most)));
  const lines = [
    ...Map.groupBy(
      [...picked].filter((i) => !is_part(i)),
      line_of,
    ).values(),
  ].map(days_of_line);
  const limiting = new Set(lines.flat().map((i) => rows[i][AT.moment][3]));
  return lines
    .map((line) => line.filter((i) => !limiting.has(i)))
    .filter((line) => line.length)
    .sort((a, b) => b.length - a.length || rows[b[0]][AT.amount] - rows[a[0]][AT.amount]);
}

// What a page of counts tells, a list of rows each, the latest first: what stands at a moment (of a year near it) and
// what happened, also what is less sure, from the score `maybe` on.
function told_lines(data, chosen, least = ADDED, { whose, year } = {}, maybe = whose ? MAYBE_THEIRS : MAYBE) {
  // a nought is mostly misread
  const some = chosen.filter(([i]) => data.rows[i][AT.amount]);
  const score = ([i]) => data.rows[i][AT.score];
  const unsure = standing(
    data,
    some.filter((each) => score(each) < least),
    maybe,
  ).flat();
  const flows = some.filter((each) => each[1] === null || (each[1] === "unsure" && score(each) >= maybe));
  const near = (day, i) => !year || !day || Math.abs(day.slice(0, 4) - year) <= (reason_of(data, i) !== "stock");
  return [...standing(data, some, least), ...unsure.map((i) => [i]), ...flows.map(([i]) => [i])].filter(([i]) =>
    near(data.rows[i][AT.moment]?.[1], i),
  );
}

const reason_of = (data, i) => data.reasons[data.rows[i][AT.reason]] ?? null;
const is_refused = (data, i) => ["refused", "disputed"].includes(reason_of(data, i));
const is_sure = ({ rows }, i) => rows[i][AT.score] >= SURE || rows[i][AT.decided] !== null;
// not rounded up to a limit that it lies below
const score_of = (row) => (Math.floor(row[AT.score] / 10) / 100).toFixed(2);

// Why a number is not surely stated by one sentence, in words; empty where it is: of a known place (or of whom one asks
// for), of a date of its own, not part of another, nothing planned, and of money what became of it.
function doubts(data, i, want = {}) {
  const row = data.rows[i];
  const word = (list, at) => data[list][row[at]] ?? "";
  const counted = word("counted", AT.counted);
  const placed =
    row[AT.country] === null
      ? "nothing says of which one country"
      : row[AT.assumed] & 2 && ELSEWHERE.includes(word("events", AT.event)) && "its country is assumed";
  return [
    word("reasons", AT.reason) === "limit" && "no count",
    kind_of(data, i) === APART && APART,
    is_beyond(data, i, want) && `its time is not mostly in ${want.year}`,
    row[AT.score] < STATED && row[AT.decided] === null && `less sure, score ${score_of(row)}`,
    row[AT.assumed] & 4 && row[AT.decided] === null && "its date may be that of something near it",
    row[AT.assumed] & 8 && row[AT.decided] === null && "its place is that of another sentence",
    row[AT.whole] !== null && reason_of(data, row[AT.whole]) !== "limit" && "part of another number",
    want.whose
      ? holders_of(data, i) !== asked_holder(want) && `of ${word("whose", AT.whose).replaceAll("; ", ", ")}`
      : placed,
    counted.startsWith("money") && counted === class_of(counted) && "nothing says what became of it",
    data.letters.includes(row[AT.document]) && "told by a State in a letter",
  ].filter(Boolean);
}

// Whether two rows may tell one fact, or one a part of the other: of one place, in times that overlap, or with the same
// number in a report.
function may_be_one(a, b) {
  const overlap =
    a[AT.first] === null || b[AT.first] === null || (a[AT.first] <= b[AT.last] && b[AT.first] <= a[AT.last]);
  const equal = a[AT.amount] === b[AT.amount] && a[AT.document] === b[AT.document];
  return a[AT.country] === b[AT.country] && a[AT.event] === b[AT.event] && (equal || overlap);
}

// Whether what happened lies mostly outside of the year that is asked for, and whether a number is of another body than
// that is, or a part of that (`police of UNXYZ`).
const year_days = (year) => [`${year}-01-01`, `${year}-12-31`].map(day_of);
const is_beyond = ({ rows }, i, { year }) =>
  Boolean(year) && rows[i][AT.moment] === null && !is_mostly(rows[i][AT.first], rows[i][AT.last], ...year_days(year));
const holders_of = ({ rows, whose }, i) => (whose[rows[i][AT.whose]] ?? "").toLowerCase();
const asked_holder = (want) => want.whose.trim().toLowerCase();
const is_of_others = (data, i, want) =>
  Boolean(want.whose) &&
  holders_of(data, i)
    .split("; ")
    .some((each) => each !== asked_holder(want) && !each.endsWith(` of ${asked_holder(want)}`));

// Of numbers those of the body that is asked for, of no other beside, and of the year, where any is likely right: no
// other may lead. The troops of a State are also a mission's.
function answering(data, found, want) {
  const is_state = want.whose && data.countries.some(([, name]) => name.toLowerCase() === asked_holder(want));
  const without = (kept, fails) => {
    const left = kept.filter((i) => !fails(data, i, want));
    return left.some(
      fails === is_beyond ? (i) => data.rows[i][AT.score] >= ADDED && measure_of(data, i) !== "limit" : () => true,
    )
      ? left
      : kept;
  };
  return [...(is_state ? [] : [is_of_others]), is_beyond].reduce(without, found);
}

// The numbers that are surely stated, the largest first; of equal ones that may be one fact the surest.
function stated(data, found, want) {
  const by = (at) => (i, j) => data.rows[j][at] - data.rows[i][at];
  const surely = found.filter((i) => data.rows[i][AT.amount] && !doubts(data, i, want).length).sort(by(AT.score));
  const once = (equal) =>
    equal.reduce((kept, i) => (kept.some((j) => may_be_one(data.rows[i], data.rows[j])) ? kept : [...kept, i]), []);
  return [...Map.groupBy(surely, (i) => data.rows[i][AT.amount]).values()].flatMap(once).sort(by(AT.amount));
}

// What leads a page, of all days of all lines: groups { event, kind, most, rows } of an event and what is counted
// (files are no larger number of applications); all persons are one, but for the victims of disasters. First the
// largest number that is surely stated
// (`most`), else the largest that a sum would add, else the largest at all. As a reader takes it for the answer, what
// is larger stands beside it: the surest and the
// largest, but of what there is on a day beside what happened only what is likely right, and no limit, which leads only
// where nothing else is told. No part leads where a larger
// whole may, unless it is surely stated. Persons, and cases in which none are told (`12 cases of murder`), come first
// where most numbers are of them; other things lead only if they are stated.
function leads(data, found, want = {}) {
  const some = answering(data, found, want);
  const surely = new Set(stated(data, some, want));
  const size = (i) => data.rows[i][AT.amount];
  const is_limit = (i) => measure_of(data, i) === "limit";
  const stands = (i) => measure_of(data, i) === "stock";
  const tier = (i) => (surely.has(i) ? 0 : (data.rows[i][AT.score] >= ADDED ? 1 : 2) + (is_limit(i) ? 2 : 0));
  const surest = (a, b) => tier(a) - tier(b) || size(b) - size(a);
  const is_beside = (first) => (i) => !is_limit(i) && (stands(i) === stands(first) || data.rows[i][AT.score] >= ADDED);
  const leading = ([first, ...others]) => {
    const larger = others.filter((i) => size(i) > size(first) && is_beside(first)(i));
    return [...new Set([first, ...larger.slice(0, 1), ...larger.sort((a, b) => size(b) - size(a)).slice(0, 1)])];
  };
  const is_whole = (whole, i) => size(whole) > size(i) && measure_of(data, whole) === measure_of(data, i);
  const wholes = (all, here = new Set(all)) =>
    all.filter((i) => surely.has(i) || !wholes_of(data, i).some((whole) => here.has(whole) && is_whole(whole, i)));
  const place = (i) => [AT.document, AT.paragraph, AT.event].map((at) => data.rows[i][at]).join(" ");
  const of_persons = new Set(some.filter((i) => [PERSONS, APART].includes(kind_of(data, i))).map(place));
  const told_apart = some.filter((i) => kind_of(data, i) !== CASES || !of_persons.has(place(i)));
  const befall = 2 * some.filter((i) => is_of_people(kind_of(data, i))).length >= some.length;
  const groups = [
    ...Map.groupBy(
      told_apart.sort(surest),
      (i) =>
        `${data.rows[i][AT.event]} ${is_of_people(kind_of(data, i)) ? kind_of(data, i) : data.rows[i][AT.counted]}`,
    ).values(),
  ].map((all) => ({
    event: data.rows[all[0]][AT.event],
    kind: kind_of(data, all[0]),
    most: surely.has(all[0]) ? size(all[0]) : 0,
    rows: leading(wholes(all)),
  }));
  const stays = ({ kind, most, rows: [first] }) =>
    most || (befall && is_of_people(kind) && (kind === PERSONS || tier(first) < 2));
  const kept = groups.filter(stays);
  const most_of = ({ kind, most, rows }) =>
    is_of_people(kind) ? Math.max(0, ...rows.filter((i) => tier(i) < 2).map(size)) : most;
  const rank = ({ kind }) => (kind === APART ? 1 : befall && is_of_people(kind) ? 0 : 2);
  const best = Math.min(...groups.map(({ rows: [first] }) => tier(first)));
  return (kept.length ? kept : groups.filter(({ rows: [first] }) => tier(first) === best)).sort(
    (a, b) => rank(a) - rank(b) || most_of(b) - most_of(a) || surest(a.rows[0], b.rows[0]),
  );
}

// The rows of which a row tells a part: its totals, and what covers its time or place; what there is on a day is no
// part of what there is on another.
const wholes_of = (data, i, whole = data.rows[i][AT.whole]) => [
  ...((measure_of(data, i) === null && data.rows[i][AT.covering]) || []),
  ...(whole === null ? [] : [whole, ...wholes_of(data, whole)]),
];

const PERSONS = "persons";
const CASES = "incidents";
const APART = "not of violence";
const is_of_people = (kind) => [PERSONS, CASES, APART].includes(kind);
const measure_of = (data, i) => (data.at_a_moment.includes(reason_of(data, i)) ? reason_of(data, i) : null);
const kind_of = (data, i, said = data.counted[data.rows[i][AT.counted]] ?? "", kind = class_of(said)) =>
  !data.persons.includes(kind) ? kind : said.endsWith(", without violence") ? APART : PERSONS;

// What a group rests on: the largest number that is surely stated, what is `larger` (less sure, or a total so far), and
// whether its sum may be told: all of it
// is stated, no two numbers may be one fact, and none that is less than very sure is more than half of it (of two three
// quarters).
function rests_on(data, chosen, total, told, want) {
  const all = added(chosen).map(([i]) => i);
  const surely = stated(data, all, want);
  const [first] = surely.map((i) => data.rows[i]);
  const is_little = () => first[AT.score] >= VERY_SURE || first[AT.amount] <= total * (all.length > 2 ? 0.5 : 0.75);
  const are_apart = () =>
    !surely.some((i, n) => surely.slice(n + 1).some((j) => may_be_one(data.rows[i], data.rows[j])));
  const holds = all.length > 1 && surely.length === all.length && is_little() && are_apart();
  const beside = leads(
    data,
    told.filter((i) => !["stock", "limit"].includes(measure_of(data, i))),
    want,
  ).flatMap((group) => group.rows);
  return {
    most: surely[0] ?? null,
    larger: beside.filter((i) => !first || data.rows[i][AT.amount] > first[AT.amount]),
    holds,
  };
}

// Totals by group: { key, total, bound, counts, assumed, left, rows }; a null key is unknown.
function totals(rows, chosen, key) {
  return [...Map.groupBy(chosen, ([i]) => key(rows[i]))].map(([name, its]) => {
    const summed = added(its).map(([i]) => rows[i]);
    const total = summed.reduce((sum, r) => sum + (r[AT.amount] || 0), 0);
    const bound = summed.reduce((all, r) => joint(all, r[AT.bound]), 0);
    return {
      key: name,
      total: summed.length ? total : null,
      bound,
      counts: summed.length,
      assumed: summed.filter((r) => r[AT.assumed] & 3).length,
      left: its.length - summed.length,
      rows: its,
    };
  });
}

// Days are numbers from 1970 on. A time is told by the months or years that it is, else by its days.
const DAY = 86_400_000;
const day_of = (text) => (text ? Date.parse(text) / DAY : null);
const day_words = (day) => new Date(DAY * day).toISOString().slice(0, 10);
const year_at = (day) => Number(day_words(day).slice(0, 4));
function time_words(first, last) {
  if (first === null) return null;
  const [from, to, next] = [first, last, last + 1].map(day_words);
  const long =
    !from.endsWith("-01") || !next.endsWith("-01")
      ? 10
      : from.slice(5, 7) === "01" && next.slice(5, 7) === "01"
        ? 4
        : 7;
  return [...new Set([from.slice(0, long), to.slice(0, long)])].join(" to ");
}

// Whether more than half of the days of a time lie between two days, each of which may be null: the same as the macro
// is_mostly.
const is_mostly = (first, last, since, until) =>
  first !== null &&
  Math.min(last, until ?? Infinity) - Math.max(first, since ?? -Infinity) + 1 > (last - first + 1) / 2;

// The bound of a sum: a place in the list `bounds`, which is exact, at least, at most, about.
const ABOUT = 3;
// in text, and in a drawing, which has no room for words
const BOUND_WORDS = ["", "at least ", "at most ", "about "];
const SIGNS = ["", "≥", "≤", "~"];
const joint = (one, other) => (one === 0 || one === other ? other : other === 0 ? one : ABOUT);
const amount = (value, bound = 0) =>
  value === null ? "–" : `${BOUND_WORDS[bound]}${value.toLocaleString("en", { maximumFractionDigits: 2 })}`;
