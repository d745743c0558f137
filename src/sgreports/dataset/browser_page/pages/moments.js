"use strict";
const FIGURES = { stock: "at a moment", running_total: "so far", limit: "limit or plan" };
const FIRST_LINES = 6, FAR_OFF = 10, MAYBE = 300; // a score from which an unsure number is listed
const MANY_THINGS = ["other", "prosecuted", "conducted", "legal_act"]; // of one name that may be: cases of a court and of an agency

// What stands at a moment: a drawing a place, holder and thing that is told of several days (none where no place is known, nor whose the personnel is: it may be several, nor of two days of which the last is unsure, of bounds alone, or of several series of reports, which count otherwise), then a row each with its latest number,
// first of what there is at a known place, and is sure. The event is told where there are several. Where one asks whose they are, the largest come first, a whole before its parts, and what is unsure is listed, too.
function counts_moments(data, documents, chosen, least, open, tables, whose) {
  const some = chosen.filter(([i]) => data.rows[i][AT.amount]); // a nought is mostly misread
  const sure = standing(data, some, least), unsure = whose ? standing(data, some.filter(([i]) => data.rows[i][AT.score] < least), MAYBE).flat().map((i) => [i]) : [], found = [...sure, ...unsure];
  const several_events = new Set(found.map(([i]) => data.rows[i][AT.event])).size > 1, most = (line) => Math.max(...line.rows.map((i) => data.rows[i][AT.amount]));
  const later = (line) => 4 * (line.kind === FIGURES.limit) + (whose ? 0 : 2 * (line.where === null) + !is_sure(data, line.rows[0]));
  const lines = found.map((line) => moment_line(data, line, several_events)).sort((a, b) => later(a) - later(b) || (whose ? most(b) - most(a) : 0));
  if (!lines.length) return tables_drawn(tables, documents);
  const told = (line) => sure.includes(line.rows) && (is_sure(data, line.rows[0]) || line.rows.length > 2) && line.rows.some((i) => [0, ABOUT].includes(data.rows[i][AT.bound])) && new Set(line.rows.map((i) => data.rows[i][AT.series])).size === 1;
  const drawn = lines.filter((line) => line.where !== null && told(line) && !MANY_THINGS.includes(line.event) && !(line.counted === "personnel" && line.whose === null) && line.kind !== FIGURES.limit && new Set(near_rows(data, line).map((i) => data.rows[i][AT.moment][1])).size > 1), grid = make("div", { class: "multiples" });
  const span = drawn.length ? days_of(drawn.flatMap((line) => moment_points(data, documents, line))) : null;
  const { more } = growing(drawn, FIRST_LINES, (line) => moment_drawing(data, documents, line, span, open), grid);
  const said = `Each number is that of a day.${drawn.some((line) => line.rows.some((i) => data.rows[i][AT.moment][2])) ? " A thin line is what is authorized at most." : ""}`;
  const of_tables = tables_drawn(tables, documents), own = [make("h2", {}, "At a moment, never added"), drawn.length ? [make("p", { class: "faint" }, said), grid, more] : [], moments_table(data, documents, lines, open)];
  return (drawn.length ? [own, of_tables] : [of_tables, own]).flat(Infinity);
}

// The totals of tables that fit, with the days that do. A table says neither who did it nor who says so. The lines are those of all tables, of which days
// are taken away, and `whose` is found in the names shown: `table_lines` of sgreports.answers makes lines of what fits, and knows all names of a holder.
function tables_wanted(tables, documents, { event, counted, country, year, series, agent, whose }) {
  if ((event && event !== "deployed") || agent || !counted) return [];
  const fits = (d) => (!country || d.country === country) && (!whose || d.holder.toLowerCase().includes(whose.trim().toLowerCase())) && (!year || d.day.startsWith(year)) && (!series || documents[d.document].series === series);
  return tables.filter((line) => line.counted === counted && new Set(line.days.map((d) => d.country)).size === 1 && line.days[0].country).map((line) => ({ ...line, days: line.days.filter(fits) })).filter((line) => line.days.length);
}

