"use strict";
// A question, read as parts: { said, words, is, firm, asks }. `asks` are filters of the page of counts, one of which it
// sets; a name or a time (`firm` 2) is left out after what happened (1), and that after other words.
const UN = "un";
const FIRM = 100;
const LATER = 200; // days for which a report tells of a time
// what they tell; a word that 5 of 100 paragraphs have tells 3
const IN_TIME = 6;
const DONE = 2;
const A_NUMBER = 3;
const ELSE_IN_REPORT = 0.3;
const IN_SENTENCE = 0.3;
const unquoted = (text) => text.replace(/["“”„][^"“”„]*["“”„]?/g, " ");

const NUMBER =
  /\bhow (?:many|much|large|big|strong|high)\b|\b(?:what|which) (?:number|amount)\b|\b(?:cost|strength|number of)\b/i;
const MONEY =
  /\bhow much (?:money|funding|aid|more|was|were|is|are|has|have|had|did|does|do|will|would)\b|\bcosts?\b|\bdollars?\b|\b(?:money|cash|funding|worth)\b/i;
const PLANNED = /\b(?:would|need|planned|authorized|allowed)\b/i;

const SHARE =
  /\b(?:share|proportion|fraction) of\b|\b(?:what|which|how (?:large|big|great|high) an?) (?:share|proportion|fraction)\b|\bper ?cents?\b|\bpercentages?\b|%/i;
const PER_CENT = { said: "per cent", words: ["per", "cent"], is_whole: true, asks: [] };
const SHARED = new Set([
  "share",
  "proportion",
  "fraction",
  "percentage",
  "percentages",
  "percent",
  "per",
  "cent",
  "cents",
]);
const NO_NUMBER =
  /^\s*(?:why|should|is|are|was|were|did|do|does|has|have|had|can|could|will|would|must)\b(?!.*\b(?:how (?:many|much)|number of)\b)/i;
const UNREAD_TIME =
  /\b(?:\p{L}+|\d+) (?:days?|weeks?|months?|years?|decades?) (?:after|before|since|ago|later|earlier|on)\b|\b(?:last|past|previous|next|this) (?:\p{L}+ )?(?:weeks?|months?|years?|decades?)\b/iu;

// { parts, events, asks, tells, planned }: `events` are parts that say what happened, `asks` says whether a number that
// is counted is asked for; of a share, or whether something is so, sentences tell.
function read_question(text, names, entities, told) {
  const { forms, demonyms, events } = told;
  const said = unquoted(text);
  const is_share = SHARE.test(said);
  const tells = is_share || NO_NUMBER.test(said);
  const { entities: found, rest } = read_as_names(text, names);
  const time = time_part(said, told) ?? unread_time(said);
  const timed = new Set(
    (time?.unread ? words_of(time.said) : time?.words)?.filter((word) => word === "may" || !names.little.has(word)),
  );
  const asked = [
    ...new Set(rest.filter((word) => !names.little.has(word) && !timed.has(word) && !(is_share && SHARED.has(word)))),
  ];
  const is_told = (word) => events.some(([some]) => some.split(" ").some((each) => is_same(forms[word] ?? word, each)));
  // `March` is no march
  const unit = unit_part(said, asked, names.little, told, is_told);
  const peoples = found.some(({ entity }) => entities[entity].label === "COUNTRY")
    ? []
    : rest
        .map((word, n) => ({
          people: [`${rest[n - 1]} ${word}`, word].find((each) => Object.hasOwn(demonyms, each)),
          words: [word],
        }))
        .map(({ people, words }) => ({
          people,
          entity: entities.findIndex((e) => people && e.entity === demonyms[people]),
          words,
        }))
        .filter(({ entity }) => entity >= 0);
  const parts = [
    ...[...found, ...peoples].map((name) => name_part(entities[name.entity], name)),
    time,
    unit,
    is_share && PER_CENT,
  ].filter(Boolean);
  // what says nothing is looked for where it stands alone
  const words = parts.length || asked.length ? asked.filter((word) => !unit?.words.includes(word)) : [...new Set(rest)];
  const capital = [...said.matchAll(/(?<=\S\s+)\p{Lu}[\p{L}’'-]+/gu)];
  // `HOW MANY DIED` has no names
  const is_title = 2 * capital.length > text.split(/\s+/).length;
  const proper = new Set((is_title ? [] : capital).flatMap(([name]) => words_of(name)));
  const happened = event_parts(
    words_of(said),
    rest.filter((word) => !timed.has(word)),
    names.little,
    told,
    unit?.counted,
  );
  return {
    parts: [
      ...parts,
      ...words.map((word) => ({ said: `“${word}”`, words: [word], asks: [], proper: proper.has(word) })),
    ],
    events: happened,
    tells,
    asks:
      !tells &&
      ((parts.length + asked.length > 0 && NUMBER.test(said)) ||
        (happened.length > 0 && parts.some((part) => part.firm || part.counted) && words.length + parts.length > 1)),
    planned: PLANNED.test(said),
  };
}

const name_part = (e, name) => ({
  ...name,
  said: entity_name(e),
  firm: 2,
  asks:
    e.label === "COUNTRY"
      ? [{ country: e.entity }]
      : [...["whose", "agent"].map((role) => ({ [role]: e.abbreviation || entity_name(e) })), { series: e.entity }],
});

// `1994`, `since May 2015`, `on March 5, 2015`, `from late 2015 to March 2017`, `in the spring of 1999`: { said, spans,
// asks }, the days of each time that is said, those between two where one is up to the other.
const day_at = (year, month, day) => Date.UTC(year, month, day) / DAY;
const one_of = (words) => `\\b(${Object.keys(words).join("|")})`;
const time_pattern = ({ part, months }, day = "(\\d{1,2})(?:st|nd|rd|th)?\\b") =>
  new RegExp(
    `(?:${one_of(part)}[\\s-]+(?:(?:of|in|the)\\s+)*)?(?:\\b${day}\\s+(?:of\\s+)?)?(?:${one_of(months)}\\b,?\\s*(?:${day},?\\s*)?)?(?:(?:of\\s+)?\\b((?:19|20)\\d\\d)(s?)\\b)?`,
    "gi",
  );

// A time that no calendar says: `three years after`.
function unread_time(text) {
  const [said] = text.match(UNREAD_TIME) ?? [];
  return said && { said: `“${said}”`, is: "a time that is not read", words: [], unread: true, asks: [] };
}

function time_part(text, told) {
  const dated = [...text.matchAll(time_pattern(told))].filter(
    ([, , day, month, after, year]) => year || (month && (day || after || /^\p{Lu}/u.test(month))),
  );
  const own = dated.filter((time) => time[1] || time[3] || !/\bthe\s+$/i.test(text.slice(0, time.index)));
  // `the 2010 earthquake` is a name, if another time is said
  const times = own.some((time) => time[5]) ? own : dated;
  const year_of = (n) => (times.slice(n).find((time) => time[5]) ?? times.findLast((time) => time[5]))[5];
  const all = [];
  if (!times.some((time) => time[5])) return null;
  times.forEach(([, part, early, month, later, , tens], n) => {
    const before = times[n - 1];
    const day = early ?? later;
    const [from, to] = (told.months[month?.toLowerCase()] ?? told.part[part?.toLowerCase()] ?? "0-12")
      .split("-")
      .map(Number);
    const year = Number(year_of(n));
    const [first, end] = tens
      ? [from, to].map((months) => day_at(year + Math.round((10 * months) / 12), 0, 1))
      : [day_at(year, from, day ?? 1), day_at(year, to, 1)];
    // the 2040s are ten years
    const last = day ? first : end - 1;
    const up_to = before && text.slice(before.index + before[0].length, times[n].index).trim();
    const is_between = before && /\bbetween\b[^.;]*$/i.test(text.slice(0, before.index));
    if (
      before &&
      (/^,? ?(?:to|until|till|through|up to|–|-)(?: the)?$/i.test(up_to) ||
        (is_between && /^and(?: the)?$/i.test(up_to)))
    )
      all.at(-1)[1] = last;
    else all.push([first, last]);
  });
  const lead = words_of(text.slice(0, times[0].index)).findLast((word) => word !== "the");
  const open = times.length === 1 && told.open[lead];
  const [first, to] = [Math.min(...all.map(([from]) => from)), Math.max(...all.map(([, to]) => to))];
  const last = lead === "before" && open ? first - 1 : to;
  const spans = open ? [open === "since" ? [first, day_at(9999, 0, 1)] : [last - 366, last]] : all;
  const said = time_words(first, to);
  const asks = open
    ? [{ [open]: day_words(open === "since" ? first : last) }]
    : said.length === 4
      ? [{ year: said }]
      : [{ since: day_words(first), until: day_words(last) }];
  return {
    said: open ? `${lead} ${said}` : said,
    is: "when",
    words: times.flatMap(([each]) => words_of(each)),
    firm: 2,
    spans,
    open,
    asks,
    months: !open && said.length > 4,
  };
}

const is_past = (word, forms) => /ed$/.test(word) || Object.hasOwn(forms, word);

// The words with which a question of few words begins, up to a name, a little word or a verb: `aid workers` of `aid
// workers detained in Chad`.
function first_nouns(text, asked, forms) {
  const words = words_of(text);
  const from = words.findIndex((word) => asked.includes(word));
  const rest = words.slice(Math.max(0, from));
  const end = rest.findIndex((word, n) => !asked.includes(word) || (n > 0 && is_past(word, forms)));
  return end < 0 ? rest : rest.slice(0, end);
}

// What is counted is said after `how many`, as its last noun, else first at all; `people`, a name, and nothing, ask for
// all of them, a noun that is not known for itself alone.
function unit_part(text, asked, little, { units, demonyms, forms, same }, tells) {
  const noun = (word) =>
    [
      word,
      STEMS[word],
      word.replace(/ies$/, "y"),
      word.replace(/s$/, ""),
      word.replace(/es$/, ""),
      word.endsWith("children") && "child",
    ].find((each) => Object.hasOwn(units, each));
  const money = asked.filter((word) => MONEY.test(word));
  // then a noun of an event is not counted: `palace attack gunmen killed`
  const acts = asked.some((each) => tells(each) && is_past(each, forms));
  const after = words_of(
    text.match(/\bhow many(?:\s+of the)?\b([^,.;:?]*)/i)?.[1].replace(/\p{L}+-(?=\p{L})/gu, "") ?? "",
  );
  const end = after.findIndex(
    (word, n) => little.has(word) || (n > 0 && tells(word) && noun(after[n - 1]) && !noun(word)),
  );
  const said = after.length
    ? after.slice(0, end < 0 ? 3 : end).reverse()
    : [...first_nouns(text, asked, forms).reverse(), ...asked].filter(
        (each) => !acts || !tells(each) || units[noun(each)] !== "incidents",
      );
  const word = said.find((each) => asked.includes(each) && noun(each));
  if (!after.length && MONEY.test(text))
    return { said: "money", is: "what is counted", counted: "money", words: money, asks: [] };
  const before = after.slice(
    0,
    after.findIndex((each) => little.has(each) || tells(each)),
  );
  // `elephants` of `how many wild elephants died`
  const other = before.at(-1);
  if (!word && asked.includes(other) && Object.hasOwn(demonyms, other))
    return { said: `“${other}”`, is: "what is counted", counted: "people", words: [other], asks: [] };
  if (!word && asked.includes(other) && text.includes(other))
    return { said: `“${other}”`, is: "what is counted", counted: UNKNOWN, words: [other], asks: [] };
  const counted = word ? units[noun(word)] : after.length ? "people" : null;
  const told = words_of(text);
  const beside = told[told.lastIndexOf(word) - 1];
  return (
    counted && {
      said: word ? `“${word}”` : counted,
      is: "what is counted",
      counted,
      words: word ? [word] : [],
      like: (word && same[noun(word)]?.split("|")) || [],
      modifier: asked.includes(beside) && !is_past(beside, forms) ? beside : null, // `aid workers`
      asks: counted === "people" ? [] : [{ counted }],
    }
  );
}

const SPREAD = 2; // words between those of a phrase: `let the prisoners out`
// What the words say that happened to what is counted: what verbs and phrases after `how many` say (`were held`), the
// first first, then nouns, last what names things (`police`) or helps a verb.
function event_parts(text, rest, little, { events, forms, units, asking, joining, helping }, counted) {
  const form = (word) => (Object.hasOwn(forms, word) ? forms[word] : word);
  const says = (word) =>
    rest.find((each) => each === word || ((!little.has(each) || form(each) !== each) && is_same(form(each), word)));
  const many = text.indexOf("many");
  const at = (word) => Math.max(text.indexOf(says(word), Math.max(0, many)), text.indexOf(says(word)));
  const is_near = (words) => Math.max(...words.map(at)) - Math.min(...words.map(at)) <= words.length + SPREAD;
  const own = ([words, event]) => stem(words) === stem(event);
  const said = events.filter(
    ([words, , bound]) =>
      (!bound || !counted || bound.includes(counted)) && words.split(" ").every(says) && is_near(words.split(" ")),
  );
  const said_before = (n, words) => text.slice(Math.max(0, many), n).some((word) => Object.hasOwn(words, word));
  const is_main = (n) =>
    (Object.hasOwn(helping, text[n - 1]) || (!/s$/.test(text[n]) && said_before(n, asking))) &&
    !said_before(n, joining);
  const is_verb = (n) => /ed$/.test(text[n]) || Object.hasOwn(forms, text[n]) || Object.hasOwn(helping, text[n - 1]);
  const helps = (n) => Object.hasOwn(helping, text[n]);
  const is_late = (n) => helps(n) || (!helps(n - 1) && Object.hasOwn(units, text[n].replace(/s$/, "")));
  const rank = (phrase, n) => (phrase.includes(" ") ? 0 : is_late(n) ? 3 : is_main(n) ? 0 : is_verb(n) ? 1 : 2);
  const place = ({ said: phrase }) => {
    const first = at(phrase.split(" ")[0]);
    return text.length * (2 * rank(phrase, first) + (first < many)) + first;
  };
  return [...new Set([...said.filter(own), ...said].map(([words]) => words))]
    .map((words) => {
      const its = said.filter((each) => each[0] === words);
      const [first = null] = its.filter(
        (each) => own(each) && (each[2] || !counted || !its.some(([, , bound]) => bound)),
      );
      const whole = words.split(" ").map(says);
      const telling = whole.filter((word) => !little.has(word));
      return {
        said: words,
        is: "what happened",
        words: telling.length ? telling : whole,
        firm: 1,
        asks: [...new Set(first ? [first[1]] : its.map(([, event]) => event))].map((event) => ({ event })),
      };
      // `had fled` is no having, `abuse` is said in `sexual abuse`
    })
    .filter(
      (each, _, all) =>
        all.length === 1 ||
        (!helps(at(each.said)) &&
          !all.some(
            (other) => other.words.length > each.words.length && each.words.every((word) => other.words.includes(word)),
          )),
    )
    .sort((a, b) => place(a) - place(b));
}

// Of sets of numbers those that together tell most, a rare one more than a frequent one: { kept, found }, these sets
// and what is in all of them. `within` may say which numbers there are.
function most_telling(sets, total, within = null) {
  const sums = new Map();
  const weight = ({ firm = 0, set }) => FIRM * firm + Math.log(1 + total / set.size);
  for (const each of sets)
    for (const n of each.set) if (!within || within.has(n)) sums.set(n, (sums.get(n) || 0) + weight(each));
  let best = null;
  for (const [n, sum] of sums) if (best === null || sum > sums.get(best)) best = n;
  const kept = sets.filter(({ set }) => set.has(best));
  return { kept, found: [...sums.keys()].filter((n) => kept.every(({ set }) => set.has(n))).sort((a, b) => a - b) };
}

// The paragraphs of sets, those of which most is told first: a rare word tells more than a frequent one, a time that is
// asked for and what happened (`firm` 1) like rare ones more, a word of another paragraph of the report less. Where a
// number is asked for, `counts` are the rows of a paragraph, and what the sentence of one of them tells (`rows` of a
// set) is told twice.
function ranked(sets, { total, documents }, counts = null) {
  const sums = new Map();
  const sentences = new Map();
  const add = (to, n, weight) => to.set(n, (to.get(n) || 0) + weight);
  const weighed = sets.map((each) => ({ ...each, weight: Math.log(1 + total / each.set.size) }));
  for (const { part, firm, set, weight } of weighed)
    for (const n of set) add(sums, n, weight + (part.spans ? IN_TIME : firm === 1 ? DONE : 0));
  for (const { set, weight } of weighed.filter((each) => !each.firm && each.set.size)) {
    const having = documents_of(set, documents);
    for (const n of sums.keys())
      if (!set.has(n) && having.has(document_of(documents, n))) add(sums, n, ELSE_IN_REPORT * weight);
  }
  for (const { rows, weight } of weighed) for (const row of rows ?? []) add(sentences, row, IN_SENTENCE * weight);
  for (const n of counts ? sums.keys() : [])
    if (counts.has(n)) add(sums, n, A_NUMBER + Math.max(...counts.get(n).map((row) => sentences.get(row) ?? 0)));
  return [...sums.keys()].sort((a, b) => sums.get(b) - sums.get(a) || a - b);
}

// What the parts say of which none was kept.
const left_out = (parts, kept) => {
  const said = new Set(kept.map(({ part }) => part.said));
  return [...new Set(parts.map((part) => part.said))].filter((each) => !said.has(each));
};
const without_words = (left, why) => (left.length ? ` without ${left.join(", ")}: ${why}` : "");

const rows_that_fit = (data, asks) => {
  const fits = asks.map((ask) => counts_wanted(data, ask));
  return new Set(data.rows.flatMap((row, i) => (fits.some((fit) => fit(row, i)) ? [i] : [])));
};

// The paragraphs of a part: those that have its words, mention its name, are of a report of its time, or, of a question
// about counts, have one that it asks for.
async function paragraphs_of_part({ words, entity, firm, spans, months, asks, is_whole }, { documents, named, data }) {
  const sets = await Promise.all(words.map((word) => paragraphs_with_word(word, "words", is_whole ? is_same : begins)));
  const all = new Set([...sets[0]].filter((n) => sets.every((set) => set.has(n))));
  if (!firm) return all;
  named.forEach((here, n) => {
    if (here.includes(entity)) all.add(n);
  });
  for (const d of documents)
    if (spans?.some(([from, to]) => d.date && day_of(d.date) >= from && day_of(d.date) <= to + (months ? LATER : 0)))
      for (let n = d.first; n < d.first + d.paragraphs; n += 1) all.add(n);
  for (const i of data ? rows_that_fit(data, asks) : []) all.add(paragraph_of_row(documents, data.rows[i]));
  return all;
}

const paragraph_of_row = (documents, row) => documents[row[AT.document]].first + row[AT.paragraph];

// The number of the document that has a paragraph, and those of all that have some.
const document_of = (documents, n) => documents.findLastIndex((d) => d.first <= n);
const documents_of = (paragraphs, documents) => new Set([...paragraphs].map((n) => document_of(documents, n)));
