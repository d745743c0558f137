"use strict";

async function search_page(values) {
  const documents = await load("documents");
  const form = make("form", { role: "search", class: "filters" }, field("text", "Words in a paragraph", values.text));
  const status = make("p", { class: "status", role: "status" }), place = make("div");
  let asked = 0;
  const show = async () => {
    note("search", form);
    const query = query_of(form.elements.text.value);
    asked += 1;
    const mine = asked;
    const found = query.words.length ? await paragraphs_with(query.words) : [];
    const places = await with_phrases(found.map((n) => paragraph_place(documents, n, query)), query.phrases);
    if (mine !== asked) return;
    status.textContent = query.words.length ? `${several(places.length, "paragraph")} in ${several(new Set(places.map((p) => p.document)).size, "document")}`
      : "Finds paragraphs that have all the words; a word of three letters or more stands for longer ones that begin with it; \"words in quotes\" stand as they are, one after the other.";
    await passages(places, place);
  };
  form.addEventListener("input", soon(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  return { title: "Search", content: [form, status, place], ready: async () => { await show(); form.elements.text.focus(); } };
}

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
  return { document, paragraph: n - documents[document].first, ranges: (p) => ranges_of(p.text, query).slice(0, 12) };
}
