"use strict";
const PASSAGES = 20;

// Passages of documents: places are { document, paragraph, ranges }, where ranges(paragraph) gives what to mark.
function passages(places, place) {
  const draw = async ({ document, paragraph, ranges }) => {
    const content = await load(`documents/${document}`);
    const its = content.paragraphs[paragraph];
    const link = make("a", { href: to_paragraph(content.row.document, its.key) }, place_name(content.row, its));
    return make("li", {}, make("p", { class: "place" }, link), make("p", {}, snippet(its.text, ranges(its))));
  };
  const list = make("ol", { class: "passages" });
  const { more, ready } = growing(places, PASSAGES, draw, list);
  place.replaceChildren(list, more);
  return ready;
}
