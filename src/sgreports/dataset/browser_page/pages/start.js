"use strict";

// What there is, what to ask of it, and how good it is; the search stands in front.
async function start_page() {
  const { sizes, sure, scores, questions } = await load("start");
  const form = make(
    "form",
    { role: "search", class: "filters front" },
    field("text", "Ask, or search paragraphs: words, names of bodies and countries, years", ""),
    make("button", {}, "Search"),
  );
  form.addEventListener("submit", () => {
    location.hash = address("search", { text: form.elements.text.value });
  });
  const items = questions.map(([words, answer, page, values]) =>
    make(
      "li",
      { hidden: answer === null },
      make("a", { href: address(page, values) }, words),
      " ",
      make("span", { class: "faint" }, answer),
    ),
  );
  const assumed = make(
    "p",
    { class: "faint" },
    `${STAR} No sentence says this place or day: it is that of the report, or of something near it.`,
  );
  const is_told = (item) => item.isConnected && item.textContent.includes(STAR);
  assumed.hidden = true;
  const tell_counts = async () => {
    const data = await load("counts");
    await Promise.all(
      questions.map(([, answer, , values], i) => (answer === null ? tell_stated(data, values, items[i]) : null)),
    );
    assumed.hidden = !items.some(is_told);
  };
  const years =
    sizes.first_year === null
      ? ""
      : ` of ${sizes.first_year === sizes.last_year ? sizes.last_year : `${sizes.first_year} to ${sizes.last_year}`}`;
  const has = [
    several(sizes.paragraphs, "paragraph"),
    several(sizes.countries, "country", "countries"),
    sizes.series ? `${number(sizes.series)} series of reports` : null,
    ...sure.map(([what, n]) => rows_words(what, n)),
  ].filter(Boolean);
  return {
    title: site,
    ready: questions.some(([, answer]) => answer === null) ? tell_counts : null,
    content: [
      form,
      make(
        "p",
        {},
        make("b", {}, `${several(sizes.documents, "document")}${years}`),
        `, read by a program: ${has.join(", ")}. Each row leads to its sentence and its page.`,
      ),
      make("h2", {}, "Ask"),
      make("ol", { class: "questions" }, items),
      assumed,
      make("h2", {}, "How good it is"),
      ...how_good(sure, scores),
    ],
  };
}

// A question about counts shows of each of three places, the largest first, the largest number that is surely stated,
// with its sentence, and what is larger, but less sure. One of which nothing is so is not put.
const PLACES = 3;
async function tell_stated(data, values, item) {
  const chosen = selected(data, counts_wanted(data, values));
  const told = told_lines(data, chosen, ADDED, values).flat();
  const found = stated(data, told, values);
  if (!found.length) return item.remove();
  const places = [...Map.groupBy(found, (i) => data.rows[i][AT.country]).values()].map(([i]) => i);
  const all = told_lines(data, chosen, ADDED, values, 0).flat();
  item.lastChild.append(
    `${several(found.length, "number")} of ${several(places.length, "place")} ${found.length > 1 ? "are each" : "is"} surely stated by one sentence. ${places.length > PLACES ? `The ${PLACES} places with the largest` : places.length > 1 ? "The largest of each place" : "The largest"}:`,
  );
  item.append(
    make(
      "ul",
      {},
      await Promise.all(
        places
          .slice(0, PLACES)
          .map((i) =>
            stated_of_place(
              data,
              i,
              larger_beside(data, told, all, i, values),
              values.whose ? held_beside(data, told, i) : [],
            ),
          ),
      ),
    ),
  );
  item.hidden = false;
}

