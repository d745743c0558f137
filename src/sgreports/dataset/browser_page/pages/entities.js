"use strict";
const ROWS = 100;
const entity_name = (e) => e.name || e.called;

async function entities_page(values) {
  const all = await load("entities");
  const labels = [...tally(all.map((e) => e.label))].sort((a, b) => b[1] - a[1]).map(([value, n]) => [value, `${value.toLowerCase()} (${number(n)})`]);
  const form = make("form", { role: "search", class: "filters" }, field("text", "Name, abbreviation or key", values.text), select("label", "Kind", labels, values.label));
  const status = make("p", { class: "status", role: "status" }), place = make("div");
  const show = () => {
    note("entities", form);
    const { text, label } = Object.fromEntries(new FormData(form));
    const chosen = all.filter((e) => !label || e.label === label).filter((e) => entity_found(e, text.trim().toLowerCase())).sort((a, b) => b.mentions - a.mentions);
    status.textContent = `${several(chosen.length, "entity", "entities")}, the most mentioned first`;
    const body = make("tbody");
    const { more } = growing(chosen, ROWS, entity_row, body);
    const heads = ["Entity", "Kind", "Key", "Mentions", "Documents"].map((words, i) => make("th", { scope: "col", class: i > 2 ? "number" : null }, words));
    place.replaceChildren(make("table", { class: "entities" }, make("thead", {}, make("tr", {}, heads)), body), more);
  };
  form.addEventListener("input", soon(show));
  show();
  return { title: "Entities", content: [form, status, place] };
}

function entity_found(e, words) {
  return !words || [e.entity, e.name, e.called, e.abbreviation, e.iso3, ...(e.aliases || [])].join("\n").toLowerCase().includes(words);
}

function entity_row(e) {
  return make("tr", {}, make("th", { scope: "row" }, make("a", { href: address("entity", { key: e.entity }) }, entity_name(e)), e.abbreviation && e.abbreviation !== entity_name(e) ? ` ${e.abbreviation}` : null),
    make("td", { class: "kind" }, make("span", { class: `mention ${e.label}` }, e.label.toLowerCase()), e.kind ? ` ${spoken(e.kind)}` : null), make("td", { class: "code" }, e.entity),
    make("td", { class: "number", "data-head": "Mentions" }, number(e.mentions)), make("td", { class: "number", "data-head": "Documents" }, number(e.documents)));
}

async function entity_page({ key }) {
  const all = await load("entities");
  const e = all.find((each) => each.entity === key);
  if (!e) return { title: "No such entity", content: [make("p", {}, `This dataset mentions no ${key || "entity without a key"}.`)] };
  const places = mention_places(new Map(await load(`entities/${e.shard}`)).get(key));
  const documents = await load("documents");
  const counts = [...tally(places.flatMap((p) => p.mentions.map(() => p.document)))].sort((a, b) => b[1] - a[1]);
  const form = make("form", { class: "filters" }, select("document", "Document", counts.map(([i, n]) => [String(i), `${documents[i].document} (${number(n)})`])));
  const place = make("div");
  const show = () => passages(places.filter((p) => !form.elements.document.value || p.document === Number(form.elements.document.value)), place);
  form.addEventListener("input", show);
  return {
    title: entity_name(e), above: [e.label.toLowerCase(), e.kind && spoken(e.kind)].filter(Boolean).join(" · "), ready: show,
    content: [entity_facts(e, key), make("h2", {}, `${several(e.mentions, "mention")} in ${several(e.documents, "document")}`), counts.length > 1 ? form : null, place],
  };
}

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

function entity_facts(e, key) {
  const told = [["Key", key], ["Abbreviation", e.abbreviation], ["Also", e.aliases?.join(" · ")], ["ISO 3166", e.iso3], ["UN M49", e.m49], ["Official address", e.url ? outside(e.url, e.url) : null]];
  const relations = make("a", { href: address("relations", { entity: key }) }, "What is said of it");
  return make("dl", {}, told.filter(([, v]) => v).map(([words, v]) => [make("dt", {}, words), make("dd", {}, v)]), make("dt", {}, "Relations"), make("dd", {}, relations));
}
