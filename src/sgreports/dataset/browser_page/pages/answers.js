"use strict";
// The counts that answer a question best. What it says (asking.js) are wants, { weight, fit }: how well a row fits, 1
// if it does, 0 if it says nothing of it, FALSE if it says another thing, ALMOST if so, but the number may still be of
// use: of another event or thing, or with the country beside it.
// days
const FALSE = -1;
const ALMOST = -0.5;
const SHOWN = 3;
const FITTING = 0.68;
const NEARLY = 0.43;
const NEAR_BEST = 0.85;
const SURER = 0.1;
const PART = 0.03;
const NO_KILLING = 0.8;
const NOT_THERE = 0.6;
const OTHER_NOUN = 0.4;
const OTHERWISE = 0.8;
const PLAN = 0.08;
const WORDS = 10;
const IN_PARAGRAPH = 0.6;
const IN_TITLE = 0.5;
const TELLING = 0.4;
const NEAR_TELLING = 0.25;
const OTHER_COUNTRY = 0.6;
const MOST_FALSE = 1;
const LONG_SENTENCE = 300;
const MONTHS = 200;
const SOON = 31;
const WEIGHTS = { event: 6, counted: 5, anyone: 2, when: 6, name: 5 };
const MOVES = ["displaced", "returned"];
const THINGS = new Set(["activities", "facilities", "goods", "organizations", "places", "states", "texts", "weapons"]);
const ANYONE = new Set(["people", "person", "individual", "member", "life"].map(stem));

// A rare word weighs more, in a sentence more than beside it; a name that a row's report has nowhere is answered by no
// row of it.
async function word_want({ said, words: [word], proper }, { documents, total, places }) {
  const [sentences, paragraphs] = await Promise.all(
    ["about", "words"].map((index) => paragraphs_with_word(word, index, is_same)),
  );
  const titled = documents.map((d) =>
    words_of(`${d.title ?? ""} ${d.series ?? ""}`).some((each) => is_same(each, word)),
  );
  const having = proper || paragraphs.is_name ? documents_of(paragraphs, documents) : null;
  const fit = (row, i) => {
    if (sentences.has(i)) return 1;
    if (paragraphs.has(places[i])) return IN_PARAGRAPH;
    if (titled[row[AT.document]]) return IN_TITLE;
    return having && !having.has(row[AT.document]) ? FALSE : 0;
  };
  return { said, word, weight: Math.log(1 + total / (paragraphs.size || 1)) * (paragraphs.size ? 1 : 0.5), fit };
}

// What happened is that which the question says first; another that it says fits less, but for what its noun says
// (`police officers`), and so does who died of a flood where one asks who was killed.
function event_want(events, counted, { data }) {
  const [asked, others] = [
    events.slice(0, 1),
    events.filter(({ words }) => !words.every((word) => counted?.words.includes(word))),
  ].map((some) => some.flatMap((event) => event.asks.map((ask) => data.events.indexOf(ask.event))));
  const by_somebody = /kill|murder|shot|slain/.test(events[0].said);
  const at_a_moment = /^(?:have|has|had)$|strength/.test(events[0].said);
  const fit = (row, i) => {
    if (!asked.includes(row[AT.event])) return others.includes(row[AT.event]) ? 0.5 : ALMOST;
    if (by_somebody && kind_of(data, i) === APART) return NO_KILLING;
    return at_a_moment && !row[AT.moment] ? NOT_THERE : 1;
  };
  return { said: events[0].said, is_event: true, weight: WEIGHTS.event, fit };
}

// `landmines` are mines.
const ends_with = (word, noun) => noun.length > 3 && word.length > noun.length + 2 && word.endsWith(noun);

