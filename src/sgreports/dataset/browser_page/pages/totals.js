"use strict";
// The columns of a row of counts, and the rule of what a total leaves out: the same as the macro `selected` in the DuckDB file.
const AT = Object.fromEntries(
  ["document", "paragraph", "start", "end", "amount", "bound", "event", "counted", "phrase", "country", "years", "first", "last", "agent", "series", "reason", "whole", "group", "assumed", "score", "whose", "covering", "moment", "doubted", "decided", "page"]
    .map((name, i) => [name, i]));
const ADDED = 600; // what a total adds has this score and more, unless one asks for another
const SURE = 700; // a number of a lower score is marked with `?`
const STATED = 800, VERY_SURE = 900; // scores of what leads a page, and of what may be most of a sum
const ELSEWHERE = ["displaced", "returned", "funded"]; // a report tells of those who left its country, and of money for all countries, too

// The numbers of the rows that fit, each with the reason why no total takes it, null where it is summed. What has a lower score than `least` (of
// 1000) contains and covers nothing.
function selected({ rows, reasons, at_a_moment }, wanted, least = ADDED) {
  const chosen = rows.map((_, i) => i).filter((i) => wanted(rows[i], i));
  const refused = (i) => ["refused", "disputed"].includes(reasons[rows[i][AT.reason]]);
  const sure = (i) => rows[i][AT.score] >= least && !refused(i), known = new Set(chosen.filter(sure));
  const stands = (i) => at_a_moment.includes(reasons[rows[i][AT.reason]]);
  const inside = (i) => { for (let whole = rows[i][AT.whole]; whole !== null; whole = rows[whole][AT.whole]) if (known.has(whole) && !stands(whole)) return true; return false; };
  const first = new Map();
  for (const row of [...known].map((i) => rows[i])) if (row[AT.whole] !== null && row[AT.reason] === null) first.set(row[AT.whole], Math.min(row[AT.group], first.get(row[AT.whole]) ?? Infinity));
  const reason = (i, row = rows[i]) => (row[AT.reason] !== null ? reasons[row[AT.reason]] : inside(i) ? "part_of_another" : row[AT.whole] !== null && row[AT.group] > first.get(row[AT.whole]) ? "another_breakdown" : null);
  const found = chosen.map((i) => [i, reason(i)]), covering = new Set(found.filter(([i, why]) => why === null && sure(i)).map(([i]) => i));
  const covered = (i) => (rows[i][AT.covering] || []).some((other) => covering.has(other));
  return found.map(([i, why]) => [i, why !== null ? why : covered(i) ? "overlapping" : sure(i) ? null : "unsure"]);
}

// What stands at a moment and has a score of `least` or more: a list a place, holder, thing, event and kind of figure, of one row a day, the latest first. A part of another of the
// same thing has none, but for a part of what is authorized; nor has a limit beside what it limits. The same as the macro `standing`, but for the days before and after those asked for.
function standing({ rows, reasons }, chosen, least = ADDED) {
  const picked = new Set(chosen.filter(([i]) => rows[i][AT.score] >= least && rows[i][AT.moment] !== null).map(([i]) => i)), lines = new Map();
  const is_limit = (i) => reasons[rows[i][AT.reason]] === "limit";
  for (const i of picked) {
    const row = rows[i], [thing, day] = row[AT.moment], key = JSON.stringify([AT.reason, AT.country, AT.whose, AT.event, AT.counted].map((at) => row[at]).concat(thing));
    if (picked.has(row[AT.whole]) && rows[row[AT.whole]][AT.moment][0] === thing && (!is_limit(row[AT.whole]) || is_limit(i))) continue;
    const days = lines.get(key) || new Map();
    lines.set(key, days);
    if (!days.has(day) || rows[days.get(day)][AT.amount] < row[AT.amount]) days.set(day, i);
  }
  const limiting = new Set([...lines.values()].flatMap((days) => [...days.values()]).map((i) => rows[i][AT.moment][3]));
  return [...lines.values()].map((days) => [...days].sort(([a], [b]) => String(b ?? "").localeCompare(String(a ?? ""))).map(([, i]) => i).filter((i) => !limiting.has(i)))
    .filter((line) => line.length).sort((a, b) => b.length - a.length || rows[b[0]][AT.amount] - rows[a[0]][AT.amount]);
}

// What a page of counts tells, each by its row: the latest of what stands at a moment, and what is added.
const stands_first = (data, chosen, least = ADDED) => [...standing(data, chosen, least).map(([i]) => i), ...added(chosen).map(([i]) => i)];

// The largest number that is added, null where none is.
const largest = ({ rows }, summed) => summed.reduce((most, [i]) => (most === null || (rows[i][AT.amount] || 0) > (rows[most][AT.amount] || 0) ? i : most), null);
const is_sure = ({ rows }, i) => rows[i][AT.score] >= SURE || rows[i][AT.decided] !== null;

