"use strict";
const FACETS = {
  country: "Country named",
  agency: "Agency named",
  year: "Year",
  series: "Series of reports",
  kind: "Kind of document",
};
const MOST_CHOICES = 300;
const FEW = 3; // parts of a search that is no question
const HELP =
  'Ask in plain words (killed in Haiti since 2015). Finds paragraphs that have all the words; a word of three letters or more stands for longer ones that begin with it; "words in quotes" stand as they are, one after the other. The lists narrow it down, also without words.';

async function search_page(values) {
  const site = await search_site();
  const { documents, entities, named, facets } = site;
  const there = await looked_up(values.text || "", documents);
  if (there?.paragraph) {
    location.replace(to_paragraph(there.document.document, there.paragraph));
    return document_page({ symbol: there.document.document, paragraph: there.paragraph });
  }
  const form = make(
    "form",
    { role: "search", class: "filters" },
    field("text", "Words in a paragraph, or its symbol and number", values.text),
    Object.entries(FACETS).map(([name, words]) =>
      select(name, words, values[name] ? [[values[name], values[name]]] : [], values[name]),
    ),
    letters_list(
      documents.some((d) => d.letter),
      values.letters,
    ),
  );
  const leads = make("div", { class: "leads" });
  const reading = make("p", { class: "reading", "aria-live": "polite" });
  const status = make("p", { class: "status", role: "status" });
  const place = make("div");
  let asked = 0;
  const show = async () => {
    note("search", form);
    asked += 1;
    const mine = asked;
    const text = form.elements.text.value;
    const want = Object.entries(FACETS)
      .map(([name]) => [name, form.elements[name].value])
      .filter(([, value]) => value);
    const there = await looked_up(text, documents);
    const { question, run, numbers, its, words, places, told, left, is_own, is_ranked } = await found_for(
      text,
      site,
      want,
      Boolean(form.elements.letters?.value),
    );
    const fitting = numbers.filter(({ near }) => !near);
    const items = await Promise.all(numbers.map((each) => answer_item(each, question, run)));
    if (mine !== asked) return;
    const counted = (n) =>
      fitting
        .filter(({ i }) => run.places[i] === n)
        .map(({ i }) => [run.data.rows[i][AT.start], run.data.rows[i][AT.end], "answer"]);
    leads.replaceChildren(
      ...[
        there && lookup_line(there),
        (items.length || (question.asks && places.length)) &&
          make(
            "h2",
            {},
            fitting.length
              ? `Numbers that fit${fitting[0].is_partly ? " in part" : ""}, the best first`
              : items.length
                ? "No number fits all of it; the nearest"
                : "No number fits it",
          ),
        items.length && make("ol", { class: "passages answers" }, items),
      ].filter(Boolean),
    );
    const read = its.filter((part) => part.entity !== undefined);
    reading.replaceChildren(
      ...reading_words(
        read,
        [...its.filter((part) => part.firm && part.is), ...question.parts.filter((part) => part.unread)],
        entities,
        named,
        documents,
      ),
    );
    const chosen = places.filter(fits_lists(want, facets));
    for (const name of Object.keys(FACETS))
      offer(
        form.elements[name],
        places.filter(
          fits_lists(
            want.filter(([other]) => other !== name),
            facets,
          ),
        ),
        facets[name],
        facets.words,
      );
    const nothing = !words && !want.length;
    status.textContent = nothing ? HELP : search_status(chosen, places, left, text.trim(), is_own, is_ranked);
    const keys = read
      .map((f) => entities[f.entity].entity)
      .concat(want.filter(([name]) => name === "agency" || name === "country").map(([, key]) => key));
    await passages(
      nothing
        ? []
        : chosen.map((p) => ({
            ...p,
            ranges: (its) => [...counted(p.number), ...p.ranges(its), ...mention_ranges(its, keys)],
            best: (its) =>
              counted(p.number).length
                ? sentence_at(its.text, counted(p.number)[0])
                : best_sentence(its.text, told, run ? run.beside.get(p.number) : null),
          })),
      place,
    );
  };
  const go = async () => {
    const there = await looked_up(form.elements.text.value, documents);
    if (there?.paragraph) location.hash = to_paragraph(there.document.document, there.paragraph);
  };
  form.addEventListener("input", soon(show));
  form.addEventListener("submit", go);
  return {
    title: "Search",
    content: [form, leads, reading, status, place],
    ready: async () => {
      await show();
      form.elements.text.focus();
    },
  };
}

// What a question is asked of: the lists of the site, how names are read, and the values of its facets.
async function search_site() {
  const [documents, entities, named, told] = await Promise.all(["documents", "entities", "facets", "asking"].map(load));
  return {
    documents,
    entities,
    named,
    told,
    names: names_to_read(entities, new Set(told.function)),
    total: documents.reduce((sum, d) => sum + d.paragraphs, 0),
    facets: facets_of(documents, entities, named),
  };
}