// Of what is counted the noun itself says more than its kind; money answers no question of other things, and of `2
// tanks and 3 guns` no gun is a tank.
async function counted_want({ said, counted, words, like = [], modifier = null }, { data }) {
  const anyone = counted === "people" && words.every((word) => ANYONE.has(stem(word)));
  const told = words.length ? await paragraphs_with_word(words[0], "about", is_same) : new Set();
  const kinds = data.counted.map(class_of);
  const told_by = (phrase, nouns) => {
    const said = words_of(phrase);
    const tells = (word) => said.some((each) => is_same(each, word) || ends_with(word, each));
    return nouns.some((noun) => noun.split(" ").every(tells));
  };
  const phrases = new Set(data.phrases.flatMap((phrase, n) => (told_by(phrase, [...words, ...like]) ? [n] : [])));
  const is_narrow = (row) => !modifier || told_by(data.phrases[row[AT.phrase]] ?? "", [modifier]);
  const is_money = (kind) => /^money, [A-Z]{3}/.test(kind);
  const fit = (row, i) => {
    const kind = kinds[row[AT.counted]] ?? "";
    const persons = [kind, counted].every((each) => data.persons.includes(each));
    const named = phrases.has(row[AT.phrase]);
    const near = told.has(i) ? 1 : 0.4;
    if (counted === UNKNOWN) return named ? 1 : told.has(i) ? 0.5 : ALMOST;
    if (counted === "money" || is_money(kind)) return counted === "money" && is_money(kind) ? 1 : FALSE;
    if (counted === "people" && !persons) return kind === CASES ? (anyone ? 0.7 : 0.4) : kind === "other" ? 0 : FALSE;
    if (counted === "people") return anyone ? (kind === "personnel" ? 0.8 : 1) : named ? 1 : 0.4 + 0.4 * near;
    if (named && (persons || kind === counted)) return is_narrow(row) ? 1 : OTHERWISE;
    if (named) return 0.4;
    if (persons && kind === counted && kind !== "personnel" && told.has(i)) return OTHERWISE; // `30 of them women`
    if (persons) return (kind === counted ? 0.5 : 0.3) * near;
    const is_general = kind === counted && (kind === CASES || told_by(data.phrases[row[AT.phrase]] ?? "", [kind]));
    return is_general ? 0.5 : THINGS.has(counted) || THINGS.has(kind) ? ALMOST : 0;
  };
  const is_noun = words.length > 0 && !anyone && counted !== "money";
  return { said, is_noun, weight: anyone ? WEIGHTS.anyone : WEIGHTS.counted, fit };
}

// Whether a row is of a day or month of its own that is another than those asked for.
const is_apart = (row, from, to) =>
  to - from < MONTHS && !(row[AT.assumed] & 1) && Math.max(row[AT.first] - to, from - row[AT.last]) > SOON;

// A time is fitted by one that has most of its days in common; one that is assumed, or of no day, by a report soon
// after.
function time_want({ said, spans, open }, { documents }) {
  const fit_span = (row, [from, to]) => {
    const [first, last] = [row[AT.first], row[AT.last]];
    const written = day_of(documents[row[AT.document]].date);
    const shared = Math.min(last, to) - Math.max(first, from) + 1;
    const reported = written !== null && written >= from && written <= to + LATER ? 0.4 : FALSE;
    if (first === null) return reported;
    const inside =
      (open ? 1 : row[AT.moment] ? 0.9 : 0.6) * (open === "until" ? Math.min(1, 1 - (to - last) / (to - from)) : 1);
    const common = Math.max(
      shared / (Math.max(last, to) - Math.min(first, from) + 1),
      (inside * shared) / (last - first + 1),
    );
    const is_of_year = year_at(last) >= year_at(from) && year_at(first) <= year_at(to);
    const apart = is_of_year ? (is_apart(row, from, to) ? ALMOST : 0) : FALSE;
    const fit = shared > 0 ? 0.2 + 0.8 * common : apart;
    const in_year = !open && !row[AT.moment] && to - from > MONTHS && first >= from && last <= to; // whatever its day is
    return row[AT.assumed] & 1 ? Math.max(fit > 0 && !in_year ? 0.8 * fit : fit, reported) : fit;
  };
  return { said, weight: WEIGHTS.when, fit: (row) => Math.max(...spans.map((span) => fit_span(row, span))) };
}

// A name has what is counted, did it, is its country, or stands beside it; a report of a mission tells of it. Of
// several countries one is enough. Who moves has two countries, and a people may be in another: these say their
// sentences.
async function name_want(parts, is_country, { data, documents, entities, named, places }) {
  const [told, written] = await Promise.all(
    ["about", "words"].map((index) => Promise.all(parts.map(({ words }) => paragraphs_with(words, index, is_same)))),
  );
  const said = new Set(told.flat());
  const is_people = parts.every(({ people }) => people);
  const own = rows_that_fit(
    data,
    parts.flatMap(({ asks }) => asks.slice(0, 2)),
  );
  const numbers = parts.map(({ entity }) => entity);
  const series = data.series.indexOf(entities[numbers[0]].entity);
  const must = (is_country && !is_people) || entities[numbers[0]].kind === "un";
  const naming = () => named.flatMap((here, n) => (numbers.some((each) => here.includes(each)) ? [n] : []));
  const having = must ? new Set() : documents_of([...written.flat(), ...naming()], documents);
  const abroad = (row, i) => (is_people || MOVES.includes(data.events[row[AT.event]])) && said.has(i);
  const is_named = (i) => named[places[i]].some((n) => numbers.includes(n));
  const beside = (row, i) =>
    ((!is_country || row[AT.country] === null) && is_named(i)) || (is_country && abroad(row, i));
  const others_missing = (row, i) =>
    is_country && parts.length > 1
      ? parts.filter(
          ({ entity, asks }) =>
            asks[0].country !== data.countries[row[AT.country]]?.[0] && !named[places[i]].includes(entity),
        ).length / parts.length
      : 0;
  const fit = (row, i) => {
    if (own.has(i)) return 1 - OTHER_COUNTRY * others_missing(row, i);
    if (series >= 0 && row[AT.series] === series) return 0.8;
    if (beside(row, i)) return 0.6;
    if (is_country && !is_people && is_named(i)) return ALMOST;
    return having.has(row[AT.document]) ? 0 : FALSE;
  };
  return { said: parts[0].said, weight: WEIGHTS.name, fit };
}

