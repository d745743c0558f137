"use strict";
const GROUPS = { country: "Country", years: "Year of the event", agent: "By whom", event: "Event", counted: "What is counted", series: "Series of reports" };
const UNKNOWN = "unknown";

async function counts_page(values) {
  const [data, documents] = await Promise.all([load("counts"), load("documents")]);
  const form = counts_form(data, values);
  const status = make("p", { class: "status", role: "status" }), drawings = make("div"), table = make("div"), sentences = make("section", { tabindex: "-1" });
  const download = make("button", { type: "button" }, "Download these counts as CSV");
  let chosen = [];
  const show = () => {
    note("counts", form);
    const want = Object.fromEntries(new FormData(form));
    chosen = selected(data, counts_wanted(data, want));
    const kinds_of = (rows) => new Set(rows.map(([i]) => data.rows[i][AT.counted]));
    const kinds = kinds_of(chosen.filter(([, reason]) => reason === null));
    status.replaceChildren(...counts_status(data, chosen, kinds));
    const open = (words, rows) => open_sentences(data, documents, sentences, words, rows);
    drawings.replaceChildren(...(kinds.size === 1 ? counts_drawings(data, chosen, open) : [kinds.size ? make("p", { class: "faint" }, "Choose what is counted to see a chart and a map: no sum is made of children and dollars.") : null]).filter(Boolean));
    table.replaceChildren(...counts_table(data, chosen, want.by || "country", kinds_of(chosen).size > 1, open));
    open("", chosen);
  };
  download.addEventListener("click", () => save_csv(data, documents, chosen));
  form.addEventListener("input", soon(show));
  return { title: "Counts", content: [form, status, drawings, table, make("p", {}, download), sentences], ready: show };
}

function counts_form(data, values) {
  const tallied = (at) => tally(data.rows.map((r) => r[at]).filter((n) => n !== null));
  const options = (list, at, words = spoken) => [...tallied(at)].sort((a, b) => b[1] - a[1]).map(([i, n]) => [String(list[i]), `${words(list[i])} (${number(n)})`]);
  const countries = [...tallied(AT.country)].map(([i, n]) => [data.countries[i][0], `${data.countries[i][1]} (${number(n)})`]).sort((a, b) => a[1].localeCompare(b[1], "en"));
  const spans = data.rows.filter((r) => r[AT.first] !== null && r[AT.last] !== null && r[AT.last] - r[AT.first] < 30);
  const years = [...new Set(spans.flatMap((r) => [r[AT.first], r[AT.last]]))].sort((a, b) => b - a).map((y) => [String(y), String(y)]);
  const asked = values.event || values.counted || values.country || values.year || values.series || values.agent ? values : { counted: "people", event: "killed", ...values };
  return make("form", { role: "search", class: "filters" },
    select("event", "What happened", options(data.events, AT.event), asked.event), select("counted", "What is counted", options(data.counted, AT.counted), asked.counted),
    select("country", "Country", countries, asked.country), select("year", "Year", years, asked.year),
    select("series", "Series of reports", options(data.series, AT.series, (s) => s), asked.series), field("agent", "By whom", asked.agent),
    make("label", {}, "Totals by", make("select", { name: "by" }, Object.entries(GROUPS).map(([value, words]) => make("option", { value, selected: value === (values.by || "country") }, words)))));
}

// The same filters as those of the macro `selected`.
function counts_wanted(data, { event, counted, country, year, series, agent }) {
  const number_of = (list, word) => (word ? list.findIndex((each) => String(Array.isArray(each) ? each[0] : each) === word) : null);
  const [e, c, k, s] = [number_of(data.events, event), number_of(data.counted, counted), number_of(data.countries, country), number_of(data.series, series)];
  const words = agent.trim().toLowerCase(), agents = new Set(data.agents.map((a, i) => [a, i]).filter(([a]) => a.toLowerCase().includes(words)).map(([, i]) => i));
  const within = (row) => row[AT.first] !== null && row[AT.first] <= Number(year) && Number(year) <= (row[AT.last] ?? row[AT.first]);
  return (row) => (e === null || row[AT.event] === e) && (c === null || row[AT.counted] === c) && (k === null || row[AT.country] === k) &&
    (s === null || row[AT.series] === s) && (!year || within(row)) && (!words || agents.has(row[AT.agent]));
}

