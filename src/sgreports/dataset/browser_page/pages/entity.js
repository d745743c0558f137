"use strict";

// With `says`, a type of relation, what it is said to be related to so stands first, and alone.
async function entity_page(values) {
  const { key, says } = values;
  const all = await load("entities");
  const n = all.findIndex((each) => each.entity === key);
  const e = all[n];
  if (!e)
    return {
      title: "No such entity",
      content: [make("p", {}, `This dataset mentions no ${key || "entity without a key"}.`)],
    };
  const [shard, documents, relations] = await Promise.all([
    load(`entities/${e.shard}`),
    load("documents"),
    load("relations"),
  ]);
  const places = mention_places(new Map(shard).get(key));
  const { form, place, show, choose } = entity_mentions(places, documents, values);
  const heading = make(
    "h2",
    { tabindex: "-1" },
    `${several(e.mentions, "mention")} in ${several(e.documents, "document")}`,
  );
  const open = (year) => {
    choose(year);
    heading.scrollIntoView({ block: "start" });
    heading.focus({ preventScroll: true });
  };
  const rows = says ? tie_rows(relations, n, says, documents) : likely_rows(relations);
  const groups = tie_groups(n, { ...relations, rows }, all).map(tie_group);
  const alone = says
    ? make(
        "p",
        {},
        "As fact, without what is denied, planned, unsure (a score below .5), or said in letters of States. ",
        make("a", { href: address("entity", { key }) }, "All that is said of it"),
      )
    : null;
  const of_it = [
    groups.length || says ? make("h2", {}, "What is said of it") : null,
    alone,
    make("div", { class: "said" }, groups),
  ];
  return {
    title: entity_name(e),
    above: [label_words(e.label), e.kind && kind_words(e.kind)].filter(Boolean).join(" · "),
    ready: show,
    content: [
      says ? of_it : null,
      entity_facts(e, key, all, number_ties(n, relations)),
      mention_years(places, documents, open),
      says ? null : of_it,
      heading,
      form,
      place,
    ].flat(),
  };
}

// Mentions by the year of the document.
function mention_years(places, documents, open) {
  const years = [
    ...tally(places.flatMap((p) => p.mentions.map(() => year_of(documents[p.document]))).filter(Boolean)),
  ].sort();
  if (years.length < 2) return null;
  const groups = years.map(([year, n]) => ({ words: year, total: n, bound: 0, open: () => open(year) }));
  return make(
    "div",
    {},
    make("h2", {}, "Over the years"),
    bars(every_year(groups), "Mentions by year of the document", 60),
  );
}

// The mentions with their filters; `choose` sets the year.
function entity_mentions(places, documents, asked) {
  const years = [...tally(places.map((p) => year_of(documents[p.document])).filter(Boolean))]
    .sort()
    .reverse()
    .map(([year]) => [year, year]);
  const counts = most_frequent(places.flatMap((p) => p.mentions.map(() => p.document)));
  const outside_text = (p) => p.paragraph >= documents[p.document].paragraphs;
  const kinds = [
    ["text", "paragraphs and notes"],
    ["units", "titles, headings, captions, tables"],
  ];
  const form = make(
    "form",
    { class: "filters" },
    ["key", "says"].map((name) => make("input", { type: "hidden", name, value: asked[name] })),
    select("where", "Where", kinds, asked.where),
    select("year", "Year", years, asked.year),
    select(
      "document",
      "Document",
      counts.map(([i, k]) => [String(i), `${documents[i].document} (${number(k)})`]),
      asked.document,
    ),
    letters_list(
      places.some((p) => documents[p.document].letter),
      asked.letters,
    ),
  );
  const place = make("div");
  const show = () => {
    note("entity", form);
    const { where, year, document, letters } = Object.fromEntries(new FormData(form));
    return passages(
      places.filter(
        (p) =>
          (!document || p.document === Number(document)) &&
          (!where || outside_text(p) === (where === "units")) &&
          (!year || year_of(documents[p.document]) === year) &&
          !(letters && documents[p.document].letter),
      ),
      place,
    );
  };
  form.addEventListener("input", show);
  const both = new Set(places.map(outside_text)).size > 1;
  form.elements.where.parentElement.hidden = !both;
  form.hidden = counts.length < 2 && !both;
  return {
    form,
    place,
    show,
    choose: (year) => {
      form.reset();
      form.elements.year.value = year;
      show();
    },
  };
}

const year_of = (d) => d.date?.slice(0, 4);

// The paragraphs that mention an entity, each with all its mentions; numbers come three by three.
function mention_places(flat) {
  const places = [];
  for (let i = 0; i < flat.length; i += 3) {
    const [document, paragraph, mention] = flat.slice(i, i + 3);
    const last = places.at(-1);
    if (last && last.document === document && last.paragraph === paragraph) last.mentions.push(mention);
    else places.push({ document, paragraph, mentions: [mention] });
  }
  for (const place of places) place.ranges = (p) => place.mentions.map((i) => [...p.mentions[i].slice(0, 2), "found"]);
  return places;
}

function entity_facts(e, key, all, numbers) {
  const state = e.state && all.find((each) => each.entity === e.state);
  const of_state = { label: "AGENCY", state: key };
  const own = e.label === "COUNTRY" ? all.filter((each) => each.state === key).length : 0;
  const lists = [
    make("a", { href: address("relations", { entity: key }) }, "all relations"),
    numbers.map(({ type, words, relations }) => [
      " · ",
      make("a", { href: address("relations", { type, entity: key }) }, `${several(relations, "number")} ${words}`),
    ]),
  ];
  const facts = [
    ["Key in the data", key],
    ["State", state ? make("a", { href: address("entity", { key: e.state }) }, entity_name(state)) : e.state],
    ["Abbreviation", e.abbreviation],
    ["Also", e.aliases?.join(" · ")],
    ["ISO 3166", e.iso3],
    ["UN M49", e.m49],
    ["Official address", e.url ? outside(e.url, e.url) : null],
    [
      "Bodies",
      own
        ? make("a", { href: address("entities", of_state) }, `${several(own, "national body", "national bodies")}`)
        : null,
    ],
    ["Relations", lists],
    [
      "Search",
      make(
        "a",
        { href: address("search", { [e.label === "COUNTRY" ? "country" : "agency"]: key }) },
        "paragraphs that name it",
      ),
    ],
  ];
  const shown = facts.filter(
    ([words, value]) => value && (words !== "Search" || ["COUNTRY", "AGENCY"].includes(e.label)),
  );
  return make(
    "dl",
    {},
    shown.map(([words, value]) => [make("dt", {}, words), make("dd", {}, value)]),
  );
}