// Words together weigh no more than WORDS: a question says much that no report says.
async function wants_of({ parts, events }, run) {
  const said = new Set(events.flatMap((event) => event.words));
  const words = await Promise.all(
    parts.filter((part) => !part.is && !part.firm && !said.has(part.words[0])).map((part) => word_want(part, run)),
  );
  const most = WORDS / words.reduce((sum, { weight }) => sum + weight, 0);
  const { true: countries = [], false: bodies = [] } = Object.groupBy(
    parts.filter((part) => part.entity !== undefined && run.entities[part.entity].entity !== UN),
    (part) => run.entities[part.entity].label === "COUNTRY",
  );
  const counted = parts.find((part) => part.counted);
  return [
    ...words.map((each) => ({ ...each, weight: each.weight * Math.min(1, most) })),
    ...(await Promise.all(bodies.map((part) => name_want([part], false, run)))),
    ...parts.filter((part) => part.spans).map((part) => time_want(part, run)),
    ...parts.filter((part) => part.unread).map(({ said }) => ({ said, weight: WEIGHTS.when, fit: () => ALMOST })),
    ...(events.length ? [event_want(events, counted, run)] : []),
    ...(counted ? [await counted_want(counted, run)] : []),
    ...(countries.length ? [await name_want(countries, true, run)] : []),
  ];
}

// The rows that answer, { i, fit, near, is_partly, without }, the best first: those of which nothing is false, and
// enough is told; where there are none, those that are `near`, and tell what happened or some of its words. What of the
// question each is `without`, and whether that is most of its words. None is denied, a share or an average, or refused
// by a reader.
async function answers_to(question, run, admits = () => true) {
  const wants = question.asks ? await wants_of(question, run) : [];
  const { data } = run;
  const holds = (i) => !is_refused(data, i) && !["negated", "rate"].includes(reason_of(data, i));
  const rows = wants.length
    ? data.rows
        .flatMap((row, i) =>
          row[AT.amount] && holds(i) && admits(i) ? [{ i, row, fits: wants.map(({ fit }) => fit(row, i)) }] : [],
        )
        .filter(({ fits }) => !fits.includes(FALSE))
    : [];
  const best = async (some, least) =>
    best_of(
      await with_clauses(best_of(some, wants, question, data, least, false), wants, run),
      wants,
      question,
      data,
      least,
    );
  const whole = await best(
    rows.filter(({ fits }) => !fits.includes(ALMOST)),
    FITTING,
  );
  return whole.length
    ? whole
    : best(
        rows.filter(
          ({ fits }) =>
            fits.filter((fit) => fit === ALMOST).length <= MOST_FALSE &&
            (wants.some(({ is_event }, n) => is_event && fits[n] > 0) || !is_partly(fits, wants, NEAR_TELLING)),
        ),
        NEARLY,
      );
}

// Whether a row tells of the words that are looked for too little to be told as an answer, or as near one.
function is_partly(fits, wants, least = TELLING) {
  const weigh = (some) => some.reduce((sum, { weight }) => sum + weight, 0);
  const words = wants.filter(({ word }) => word);
  return weigh(words.filter((want) => fits[wants.indexOf(want)] > IN_TITLE)) < least * weigh(words);
}

const READ = 60; // rows whose sentences are read
const BESIDE = 0.9; // how well a word fits a number that stands nearer to another one

