"use strict";
const GROUPS = {
  country: "Country",
  years: "Year",
  agent: "Who did it",
  whose: "Whose people or things",
  event: "What happened",
  counted: "What is counted",
  series: "Series of reports",
};
// Events that say more than their names, or less; what is of none stands last.
const HAPPENED = {
  deployed: "deployed, in place",
  detained: "arrested, detained",
  displaced: "displaced, refugees",
  seized: "seized, cleared, handed in",
  funded: "paid, pledged, owed",
  released: "released, demobilized",
  prosecuted: "tried, cases of courts",
  conducted: "held, carried out",
  legal_act: "laws, treaties",
  recruited: "recruited, enlisted",
  destroyed: "destroyed, damaged",
  changed: "rose, fell",
  other: "something else",
};
const event_words = (event) => HAPPENED[event] || spoken(event);
// those of no narrower kind: civilians, children, personnel
const counted_words = (counted) =>
  counted === "people" ? "people in general" : event_words(counted.replace(/^money, /, ""));
const UNKNOWN = "unknown";
const NOT_SURE = "not sure";
const NO_SUM =
  "some are below a score of .8, of no one place or of a date that may be that of something else, two may be one fact, or most is one that is not very sure";
const UNSAID = {
  country: "no country is said, or several",
  years: "no time is said",
  agent: "nothing says who did it",
  whose: "nothing says whose they are",
  event: "no event was found",
  counted: "of no known kind",
  series: "in reports of no series",
};
const LONGEST_TIME = 30 * 366; // days of a number that is offered under each of its years
const SCORES = [0, 300, 500, ADDED, 700, 900];

async function counts_page(values) {
  const [data, documents, tables] = await Promise.all([load("counts"), load("documents"), load("tables")]);
  const form = counts_form(data, values);
  const status = make("p", { class: "status", role: "status" });
  const place = make("div");
  const sentences = make("section", { tabindex: "-1" });
  const download = make("button", { type: "button" }, "Download these counts as CSV");
  const last_year = Math.max(...documents.map((d) => Number(year_of(d) || 0))) || Infinity;
  let chosen = [];
  let asked = 0;
  let unasked = !is_asked(values);
  const show = async () => {
    note("counts", form);
    const mine = (asked += 1);
    const want = await counts_asked(Object.fromEntries(new FormData(form)), data, documents);
    if (mine !== asked) return;
    offer_counts(form, data, tables, last_year, want, series_words(documents));
    const least = Number(want.score);
    chosen = selected(data, counts_wanted(data, want), least);
    // of several kinds no sum is made
    const kinds = ["event", "counted"].filter(
      (name) => new Set(added(chosen).map(([i]) => data.rows[i][AT[name]])).size > 1,
    );
    const one = kinds.length === 0;
    const known = new Map();
    const pressed_row = form.elements.row.value;
    const opens = (words, rows) => {
      known.set(words, rows);
      return ({ currentTarget }) => {
        mark_row(place, currentTarget.closest("tr"));
        form.elements.row.value = words;
        note("counts", form);
        open_sentences(data, sentences, words, rows);
      };
    };
    const moments = counts_moments(data, documents, chosen, least, opens, tables_wanted(tables, documents, want), want);
    status.replaceChildren(
      ...(unasked ? [`Nothing is asked yet; shown is “${event_words(UNASKED)}”: choose what happened above. `] : []),
      ...counts_status(data, chosen, one, least, opens, want),
    );
    const flows = [
      one
        ? counts_drawings(data, chosen, least, opens, want)
        : [
            make(
              "p",
              { class: "faint" },
              "Sums are drawn of one kind of thing: choose what happened and what is counted, or name it in words under More filters. Children and dollars, patrols and visits have no sum in common.",
            ),
          ],
      counts_table(data, chosen, least, kinds, opens, want),
    ];
    place.replaceChildren(...[moments, flows].flat(Infinity));
    mark_row(
      place,
      [...place.querySelectorAll("tr")].find((row) => row.dataset.row === pressed_row),
    );
    open_sentences(data, sentences, known.has(pressed_row) ? pressed_row : "", known.get(pressed_row) || chosen);
  };
  download.addEventListener("click", () => save_csv(data, documents, chosen));
  form.addEventListener("input", () => {
    form.elements.row.value = "";
    unasked = false;
  });
  form.elements.event.addEventListener("input", () => {
    form.elements.counted.value = "";
  });
  form.elements.country.addEventListener("input", () => {
    if (form.elements.by.value === "country") form.elements.by.value = "years";
  });
  form.addEventListener("input", soon(show));
  return { title: "Counts", content: [form, status, place, make("p", {}, download), sentences], ready: show };
}

