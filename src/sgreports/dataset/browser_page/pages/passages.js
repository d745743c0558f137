"use strict";
const PASSAGES = 20;

// Passages of documents: places are { document, paragraph, page, ranges, said, best }, where ranges(paragraph) gives
// what to mark, best(paragraph) the sentence that tells best, if any, `said` is a remark, and
// `page` that of the sentence, where it is known: a paragraph may go over several.
function passages(places, place) {
  const draw = async ({ document, paragraph, page, ranges, said, best }) => {
    const content = await load(`documents/${document}`);
    const its = on_page(text_at(content, paragraph), page);
    const sentence = best?.(its);
    return make(
      "li",
      {},
      place_line(content, its, said ? [said].flat().map((word) => make("em", { class: `tag ${word}` }, word)) : null),
      make("p", {}, sentence ? excerpt(its.text, ranges(its), sentence) : snippet(its.text, ranges(its))),
    );
  };
  const list = make("ol", { class: "passages" });
  const { more, ready } = growing(places, PASSAGES, draw, list);
  place.replaceChildren(list, more);
  return ready;
}

const paragraph_link = (row, its) => make("a", { href: to_paragraph(row.document, its.key) }, place_name(row, its));

const place_line = (content, its, ...more) =>
  make(
    "p",
    { class: "place" },
    paragraph_link(content.row, its),
    page_link(content.row, its),
    citation(content.row, its),
    letter_tag(content),
    ...more,
  );

// A passage in one line: where it stands, its page, and what is around what is marked.
async function told_at(document, paragraph, page, ranges) {
  const content = await load(`documents/${document}`);
  const its = on_page(text_at(content, paragraph), page);
  return [
    paragraph_link(content.row, its),
    " ",
    page_link(content.row, its),
    " ",
    letter_tag(content),
    " ",
    snippet(its.text, ranges),
  ].filter(Boolean);
}

// The arguments of `told_at` for a row of counts.
const where_told = (row) => [
  row[AT.document],
  row[AT.paragraph],
  row[AT.page],
  [[row[AT.start], row[AT.end], "found"]],
];
const on_page = (its, page) => (page ? { ...its, page, last: page } : its);

// `S/2025/389, para. 26`, to be copied.
function citation(row, paragraph) {
  const words = `${row.document}, ${/^\d+$/.test(paragraph.key) ? `para. ${paragraph.key}` : place_words(paragraph).replace("¶", "")}`;
  const copy = make("button", { type: "button", class: "copy", "aria-label": `Copy “${words}”` });
  copy.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(words).catch(() => {});
    copy.textContent = words;
  });
  return copy;
}

// The page in the official PDF, where the document has a symbol.
const page_link = (row, paragraph) =>
  row.document.includes("/") && paragraph.page
    ? outside(`https://docs.un.org/en/${row.document}#page=${paragraph.page}`, "PDF")
    : null;