// Whether one sentence surely states a number: that of a known place (or of whom one asks for), not part of another, nothing planned, and of money what became of it.
function is_stated(data, i, whose = "") {
  const row = data.rows[i], word = (list, at) => data[list][row[at]] ?? "", whole = data.rows[row[AT.whole]];
  const place = whose ? word("whose", AT.whose).toLowerCase() === whose.trim().toLowerCase() : row[AT.country] !== null && !(row[AT.assumed] > 1 && ELSEWHERE.includes(word("events", AT.event)));
  const figure = word("reasons", AT.reason) !== "limit" && (!whole || data.reasons[whole[AT.reason]] === "limit");
  const told = !word("counted", AT.counted).startsWith("money") || word("counted", AT.counted) !== class_of(word("counted", AT.counted));
  return Boolean(row[AT.amount]) && place && figure && told && !data.letters.includes(row[AT.document]) && (row[AT.score] >= STATED || row[AT.decided] !== null);
}

// Whether two rows may tell one fact, or one a part of the other: of one place, in times that overlap, or with the same number in a report.
function may_be_one(a, b) {
  const overlap = a[AT.first] === null || b[AT.first] === null || (a[AT.first] <= b[AT.last] && b[AT.first] <= a[AT.last]);
  const equal = a[AT.amount] === b[AT.amount] && a[AT.document] === b[AT.document];
  return a[AT.country] === b[AT.country] && a[AT.event] === b[AT.event] && (equal || overlap);
}

// What may lead a page: the numbers that are stated, the largest first; of equal ones that may be one fact the surest.
function stated(data, found, whose = "") {
  const kept = [], by = (at) => (i, j) => data.rows[j][at] - data.rows[i][at];
  for (const i of found.filter((i) => is_stated(data, i, whose)).sort(by(AT.score)))
    if (!kept.some((j) => data.rows[i][AT.amount] === data.rows[j][AT.amount] && may_be_one(data.rows[i], data.rows[j]))) kept.push(i);
  return kept.sort(by(AT.amount));
}

// What a group rests on: its largest stated number, else its largest, which is then doubtful; and whether its sum may be told: all of it
// is stated, no two numbers may be one fact, and none that is less than very sure is more than half of it (of two three quarters).
function rests_on(data, summed, total) {
  const all = summed.map(([i]) => i), surely = stated(data, all), most = surely.length ? surely[0] : largest(data, summed), rows = surely.map((i) => data.rows[i]);
  const apart = () => !rows.some((a, i) => rows.slice(i + 1).some((b) => may_be_one(a, b)));
  const holds = all.length > 1 && surely.length === all.length && (rows[0][AT.score] >= VERY_SURE || rows[0][AT.amount] <= total * (all.length > 2 ? 0.5 : 0.75)) && apart();
  return { most, holds, doubtful: !surely.length };
}

// Totals by group: { key, total, bound, counts, assumed, left }, in the order of `compare`; a null key is unknown.
function totals(rows, chosen, key) {
  const found = new Map();
  for (const [i, reason] of chosen) {
    const row = rows[i], name = key(row);
    const group = found.get(name) || { key: name, total: null, bound: 0, counts: 0, assumed: 0, left: 0, rows: [] };
    found.set(name, group);
    group.rows.push([i, reason]);
    if (reason !== null) { group.left += 1; continue; }
    Object.assign(group, { total: (group.total || 0) + (row[AT.amount] || 0), bound: joint(group.bound, row[AT.bound]), counts: group.counts + 1, assumed: group.assumed + Number(row[AT.assumed] > 0) });
  }
  return [...found.values()];
}

// Days are numbers from 1970 on. A time is told by the months or years that it is, else by its days.
const DAY = 86_400_000, day_of = (text) => (text ? Date.parse(text) / DAY : null), day_words = (day) => new Date(DAY * day).toISOString().slice(0, 10), year_at = (day) => Number(day_words(day).slice(0, 4));
function time_words(first, last) {
  if (first === null) return null;
  const [from, to, next] = [first, last, last + 1].map(day_words), long = !from.endsWith("-01") || !next.endsWith("-01") ? 10 : from.slice(5, 7) === "01" && next.slice(5, 7) === "01" ? 4 : 7;
  return [...new Set([from.slice(0, long), to.slice(0, long)])].join(" to ");
}

// Whether more than half of the days of a time lie between two days, each of which may be null: the same as the macro is_mostly.
const is_mostly = (first, last, since, until) => first !== null && Math.min(last, until ?? Infinity) - Math.max(first, since ?? -Infinity) + 1 > (last - first + 1) / 2;

// The bound of a sum: a place in the list `bounds`, which is exact, at least, at most, about.
const ABOUT = 3, SIGNS = ["", ">", "<", "~"];
const joint = (one, other) => (one === 0 || one === other ? other : other === 0 ? one : ABOUT);
const amount = (value, bound = 0) => value === null ? "–" : `${SIGNS[bound]}${value.toLocaleString("en", { maximumFractionDigits: 2 })}`;
