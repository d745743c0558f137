"use strict";
const FACETS = { country: "Country named", agency: "Agency named", year: "Year", series: "Series of reports", kind: "Kind of document" };
const MOST_CHOICES = 300;
const HELP = "Finds paragraphs that have all the words; a word of three letters or more stands for longer ones that begin with it; \"words in quotes\" stand as they are, one after the other. The lists narrow it down, also without words.";

async function search_page(values) {
  const [documents, entities, named] = await Promise.all([load("documents"), load("entities"), load("facets")]);
  const there = await looked_up(values.text || "", documents);
  if (there?.paragraph) {
    location.replace(to_paragraph(there.document.document, there.paragraph));
    return document_page({ symbol: there.document.document, paragraph: there.paragraph });
  }
  const facets = facets_of(documents, entities, named), names = names_to_read(entities), total = documents.reduce((sum, d) => sum + d.paragraphs, 0);
  const form = make("form", { role: "search", class: "filters" }, field("text", "Words in a paragraph, or its symbol and number", values.text),
    Object.entries(FACETS).map(([name, words]) => select(name, words, values[name] ? [[values[name], values[name]]] : [], values[name])), letters_list(documents.some((d) => d.letter), values.letters));
  const leads = make("div", { class: "leads" }), reading = make("p", { class: "reading", "aria-live": "polite" }), status = make("p", { class: "status", role: "status" }), place = make("div");
  let asked = 0;
  const show = async () => {
    note("search", form);
    const text = form.elements.text.value, query = query_of(text);
    asked += 1;
    const mine = asked;
    const read = read_as_names(text, names), [there, counted] = await Promise.all([looked_up(text, documents), counts_line(read, entities)]);
    const { found, dropped } = query.words.length ? await found_with_fewer(read, query.phrases, named) : { found: Array.from({ length: total }, (_, n) => n), dropped: [] };
    const marking = { ...query, loose: query.loose.filter((word) => !dropped.includes(word)) };
    const fitting = found.map((n) => paragraph_place(documents, n, marking)).filter((p) => !(form.elements.letters?.value && documents[p.document].letter));
    const places = await with_phrases(fitting, query.phrases);
    if (mine !== asked) return;
    leads.replaceChildren(...[there && lookup_line(there), counted].filter(Boolean));
    reading.replaceChildren(...reading_words(read.entities, entities, named, documents));
    const want = Object.entries(FACETS).map(([name]) => [name, form.elements[name].value]).filter(([, value]) => value);
    const chosen = places.filter((p) => want.every(([name, value]) => facets[name](p).includes(value)));
    for (const name of Object.keys(FACETS)) offer(form.elements[name], places.filter((p) => want.every(([other, value]) => other === name || facets[other](p).includes(value))), facets[name], facets.words);
    const nothing = !query.words.length && !want.length;
    status.textContent = nothing ? HELP : search_status(chosen, places, dropped, text.trim());
    const keys = read.entities.map((f) => entities[f.entity].entity).concat(want.filter(([name]) => name === "agency" || name === "country").map(([, key]) => key));
    await passages(nothing ? [] : chosen.map((p) => ({ ...p, ranges: (its) => [...p.ranges(its), ...mention_ranges(its, keys)] })), place);
  };
  const go = async () => { const there = await looked_up(form.elements.text.value, documents); if (there?.paragraph) location.hash = to_paragraph(there.document.document, there.paragraph); };
  form.addEventListener("input", soon(show));
  form.addEventListener("submit", go);
  return { title: "Search", content: [form, leads, reading, status, place], ready: async () => { await show(); form.elements.text.focus(); } };
}

// How much was found, without which words; where nothing was, what else there is to do.
function search_status(chosen, places, dropped, text) {
  const without = dropped.length ? ` without ${dropped.map((word) => `“${word}”`).join(", ")}: no paragraph has all the words` : "";
  if (chosen.length) return `${several(chosen.length, "paragraph")} in ${several(new Set(chosen.map((p) => p.document)).size, "document")}${without}`;
  if (places.length) return `No paragraph fits the lists; ${several(places.length, "paragraph has", "paragraphs have")} the words: set a list to “all”.`;
  return `No paragraph has ${text}. Try other words, or fewer; Entities lists the names, and Documents the reports that are here.`;
}

