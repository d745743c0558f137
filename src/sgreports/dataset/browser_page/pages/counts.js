"use strict";
const GROUPS = { country: "Country", years: "Year of the event", agent: "By whom", whose: "Whose", event: "Event", counted: "What is counted", series: "Series of reports" };
const UNKNOWN = "unknown";

async function counts_page(values) {
  const [data, documents] = await Promise.all([load("counts"), load("documents")]);
  const form = counts_form(data, values);
  const status = make("p", { class: "status", role: "status" }), drawings = make("div"), table = make("div"), moments = make("div"), sentences = make("section", { tabindex: "-1" });
  const download = make("button", { type: "button" }, "Download these counts as CSV");
  let chosen = [];
  const show = () => {
    note("counts", form);
    const want = Object.fromEntries(new FormData(form));
    chosen = selected(data, counts_wanted(data, want));
    const one = several_of(data, chosen.filter(([, reason]) => reason === null)).length === 0;
    status.replaceChildren(...counts_status(data, chosen, one));
    const open = (words, rows) => open_sentences(data, documents, sentences, words, rows);
    drawings.replaceChildren(...(one ? counts_drawings(data, chosen, open) : [make("p", { class: "faint" }, "Choose what happened and what is counted to see a chart and a map: no sum is made of children and dollars, nor of killed and returned.")]));
    table.replaceChildren(...counts_table(data, chosen, want.by || "country", open));
    moments.replaceChildren(...counts_moments(data, documents, chosen, open));
    open("", chosen);
  };
  download.addEventListener("click", () => save_csv(data, documents, chosen));
  form.addEventListener("input", soon(show));
  return { title: "Counts", content: [form, status, drawings, table, moments, make("p", {}, download), sentences], ready: show };
}

function counts_form(data, values) {
  const tallied = (at) => tally(data.rows.map((r) => r[at]).filter((n) => n !== null));
  const options = (list, at, words = spoken) => [...tallied(at)].sort((a, b) => b[1] - a[1]).map(([i, n]) => [String(list[i]), `${words(list[i])} (${number(n)})`]);
  const countries = [...tallied(AT.country)].map(([i, n]) => [data.countries[i][0], `${data.countries[i][1]} (${number(n)})`]).sort((a, b) => a[1].localeCompare(b[1], "en"));
  const spans = data.rows.filter((r) => r[AT.first] !== null && r[AT.last] !== null && r[AT.last] - r[AT.first] < 30);
  const years = [...new Set(spans.flatMap((r) => [r[AT.first], r[AT.last]]))].sort((a, b) => b - a).map((y) => [String(y), String(y)]);
  const asked = values.event || values.counted || values.country || values.year || values.series || values.agent || values.whose ? values : { counted: "people", event: "killed", ...values };
  return make("form", { role: "search", class: "filters" },
    select("event", "What happened", options(data.events, AT.event), asked.event), select("counted", "What is counted", options(data.counted, AT.counted), asked.counted),
    select("country", "Country", countries, asked.country), select("year", "Year", years, asked.year),
    select("series", "Series of reports", options(data.series, AT.series, (s) => s), asked.series), field("agent", "By whom", asked.agent),
    field("whose", "Whose", asked.whose), select("score", "Likely right", [["300", "score .3 or more"], ["500", "score .5 or more"], ["700", "score .7 or more"], ["900", "score .9 or more"]], asked.score),
    make("label", {}, "Totals by", make("select", { name: "by" }, Object.entries(GROUPS).map(([value, words]) => make("option", { value, selected: value === (values.by || "country") }, words)))));
}

// The same filters as those of the macro `selected`.
function counts_wanted(data, { event, counted, country, year, series, agent, whose, score }) {
  const number_of = (list, word) => (word ? list.findIndex((each) => String(Array.isArray(each) ? each[0] : each) === word) : null);
  const [e, c, k, s] = [number_of(data.events, event), number_of(data.counted, counted), number_of(data.countries, country), number_of(data.series, series)];
  const named = (list, asked) => { const words = (asked || "").trim().toLowerCase(); return words && new Set(list.map((a, i) => [a, i]).filter(([a]) => a.toLowerCase().includes(words)).map(([, i]) => i)); };
  const agents = named(data.agents, agent), holders = named(data.whose, whose);
  const within = (row) => row[AT.first] !== null && row[AT.first] <= Number(year) && Number(year) <= (row[AT.last] ?? row[AT.first]);
  return (row) => (e === null || row[AT.event] === e) && (c === null || row[AT.counted] === c) && (k === null || row[AT.country] === k) &&
    (s === null || row[AT.series] === s) && (!year || within(row)) && (!agents || agents.has(row[AT.agent])) &&
    (!holders || holders.has(row[AT.whose])) && (!score || row[AT.score] >= Number(score));
}