// What leads beside the largest number of a place and is larger, of the place or, in its report, of none; and how many
// `others` are, however unsure.
function larger_beside(data, told, all, i, values, its = data.rows[i]) {
  const is_near = (j) => is_of_place(data.rows[j]);
  const is_of_place = (row) =>
    row[AT.country] === its[AT.country] || (row[AT.country] === null && row[AT.document] === its[AT.document]);
  const of_people = (j) => is_of_people(kind_of(data, j));
  const stands = (j) => measure_of(data, j) === "stock";
  const size = (j) => data.rows[j][AT.amount];
  const is_larger = (j) => size(j) > size(i) && of_people(j) === of_people(i);
  const named = leads(data, told.filter(is_near), values)
    .flatMap(({ rows }) => rows)
    .filter(is_larger);
  const sizes = new Set(named.map(size));
  const others = answering(data, all.filter(is_near), values).filter(
    (j) => is_larger(j) && measure_of(data, j) !== "limit" && stands(j) === stands(i) && !sizes.has(size(j)),
  );
  return { named, others: new Set(others.map(size)).size };
}

// What a body has on the same day by the same paragraph, none of it a part of the other.
function held_beside(data, told, i, its = data.rows[i]) {
  const same = [AT.document, AT.paragraph, AT.whose, AT.reason];
  const is_apart = (j) => !wholes_of(data, j).includes(i) && !wholes_of(data, i).includes(j);
  return told.filter(
    (j) =>
      j !== i &&
      same.every((at) => data.rows[j][at] === its[at]) &&
      its[AT.moment] &&
      data.rows[j][AT.moment]?.[1] === its[AT.moment][1] &&
      is_apart(j),
  );
}

async function stated_of_place(data, i, { named, others }, held, its = data.rows[i]) {
  const number_words = (j) => of_things(told_amount(data, j), unit_words(data, data.rows[j]));
  const words = (j) =>
    `${number_words(j)} (${measure_of(data, j) === "running_total" ? "total so far: " : ""}${when_words(data, j).replace(UNKNOWN, UNSAID.years)}${kind_of(data, j) === APART ? `; ${APART}` : ""})`;
  const larger = [
    ...named.map(words),
    others && (named.length ? `and ${several(others, "other")}` : several(others, "number")),
  ].filter(Boolean);
  const faint = (...said) => make("div", { class: "faint" }, starred(...said));
  return make(
    "li",
    {},
    make("b", {}, starred(where_words(data, its), `${words(i)}. `)),
    ...(await told_at(...where_told(its))),
    held.length ? faint("In the same paragraph, on the same day", `${held.map(number_words).join("; ")}.`) : null,
    larger.length ? faint("Larger, but not surely stated", `${larger.join("; ")}.`) : null,
  );
}

// What is assumed has a mark, which is explained once.
const STAR = "*";
const starred = (...said) => whole_days(said.filter(Boolean).join(": ").replaceAll(", assumed", STAR));

// `3 counted numbers`, `1 relation`: so many rows of a table.
const rows_words = (table, n) => several(n, table === "counts" ? "counted number" : table.slice(0, -1));
const percent = (share) => `${Math.round(100 * share)} %`;

// Measured on gold, which models may have made, where the publisher gives it; else what the program itself expects.
function how_good(sure, scores) {
  const expected = make(
    "p",
    {},
    `By the program's own estimate ${sure.map(([what, n, share]) => `${percent(share)} of ${rows_words(what, n)}`).join(", ")} are right, a counted number only if all that its row says of it is. Each row has its score; sums leave out what is unsure. What is missing is in no score.`,
  );
  if (!scores.length)
    return [expected, make("p", { class: "faint" }, "No scores on gold were published with this dataset.")];
  const heads = ["", "Precision", "Recall", "F1", "95 % interval", "In gold"];
  const rows = scores.map((s) => [
    s.name,
    ...[s.precision, s.recall, s.f1].map(percent),
    `${percent(s.low)} to ${percent(s.high)}`,
    number(s.n),
  ]);
  const row = ([name, ...cells]) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, spoken(name)),
      cells.map((cell, i) => make("td", { class: "number", "data-head": heads[i + 1] }, cell)),
    );
  return [
    make(
      "p",
      {},
      "Of what is marked in the gold of these reports the program found as much (recall), and so much of what it found is right (precision):",
    ),
    make("table", { class: "entities" }, table_head(heads, Boolean), make("tbody", {}, rows.map(row))),
    expected,
  ];
}
