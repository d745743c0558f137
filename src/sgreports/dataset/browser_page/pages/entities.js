"use strict";
const ROWS = 100;
const entity_name = (e) => e.called;

async function entities_page(values) {
  const all = await load("entities");
  const name_of = new Map(all.map((e) => [e.entity, entity_name(e)]));
  const counted = (of, words) => worded(most_frequent(all.map(of).filter(Boolean)), words);
  const state_name = (state) => name_of.get(state) || state;
  const form = make(
    "form",
    { role: "search", class: "filters" },
    field("text", "Name, abbreviation or key in the data", values.text),
    select(
      "label",
      "What it is",
      counted((e) => e.label, label_words),
      values.label,
    ),
    select(
      "kind",
      "Kind",
      counted((e) => e.kind, kind_words),
      values.kind,
    ),
    select(
      "state",
      "National bodies of",
      counted((e) => e.state, state_name).sort((a, b) => a[1].localeCompare(b[1], "en")),
      values.state,
    ),
  );
  const status = make("p", { class: "status", role: "status" });
  const place = make("div");
  const show = () => {
    note("entities", form);
    const { text, label, kind, state } = Object.fromEntries(new FormData(form));
    const words = text.trim().toLowerCase();
    const near = new Map(all.map((e) => [e, entity_nearness(e, words)]));
    const chosen = all
      .filter(
        (e) =>
          (!label || e.label === label) &&
          (!kind || e.kind === kind) &&
          (!state || e.state === state) &&
          near.get(e) < FAR,
      )
      .sort((a, b) => near.get(a) - near.get(b) || b.mentions - a.mentions);
    status.textContent = `${several(chosen.length, "entity", "entities")}, ${words ? "those called so first, then " : ""}the most mentioned first`;
    const body = make("tbody");
    const { more } = growing(chosen, ROWS, entity_row, body);
    const head = table_head(["Name", "Kind", "Key in the data", "Mentions", "Documents"], (i) => i > 2);
    place.replaceChildren(make("table", { class: "entities" }, head, body), more);
  };
  form.addEventListener("input", soon(show));
  show();
  return { title: "Entities", content: [form, status, place] };
}

const FAR = 2;

// How near an entity is to the words: 0 is called so, 1 has them in a name or in the key, FAR has not.
function entity_nearness(e, words) {
  const names = [e.entity, e.name, e.called, e.abbreviation, e.iso3, ...(e.aliases || [])]
    .filter(Boolean)
    .map((name) => name.toLowerCase());
  return !words || names.includes(words) ? 0 : names.some((name) => name.includes(words)) ? 1 : FAR;
}

function entity_row(e) {
  return make(
    "tr",
    {},
    make(
      "th",
      { scope: "row" },
      make("a", { href: address("entity", { key: e.entity }) }, entity_name(e)),
      e.abbreviation && e.abbreviation !== entity_name(e) ? ` ${e.abbreviation}` : null,
    ),
    make(
      "td",
      { class: "kind" },
      make("span", { class: `mention ${e.label}` }, label_words(e.label)),
      e.kind ? ` ${kind_words(e.kind)}` : null,
    ),
    make("td", { class: "code" }, e.entity),
    make("td", { class: "number", "data-head": "Mentions" }, number(e.mentions)),
    make("td", { class: "number", "data-head": "Documents" }, number(e.documents)),
  );
}