// Of what happened and what is counted those that the rows have several of: no sum is made of them.
const several_of = (data, rows) => ["event", "counted"].filter((name) => new Set(rows.map(([i]) => data.rows[i][AT[name]])).size > 1);

function counts_status(data, chosen, one) {
  const summed = chosen.filter(([, reason]) => reason === null), rows = summed.map(([i]) => data.rows[i]);
  const reports = several(new Set(rows.map((r) => r[AT.document])).size, "report");
  const left = [...tally(chosen.map(([, reason]) => reason).filter(Boolean))].sort((a, b) => b[1] - a[1]);
  const total = rows.reduce((sum, r) => sum + (r[AT.amount] || 0), 0), bound = rows.reduce((all, r) => joint(all, r[AT.bound]), 0);
  const made = `${several(summed.length, "count")} in ${reports}. `, unlikely = rows.filter((r) => r[AT.score] < 500).length;
  return [
    one && rows.length ? make("b", {}, `In all ${amount(total, bound)}`) : null, one && rows.length ? `, from ${made}` : made,
    ...counts_dates(rows),
    unlikely ? `${number(unlikely)} of ${number(rows.length)} have a score below .5. ` : null,
    left.length ? `Not added: ${left.map(([reason, n]) => `${number(n)} ${WHY[reason]}`).join(", ")}.` : null,
  ].filter(Boolean);
}

// Where the times of what is summed come from, in one sentence.
function counts_dates(rows) {
  const [unknown, said, reported] = [0, 1, 2].map((how) => rows.filter((r) => r[AT.dated] === how).length);
  const others = [[reported, reported === 1 ? "dated by its report" : "dated by their report"], [unknown, "without a date"]].filter(([n]) => n);
  return others.length ? [`${number(said)} of ${number(rows.length)} give a date; ${others.map(([n, how]) => `${number(n)} ${n === 1 ? "is" : "are"} ${how}`).join(", ")}. `] : [];
}

const counts_key = { country: (data) => (row) => (row[AT.country] === null ? null : data.countries[row[AT.country]][1]) };
for (const [name, list] of [["years", "years"], ["agent", "agents"], ["event", "events"], ["counted", "counted"], ["series", "series"], ["whose", "whose"]]) {
  counts_key[name] = (data) => (row) => (row[AT[name]] === null ? null : data[list][row[AT[name]]]);
}

function counts_drawings(data, chosen, open) {
  const summed = chosen.filter(([, reason]) => reason === null);
  const opened = (words, rows) => () => open(words, rows);
  const by_years = totals(data.rows, summed, counts_key.years(data)).filter((g) => g.key !== null && /^\d{4}$/.test(g.key)).sort((a, b) => a.key.localeCompare(b.key));
  const years = by_years.map((g) => ({ words: g.key, total: g.total, bound: g.bound, open: opened(g.key, g.rows) }));
  const states = totals(data.rows, summed, (row) => row[AT.country]).filter((g) => g.key !== null)
    .map((g) => ({ code: data.countries[g.key][0], words: data.countries[g.key][1], total: g.total, bound: g.bound, open: opened(data.countries[g.key][1], g.rows) }));
  return [
    years.length ? [make("h2", {}, "Over the years"), bars(every_year(years), "Totals by year; years that are not known or span several are in the table")] : [],
    states.length ? [make("h2", {}, "Where"), world(states, "Totals by country")] : [],
  ].flat();
}

// Groups in which something is added; what they have several of has a column, too.
function counts_table(data, chosen, by, open) {
  const names = [by, ...several_of(data, chosen).filter((name) => name !== by)], keys = names.map((name) => counts_key[name](data));
  const known = (a) => (a === null ? "\uffff" : a);
  const groups = totals(data.rows, chosen, (row) => JSON.stringify(keys.map((key) => key(row)))).filter((g) => g.counts).map((g) => ({ ...g, names: JSON.parse(g.key) }))
    .sort((a, b) => (by === "years" ? known(a.names[0]).localeCompare(known(b.names[0])) : b.total - a.total) || String(a.names).localeCompare(String(b.names)));
  if (!groups.length) return [make("p", {}, chosen.length ? "Nothing is added." : "No count fits.")];
  const heads = [...names.map((name) => GROUPS[name]), "Total", "Counts", "Assumed", "Left out"];
  const right = (i) => (i >= heads.length - 4 ? "number" : null), body = make("tbody");
  const { more } = growing(groups, ROWS, (g) => {
    const words = g.names.map((n) => (n === null ? UNKNOWN : spoken(n))), link = make("button", { type: "button", class: "link" }, words[0]);
    link.addEventListener("click", () => open(words.join(", "), g.rows));
    return make("tr", {}, make("th", { scope: "row" }, link), words.slice(1).map((w) => make("td", {}, w)),
      [amount(g.total, g.bound), ...[g.counts, g.assumed, g.left].map((n) => (n ? number(n) : "–"))].map((value, i) => make("td", { class: "number", "data-head": heads.at(i - 4) }, value)));
  }, body);
  return [make("h2", {}, `Totals by ${GROUPS[by].toLowerCase()}`), make("table", { class: "entities totals" }, make("thead", {}, make("tr", {}, heads.map((h, i) => make("th", { scope: "col", class: right(i) }, h)))), body), more];
}