// The row whose sentences are open is marked; the address keeps it.
const mark_row = (place, row) => {
  for (const other of place.querySelectorAll("tr.chosen")) other.classList.remove("chosen");
  row?.classList.add("chosen");
};

// What each list offers: what the other choices leave, each with its numbers (another event is asked of all that is
// counted); of years those that have been when the last report was written.
function offer_counts(form, data, tables, last_year, want, series = String) {
  const of = (list, at) => (row) => (row[at] === null ? [] : [list[row[at]]]);
  const years = (row) =>
    row[AT.first] === null || row[AT.last] - row[AT.first] > LONGEST_TIME
      ? []
      : Array.from({ length: year_at(row[AT.last]) - year_at(row[AT.first]) + 1 }, (_, i) => year_at(row[AT.first]) + i)
          .filter((y) => y <= last_year)
          .map(String);
  const values_of = {
    event: of(data.events, AT.event),
    counted: (row) => of(data.counted, AT.counted)(row).map(class_of),
    country: (row) => of(data.countries, AT.country)(row).map(([code]) => code),
    year: years,
    series: of(data.series, AT.series),
  };
  const names = new Map(data.countries);
  const words = { event: event_words, counted: counted_words, country: (code) => names.get(code), series };
  for (const name of Object.keys(values_of))
    offer(
      form.elements[name],
      data.rows.filter(
        counts_wanted(data, { ...want, [name]: "", counted: ["event", "counted"].includes(name) ? "" : want.counted }),
      ),
      values_of[name],
      words[name] || String,
    );
  for (const counted of new Set(tables.map((line) => line.counted)))
    if (["", "deployed"].includes(want.event) && !form.querySelector(`[name=counted] option[value="${counted}"]`))
      form.elements.counted.append(make("option", { value: counted }, counted_words(counted)));
}

// What is asked; `told` are the rows whose sentences have the words, or, where none of these fits, those `near` them:
// of paragraphs that have them.
async function counts_asked(want, data, documents) {
  const words = words_of(want.about);
  const told = words.length ? new Set(await paragraphs_with(words, "about", is_same)) : null;
  const fits = (asked) => data.rows.some(counts_wanted(data, asked));
  if (!told || fits({ ...want, told })) return { ...want, told };
  const paragraphs = new Set(await paragraphs_with(words, "words", is_same));
  const beside = {
    ...want,
    near: true,
    told: new Set(data.rows.flatMap((row, i) => (paragraphs.has(paragraph_of_row(documents, row)) ? [i] : []))),
  };
  return fits(beside) ? beside : { ...want, told };
}

const NARROWER = ["since", "until", "series", "words", "agent"];
const FILTERS = ["event", "counted", "country", "year", "whose", "about", ...NARROWER];
const UNASKED = "killed";
const is_asked = (values) => FILTERS.some((name) => values[name]);

function counts_form(data, values) {
  const chosen = (name, words) => select(name, words, asked[name] ? [[asked[name], asked[name]]] : [], asked[name]);
  const holders = most_frequent(data.rows.map((r) => r[AT.whose]).filter((n) => n !== null));
  const day = (name, words) =>
    make("label", {}, words, make("input", { name, type: "date", value: asked[name] || "" }));
  const least = SCORES.find((score) => String(score) === values.score) ?? ADDED;
  const asked = is_asked(values)
    ? values
    : { event: UNASKED, letters: data.letters.length ? "without" : "", ...values };
  const scores = SCORES.map((score) =>
    make(
      "option",
      { value: score, selected: score === least },
      score ? `score .${score / 100} or more` : "all, including unsure ones",
    ),
  );
  const is_open = least !== ADDED || NARROWER.some((name) => asked[name]);
  return make(
    "form",
    { role: "search", class: "filters" },
    chosen("event", "What happened"),
    chosen("counted", "What is counted"),
    chosen("country", "Country"),
    chosen("year", "Year"),
    field(
      "whose",
      "Whose people or things (a mission)",
      asked.whose,
      holders.map(([i]) => data.whose[i]),
    ),
    field("about", "Words in its sentence (raid, market)", asked.about),
    make(
      "label",
      {},
      "Sums by",
      make(
        "select",
        { name: "by" },
        Object.entries(GROUPS).map(([value, words]) =>
          make("option", { value, selected: value === (values.by || (values.country ? "years" : "country")) }, words),
        ),
      ),
    ),
    letters_list(data.letters.length, asked.letters),
    make(
      "details",
      { open: is_open },
      make("summary", {}, "More filters"),
      make(
        "div",
        { class: "filters" },
        day("since", "From"),
        day("until", "Until"),
        make("label", {}, "How sure (score: likely right)", make("select", { name: "score" }, scores)),
        field("words", "What is counted, in words (mine, settler)", asked.words),
        field("agent", "Who did it", asked.agent),
        chosen("series", "Series of reports"),
      ),
    ),
    make("input", { type: "hidden", name: "row", value: values.row || "" }),
  );
}