const fits_lists = (want, facets) => (p) => want.every(([name, value]) => facets[name](p).includes(value));

// What answers a question, with what is chosen in the lists: `numbers`, the best first, and `places`, the paragraphs in
// their order, before the lists narrow them down; `its` are the parts that are looked for, `left` what no paragraph has
// together.
async function found_for(written, site, want = [], no_letters = false) {
  const { documents, entities, named, names, total, told, facets } = site;
  const text = written.replace(/['’]s\b/g, "");
  const query = query_of(text);
  const question = read_question(text, names, entities, told);
  const { parts, events } = question;
  const data = question.asks ? await load("counts") : null;
  const run = data && { documents, entities, named, data, total, ...rows_by_place(data, documents) };
  const lettered = (d) => no_letters && documents[d].letter;
  const is_wanted = fits_lists(want, facets);
  const told_in =
    query.phrases.length && data ? new Set(await paragraphs_with(query.phrases.flat(), "about", is_same)) : null;
  const admits = (i) =>
    (!told_in || told_in.has(i)) &&
    !lettered(data.rows[i][AT.document]) &&
    is_wanted({ number: run.places[i], document: data.rows[i][AT.document] });
  const numbers = (run ? await answers_to(question, run, admits) : []).slice(0, SHOWN);
  const answers = numbers.filter(({ near }) => !near).map(({ i }) => i);
  const happened = answers.length ? data.events[data.rows[answers[0]][AT.event]] : null;
  const event = events.find(({ asks }) => asks.some((ask) => ask.event === happened));
  const its = event
    ? [
        ...parts.filter((part) => part.firm || (part.words.length && !event.words.includes(part.words[0]))),
        { ...event, said: spoken(happened), asks: [{ event: happened }] },
      ]
    : parts.filter((part) => part.firm || part.words.length);
  const { found, left, kept, nearest, weights } = query.words.length
    ? await paragraphs_of(its, query.phrases, {
        documents,
        named,
        total,
        data: event && data,
        counts: data,
        beside: run?.beside,
        events,
        entities,
        tells: question.tells,
      })
    : { found: Array.from({ length: total }, (_, n) => n), left: [], kept: [], nearest: [], weights: [] };
  const marking = {
    ...query,
    loose: (nearest.length ? its : kept).flatMap((part) => (part.is_whole ? [] : part.words)),
  };
  const own = new Set(found);
  const near = want.length ? nearest.filter((n) => is_wanted(paragraph_place(documents, n, marking))) : nearest;
  const listed = [...new Set([...answers.map((i) => run.places[i]), ...near.slice(0, PASSAGES), ...found])];
  const places = await with_phrases(
    listed.map((n) => paragraph_place(documents, n, marking)).filter((p) => !lettered(p.document)),
    query.phrases,
  );
  return {
    question,
    run,
    numbers,
    its,
    words: query.words.length,
    places,
    told: weights,
    left,
    is_own: (p) => own.has(p.number),
    is_ranked: near.length > 0,
  };
}

// The paragraph of each row, and the rows of each paragraph.
function rows_by_place(data, documents) {
  const places = data.rows.map((row) => paragraph_of_row(documents, row));
  return { places, beside: Map.groupBy(data.rows, (_, i) => places[i]) };
}

// How much was found, without what, and whether the paragraphs of counts follow; where nothing was, what else there is
// to do.
function search_status(chosen, places, left, text, is_found, is_ranked) {
  const found = chosen.filter(is_found);
  const others = chosen.length - found.length;
  const then = !others
    ? ""
    : is_ranked
      ? `; with ${several(others, "other that has", "others that have")} part of it, the most telling first`
      : `; before them ${several(others, "other")} with numbers that fit`;
  if (chosen.length)
    return `${several(found.length, "paragraph")} in ${several(new Set(found.map((p) => p.document)).size, "document")}${without_words(left, "no paragraph has all of it")}${then}`;
  if (places.length)
    return `No paragraph fits the lists; ${several(places.length, "paragraph has", "paragraphs have")} the words: set a list to “all”.`;
  return `No paragraph has ${text}. Try other words, or fewer; Entities lists the names, and Documents the reports that are here.`;
}

// The sentence that tells most of a question: of the words that are looked for the rare ones more, and a number, if one
// is asked for; none where no sentence has any of the words.
function best_sentence(text, told, rows) {
  const ends = sentence_ends(text);
  const all = ends
    .slice(1)
    .map((end, n) => [ends[n], end])
    .map(([from, to]) => {
      const here = words_of(text.slice(from, to));
      const sum = told.reduce(
        (sum, { words, fits, weight }) =>
          sum + (words.every((word) => here.some((each) => fits(each, word))) ? weight : 0),
        0,
      );
      return {
        from,
        to,
        sum: sum && sum + (rows?.some((row) => row[AT.start] >= from && row[AT.start] < to) ? A_NUMBER : 0),
      };
    });
  const best = all.reduce((a, b) => (b.sum > a.sum ? b : a));
  return best.sum ? [best.from, best.to] : null;
}

// { found, kept, left, nearest, weights }: the paragraphs that have the phrases and all parts, or those parts that
// together tell most; of a question, or a search of many words, of which none has all, the paragraphs that tell most of
// it, in words or by what they count.
async function paragraphs_of(parts, phrases, run) {
  const always = phrases.length ? new Set(await paragraphs_with([...new Set(phrases.flat())])) : null;
  const sets = await Promise.all(
    parts.map(async (part) => ({
      part,
      firm: part.firm,
      set: await paragraphs_of_part(part, run),
      rows:
        run.beside && part.words.length
          ? (await paragraphs_with(part.words, "about")).map((i) => run.counts.rows[i])
          : [],
    })),
  );
  const { kept, found } = most_telling(always ? [...sets, { set: always }] : sets, run.total, always);
  const left = left_out(
    parts,
    kept.filter(({ part }) => part),
  );
  const is_near = (run.counts || run.tells || parts.length > FEW) && left.length > 0;
  const happened =
    is_near && run.counts
      ? await Promise.all(
          run.events.slice(0, 1).map(async (part) => ({
            part,
            firm: 1,
            set: await paragraphs_of_part(part, { ...run, data: run.counts }),
          })),
        )
      : [];
  return {
    found,
    left,
    kept: kept.flatMap(({ part }) => part || []),
    weights: sets
      .filter(({ part, set }) => part.words.length && set.size)
      .map(({ part, set }) => ({
        words: part.words,
        fits: part.is_whole ? is_same : begins,
        weight: Math.log(1 + run.total / set.size),
      })),
    nearest: is_near
      ? of_places(ranked([...sets.filter(({ firm }) => firm !== 1), ...happened], run, run.beside), sets, run)
      : [],
  };
}

// Of paragraphs those whose reports have each name that is asked for, a country or a proper word, if some report has
// them all.
function of_places(paragraphs, sets, { documents, entities }) {
  const having = sets
    .filter(({ part: { entity, proper }, set }) => set.size && (proper || entities[entity]?.label === "COUNTRY"))
    .map(({ set }) => documents_of(set, documents));
  const kept = paragraphs.filter((n) => having.every((its) => its.has(document_of(documents, n))));
  return kept.length ? kept : paragraphs;
}

// The values of a paragraph for each facet; `words` says how a value is shown.
function facets_of(documents, entities, named) {
  const of_label = (label) => (p) =>
    named[p.number].filter((i) => entities[i].label === label).map((i) => entities[i].entity);
  const of_document = (value) => (p) => [value(documents[p.document])].filter(Boolean);
  const names = new Map(entities.map((e) => [e.entity, entity_name(e)]));
  return {
    country: of_label("COUNTRY"),
    agency: of_label("AGENCY"),
    year: of_document(year_of),
    series: of_document((d) => d.series),
    kind: of_document((d) => d.kind),
    words: (value) => names.get(value) || value,
  };
}

// What a list offers: the values of what the other lists leave, the most frequent first; years from the last, countries
// by name.
function offer(list, places, values_of, words) {
  const kept = list.value;
  const found = tally(places.flatMap(values_of));
  const by_name = ([a], [b]) => words(a).localeCompare(words(b), "en");
  const orders = { year: (a, b) => by_name(b, a), country: by_name };
  const by_number = (a, b) => (a[0] === "other") - (b[0] === "other") || b[1] - a[1] || by_name(a, b);
  const sorted = [...found].sort(orders[list.name] || by_number).slice(0, MOST_CHOICES);
  if (kept && !sorted.some(([value]) => value === kept)) sorted.push([kept, found.get(kept) || 0]);
  const option = ([value, n]) => make("option", { value, selected: value === kept }, `${words(value)} (${number(n)})`);
  list.replaceChildren(make("option", { value: "" }, "all"), ...sorted.map(option));
}

// The mentions of chosen entities, which are marked as words are.
const mention_ranges = (p, keys) =>
  p.mentions
    .filter(([, , , entity]) => entity?.split("+").some((key) => keys.includes(key)))
    .map(([start, end]) => [start, end, "found"]);

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
  const document = document_of(documents, n);
  return { number: n, document, paragraph: n - documents[document].first, ranges: (p) => ranges_of(p.text, query) };
}