const FIGURES = { stock: "at a moment", running_total: "so far", limit: "limit" };

// A line a place, holder and thing with its latest number, and the limit that held then; its name opens the sentences of all days.
function counts_moments(data, documents, chosen, open) {
  const lines = standing(data, chosen), heads = ["What", "Where", "Whose", "Kind", "On", "Number", "Days", "Source"], body = make("tbody");
  if (!lines.length) return [];
  const { more } = growing(lines, ROWS, (line) => {
    const row = data.rows[line[0]], [thing, day, limit] = row[AT.moment], word = (name) => counts_key[name](data)(row);
    const what = [data.things[thing], word("event") && word("event") !== "other" ? spoken(word("event")) : null].filter(Boolean).join(", "), symbol = documents[row[AT.document]].document;
    const link = make("button", { type: "button", class: "link" }, what);
    link.addEventListener("click", () => open(what, line.map((i) => [i, data.reasons[data.rows[i][AT.reason]]])));
    const cells = [word("country") || UNKNOWN, word("whose") || "–", FIGURES[data.reasons[row[AT.reason]]], day || UNKNOWN].map((words) => make("td", {}, words));
    const found = `${amount(row[AT.amount], row[AT.bound])}${limit === null ? "" : ` of ${amount(limit)}`}`;
    return make("tr", {}, make("th", { scope: "row" }, link), cells, make("td", { class: "number", "data-head": "Number" }, found), make("td", { class: "number", "data-head": "Days" }, number(line.length)),
      make("td", {}, symbol));
  }, body);
  return [make("h2", {}, "At a moment, never added"), make("table", { class: "entities moments" }, make("thead", {}, make("tr", {}, heads.map((h) => make("th", { scope: "col", class: h === "Number" || h === "Days" ? "number" : null }, h)))), body), more];
}

// The sentences behind a number: those that are summed first, then those that are left out, with the reason.
function open_sentences(data, documents, place, words, rows) {
  const sorted = [...rows].sort((a, b) => (a[1] !== null) - (b[1] !== null) || a[0] - b[0]);
  const places = sorted.map(([i, reason]) => ({
    document: data.rows[i][AT.document], paragraph: data.rows[i][AT.paragraph], ranges: () => [[data.rows[i][AT.start], data.rows[i][AT.end], "found"]],
    said: reason === null ? null : `left out: ${WHY[reason]}`,
  }));
  const list = make("div");
  place.replaceChildren(make("h2", {}, words ? `${several(rows.length, "sentence")}: ${words}` : several(rows.length, "sentence")), list);
  passages(places, list);
  if (words) { place.scrollIntoView({ block: "start" }); place.focus({ preventScroll: true }); }
}

function save_csv(data, documents, chosen) {
  const word = (list, n) => (n === null ? "" : list[n]);
  const cell = (value) => { const text = String(value ?? ""); return /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `"'${text.replaceAll('"', '""')}"` : /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text; };
  const lines = [["document", "amount", "bound", "counted", "unit_phrase", "event", "country", "years", "agent", "series", "left_out"]];
  for (const [i, reason] of chosen) {
    const r = data.rows[i];
    lines.push([documents[r[AT.document]].document, r[AT.amount], data.bounds[r[AT.bound]], word(data.counted, r[AT.counted]), word(data.phrases, r[AT.phrase]), word(data.events, r[AT.event]),
      r[AT.country] === null ? "" : data.countries[r[AT.country]][0], word(data.years, r[AT.years]), word(data.agents, r[AT.agent]), word(data.series, r[AT.series]), reason]);
  }
  const blob = new Blob([lines.map((line) => line.map(cell).join(",")).join("\n") + "\n"], { type: "text/csv" });
  const link = make("a", { href: URL.createObjectURL(blob), download: "counts.csv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
