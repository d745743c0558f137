"use strict";
// What is said of an entity, by the words of its page: of the subject, of the object.
const SAYS = {
  works_with: ["Works with", "Works with"],
  supports: ["Supports", "Is supported by"],
  mandated_by: ["Its mandate rests on", "Is the mandate of"],
  active_in: ["Is active in", "Active here"],
  leads: ["Leads", "Is led by"],
  reports_to: ["Reports to", "Receives reports of"],
  member_of: ["Is a member of", "Has as members"],
  launched: ["Launched", "Was launched by"],
  issued: ["Issued", "Was issued by"],
  adopted: ["Adopted", "Was adopted by"],
  signed: ["Signed", "Was signed by"],
  ratified: ["Ratified", "Was ratified by"],
  dated: ["Is dated", "Is the date of"],
};
const FIRST_TIES = 8;
const LIKELY = 500; // a relation of a lower score is more likely wrong than right

// Of the relations of an entity those of one type, of which it is the subject, that are surely said as facts by what is
// no letter of a State: an answer to a question of the start page.
function tie_rows({ types, ends, rows }, n, says, documents) {
  const both = SAYS[says]?.[0] === SAYS[says]?.[1];
  return rows.filter(
    (r) =>
      types[r[0]] === says &&
      r[6] === 0 &&
      r[7] >= LIKELY &&
      !documents[r[3]].letter &&
      (both || ends[r[1]][2].includes(n)),
  );
}

const likely_rows = ({ rows }) => rows.filter((r) => r[7] >= LIKELY);

// The relations of an entity in groups, each { words, others }; an other is { name, key, rows }, the most related
// first.
function tie_groups(n, { types, ends, rows }, entities) {
  const groups = new Map();
  for (const row of rows) {
    const at = [1, 2].find((i) => ends[row[i]][2].includes(n));
    const words = at && SAYS[types[row[0]]]?.[at - 1];
    if (!words) continue;
    const others = groups.get(words) || new Map();
    groups.set(words, others);
    for (const { name, key } of end_names(ends[row[3 - at]], n, entities)) {
      const other = others.get(key || name) || { name, key, rows: [] };
      others.set(key || name, other);
      other.rows.push(row);
    }
  }
  const order = Object.values(SAYS).flat();
  return [...groups]
    .sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]))
    .map(([words, others]) => ({
      words,
      others: [...others.values()].sort((a, b) => b.rows.length - a.rows.length || a.name.localeCompare(b.name, "en")),
    }));
}

// The entities at the other end, each for itself; the words where no list has it.
function end_names([, words, its], n, entities) {
  const others = its.filter((i) => i !== n);
  return others.length
    ? others.map((i) => ({ name: entity_name(entities[i]), key: entities[i].entity }))
    : [{ name: words, key: null }];
}

function tie_group({ words, others }) {
  const list = make("ul", { class: "ties" });
  const total = new Set(others.flatMap((o) => o.rows)).size;
  const { more } = growing(others, FIRST_TIES, tie_item, list);
  return make(
    "section",
    {},
    make("h3", {}, words, make("small", {}, ` ${several(others.length, "name")} in ${several(total, "relation")}`)),
    list,
    more,
  );
}

// Another entity, and how often; the number opens the sentences.
function tie_item({ name, key, rows }) {
  const button = make(
    "button",
    {
      type: "button",
      class: "link",
      "aria-expanded": "false",
      "aria-label": `${several(rows.length, "sentence")}: ${name}`,
    },
    several(rows.length, "sentence"),
  );
  const said = [
    ["planned", 2],
    ["denied", 1],
  ]
    .map(([word, bit]) => [word, rows.filter((r) => r[6] & bit).length])
    .filter(([, k]) => k);
  const place = make("div", { hidden: true });
  button.addEventListener("click", () => {
    place.hidden = !place.hidden;
    button.setAttribute("aria-expanded", String(!place.hidden));
    if (!place.childElementCount) passages(rows.map(relation_place), place);
  });
  const words = said.map(([word, k]) => [
    " ",
    make("em", { class: `tag ${word}` }, k === rows.length ? word : `${k} ${word}`),
  ]);
  return make("li", {}, key ? make("a", { href: address("entity", { key }) }, name) : name, " ", button, words, place);
}

function relation_place([, , , document, paragraph, relation, bits, score]) {
  const ranges = (p) => [
    [...p.mentions[p.relations[relation][1]].slice(0, 2), "subject"],
    [...p.mentions[p.relations[relation][2]].slice(0, 2), "object"],
  ];
  return {
    document,
    paragraph,
    ranges,
    said: [...said_words(bits), ...(score < SURE ? [`? score ${(score / 1000).toFixed(2)}`] : [])],
  };
}

const said_words = (bits) => [bits & 1 ? "denied" : null, bits & 2 ? "planned" : null].filter(Boolean);

// The numbers that an entity is related to, which the page of relations lists: { type, words, relations }.
function number_ties(n, { types, roles, ends, rows }) {
  const words = {
    count_in: "of what is there",
    "count_by:agent": "of what it did",
    "count_by:whose": "of what it has",
    "count_by:source": "that it is the source of",
  };
  const kind = (r) => (r[8] === null ? types[r[0]] : `${types[r[0]]}:${roles[r[8]]}`);
  const found = tally(
    likely_rows({ rows })
      .filter((r) => ends[r[2]][2].includes(n))
      .map(kind),
  );
  return Object.keys(words)
    .filter((type) => found.has(type))
    .map((type) => ({ type, words: words[type], relations: found.get(type) }));
}
