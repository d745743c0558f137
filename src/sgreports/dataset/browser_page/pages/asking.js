"use strict";
// A question, read as parts: { said, words, is, firm, asks }. `asks` are filters of the page of counts, one of which it sets; a name or a time (`firm` 2) is left out after what happened (1), and that after other words.
const UN = "un", FIRM = 100, TELLING = 50; // a word that is in more than one of so many sentences narrows no counts
const OPEN_TIMES = { since: "since", from: "since", after: "since", until: "until", till: "until", before: "until" };
const is_year = (word) => /^(19|20)\d\d$/.test(word), unquoted = (text) => text.replace(/["“”„][^"“”„]*["“”„]?/g, " ");

// { parts, events }: `events` are parts that say what happened, of which one may be taken.
function read_question(text, names, entities, { months, events, units }) {
  const { entities: found, rest } = read_as_names(text, names), asked = [...new Set(rest.filter((word) => !names.little.has(word) && !is_year(word)))], unit = unit_part(asked, units); // `March` is no march
  const parts = [...found.map((name) => name_part(entities[name.entity], name)), time_part(words_of(unquoted(text)), months), unit].filter(Boolean);
  const words = parts.length || asked.length ? asked.filter((word) => word !== unit?.words[0]) : [...new Set(rest)]; // what says nothing is looked for where it stands alone
  const capital = [...unquoted(text).matchAll(/(?<=\S\s+)\p{Lu}[\p{L}’'-]+/gu)], is_title = 2 * capital.length > text.split(/\s+/).length; // `HOW MANY DIED` has no names
  const proper = new Set((is_title ? [] : capital).flatMap(([name]) => words_of(name)).filter((word) => !months.includes(word)));
  return { parts: [...parts, ...words.map((word) => ({ said: `“${word}”`, words: [word], asks: [], proper: proper.has(word) }))], events: event_parts(asked.filter((word) => !months.includes(word)), names.little, events, unit?.counted) };
}

const name_part = (e, name) => ({ ...name, said: entity_name(e), firm: 2, asks: e.label === "COUNTRY" ? [{ country: e.entity }] : ["whose", "agent"].map((role) => ({ [role]: e.abbreviation || entity_name(e) })) });

// `1994`, `since May 2015`, `from 2015 to 2017`: a year, or the days from the first year to the last.
function time_part(words, months) {
  const years = [...new Set(words.filter(is_year))].sort(), [first, last] = [years[0], years.at(-1)], days = { since: `${first}-01-01`, until: `${last}-12-31` };
  if (!years.length) return null;
  const lead = words.slice(0, words.indexOf(first)).findLast((word) => !months.includes(word) && !/^\d{1,2}$/.test(word)), open = first === last && OPEN_TIMES[lead];
  return { said: open ? `${open} ${first}` : years.length > 1 ? `${first} to ${last}` : first, is: "when", words: years, firm: 2, asks: [open ? { [open]: days[open] } : years.length > 1 ? days : { year: first }] };
}

// Of what is counted the first that is said; `people` asks for all of them.
function unit_part(asked, units) {
  const noun = (word) => [word, STEMS[word], word.replace(/ies$/, "y"), word.replace(/s$/, ""), word.replace(/es$/, "")].find((each) => Object.hasOwn(units, each)), word = asked.find(noun), counted = word && units[noun(word)];
  return word ? { said: `“${word}”`, is: "what is counted", counted, words: [word], asks: counted === "people" ? [] : [{ counted }] } : null;
}

// What the words say that happened to what is counted, in the order of the list, but first what is called as it is: `released`, though one releases funds, too.
function event_parts(asked, little, events, counted) {
  const says = (word) => asked.find((each) => is_same(each, word)), own = ([words, event]) => stem(words) === stem(event);
  const said = events.filter(([words, , bound]) => (!bound || !counted || bound.includes(counted)) && words.split(" ").every((word) => little.has(word) || says(word)));
  return [...new Set([...said.filter(own), ...said].map(([words]) => words))].map((words) => {
    const its = said.filter((each) => each[0] === words), [first = null] = its.filter(own);
    return { said: words, is: "what happened", words: words.split(" ").map(says).filter(Boolean), firm: 1, asks: [...new Set(first ? [first[1]] : its.map(([, event]) => event))].map((event) => ({ event })) };
  }).filter((each, _, all) => !all.some((other) => other.words.length > each.words.length && each.words.every((word) => other.words.includes(word)))); // `abuse` is said in `sexual abuse`
}

// Of sets of numbers those that together tell most, a rare one more than a frequent one: { kept, found }, these sets and what is in all of them. `within` may say which numbers there are.
function most_telling(sets, total, within = null) {
  const sums = new Map(), weight = ({ firm = 0, set }) => FIRM * firm + Math.log(1 + total / set.size);
  for (const each of sets) for (const n of each.set) if (!within || within.has(n)) sums.set(n, (sums.get(n) || 0) + weight(each));
  let best = null;
  for (const [n, sum] of sums) if (best === null || sum > sums.get(best)) best = n;
  const kept = sets.filter(({ set }) => set.has(best));
  return { kept, found: [...sums.keys()].filter((n) => kept.every(({ set }) => set.has(n))).sort((a, b) => a - b) };
}

// Whether numbers are no answer, as they lack a name or a time of the question; all are of the United Nations.
const loses = (parts, left) => parts.some(({ proper, firm, entity, said }) => (proper || (firm === 2 && entity !== UN)) && left.includes(said));
// What the parts say of which none was kept.
const left_out = (parts, kept) => { const said = new Set(kept.map(({ part }) => part.said)); return [...new Set(parts.map((part) => part.said))].filter((each) => !said.has(each)); };
const without_words = (left, why) => (left.length ? ` without ${left.join(", ")}: ${why}` : "");

const rows_that_fit = (data, asks) => { const fits = asks.map((ask) => counts_wanted(data, ask)); return new Set(data.rows.flatMap((row, i) => (fits.some((fit) => fit(row, i)) ? [i] : []))); };

// Where the question says what happened, and of whom, where or when: { event, want, rows, left }, what the page of counts is asked, the rows that it has, and what of the question it leaves out;
// else null. Words in quotes stay. Of what may have happened that of which most names and times can be kept.
async function counts_of_question(parts, events, quoted, data) {
  if (!events.length) return null;
  const letters = data.letters.length ? "without" : null, told = quoted.length ? new Set(await paragraphs_with(quoted, "about", is_same)) : null;
  const filters = parts.flatMap((part) => part.asks.map((ask) => ({ part, ask, firm: ask.agent ? 0 : part.firm, set: rows_that_fit(data, [ask]) })));
  const words = await Promise.all(parts.filter((part) => !part.is && !part.firm).map(async (part) => ({ part, set: await paragraphs_with_word(part.words[0], "about", is_same) })));
  const answers = events.flatMap((event) => event.asks.map((ask) => {
    const within = rows_that_fit(data, [{ ...ask, letters, told }]), apart = ({ part }) => part.firm || !event.words.includes(part.words[0]), others = words.filter(apart);
    const asked = filters.filter((each) => apart(each) && each.ask.counted !== ask.event), narrowing = others.filter(({ part, set }) => part.proper || set.size * TELLING < data.rows.length);
    const { kept, found } = most_telling([{ part: event, ask, set: within }, ...asked, ...narrowing], data.rows.length, within), left = left_out([...asked, ...others].map(({ part }) => part), kept);
    const about = [...quoted, ...kept.filter((each) => !each.ask).map(({ part }) => part.words[0])].join(" "), said = parts.some((part) => part.firm) ? kept.some(({ part }) => part.firm === 2) : event.words.length > 1 || parts.some((part) => part.is && apart({ part }));
    return { event: { ...event, said: spoken(ask.event), asks: [ask] }, want: Object.assign({ letters, about }, ...kept.map((each) => each.ask)), rows: said ? found : [], left, holds: !loses(parts, left), firm: kept.reduce((sum, each) => sum + (each.firm || 0), 0), all: within.size };
  }).sort((a, b) => b.all - a.all));
  return answers.filter(({ rows }) => rows.length).reduce((best, each) => (best === null || each.firm > best.firm ? each : best), null);
}

// The line that leads there; where words narrow it, also without them.
function counts_line({ want, rows, left }, data, entities) {
  const country = entities.find((e) => e.entity === want.country), years = [want.since, want.until].map((day) => day?.slice(0, 4)), time = want.year || (years[0] && years[1] ? years.join(" to ") : years[0] ? `since ${years[0]}` : years[1] && `until ${years[1]}`);
  const said = [spoken(want.event), want.counted && counted_words(want.counted), country && entity_name(country), want.whose, want.agent && `by ${want.agent}`, time, want.about && `“${want.about}”`].filter(Boolean).join(" · ");
  const to = (asked) => address("counts", { ...asked, by: time ? "country" : "years" }), wider = { ...want, about: "" };
  return make("p", {}, make("a", { href: to(want) }, `Counts: ${said}`), ` (${several(rows.length, "number")})`, without_words(left, "no number has all"), ...(want.about ? [" · ", make("a", { href: to(wider) }, `${several(rows_that_fit(data, [wider]).size, "number")} without “${want.about}”`)] : []));
}

// The paragraphs of a part: those that have its words, mention its name, are of a report of its time, or, of a question about counts, have one that it asks for.
async function paragraphs_of_part({ words, entity, firm, asks }, { documents, named, data }) {
  const sets = await Promise.all(words.map((word) => paragraphs_with_word(word))), all = new Set([...sets[0]].filter((n) => sets.every((set) => set.has(n))));
  if (!firm) return all;
  named.forEach((here, n) => { if (here.includes(entity)) all.add(n); });
  for (const d of documents) if (asks.some((ask) => in_time(d.date, ask))) for (let n = d.first; n < d.first + d.paragraphs; n += 1) all.add(n);
  for (const i of data ? rows_that_fit(data, asks) : []) all.add(paragraph_of_row(documents, data.rows[i]));
  return all;
}

const in_time = (date, { year, since = year, until = year }) => Boolean(date && (since || until)) && date >= (since ?? "") && date <= `${until ?? "9999"}-12-31`;
const paragraph_of_row = (documents, row) => documents[row[AT.document]].first + row[AT.paragraph];