// `goods` of `goods, car`, `money, USD` of `money, USD, pledged`.
const class_of = (counted) =>
  counted
    .split(", ")
    .slice(0, counted.startsWith("money") ? 2 : 1)
    .join(", ");

// The same filters as those of the macro `selected`.
function counts_wanted(
  data,
  { event, counted, country, year, since, until, told, series, words, agent, whose, letters },
) {
  const number_of = (list, word) =>
    word ? list.findIndex((each) => String(Array.isArray(each) ? each[0] : each) === word) : null;
  const kinds = counted && new Set(data.counted.flatMap((each, i) => (class_of(each) === counted ? [i] : [])));
  const [e, k, s] = [number_of(data.events, event), number_of(data.countries, country), number_of(data.series, series)];
  const named = (list, asked) => {
    const words = words_of(asked || "");
    return (
      words.length &&
      new Set(
        list.flatMap((text, i) =>
          words.every((word) => words_of(text).some((each) => is_same(each, word))) ? [i] : [],
        ),
      )
    );
  };
  const agents = named(data.agents, agent);
  const holders = named(data.whose, whose);
  const phrases = named(data.phrases, words);
  const within = (row) =>
    row[AT.first] !== null && year_at(row[AT.first]) <= Number(year) && Number(year) <= year_at(row[AT.last]);
  const [from, to] = [day_of(since), day_of(until)];
  return (row, i) =>
    (!told || told.has(i)) &&
    ((from ?? to) === null || is_mostly(row[AT.first], row[AT.last], from, to)) &&
    (e === null || row[AT.event] === e) &&
    (!kinds || kinds.has(row[AT.counted])) &&
    (k === null || row[AT.country] === k) &&
    (s === null || row[AT.series] === s) &&
    (!year || within(row)) &&
    (!agents || agents.has(row[AT.agent])) &&
    (!holders || holders.has(row[AT.whose])) &&
    (!phrases || phrases.has(row[AT.phrase])) &&
    !(letters && data.letters.includes(row[AT.document]));
}

const added = (chosen) => chosen.filter(([, reason]) => reason === null);

// What leads stands before any sum, which is told as what it is.
function counts_status(data, chosen, one, least, opens, want) {
  const summed = added(chosen);
  const rows = summed.map(([i]) => data.rows[i]);
  const left = most_frequent(chosen.map(([, reason]) => reason).filter(Boolean));
  const told = told_lines(data, chosen, least, want).flat();
  const unlikely = rows.filter((r) => r[AT.score] < ADDED).length;
  const sum = one ? sum_words(data, chosen, told, want) : ", of several kinds";
  return [
    chosen.length
      ? `${several(chosen.length, "number fits", "numbers fit")}; surely stated by one sentence: ${number(stated(data, told, want).length)}. `
      : "No number fits. ",
    want.near ? `No fitting sentence has “${want.about}”: its paragraphs answer. ` : null,
    ...lead_sentences(data, chosen, leads(data, told, want), opens, want),
    rows.length
      ? `Of what happened: ${several(rows.length, "number")} in ${several(new Set(rows.map((r) => r[AT.document])).size, "report")}${sum}. `
      : null,
    decided_words(data, rows) && `${decided_words(data, rows)}. `,
    unlikely ? `${number(unlikely)} of ${number(rows.length)} have ${below(ADDED)}. ` : null,
    left.length ? "Not in a sum: " : null,
    ...left.flatMap(([reason, n], i) => [
      i ? ", " : "",
      link_button(
        `${number(n)} ${data.why[reason]}${reason === "unsure" ? ` (${below(least)})` : ""}`,
        opens(
          data.why[reason],
          chosen.filter(([, why]) => why === reason),
        ),
      ),
    ]),
    left.length ? "." : null,
  ].filter(Boolean);
}

