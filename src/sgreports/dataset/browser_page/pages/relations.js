"use strict";
const SAID = ["affirmed", "negated"];

async function relations_page(values) {
  const [{ types, ends, rows }, entities, documents] = await Promise.all([load("relations"), load("entities"), load("documents")]);
  const used = new Set(rows.flatMap((r) => [...ends[r[1]][2], ...ends[r[2]][2]]));
  const named = (label) => [...used].filter((i) => entities[i].label === label).map((i) => [entities[i].entity, entity_name(entities[i])]).sort((a, b) => a[1].localeCompare(b[1], "en"));
  const kinds = [...tally(rows.map((r) => r[0]))].sort((a, b) => b[1] - a[1]).map(([i, n]) => [types[i], `${spoken(types[i])} (${number(n)})`]);
  const chosen_entity = entities.find((e) => e.entity === values.entity);
  const form = make("form", { role: "search", class: "filters" }, select("type", "Relation", kinds, values.type),
    select("agency", "Agency", named("AGENCY"), values.agency), select("country", "Country", named("COUNTRY"), values.country),
    select("said", "Said to be", [["affirmed", "so"], ["planned", "planned"], ["negated", "not so"]], values.said),
    values.entity ? select("entity", "Entity", [[values.entity, chosen_entity ? entity_name(chosen_entity) : values.entity]], values.entity) : null);
  const status = make("p", { class: "status", role: "status" }), place = make("div");
  const number_of = new Map(entities.map((e, i) => [e.entity, i]));
  const show = () => {
    note("relations", form);
    const want = Object.fromEntries(new FormData(form));
    const has = (r, key) => !key || [r[1], r[2]].some((i) => ends[i][2].includes(number_of.get(key)));
    const found = rows.filter((r) => (!want.type || types[r[0]] === want.type) && has(r, want.agency) && has(r, want.country) && has(r, want.entity) && said_so(r[6], want.said));
    status.textContent = `${several(found.length, "relation")} found by rules; what is not here may still be said`;
    const list = make("ul", { class: "found" });
    const { more } = growing(found, ROWS, (r) => relation_item(r, types, ends, documents), list);
    place.replaceChildren(list, more);
  };
  form.addEventListener("input", show);
  show();
  return { title: "Relations", content: [form, status, place] };
}

function said_so(bits, want) {
  return !want || (want === "negated" ? bits & 1 : want === "planned" ? bits & 2 : bits === 0);
}

// A relation that opens its sentence.
function relation_item([type, subject, object, document, paragraph, relation, bits], types, ends, documents) {
  const name = (i) => make("span", { class: `name ${ends[i][0]}` }, ends[i][1]);
  const tags = [bits & 1 ? "negated" : null, bits & 2 ? "planned" : null].filter(Boolean).map((word) => make("em", { class: `tag ${word}` }, word));
  const item = make("details", {}, make("summary", {}, name(subject), make("b", { class: "type" }, ` ${spoken(types[type])} `), name(object), tags, make("span", { class: "faint" }, ` ${documents[document].document}`)));
  item.addEventListener("toggle", async () => {
    if (item.childElementCount > 1) return;
    const content = await load(`documents/${document}`);
    const p = content.paragraphs[paragraph], r = p.relations[relation];
    const ranges = [[...p.mentions[r[1]].slice(0, 2), "subject"], [...p.mentions[r[2]].slice(0, 2), "object"]];
    item.append(make("blockquote", {}, snippet(p.text, ranges)), make("p", { class: "place" }, make("a", { href: to_paragraph(content.row.document, p.key) }, place_name(content.row, p)), ` rule ${r[6]}, score ${r[7].toFixed(2)}`));
  });
  return make("li", {}, item);
}