function tables_drawn(tables, documents) {
  if (!tables.length) return [];
  const points = (line) => line.days.map((d) => ({ day: d.day, when: d.day, value: d.amount, tell: () => [outside(d.link, `${documents[d.document].document} ${d.place}${d.page ? `, p. ${d.page}` : ""}`), ` ${d.title}`] }));
  const span = days_of(tables.flatMap(points)), grid = make("div", { class: "multiples tables" });
  const { more } = growing(tables, FIRST_LINES, (line) => make("section", { class: "measure" }, make("h3", {}, [line.days.at(-1).holder, line.thing].filter(Boolean).join(" · ")), make("p", {}, line_sentence(points(line))), chart({ words: line.thing, points: points(line), span })), grid);
  return [make("h2", {}, "Totals of tables, never added"), grid, more];
}

// { what, where, whose, counted, event, kind, rows }, the latest row first.
function moment_line(data, rows, several_events) {
  const row = data.rows[rows[0]], word = (name) => counts_key[name](data)(row), event = word("event");
  const what = [data.things[row[AT.moment][0]], several_events && event && event !== "other" ? spoken(event) : null].filter(Boolean).join(", ");
  return { what, where: word("country"), whose: word("whose"), counted: word("counted"), event, kind: FIGURES[data.reasons[row[AT.reason]]], rows };
}

const line_words = ({ where, whose, what, kind }) => [where, whose, what, kind === FIGURES.stock ? null : kind].filter(Boolean).join(" · ");
const line_rows = (data, line) => line.rows.map((i) => [i, data.reasons[data.rows[i][AT.reason]]]);

// What is drawn of a line: what has a day, but for what is FAR_OFF times the middle one, or that part of it: another thing of that name, or a part of the country.
function near_rows(data, line) {
  const rows = line.rows.filter((i) => data.rows[i][AT.moment][1]), value = (i) => data.rows[i][AT.amount], middle = rows.map(value).sort((a, b) => a - b)[Math.floor(rows.length / 2)];
  return rows.filter((i) => value(i) < FAR_OFF * middle && middle < FAR_OFF * value(i));
}

function moment_points(data, documents, line) {
  return near_rows(data, line).map((i) => {
    const row = data.rows[i], [, day, limit] = row[AT.moment];
    return { day, when: day, value: row[AT.amount], bound: row[AT.bound], limit, tell: () => told_at(row[AT.document], row[AT.paragraph], row[AT.page], [[row[AT.start], row[AT.end], "found"]]) };
  }).reverse();
}

const days_of = (points) => { const days = points.map((p) => Date.parse(p.day)); return [Math.min(...days), Math.max(...days)]; };

function moment_drawing(data, documents, line, span, open) {
  const points = moment_points(data, documents, line), words = line_words(line), link = make("button", { type: "button", class: "link" }, words);
  link.addEventListener("click", () => open(words, line_rows(data, line)));
  return make("section", { class: "measure" }, make("h3", {}, link), make("p", {}, line_sentence(points)), chart({ words, points, span }));
}

function moments_table(data, documents, lines, open) {
  const agent = (i) => counts_key.agent(data)(data.rows[i]), by = lines.some((line) => agent(line.rows[0])), body = make("tbody");
  const heads = ["What", "Where", "Whose", by ? "By whom" : null, "Kind", "On", "Number", "Days", "Source"].filter(Boolean);
  const { more } = growing(lines, ROWS, (line) => {
    const row = data.rows[line.rows[0]], [, day, limit] = row[AT.moment], link = make("button", { type: "button", class: "link" }, line.what);
    link.addEventListener("click", () => open(line.what, line_rows(data, line)));
    const told = [line.where || UNKNOWN, line.whose || "–", ...(by ? [agent(line.rows[0]) || UNKNOWN] : []), line.kind, day || UNKNOWN], cells = told.map((words, i) => make("td", { class: i === told.length - 1 ? "date" : null }, words));
    const found = `${is_sure(data, line.rows[0]) ? "" : "? "}${amount(row[AT.amount], row[AT.bound])}${limit === null ? "" : ` of ${amount(limit)}`}`;
    return make("tr", {}, make("th", { scope: "row" }, link), cells, make("td", { class: "number", "data-head": "Number" }, found), make("td", { class: "number", "data-head": "Days" }, number(line.rows.length)),
      make("td", {}, documents[row[AT.document]].document, letter_tag(documents[row[AT.document]])));
  }, body);
  return [make("table", { class: "entities moments" }, make("thead", {}, make("tr", {}, heads.map((h) => make("th", { scope: "col", class: h === "Number" || h === "Days" ? "number" : null }, h)))), body), lines.some((line) => !is_sure(data, line.rows[0])) ? make("p", { class: "faint" }, "?: a number with a score below .7.") : null, more].filter(Boolean);
}