// The sum of what happened, or why it is not told; nothing of one number.
function sum_words(data, chosen, told, want) {
  const [all] = totals(data.rows, added(chosen), () => null);
  if (!all || all.counts < 2) return "";
  return rests_on(data, chosen, all.total, told, want).holds
    ? `; their sum is ${amount(all.total, all.bound)}: no report states it, and more may have happened`
    : `; no sum of them is told (${NO_SUM})`;
}

// A sentence a number that leads, if all are of one event: of each kind the largest, and what is larger.
const KINDS = 3;
const ALSO = {
  persons: "Told as persons: ",
  incidents: "Told as cases, not as persons: ",
  [APART]: "Of disasters and accidents: ",
};
function lead_sentences(data, chosen, groups, opens, want) {
  if (new Set(groups.map((g) => g.event)).size !== 1) return [];
  const told = groups.filter((g) => is_of_people(g.kind) === is_of_people(groups[0].kind)).slice(0, KINDS);
  return told.flatMap(({ kind, rows }, of) =>
    rows.map((i, n) => {
      const row = data.rows[i];
      const doubt = doubt_words(data, chosen, i, want);
      const words = of_things(told_amount(data, i), unit_words(data, row));
      const where = want.country && !(row[AT.assumed] & 10) ? null : where_words(data, row);
      const when = when_words(data, i);
      const first = !doubt
        ? "The largest that is surely stated is "
        : measure_of(data, i) === "limit"
          ? "Only told as allowed, planned or asked for: "
          : `${groups.some(({ most }) => most) ? `Of ${kind} none` : "None"} is surely stated. ${row[AT.score] >= ADDED ? "The largest that is likely right" : "The largest"}: `;
      const begun = n
        ? "Larger, but not surely stated: "
        : kind === APART || of
          ? ALSO[kind] || "Of another kind: "
          : first;
      const its = link_button("its sentence", opens(words, [[i, reason_of(data, i)]]));
      return make(
        n ? "span" : "b",
        { class: "lead" },
        whole_days(
          `${begun}${words} (${[where, `${figure_words(data, i)}: ${when === UNKNOWN ? UNSAID.years : when}`, doubt || `score ${score_of(row)}`].filter(Boolean).join("; ")}; `,
        ),
        its,
        "). ",
      );
    }),
  );
}

// Why a number is not surely stated; of a total that is unsure also how much of it is added in its parts.
function doubt_words(data, chosen, i, want) {
  const within = (whole) => whole !== null && (whole === i || within(data.rows[whole][AT.whole]));
  const unsure = chosen.some(([other, why]) => other === i && why === "unsure");
  const [parts] = unsure
    ? totals(
        data.rows,
        added(chosen).filter(([part]) => within(data.rows[part][AT.whole])),
        () => null,
      )
    : [];
  return [
    ...doubts(data, i, want),
    parts && parts.total < data.rows[i][AT.amount] ? `${amount(parts.total, parts.bound)} of it is added` : null,
  ]
    .filter(Boolean)
    .join("; ");
}

const below = (score) => `a score below .${score / 100}`;

// How much of it readers decided, and who: `3 decided (2 right by mk, 1 corrected by ab)`.
function decided_words(data, rows) {
  const decided = rows.filter((r) => r[AT.decided] !== null);
  const each = [...tally(decided.map((r) => data.decisions[r[AT.decided]]))].map(([words, n]) =>
    rows.length > 1 ? `${number(n)} ${words}` : words,
  );
  return decided.length ? (rows.length > 1 ? `${number(decided.length)} decided (${each.join(", ")})` : each[0]) : null;
}

// What a row says in words of its country, event, agent and so on; null where it says nothing.
const LISTS = { country: "countries", agent: "agents", event: "events" };
function cell_word(data, name, row) {
  if (row[AT[name]] === null) return null;
  if (name === "agent" && row[AT.doubted]) return NOT_SURE;
  const word = data[LISTS[name] ?? name][row[AT[name]]];
  return name === "country" ? word[1] : word;
}

// Groups in which something is added, each with what it rests on: one whose sum may not be told is its largest number
// that is surely stated.
const resting = (data, groups, least, want) =>
  groups
    .filter((g) => g.counts && g.total)
    .map((g) => ({ ...g, ...rests_on(data, g.rows, g.total, told_lines(data, g.rows, least, want).flat(), want) }))
    .map((g) => ({
      ...g,
      told: g.holds ? g.total : data.rows[g.most]?.[AT.amount],
      sign: g.holds ? g.bound : data.rows[g.most]?.[AT.bound],
    }));

