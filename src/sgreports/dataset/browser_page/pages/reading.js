"use strict";
// What is looked for, read as names: `UNICEF Somalia` names a body and a country. Words in quotes are read as words only.
const READ_AS = { AGENCY: "agency", COUNTRY: "country" };
const LONGEST_NAME = 8; // words
const MOST_DOCUMENTS = 8;

// The numbers of the bodies and countries by the words of each of their names; of several of one name the most frequent. `common` are names that are words
// as well (`WHO`), by these words: they are names only as they are written.
function names_to_read(entities) {
  const names = new Map();
  names.common = new Map(entities.flatMap((e) => (e.common || []).map((name) => [words_of(name).join(" "), name])));
  entities.forEach((e, i) => {
    if (!Object.hasOwn(READ_AS, e.label)) return;
    for (const name of [e.name, e.called, e.abbreviation, ...(e.aliases || [])].filter(Boolean)) {
      const words = words_of(name).join(" "), known = names.get(words);
      if (known === undefined || entities[known].mentions < e.mentions) names.set(words, i);
    }
  });
  return names;
}

// The entities that all words of a text name, one after the other, as far as they name any: { entities, rest }.
function read_as_names(text, names) {
  const written = written_words(text.replace(/["“”„][^"“”„]*["“”„]?/g, " ")), words = written.map((word) => word.toLowerCase()), found = [], rest = [];
  const is_name = (from, to) => { const name = words.slice(from, to).join(" "), is_word = STOP_WORDS.has(name) || names.common.has(name); return names.has(name) && (!is_word || written.slice(from, to).join(" ") === (names.common.get(name) ?? name.toUpperCase())); };
  for (let at = 0; at < words.length;) {
    const length = Array.from({ length: LONGEST_NAME }, (_, i) => LONGEST_NAME - i).find((n) => at + n <= words.length && is_name(at, at + n));
    if (length) found.push({ entity: names.get(words.slice(at, at + length).join(" ")), words: words.slice(at, at + length) });
    else rest.push(words[at]);
    at += length || 1;
  }
  return { entities: found, rest };
}

// What was read, and how many documents name all of it; `named` has the entities of each paragraph.
function reading_words(found, entities, named, documents) {
  if (!found.length) return [];
  const wanted = [...new Set(found.map((f) => f.entity))], of = documents.map(() => new Set());
  let together = 0;
  named.forEach((its, n) => {
    const here = wanted.filter((i) => its.includes(i));
    if (here.length) for (const i of here) of[documents.findLastIndex((d) => d.first <= n)].add(i);
    if (here.length === wanted.length) together += 1;
  });
  const both = documents.filter((_, n) => of[n].size === wanted.length), all = both.length;
  const links = wanted.flatMap((i, k) => [k ? " and " : "", make("a", { href: address("entity", { key: entities[i].entity }) }, entity_name(entities[i])), ` (${READ_AS[entities[i].label]})`]);
  const said = wanted.length === 1 ? `it is named in ${several(together, "paragraph")} of ${several(all, "document")}.` : `${number(all)} of ${several(documents.length, "document")} ${all === 1 ? "names" : "name"} ${wanted.length === 2 ? "both" : "all"}, ${together ? several(together, "paragraph") : "no paragraph"} in one place.`;
  const where = together || !all ? [] : both.slice(0, MOST_DOCUMENTS).flatMap((d) => [" ", make("a", { href: address("document", { symbol: d.document }) }, d.document)]);
  return ["Read as ", ...links, `: ${said}`, ...where, " Put words in quotes to look for the words alone."];
}

// Where the words name an event, and a country, a year or what is counted, too: a line that leads to the page of counts, if that has any.
async function counts_line(read, entities) {
  const said_words = read.rest.filter((each) => !STOP_WORDS.has(each)), has = (word) => said_words.some((each) => is_same(each, word)), all = (await load("events")).filter(([words]) => words.split(" ").every((one) => STOP_WORDS.has(one) || has(one)));
  const year = read.rest.find((word) => /^(19|20)\d\d$/.test(word)), named = read.entities.map((f) => entities[f.entity]), country = named.find((e) => e.label === "COUNTRY")?.entity, body = named.find((e) => e.label === "AGENCY"), plain = year || country || all.some(([words]) => words.includes(" ")) || read.rest.some((word) => UNIT_WORDS.has(word));
  if (!all.length || !(plain || body)) return null;
  const data = await load("counts"), rows_of = ([, event]) => data.rows.filter(counts_wanted(data, { event, country })).length;
  const found = all.find(([words, event]) => stem(words) === stem(event)) || all.filter(([words]) => words === all[0][0]).sort((a, b) => rows_of(b) - rows_of(a))[0]; // `released` is that event, though one releases funds, too
  const whose = found[1] === "deployed" && body ? body.abbreviation || entity_name(body) : null, counted = whose ? "personnel" : data.counted.map(class_of).find((each) => each !== found[1] && read.rest.some((word) => stem(word) === stem(each)));
  const wanted = [{ counted, year }, { year }, { counted }, {}].map((some) => ({ event: found[1], country, whose, ...some, letters: data.letters.length ? "without" : null }));
  const counts = (want) => data.rows.filter(counts_wanted(data, want)).length, want = wanted.find(counts);
  if (!want || !(plain || whose)) return null;
  const [first, ...more] = found[0].split(" "), whom = more.length && [...UNIT_WORDS].find((word) => stem(word) === stem(first)), text = `${whom} ${spoken(want.event)}`; // `children recruited` of `child soldiers`
  const said = [spoken(want.event), want.counted, want.country && entity_name(named.find((e) => e.entity === country)), want.whose, want.year].filter(Boolean).join(" · ");
  return make("p", {}, make("a", { href: address("counts", { ...want, by: want.year ? "country" : "years" }) }, `Counts: ${said}`), ` (${several(counts(want), "number")}, with ${counts(want) === 1 ? "its sentence" : "their sentences"})`, ...(whom ? [" · ", make("a", { href: address("search", { text }) }, text)] : []));
}

const UNIT_WORDS = new Set(["people", "civilians", "children", "women"]);
