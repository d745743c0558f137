"use strict";

// What there is, what to ask of it, and how good it is; the search stands in front.
async function start_page() {
  const { sizes, sure, scores, questions } = await load("start");
  const form = make("form", { role: "search", class: "filters front" }, field("text", "Ask, or search paragraphs: words, names of bodies and countries, years", ""), make("button", {}, "Search"));
  form.addEventListener("submit", () => { location.hash = address("search", { text: form.elements.text.value }); });
  const items = questions.map(([words, answer, page, values]) => make("li", { hidden: answer === null }, make("a", { href: address(page, values) }, words), " ", make("span", { class: "faint" }, answer)));
  const assumed = assumed_note("Assumed"), is_told = (item) => item.isConnected && item.textContent.includes(", assumed");
  assumed.hidden = true;
  const tell_counts = async () => {
    const data = await load("counts");
    await Promise.all(questions.map(([, answer, , values], i) => (answer === null ? tell_stated(data, values, items[i]) : null)));
    assumed.hidden = !items.some(is_told);
  };
  const years = sizes.first_year === null ? "" : ` of ${sizes.first_year === sizes.last_year ? sizes.last_year : `${sizes.first_year} to ${sizes.last_year}`}`;
  const has = [several(sizes.paragraphs, "paragraph"), several(sizes.countries, "country", "countries"), sizes.series ? `${number(sizes.series)} series of reports` : null, ...sure.map(([what, n]) => several(n, what === "counts" ? "counted number" : what.slice(0, -1)))].filter(Boolean);
  return {
    title: site, ready: questions.some(([, answer]) => answer === null) ? tell_counts : null,
    content: [form, make("p", {}, make("b", {}, `${several(sizes.documents, "document")}${years}`), `, read by a program: ${has.join(", ")}. Each row leads to its sentence and its page.`),
      make("h2", {}, "Ask"), make("ol", { class: "questions" }, items), assumed,
      make("h2", {}, "How good it is"), ...how_good(sure, scores)],
  };
}

// A question about counts shows of each of three places the largest number that is surely stated, with its sentence, and what is larger, but less sure: first where the report itself tells nothing larger. One of which nothing is so is not put.
const PLACES = 3;
async function tell_stated(data, values, item) {
  const told = told_lines(data, selected(data, counts_wanted(data, values)), ADDED, values).flat(), found = stated(data, told, values);
  if (!found.length) return item.remove();
  const places = [...Map.groupBy(found, (i) => data.rows[i][AT.country]).values()].map(([i]) => ({ i, larger: larger_beside(data, told, i, values) }));
  const is_doubtful = ({ i, larger }) => larger.some((j) => data.rows[j][AT.document] === data.rows[i][AT.document]), shown = places.sort((a, b) => is_doubtful(a) - is_doubtful(b)).slice(0, PLACES);
  item.lastChild.append(`${several(found.length, "number")} of ${several(places.length, "place")} ${found.length > 1 ? "are each" : "is"} surely stated by one sentence. ${places.length > 1 ? `The largest of ${places.length > PLACES ? `${PLACES} of these` : "these"} places` : "The largest"}:`);
  item.append(make("ul", {}, await Promise.all(shown.map((place) => stated_of_place(data, place)))));
  item.hidden = false;
}

// What leads beside the largest number of a place and is larger, of the place or, in its report, of none.
function larger_beside(data, told, i, values, its = data.rows[i]) {
  const is_near = (row) => row[AT.country] === its[AT.country] || (row[AT.country] === null && row[AT.document] === its[AT.document]), of_people = (j) => is_of_people(kind_of(data, j));
  return leads(data, told.filter((j) => is_near(data.rows[j])), values).flatMap(({ rows }) => rows).filter((j) => data.rows[j][AT.amount] > its[AT.amount] && of_people(j) === of_people(i));
}

async function stated_of_place(data, { i, larger }, its = data.rows[i]) {
  const words = (j) => `${of_things(told_amount(data, j), unit_words(data, data.rows[j]))} (${measure_of(data, j) === "running_total" ? "total so far: " : ""}${when_words(data, j).replace(UNKNOWN, UNSAID.years)}${kind_of(data, j) === APART ? `; ${APART}` : ""})`;
  const named = [where_words(data, its), `${words(i)}. `].filter(Boolean).join(": "), beside = larger.length ? make("div", { class: "faint" }, `Larger, but not surely stated: ${larger.map(words).join("; ")}.`) : null;
  return make("li", {}, make("b", {}, whole_days(named)), ...(await told_at(...where_told(its))), beside);
}

const percent = (share) => `${Math.round(100 * share)} %`;

// Measured on gold, which models may have made, where the publisher gives it; else what the program itself expects.
function how_good(sure, scores) {
  const expected = make("p", {}, `By the program's own estimate ${sure.map(([what, n, share]) => `${percent(share)} of ${several(n, what === "counts" ? "counted number" : what.slice(0, -1))}`).join(", ")} are right, a counted number only if all that its row says of it is. Each row has its score; sums leave out what is unsure. What is missing is in no score.`);
  if (!scores.length) return [expected, make("p", { class: "faint" }, "No scores on gold were published with this dataset.")];
  const heads = ["", "Precision", "Recall", "F1", "95 % interval", "In gold"], rows = scores.map((s) => [s.name, ...[s.precision, s.recall, s.f1].map(percent), `${percent(s.low)} to ${percent(s.high)}`, number(s.n)]);
  const row = ([name, ...cells]) => make("tr", {}, make("th", { scope: "row" }, spoken(name)), cells.map((cell, i) => make("td", { class: "number", "data-head": heads[i + 1] }, cell)));
  return [make("p", {}, "Of what is marked in the gold of these reports the program found as much (recall), and so much of what it found is right (precision):"),
    make("table", { class: "entities" }, make("thead", {}, make("tr", {}, heads.map((h, i) => make("th", { scope: "col", class: i ? "number" : null }, h)))), make("tbody", {}, rows.map(row))), expected];
}
