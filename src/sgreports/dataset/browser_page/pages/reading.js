"use strict";
// What is looked for, read as names: `UNICEF Somalia` names a body and a country. Words in quotes are read as words only.
const READ_AS = { AGENCY: "agency", COUNTRY: "country" };
const LONGEST_NAME = 8; // words
const MOST_DOCUMENTS = 8;

// The numbers of the bodies and countries by the words of each of their names; of several of one name the most frequent.
function names_to_read(entities) {
  const names = new Map();
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
  const words = words_of(text.replace(/["“”„][^"“”„]*["“”„]?/g, " ")), found = [], rest = [];
  for (let at = 0; at < words.length;) {
    const length = Array.from({ length: LONGEST_NAME }, (_, i) => LONGEST_NAME - i).find((n) => at + n <= words.length && names.has(words.slice(at, at + n).join(" ")));
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