// The best rows, with words of their sentences that belong to another number of it, which stands nearer to them,
// fitting less.
async function with_clauses(rows, wants, { data }) {
  const of_place = Map.groupBy(rows, ({ row }) => `${row[AT.document]}/${row[AT.paragraph]}`);
  return Promise.all(
    rows.slice(0, READ).map(async ({ i, row, fits }) => {
      const text = (await load(`documents/${row[AT.document]}`)).paragraphs[row[AT.paragraph]].text;
      const [from, to] = sentence_at(text, [row[AT.start], row[AT.end]]);
      const phrase = words_of(data.phrases[row[AT.phrase]] ?? "");
      const others = of_place
        .get(`${row[AT.document]}/${row[AT.paragraph]}`)
        .map((each) => each.row)
        .filter((other) => other[AT.start] >= from && other[AT.start] < to && other[AT.amount] !== row[AT.amount]);
      const words = [...text.slice(from, to).matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
        word: words_of(match[0])[0] ?? "",
        at: from + match.index,
      }));
      const first = Math.min(row[AT.start], ...others.map((other) => other[AT.start]));
      const gap = (its, at) =>
        Math.min(...its.map((its) => (its[AT.start] > at ? its[AT.start] - at : at - its[AT.end])));
      const own = (word) =>
        phrase.some((each) => is_same(each, word)) ||
        words.some(
          (each) => is_same(each.word, word) && (each.at < first || gap([row], each.at) <= gap(others, each.at)),
        );
      return {
        i,
        row,
        fits: fits.map((fit, n) => (wants[n].word && fit === 1 && others.length && !own(wants[n].word) ? BESIDE : fit)),
      };
    }),
  );
}

const FITS = 20; // a number that fits better by less than a twentieth fits as well: the larger leads

// Of rows with their fits those that fit best, `least` at least: each number once, and no part beside its whole.
function best_of(rows, wants, question, data, least, is_last = true) {
  const all = wants.reduce((sum, { weight }) => sum + weight, 0);
  const size = ({ i }) => data.rows[i][AT.amount];
  const fit_of = (fits) => wants.reduce((sum, { weight }, n) => sum + (weight * Math.max(0, fits[n])) / all, 0);
  const sureness = (row, i) =>
    (SURER * row[AT.score]) / 1000 -
    (row[AT.whole] === null ? 0 : PART) -
    ((reason_of(data, i) === "limit") === question.planned ? 0 : PLAN);
  const near = least < FITTING;
  const found = rows.map(({ i, row, fits }) => ({
    i,
    row,
    fits,
    near,
    fit: fit_of(fits) + sureness(row, i),
    is_partly: near || is_partly(fits, wants) || wants.some(({ is_noun }, n) => is_noun && fits[n] < OTHER_NOUN),
    without: wants
      .filter(({ word, is_noun }, n) => (fits[n] <= 0 && (near || word)) || (is_noun && fits[n] < OTHER_NOUN))
      .map(({ said }) => said),
  }));
  found.sort((a, b) => Math.round(FITS * b.fit) - Math.round(FITS * a.fit) || size(b) - size(a));
  if (!is_last) return found.filter(({ fit }) => fit >= least);
  const once = [...Map.groupBy(found, size).values()].map(([first]) => first);
  const is_part = (i, wider) => wholes_of(data, i).includes(wider) && kind_of(data, i) === kind_of(data, wider);
  return once.filter(
    ({ i, fit }, n) =>
      fit >= Math.max(least, NEAR_BEST * once[0].fit) && !once.slice(0, n).some((other) => is_part(i, other.i)),
  );
}

// A number with its sentence, its place and date, and the page of counts that asks for what it fits of the question.
async function answer_item({ i, is_partly, without }, { parts }, { data, documents }) {
  const row = data.rows[i];
  const content = await load(`documents/${row[AT.document]}`);
  const its = on_page(text_at(content, row[AT.paragraph]), row[AT.page]);
  const event = data.events[row[AT.event]] ?? null;
  const fits = (ask) => counts_wanted(data, ask)(row, i);
  const want = Object.assign(
    { letters: data.letters.length ? "without" : null, event },
    ...parts.map((part) => part.asks.find(fits)),
  );
  const when = `${figure_words(data, i)}: ${when_words(data, i)}`;
  const [from, to] = sentence_at(its.text, [row[AT.start], row[AT.end]]);
  return make(
    "li",
    {},
    make(
      "p",
      {},
      make(is_partly ? "span" : "b", {}, of_things(amount_words(data, i), unit_words(data, row))),
      whole_days(` (${[cell_word(data, "country", row), when].filter(Boolean).join("; ")})`),
      is_sure(data, i) ? null : make("em", { class: "tag" }, `less sure, score ${score_of(row)}`),
      without.length ? make("em", { class: "tag" }, `without ${without.join(", ")}`) : null,
    ),
    make(
      "p",
      {},
      snippet(its.text.slice(from, to), [[row[AT.start] - from, row[AT.end] - from, "answer"]], LONG_SENTENCE),
    ),
    place_line(
      content,
      its,
      ` ${documents[row[AT.document]].date} · `,
      make(
        "a",
        { href: address("counts", want) },
        `Counts: ${several(rows_that_fit(data, [want]).size, "number")} of ${event_words(event ?? "other")}`,
      ),
    ),
  );
}
