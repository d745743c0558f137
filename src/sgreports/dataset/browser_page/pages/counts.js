"use strict";
const GROUPS = { country: "Country", years: "Year of the event", agent: "By whom", whose: "Whose", event: "Event", counted: "What is counted", series: "Series of reports" };
const BY_WORDS = { years: "year", agent: "who did it", whose: "whose they are", event: "what happened" };
// Events that say more than their names, or less; what is of none stands last.
const HAPPENED = {
  deployed: "deployed, in place", detained: "arrested, detained", displaced: "displaced, refugees", seized: "seized, cleared, handed in", funded: "paid, pledged, owed", released: "released, demobilized",
  prosecuted: "tried, cases of courts", conducted: "held, carried out", legal_act: "laws, treaties", recruited: "recruited, enlisted", destroyed: "destroyed, damaged", changed: "rose, fell", other: "something else",
};
const event_words = (event) => HAPPENED[event] || spoken(event);
const UNKNOWN = "unknown", NOT_SURE = "not sure";
const UNSAID = {
  country: "no country is said, or several", years: "no time is said", agent: "nothing says who did it", whose: "nothing says whose they are", event: "no event was found", counted: "of no known kind",
  series: "in reports of no series",
};
const SCORES = [0, 300, 500, ADDED, 700, 900];
const score_words = (score) => (score ? `score .${score / 100} or more` : "all, including unsure ones");

async function counts_page(values) {
  const [data, documents, tables] = await Promise.all([load("counts"), load("documents"), load("tables")]);
  const form = counts_form(data, values, tables);
  const status = make("p", { class: "status", role: "status" }), place = make("div"), sentences = make("section", { tabindex: "-1" });
  const download = make("button", { type: "button" }, "Download these counts as CSV");
  let chosen = [];
  const show = () => {
    note("counts", form);
    const want = Object.fromEntries(new FormData(form));
    const least = Number(want.score);
    chosen = selected(data, counts_wanted(data, want), least);
    const kinds = several_of(data, added(chosen)), one = kinds.length === 0;
    const open = (words, rows) => open_sentences(data, documents, sentences, words, rows), open_row = (words, rows) => { form.elements.row.value = words; note("counts", form); return open(words, rows); };
    const moments = counts_moments(data, documents, chosen, least, open, tables_wanted(tables, documents, want), want);
    const stand = chosen.filter(([i, reason]) => reason === "stock" && data.rows[i][AT.moment] !== null && data.rows[i][AT.score] >= least).length;
    status.replaceChildren(...counts_status(data, chosen, one, stand, open));
    const flows = [one ? counts_drawings(data, chosen, open, want.country) : [make("p", { class: "faint" }, "Choose what happened and what is counted to see the sums drawn: children and dollars, killed and returned have none in common.")], counts_table(data, chosen, want.by || "country", kinds, open_row, form.elements.row.value)];
    place.replaceChildren(...[moments, flows].flat(Infinity));
    open("", chosen);
  };
  download.addEventListener("click", () => save_csv(data, documents, chosen));
  form.addEventListener("input", () => { form.elements.row.value = ""; });
  form.elements.event.addEventListener("input", () => { form.elements.counted.value = ""; });
  form.elements.country.addEventListener("input", () => { if (form.elements.by.value === "country") form.elements.by.value = "years"; });
  form.addEventListener("input", soon(show));
  return { title: "Counts", content: [form, status, place, make("p", {}, download), sentences], ready: show };
}