// What is drawn: nothing that is not surely stated.
function counts_drawings(data, chosen, least, opens, want) {
  const summed = added(chosen);
  const drawn = (key) =>
    resting(data, totals(data.rows, chosen, key), least, want).filter((g) => g.key !== null && g.most !== null);
  const group = (g, words) => ({
    words,
    total: g.told,
    bound: g.sign,
    counts: g.counts,
    larger: g.larger.length,
    open: opens(words, g.rows),
  });
  const years = drawn((row) => cell_word(data, "years", row))
    .filter((g) => /^\d{4}$/.test(g.key))
    .sort((a, b) => a.key.localeCompare(b.key))
    .map((g) => group(g, g.key));
  const states = drawn((row) => row[AT.country]).map((g) => ({
    code: data.countries[g.key][0],
    ...group(g, data.countries[g.key][1]),
  }));
  return [
    years.length
      ? [
          make("h2", {}, "Over the years: the largest number that is surely stated, or the sum where it is told"),
          bars(every_year(years), "Numbers by year; years that are not known or span several are in the table"),
          not_drawn(summed, years, "a time within one year"),
        ]
      : [],
    states.length && !want.country
      ? [
          make("h2", {}, "Where: the largest number that is surely stated, or the sum where it is told"),
          world(states, "Numbers by country"),
          not_drawn(summed, states, "one country"),
        ]
      : [],
  ]
    .flat()
    .filter(Boolean);
}

// What a drawing does not show.
function not_drawn(summed, groups, what) {
  const left = summed.length - groups.reduce((n, g) => n + g.counts, 0);
  const larger = groups.filter((g) => g.larger).map((g) => g.words);
  const words = [
    larger.length && `Larger numbers that are less sure, or totals so far, are in the table: ${larger.join(", ")}.`,
    left > 0 &&
      `Not drawn: ${number(left)} of ${several(summed.length, "number")}, of which nothing says ${what}, or of which none is surely stated.`,
  ];
  return words.some(Boolean) ? make("p", { class: "faint unknown" }, words.filter(Boolean).join(" ")) : null;
}

// Groups in which something is added, those of which nothing is surely stated last; the `kinds` that they have several
// of have a column, too.
function counts_table(data, chosen, least, kinds, opens, want) {
  const by = want.by || "country";
  const names = [by, ...kinds.filter((name) => name !== by)];
  const body = make("tbody");
  const known = (a) => (a === null ? "\uffff" : a);
  const size = (g) => data.rows[g.most ?? g.larger[0]]?.[AT.amount] ?? 0;
  const groups = resting(
    data,
    totals(data.rows, chosen, (row) => JSON.stringify(names.map((name) => cell_word(data, name, row)))),
    least,
    want,
  )
    .map((g) => ({ ...g, names: JSON.parse(g.key) }))
    .map((g) => ({
      ...g,
      words: g.names.map((n, i) => (n === null ? UNKNOWN : names[i] === "counted" ? counted_words(n) : event_words(n))),
    }))
    .map((g) => ({ ...g, open: opens(g.words.join(", "), g.rows) }))
    .sort(
      (a, b) =>
        (by === "years"
          ? known(a.names[0]).localeCompare(known(b.names[0]))
          : (a.most === null) - (b.most === null) || size(b) - size(a)) ||
        String(a.names).localeCompare(String(b.names)),
    );
  if (!groups.length)
    return chosen.length ? [make("p", {}, "None of these numbers can be added up: read their sentences below.")] : [];
  const heads = [
    ...names.map((name) => GROUPS[name]),
    "Largest surely stated",
    "Larger: less sure, or total so far",
    "Sum, in no report",
    "Numbers",
    "Reports",
    ASSUMED,
    "Not in the sum",
  ];
  const numbers = (g) => [
    ...[g.most, g.larger[0] ?? null].map((i) => (i === null ? "–" : largest_words(data, g, i))),
    g.holds ? amount(g.total, g.bound) : "–",
    number(g.counts),
    number(new Set(added(g.rows).map(([i]) => data.rows[i][AT.document])).size),
    ...[g.assumed, g.left].map((n) => (n ? number(n) : "–")),
  ];
  const { more } = growing(
    groups,
    ROWS,
    (g) => {
      const link = link_button(g.words[0], g.open);
      const why =
        g.names[0] === null
          ? UNSAID[by]
          : by === "agent" && g.names[0] === NOT_SURE
            ? "someone is named, but not surely"
            : null;
      return make(
        "tr",
        { "data-row": g.words.join(", ") },
        make("th", { scope: "row" }, link, why ? make("small", {}, ` ${why}`) : null),
        ...g.words.slice(1).map((w) => make("td", {}, w)),
        ...numbers(g).map((value, i) =>
          make("td", { class: doubt_class(value), "data-head": heads[names.length + i] }, value),
        ),
      );
    },
    body,
  );
  return [
    make("h2", {}, `Sums by ${GROUPS[by].toLowerCase()}`),
    make(
      "table",
      { class: "entities totals" },
      table_head(heads, (i) => i >= names.length),
      body,
    ),
    make("p", { class: "faint" }, `No sum is told where ${NO_SUM}.`),
    unsure_note(),
    groups.some((g) => g.assumed) ? assumed_note(ASSUMED) : null,
    more,
  ].filter(Boolean);
}