// Where no paragraph has all the words, { found, dropped } without some: first without those that say little or stand nowhere, then without the rarest, one after the other, numbers that are no year last: they say which resolution is meant.
async function found_with_fewer(read, phrases, named) {
  const sizes = new Map(await Promise.all([...new Set(read.rest)].map(async (word) => [word, (await paragraphs_with_word(word)).size])));
  const rank = (word) => (sizes.get(word) && /^(?!(19|20)\d\d$)\d+$/.test(word) ? Infinity : sizes.get(word)), fewer = [...sizes.keys()].sort((a, b) => rank(a) - rank(b) || sizes.get(a) - sizes.get(b)).filter((word) => !STOP_WORDS.has(word)), always = phrases.flat();
  const tried = [[...sizes.keys()], ...fewer.map((_, n) => fewer.slice(n)), []].filter((words) => words.length + always.length + read.entities.length);
  for (const words of tried) {
    const found = await paragraphs_of(read, [...new Set([...always, ...words])], named);
    if (found.length) return { found, dropped: [...sizes.keys()].filter((word) => !words.includes(word)) };
  }
  return { found: [], dropped: [] };
}

// The paragraphs that have all the words, and of each name its words or a mention of what it names.
async function paragraphs_of(read, words, named) {
  const sets = words.length ? [new Set(await paragraphs_with(words))] : [];
  for (const { entity, words: its } of read.entities) {
    const set = new Set(await paragraphs_with(its));
    named.forEach((here, n) => { if (here.includes(entity)) set.add(n); });
    sets.push(set);
  }
  const [first, ...others] = sets;
  return [...first].filter((n) => others.every((set) => set.has(n))).sort((a, b) => a - b);
}

// The values of a paragraph for each facet; `words` says how a value is shown.
function facets_of(documents, entities, named) {
  const of_label = (label) => (p) => named[p.number].filter((i) => entities[i].label === label).map((i) => entities[i].entity);
  const of_document = (value) => (p) => [value(documents[p.document])].filter(Boolean);
  const names = new Map(entities.map((e) => [e.entity, entity_name(e)]));
  return { country: of_label("COUNTRY"), agency: of_label("AGENCY"), year: of_document((d) => d.date?.slice(0, 4)), series: of_document((d) => d.series), kind: of_document((d) => d.kind), words: (value) => names.get(value) || value };
}

// What a list offers: the values of what the other lists leave, the most frequent first; years from the last, countries by name.
function offer(list, places, values_of, words) {
  const kept = list.value, found = tally(places.flatMap(values_of)), by_name = ([a], [b]) => words(a).localeCompare(words(b), "en");
  const orders = { year: (a, b) => by_name(b, a), country: by_name }, by_number = (a, b) => (a[0] === "other") - (b[0] === "other") || b[1] - a[1] || by_name(a, b);
  const sorted = [...found].sort(orders[list.name] || by_number).slice(0, MOST_CHOICES);
  if (kept && !sorted.some(([value]) => value === kept)) sorted.push([kept, found.get(kept) || 0]);
  const option = ([value, n]) => make("option", { value, selected: value === kept }, `${words(value)} (${number(n)})`);
  list.replaceChildren(make("option", { value: "" }, "all"), ...sorted.map(option));
}

// The mentions of chosen entities, which are marked as words are.
const mention_ranges = (p, keys) => p.mentions.filter(([, , , entity]) => entity?.split("+").some((key) => keys.includes(key))).map(([start, end]) => [start, end, "found"]);

// The index knows which words a paragraph has, not in which order: that its text tells.
async function with_phrases(places, phrases) {
  if (!phrases.length) return places;
  const kept = [];
  for (const place of places) {
    const content = await load(`documents/${place.document}`);
    if (has_phrases(content.paragraphs[place.paragraph].text, phrases)) kept.push(place);
  }
  return kept;
}

function paragraph_place(documents, n, query) {
  const document = documents.findLastIndex((d) => d.first <= n);
  return { number: n, document, paragraph: n - documents[document].first, ranges: (p) => ranges_of(p.text, query).slice(0, 12) };
}