function counts_form(data, values, tables) {
  const tallied = (at) => tally(data.rows.map((r) => r[at]).filter((n) => n !== null));
  const options = (list, at, words) => [...tallied(at)].sort((a, b) => (list[a[0]] === "other") - (list[b[0]] === "other") || b[1] - a[1]).map(([i, n]) => [String(list[i]), `${words(list[i])} (${number(n)})`]);
  const classes = [...tally(data.rows.filter((r) => r[AT.counted] !== null).map((r) => class_of(data.counted[r[AT.counted]])))].sort((a, b) => b[1] - a[1]).map(([name, n]) => [name, `${spoken(name)} (${number(n)})`]);
  const countries = [...tallied(AT.country)].map(([i, n]) => [data.countries[i][0], `${data.countries[i][1]} (${number(n)})`]).sort((a, b) => a[1].localeCompare(b[1], "en"));
  const spans = data.rows.filter((r) => r[AT.first] !== null && r[AT.last] !== null && r[AT.last] - r[AT.first] < 30);
  const years = [...new Set(spans.flatMap((r) => [r[AT.first], r[AT.last]]))].sort((a, b) => b - a).map((y) => [String(y), String(y)]);
  const only_tables = [...new Set(tables.map((line) => line.counted))].filter((each) => !data.counted.map(class_of).includes(each)).map((each) => [each, spoken(each)]);
  const least = SCORES.find((score) => String(score) === values.score) ?? ADDED;
  const asked = values.event || values.counted || values.country || values.year || values.series || values.agent || values.whose || values.words ? values : { counted: "people", event: "killed", letters: data.letters.length ? "without" : "", ...values };
  return make("form", { role: "search", class: "filters" },
    select("event", "What happened", options(data.events, AT.event, event_words), asked.event), select("counted", "What is counted", [...classes, ...only_tables], asked.counted),
    select("country", "Country", countries, asked.country), select("year", "Year", years, asked.year),
    select("series", "Series of reports", options(data.series, AT.series, (s) => s), asked.series), field("words", "Of what, in words: mine, settler", asked.words), field("agent", "By whom", asked.agent),
    field("whose", "Whose: a mission, a body", asked.whose, [...tallied(AT.whose)].sort((a, b) => b[1] - a[1]).map(([i]) => data.whose[i])), make("label", {}, "How sure", make("select", { name: "score" }, SCORES.map((score) => make("option", { value: score, selected: score === least }, score_words(score))))),
    make("label", {}, "Sums by", make("select", { name: "by" }, Object.entries(GROUPS).map(([value, words]) => make("option", { value, selected: value === (values.by || (values.country ? "years" : "country")) }, words)))), letters_list(data.letters.length, asked.letters), make("input", { type: "hidden", name: "row", value: values.row || "" }));
}

// `goods` of `goods, car`, `money, USD` of `money, USD, pledged`.
const class_of = (counted) => counted.split(", ").slice(0, counted.startsWith("money") ? 2 : 1).join(", ");

// The same filters as those of the macro `selected`.
function counts_wanted(data, { event, counted, country, year, series, words, agent, whose, letters }) {
  const number_of = (list, word) => (word ? list.findIndex((each) => String(Array.isArray(each) ? each[0] : each) === word) : null);
  const kinds = counted && new Set(data.counted.flatMap((each, i) => (class_of(each) === counted ? [i] : [])));
  const [e, k, s] = [number_of(data.events, event), number_of(data.countries, country), number_of(data.series, series)];
  const named = (list, asked) => { const words = (asked || "").trim().toLowerCase(); return words && new Set(list.map((a, i) => [a, i]).filter(([a]) => a.toLowerCase().includes(words)).map(([, i]) => i)); };
  const agents = named(data.agents, agent), holders = named(data.whose, whose), phrases = named(data.phrases, words);
  const within = (row) => row[AT.first] !== null && row[AT.first] <= Number(year) && Number(year) <= (row[AT.last] ?? row[AT.first]);
  return (row) => (e === null || row[AT.event] === e) && (!kinds || kinds.has(row[AT.counted])) && (k === null || row[AT.country] === k) &&
    (s === null || row[AT.series] === s) && (!year || within(row)) && (!agents || agents.has(row[AT.agent])) &&
    (!holders || holders.has(row[AT.whose])) && (!phrases || phrases.has(row[AT.phrase])) && !(letters && data.letters.includes(row[AT.document]));
}

const added = (chosen) => chosen.filter(([, reason]) => reason === null);

// Of what happened and what is counted those that the rows have several of: no sum is made of them.
const several_of = (data, rows) => ["event", "counted"].filter((name) => new Set(rows.map(([i]) => data.rows[i][AT[name]])).size > 1);

