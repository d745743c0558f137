"use strict";
// What is looked for, read as names: `UNICEF Somalia` names a body and a country. Words in quotes are read as words
// only.
const READ_AS = { AGENCY: "agency", COUNTRY: "country" };
const LONGEST_NAME = 8; // words
const MOST_DOCUMENTS = 8;

// The numbers of the bodies and countries by the words of each of their names; of several of one name the most
// frequent. `common` are names that are words
// as well (`WHO`), by these words, as are those of `little`, which say nothing: they are names only as they are
// written.
function names_to_read(entities, little) {
  const names = new Map();
  names.little = little;
  names.common = new Map(entities.flatMap((e) => (e.common || []).map((name) => [words_of(name).join(" "), name])));
  entities.forEach((e, i) => {
    if (!Object.hasOwn(READ_AS, e.label)) return;
    for (const name of [e.name, e.called, e.abbreviation, ...(e.aliases || [])].filter(Boolean)) {
      const written = words_of(name).join(" ");
      for (const words of new Set([written, written.replace(/^united nations (?=\S+ \S)/, "un ")]))
        if (!names.has(words) || entities[names.get(words)].mentions < e.mentions) names.set(words, i);
    }
  });
  return names;
}

// The entities that all words of a text name, one after the other, as far as they name any: { entities, rest }.
function read_as_names(text, names) {
  const written = written_words(unquoted(text));
  const words = written.map((word) => word.toLowerCase());
  const found = [];
  const rest = [];
  const is_name = (from, to) => {
    const name = words.slice(from, to).join(" ");
    const is_word = names.little.has(name) || names.common.has(name);
    return (
      names.has(name) &&
      (!is_word || written.slice(from, to).join(" ") === (names.common.get(name) ?? name.toUpperCase()))
    );
  };
  for (let at = 0; at < words.length;) {
    const length = Array.from({ length: LONGEST_NAME }, (_, i) => LONGEST_NAME - i).find(
      (n) => at + n <= words.length && is_name(at, at + n),
    );
    if (length)
      found.push({ entity: names.get(words.slice(at, at + length).join(" ")), words: words.slice(at, at + length) });
    else rest.push(words[at]);
    at += length || 1;
  }
  return { entities: found, rest };
}

// What was read, and how many documents name all that is named; `others` are what happened and when, `named` has the
// entities of each paragraph.
function reading_words(found, others, entities, named, documents) {
  const told = others.map(({ said, is }, k) => `${k || found.length ? ", " : ""}${said} (${is})`);
  const quotes = "Put words in quotes to look for the words alone.";
  if (!found.length) return told.length ? ["Read as ", ...told, `. ${quotes}`] : [];
  const wanted = [...new Set(found.map((f) => f.entity))];
  const of = documents.map(() => new Set());
  let together = 0;
  named.forEach((its, n) => {
    const here = wanted.filter((i) => its.includes(i));
    if (here.length) for (const i of here) of[document_of(documents, n)].add(i);
    if (here.length === wanted.length) together += 1;
  });
  const both = documents.filter((_, n) => of[n].size === wanted.length);
  const all = both.length;
  const links = wanted.flatMap((i, k) => [
    k ? " and " : "",
    make("a", { href: address("entity", { key: entities[i].entity }) }, entity_name(entities[i])),
    ` (${READ_AS[entities[i].label]})`,
  ]);
  const said =
    wanted.length === 1
      ? `${told.length ? "the name stands" : "it is named"} in ${several(together, "paragraph")} of ${several(all, "document")}.`
      : `${number(all)} of ${several(documents.length, "document")} ${all === 1 ? "names" : "name"} ${wanted.length === 2 ? "both" : "all"}, ${together ? several(together, "paragraph") : "no paragraph"} in one place.`;
  const where =
    together || !all
      ? []
      : both
          .slice(0, MOST_DOCUMENTS)
          .flatMap((d) => [" ", make("a", { href: address("document", { symbol: d.document }) }, d.document)]);
  return ["Read as ", ...links, ...told, `: ${said}`, ...where, ` ${quotes}`];
}
