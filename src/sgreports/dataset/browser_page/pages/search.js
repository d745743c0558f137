"use strict";

async function search_page(values) {
  const documents = await load("documents");
  const form = make("form", { role: "search", class: "filters" }, field("text", "Words in a paragraph", values.text));
  const status = make("p", { class: "status", role: "status" }), place = make("div");
  let asked = 0;
  const show = async () => {
    note("search", form);
    const words = [...new Set(words_of(form.elements.text.value))];
    asked += 1;
    const mine = asked;
    const found = words.length ? await paragraphs_with(words) : [];
    if (mine !== asked) return;
    const places = found.map((n) => paragraph_place(documents, n, words));
    status.textContent = words.length ? `${several(found.length, "paragraph")} in ${several(new Set(places.map((p) => p.document)).size, "document")}`
      : "Finds paragraphs that have all the words; a word of three letters or more stands for longer ones that begin with it.";
    await passages(places, place);
  };
  form.addEventListener("input", soon(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  return { title: "Search", content: [form, status, place], ready: async () => { await show(); form.elements.text.focus(); } };
}

function paragraph_place(documents, n, words) {
  const document = documents.findLastIndex((d) => d.first <= n);
  return { document, paragraph: n - documents[document].first, ranges: (p) => ranges_of(p.text, words).slice(0, 12) };
}