// What reports state stands before any sum of it; a sum is told as what it is.
function counts_status(data, chosen, one, stand, open) {
  const summed = added(chosen), rows = summed.map(([i]) => data.rows[i]), rows_of = data.rows, reports = several(new Set(rows.map((r) => r[AT.document])).size, "report");
  const left = [...tally(chosen.map(([, reason]) => reason).filter((reason) => reason && reason !== "stock"))].sort((a, b) => b[1] - a[1]);
  const total = rows.reduce((sum, r) => sum + (r[AT.amount] || 0), 0), bound = rows.reduce((all, r) => joint(all, r[AT.bound]), 0);
  const { most, doubtful } = rests_on(data, summed, total), unlikely = rows.filter((r) => r[AT.score] < ADDED).length;
  const so_far = largest(data, chosen.filter(([i, reason]) => reason === "running_total" && rows_of[i][AT.score] >= SURE));
  const named = (i, words, reason) => { const link = make("button", { type: "button", class: "link" }, "its sentence"); link.addEventListener("click", () => open(words, [[i, reason]])); return [`${amount(rows_of[i][AT.amount], rows_of[i][AT.bound])} (`, link, `, score ${score_of(rows_of[i])})`]; };
  const of_largest = () => ["The largest is ", ...named(most, "the largest", null), `, ${share_of(rows_of[most][AT.amount], total)} of the sum. `];
  const sum = `Sum of ${several(rows.length, "number")} that ${reports} ${reports.startsWith("1 ") ? "happens" : "happen"} to tell: ${amount(total, bound)}. `, caution = "No report states this sum, and more may have happened. ";
  const larger = one && rows.length && so_far !== null && rows_of[so_far][AT.amount] > total, first = larger || stand > rows.length ? "span" : "b", told = !one ? [`${several(rows.length, "number")} in ${reports}, of several kinds: each has a sum of its own. `] : rows.length > 1 ? [make(first, {}, ...of_largest()), sum, caution] : rows.length ? [make(first, {}, "One number of what happened: ", ...named(most, "the number", null), ". ")] : [];
  return [
    stand ? make("b", {}, `${several(stand, "number says", "numbers say")} how many there were on a day; such numbers are never added up. `) : null,
    larger ? make("b", {}, "The largest number of all so far is ", ...named(so_far, "so far", "running_total"), ". ") : null,
    (larger || stand > rows.length) && rows.length ? "Besides, of what happened within a time: " : null,
    one && doubtful && first === "b" ? make("b", {}, `${rows.length > 1 ? "More than half of the sum is one number with a score of" : "Its score is only"} ${score_of(rows_of[most])}: read its sentence first. `) : null,
    ...(rows.length || !stand ? told : []),
    ...totals_of_parts(data, chosen).slice(0, 1).flatMap(([i, parts]) => [make("b", {}, "A report states a total that is unsure: ", ...named(i, "the stated total", "unsure")), `; ${amount(parts)} of it is in the sum, as its parts. `]),
    decided_words(data, rows) && `${decided_words(data, rows)}. `,
    unlikely ? `${number(unlikely)} of ${number(rows.length)} have a score below .${ADDED / 100}. ` : null,
    left.length ? `Not in a sum: ${left.map(([reason, n]) => `${number(n)} ${data.why[reason]}`).join(", ")}.` : null,
  ].filter(Boolean);
}

const score_of = (row) => (row[AT.score] / 1000).toFixed(2);

// How much of it readers decided, and who: `3 decided (2 right by mk, 1 corrected by ab)`.
function decided_words(data, rows) {
  const decided = rows.filter((r) => r[AT.decided] !== null);
  const each = [...tally(decided.map((r) => data.decisions[r[AT.decided]]))].map(([words, n]) => (rows.length > 1 ? `${number(n)} ${words}` : words));
  return decided.length ? (rows.length > 1 ? `${number(decided.length)} decided (${each.join(", ")})` : each[0]) : null;
}

const counts_key = { country: (data) => (row) => (row[AT.country] === null ? null : data.countries[row[AT.country]][1]) };
for (const [name, list] of [["years", "years"], ["agent", "agents"], ["event", "events"], ["counted", "counted"], ["series", "series"], ["whose", "whose"]]) {
  counts_key[name] = (data) => (row) => (row[AT[name]] === null ? null : row[AT.doubted] && name === "agent" ? NOT_SURE : data[list][row[AT[name]]]);
}