// A number as it is told, with `?` where it is less sure; the note that explains the mark is shown where one is.
const amount_words = (data, i, row = data.rows[i]) =>
  row[AT.number] === null ? amount(row[AT.amount], row[AT.bound]) : data.numbers[row[AT.number]];
const told_amount = (data, i) => `${is_sure(data, i) ? "" : "? "}${amount_words(data, i)}`;
// `thousands of houses`
const of_things = (number, things) => `${number}${number.endsWith("s") ? " of" : ""} ${things}`;
const unsure_note = () => make("p", { class: "faint note" }, `?: less sure (${below(SURE)}), read its sentence.`);
const ASSUMED = "Year or place assumed";
const assumed_note = (what) =>
  make(
    "p",
    { class: "faint" },
    `${what}: the sentence does not say it; it is that of its report, or of something near it.`,
  );
const doubt_class = (told) => (told.startsWith("?") ? "number doubted" : "number");

// `over 5,601 (2024)`: a number of a group; what a measure it is of, if it did not happen, and its year.
function largest_words(data, { names }, i) {
  const years = data.years[data.rows[i][AT.years]];
  const said = [measure_of(data, i) && figure_words(data, i), years !== names[0] && years].filter(Boolean).join(", ");
  return `${told_amount(data, i)}${said ? ` (${said})` : ""}`;
}

// The sentences behind a number: those that are summed first, the largest number first, then the others, with the
// reason.
function open_sentences(data, place, words, rows) {
  const sorted = [...rows].sort(
    (a, b) =>
      (a[1] !== null) - (b[1] !== null) || data.rows[b[0]][AT.amount] - data.rows[a[0]][AT.amount] || a[0] - b[0],
  );
  const places = sorted.map(([i, reason]) => ({
    document: data.rows[i][AT.document],
    paragraph: data.rows[i][AT.paragraph],
    page: data.rows[i][AT.page],
    ranges: () => [[data.rows[i][AT.start], data.rows[i][AT.end], "found"]],
    said:
      [
        decided_words(data, [data.rows[i]]),
        is_sure(data, i) ? null : `? score ${score_of(data.rows[i])}`,
        reason === null ? null : `not in a sum: ${data.why[reason]}`,
      ]
        .filter(Boolean)
        .join("; ") || null,
  }));
  const list = make("div");
  place.replaceChildren(
    make("h2", {}, words ? `${several(rows.length, "sentence")}: ${words}` : several(rows.length, "sentence")),
    list,
  );
  passages(places, list);
  if (words) {
    place.scrollIntoView({ block: "start" });
    place.focus({ preventScroll: true });
  }
}

function save_csv(data, documents, chosen) {
  const word = (list, n) => (n === null ? "" : list[n]);
  const lines = [
    [
      "document",
      "amount",
      "bound",
      "counted",
      "unit_phrase",
      "event",
      "country",
      "years",
      "agent",
      "series",
      "left_out",
    ],
  ];
  for (const [r, reason] of chosen.map(([i, why]) => [data.rows[i], why]))
    lines.push([
      documents[r[AT.document]].document,
      r[AT.amount],
      data.bounds[r[AT.bound]],
      word(data.counted, r[AT.counted]),
      word(data.phrases, r[AT.phrase]),
      word(data.events, r[AT.event]),
      r[AT.country] === null ? "" : data.countries[r[AT.country]][0],
      word(data.years, r[AT.years]),
      word(data.agents, r[AT.agent]),
      word(data.series, r[AT.series]),
      reason,
    ]);
  save_csv_file(lines, "counts");
}
