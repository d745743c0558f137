"use strict";

async function relations_page(values) {
  const [index, entities, documents] = await Promise.all([load("relations"), load("entities"), load("documents")]);
  const { ends, rows } = index;
  const number_of = new Map(entities.map((e, i) => [e.entity, i]));
  const form = relations_form(index, entities, documents, values);
  const status = make("p", { class: "status", role: "status" });
  const place = make("div");
  const show = () => {
    note("relations", form);
    const want = Object.fromEntries(new FormData(form));
    const kind = relation_kind(index);
    const has = (r, key) => !key || [r[1], r[2]].some((i) => ends[i][2].includes(number_of.get(key)));
    form.querySelector("output").textContent = (want.score / 100).toFixed(2);
    const found = rows.filter(
      (r) =>
        (!want.type || kind(r).includes(want.type)) &&
        r[7] >= want.score * 10 &&
        has(r, want.agency) &&
        has(r, want.country) &&
        has(r, want.entity) &&
        said_so(r[6], want.said) &&
        !(want.letters && documents[r[3]].letter),
    );
    status.textContent = `${several(found.length, "relation")} found by a program${want.score * 10 < LIKELY ? ", including unsure ones" : ""}; what is not here may still be said`;
    const list = make("ul", { class: "found" });
    const { more } = growing(found, ROWS, (r) => relation_item(r, index, documents), list);
    place.replaceChildren(list, more);
  };
  form.addEventListener("input", soon(show));
  show();
  return { title: "Relations", content: [form, status, place] };
}

function relations_form(index, entities, documents, values) {
  const { ends, rows } = index;
  const used = new Set(rows.flatMap((r) => [...ends[r[1]][2], ...ends[r[2]][2]]));
  const named = (label) =>
    [...used]
      .filter((i) => entities[i].label === label)
      .map((i) => [entities[i].entity, entity_name(entities[i])])
      .sort((a, b) => a[1].localeCompare(b[1], "en"));
  const type_of = (type) => `${NUMBER_TIES[type] ? "number, " : ""}${tie_words(type)}`;
  const kinds = worded(most_frequent(rows.flatMap(relation_kind(index))), type_of);
  const entity = entities.find((e) => e.entity === values.entity);
  return make(
    "form",
    { role: "search", class: "filters" },
    select("type", "Relation", kinds, values.type),
    select("agency", "Agency", named("AGENCY"), values.agency),
    select("country", "Country", named("COUNTRY"), values.country),
    select(
      "said",
      "Said to be",
      [
        ["affirmed", "a fact"],
        ["planned", "planned"],
        ["negated", "denied"],
      ],
      values.said,
    ),
    make(
      "label",
      {},
      make("span", {}, "Score at least ", make("output", {})),
      make("input", { name: "score", type: "range", min: 0, max: 100, step: 5, value: values.score ?? LIKELY / 10 }),
    ),
    values.entity
      ? select("entity", "Entity", [[values.entity, entity ? entity_name(entity) : values.entity]], values.entity)
      : null,
    letters_list(
      documents.some((d) => d.letter),
      values.letters,
    ),
  );
}

// The types of a relation: `count_by`, and with its role `count_by:agent`.
const relation_kind =
  ({ types, roles }) =>
  (r) =>
    r[8] === null ? [types[r[0]]] : [types[r[0]], `${types[r[0]]}:${roles[r[8]]}`];
const said_so = (bits, want) => !want || (want === "negated" ? bits & 1 : want === "planned" ? bits & 2 : bits === 0);

// A relation that opens its sentence.
function relation_item(
  [type, subject, object, document, paragraph, relation, bits, score, role],
  { types, roles, ends },
  documents,
) {
  const name = (i) => make("span", { class: `name ${ends[i][0]}` }, ends[i][1]);
  const tags = said_words(bits).map((word) => make("em", { class: `tag ${word}` }, word));
  const words = [
    name(subject),
    type_words(types[type], roles[role]),
    name(object),
    tags,
    make("span", { class: "faint" }, ` ${documents[document].document} · score ${(score / 1000).toFixed(2)}`),
    letter_tag(documents[document]),
  ];
  const item = make("details", {}, make("summary", {}, words));
  item.addEventListener("toggle", async () => {
    if (item.childElementCount > 1) return;
    const content = await load(`documents/${document}`);
    const p = content.paragraphs[paragraph];
    const [, , , , , , rule] = p.relations[relation];
    item.append(
      make(
        "blockquote",
        {},
        snippet(p.text, relation_place([type, subject, object, document, paragraph, relation, bits]).ranges(p)),
      ),
      make(
        "p",
        { class: "place" },
        paragraph_link(content.row, p),
        page_link(content.row, p),
        citation(content.row, p),
        make("span", {}, ` rule ${rule}`),
      ),
    );
  });
  return make("li", {}, item);
}