// Groups in which something is added, each with what its total rests on. One that rests on a single number is that number.
const resting = (data, groups) => groups.filter((g) => g.counts && g.total).map((g) => ({ ...g, ...rests_on(data, added(g.rows), g.total) })).map((g) => ({ ...g, told: g.half ? data.rows[g.most][AT.amount] : g.total, sign: g.half ? data.rows[g.most][AT.bound] : g.bound }));

// What is drawn: nothing that rests on an unsure number.
function counts_drawings(data, chosen, open, country) {
  const summed = added(chosen), drawn = (key) => resting(data, totals(data.rows, summed, key)).filter((g) => g.key !== null && !g.doubtful);
  const group = (g, words) => ({ words, total: g.told, bound: g.sign, sum: g.total, open: () => open(words, g.rows) });
  const years = drawn(counts_key.years(data)).filter((g) => /^\d{4}$/.test(g.key)).sort((a, b) => a.key.localeCompare(b.key)).map((g) => group(g, g.key));
  const states = drawn((row) => row[AT.country]).map((g) => ({ code: data.countries[g.key][0], ...group(g, data.countries[g.key][1]) }));
  return [
    years.length ? [make("h2", {}, "Over the years: sums of what reports happen to tell"), bars(every_year(years), "Sums by year; years that are not known or span several are in the table"), not_drawn(summed, years, "a time within one year", data)] : [],
    states.length && !country ? [make("h2", {}, "Where: sums of what reports happen to tell"), world(states, "Sums by country"), not_drawn(summed, states, "one country", data)] : [],
  ].flat().filter(Boolean);
}

const share_of = (part, whole) => (whole > 0 ? `${part > 0 && part < whole / 100 ? "<1" : Math.round((100 * part) / whole)} %` : "–");

// How much of the total a drawing has no place for.
function not_drawn(summed, groups, what, data) {
  const all = summed.reduce((sum, [i]) => sum + (data.rows[i][AT.amount] || 0), 0), left = all - groups.reduce((sum, g) => sum + g.sum, 0);
  return left > 0 ? make("p", { class: "faint unknown" }, `Not drawn: ${amount(left)} of ${amount(all)} (${share_of(left, all)}), of which nothing says ${what}, or which one unsure number makes.`) : null;
}

// Groups in which something is added, those that rest on an unsure number last; the `kinds` that they have several of have a column, too.
// The row whose sentences are open is marked; the address keeps it.
function counts_table(data, chosen, by, kinds, open, pressed_row) {
  const names = [by, ...kinds.filter((name) => name !== by)], keys = names.map((name) => counts_key[name](data));
  const known = (a) => (a === null ? "\uffff" : a);
  const groups = resting(data, totals(data.rows, chosen, (row) => JSON.stringify(keys.map((key) => key(row))))).map((g) => ({ ...g, names: JSON.parse(g.key) }))
    .sort((a, b) => (by === "years" ? known(a.names[0]).localeCompare(known(b.names[0])) : a.doubtful - b.doubtful || data.rows[b.most][AT.amount] - data.rows[a.most][AT.amount]) || String(a.names).localeCompare(String(b.names)));
  if (!groups.length) return [make("p", {}, chosen.length ? "None of these numbers can be added up: read their sentences below." : "No number fits.")];
  const heads = [...names.map((name) => GROUPS[name]), "Largest", "Sum, in no report", "Of numbers", "Of reports", "Year or place assumed", "Not in the sum"];
  const numbers = (g) => [largest_words(data, g), g.counts > 1 ? amount(g.total, g.bound) : "–", number(g.counts), reports_words(data, g), ...[g.assumed, g.left].map((n) => (n ? number(n) : "–"))];
  const right = (i) => (i >= names.length ? "number" : null), body = make("tbody");
  const { more } = growing(groups, ROWS, (g) => {
    const words = g.names.map((n) => (n === null ? UNKNOWN : event_words(n))), link = make("button", { type: "button", class: "link" }, words[0]);
    const of = words.join(", "), row = make("tr", { class: of === pressed_row ? "chosen" : null });
    if (of === pressed_row) queueMicrotask(() => open(of, g.rows)); // after the sentences of all
    link.addEventListener("click", () => { for (const other of body.rows) other.classList.toggle("chosen", other === row); open(of, g.rows); });
    const why = g.names[0] === null ? UNSAID[by] : by === "agent" && g.names[0] === NOT_SURE ? "someone is named as who did harm, by a score below .9" : null;
    row.append(make("th", { scope: "row" }, link, why ? make("small", {}, ` ${why}`) : null), ...words.slice(1).map((w) => make("td", {}, w)),
      ...numbers(g).map((value, i) => make("td", { class: "number", "data-head": heads[names.length + i] }, value)));
    return row;
  }, body);
  return [make("h2", {}, `Sums by ${BY_WORDS[by] || GROUPS[by].toLowerCase()}`), make("table", { class: "entities totals" }, make("thead", {}, make("tr", {}, heads.map((h, i) => make("th", { scope: "col", class: right(i) }, h)))), body), unsure_note(data, groups.map((g) => g.most)), more].filter(Boolean);
}