function counts_status(data, chosen, kinds) {
  const summed = chosen.filter(([, reason]) => reason === null), rows = summed.map(([i]) => data.rows[i]);
  const reports = several(new Set(rows.map((r) => r[AT.document])).size, "report");
  const left = [...tally(chosen.map(([, reason]) => reason).filter(Boolean))].sort((a, b) => b[1] - a[1]);
  const total = rows.reduce((sum, r) => sum + (r[AT.amount] || 0), 0), exact = rows.every((r) => r[AT.exact]);
  const assumed = rows.filter((r) => r[AT.assumed]).length;
  return [
    kinds.size === 1 ? make("b", {}, `In all ${amount(total, exact)}`) : null, kinds.size === 1 ? `, from ${several(summed.length, "count")} in ${reports}. ` : `${several(summed.length, "count")} in ${reports}. `,
    assumed ? `Of ${number(assumed)} the time or country is assumed from the report. ` : null,
    left.length ? `Left out: ${left.map(([reason, n]) => `${number(n)} ${WHY[reason]}`).join(", ")}.` : null,
    new Set(rows.map((r) => r[AT.document])).size > 1 ? " What two reports both say counts twice." : null,
  ].filter(Boolean);
}

const counts_key = { country: (data) => (row) => (row[AT.country] === null ? null : data.countries[row[AT.country]][1]) };
for (const [name, list] of [["years", "years"], ["agent", "agents"], ["event", "events"], ["counted", "counted"], ["series", "series"]]) {
  counts_key[name] = (data) => (row) => (row[AT[name]] === null ? null : data[list][row[AT[name]]]);
}

function counts_drawings(data, chosen, open) {
  const summed = chosen.filter(([, reason]) => reason === null);
  const opened = (words, rows) => () => open(words, rows);
  const by_years = totals(data.rows, summed, counts_key.years(data)).filter((g) => g.key !== null && /^\d{4}$/.test(g.key)).sort((a, b) => a.key.localeCompare(b.key));
  const years = by_years.map((g) => ({ words: g.key, total: g.total, exact: g.exact, open: opened(g.key, g.rows) }));
  const states = totals(data.rows, summed, (row) => row[AT.country]).filter((g) => g.key !== null)
    .map((g) => ({ code: data.countries[g.key][0], words: data.countries[g.key][1], total: g.total, exact: g.exact, open: opened(data.countries[g.key][1], g.rows) }));
  return [
    years.length ? [make("h2", {}, "Over the years"), bars(every_year(years), "Totals by year; years that are not known or span several are in the table")] : [],
    states.length ? [make("h2", {}, "Where"), world(states, "Totals by country")] : [],
  ].flat();
}

function counts_table(data, chosen, by, mixed, open) {
  const key = counts_key[by](data), counted = counts_key.counted(data), joined = (row) => JSON.stringify(mixed && by !== "counted" ? [key(row), counted(row)] : [key(row)]);
  const known = (a) => (a === null ? "\uffff" : a);
  const groups = totals(data.rows, chosen, joined).map((g) => ({ ...g, names: JSON.parse(g.key) }))
    .sort((a, b) => (by === "years" ? known(a.names[0]).localeCompare(known(b.names[0])) : (b.total ?? -1) - (a.total ?? -1)) || String(a.names).localeCompare(String(b.names)));
  if (!groups.length) return [make("p", {}, "No count fits.")];
  const heads = [GROUPS[by], ...(groups[0].names.length > 1 ? [GROUPS.counted] : []), "Total", "Counts", "Assumed", "Left out"];
  const right = (i) => (i >= heads.length - 4 ? "number" : null), body = make("tbody");
  const { more } = growing(groups, ROWS, (g) => {
    const words = g.names.map((n) => (n === null ? UNKNOWN : spoken(n))), link = make("button", { type: "button", class: "link" }, words[0]);
    link.addEventListener("click", () => open(words.join(", "), g.rows));
    return make("tr", {}, make("th", { scope: "row" }, link), words.slice(1).map((w) => make("td", {}, w)),
      [amount(g.total, g.exact), ...[g.counts, g.assumed, g.left].map((n) => (n ? number(n) : "–"))].map((value, i) => make("td", { class: "number", "data-head": heads.at(i - 4) }, value)));
  }, body);
  return [make("h2", {}, `Totals by ${GROUPS[by].toLowerCase()}`), make("table", { class: "entities totals" }, make("thead", {}, make("tr", {}, heads.map((h, i) => make("th", { scope: "col", class: right(i) }, h)))), body), more];
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
  const lines = [["document", "amount", "exact", "counted", "unit_phrase", "event", "country", "years", "agent", "series", "left_out"]];
  for (const [i, reason] of chosen) {
    const r = data.rows[i];
    lines.push([documents[r[AT.document]].document, r[AT.amount], Boolean(r[AT.exact]), word(data.counted, r[AT.counted]), word(data.phrases, r[AT.phrase]), word(data.events, r[AT.event]),
      r[AT.country] === null ? "" : data.countries[r[AT.country]][0], word(data.years, r[AT.years]), word(data.agents, r[AT.agent]), word(data.series, r[AT.series]), reason]);
  }
  const blob = new Blob([lines.map((line) => line.map(cell).join(",")).join("\n") + "\n"], { type: "text/csv" });
  const link = make("a", { href: URL.createObjectURL(blob), download: "counts.csv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