// A number as it is told, with `?` where it is less sure, and the note that explains the mark where one of those told has it.
const told_amount = (data, i) => `${is_sure(data, i) ? "" : "? "}${amount(data.rows[i][AT.amount], data.rows[i][AT.bound])}`;
const unsure_note = (data, told) => (told.every((i) => is_sure(data, i)) ? null : make("p", { class: "faint" }, "?: less sure (a score below .7), read its sentence."));

// `>5,601 (2024)`: the largest number of a group.
function largest_words(data, { most, names }) {
  const years = data.years[data.rows[most][AT.years]];
  return `${told_amount(data, most)}${years && years !== names[0] ? ` (${years})` : ""}`;
}

// How many reports a total is of, and whether most of it is of one.
function reports_words(data, g) {
  const of = new Map();
  for (const [i] of added(g.rows)) of.set(data.rows[i][AT.document], (of.get(data.rows[i][AT.document]) || 0) + (data.rows[i][AT.amount] || 0));
  return `${number(of.size)}${of.size > 1 && Math.max(...of.values()) > g.total / 2 ? ", mostly one" : ""}`;
}

// The sentences behind a number: those that are summed first, the largest number first, then the others, with the reason.
function open_sentences(data, documents, place, words, rows) {
  const sorted = [...rows].sort((a, b) => (a[1] !== null) - (b[1] !== null) || data.rows[b[0]][AT.amount] - data.rows[a[0]][AT.amount] || a[0] - b[0]);
  const places = sorted.map(([i, reason]) => ({
    document: data.rows[i][AT.document], paragraph: data.rows[i][AT.paragraph], page: data.rows[i][AT.page], ranges: () => [[data.rows[i][AT.start], data.rows[i][AT.end], "found"]],
    said: [decided_words(data, [data.rows[i]]), reason === null ? null : `not in a sum: ${data.why[reason]}`].filter(Boolean).join("; ") || null,
  }));
  const list = make("div");
  place.replaceChildren(make("h2", {}, words ? `${several(rows.length, "sentence")}: ${words}` : several(rows.length, "sentence")), list);
  passages(places, list);
  if (words) { place.scrollIntoView({ block: "start" }); place.focus({ preventScroll: true }); }
}

function save_csv(data, documents, chosen) {
  const word = (list, n) => (n === null ? "" : list[n]);
  const lines = [["document", "amount", "bound", "counted", "unit_phrase", "event", "country", "years", "agent", "series", "left_out"]];
  for (const [i, reason] of chosen) {
    const r = data.rows[i];
    lines.push([documents[r[AT.document]].document, r[AT.amount], data.bounds[r[AT.bound]], word(data.counted, r[AT.counted]), word(data.phrases, r[AT.phrase]), word(data.events, r[AT.event]),
      r[AT.country] === null ? "" : data.countries[r[AT.country]][0], word(data.years, r[AT.years]), word(data.agents, r[AT.agent]), word(data.series, r[AT.series]), reason]);
  }
  save_csv_file(lines, "counts");
}
