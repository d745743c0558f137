"use strict";
// A document, or a paragraph of one, that is looked for by its symbol, as a citation says it: `S/2044/8 ¶34`,
// `S/2044/8, para. 34, p. 7`.
const REFERENCE = /^(.+?)[,\s]+(?:¶|paras?\b\.?|paragraphs?\b)?\s*([\p{L}\p{N}().-]+)$/iu;
const PAGE_OF_IT = /[,\s]+(?:p|pp|page)\b\.?\s*\d+$/i;

// { document, paragraph }, of which the latter is null where the symbol stands alone or the document has no such
// paragraph; null where the words are no symbol.
async function looked_up(text, documents) {
  const said = text.trim().replace(PAGE_OF_IT, "");
  const [, symbol, key] = said.match(REFERENCE) || [];
  const called = (words) =>
    documents.findIndex((d) => [d.document, ...d.symbols].some((one) => one.toLowerCase() === words?.toLowerCase()));
  const whole = called(said);
  const n = whole < 0 ? called(symbol) : whole;
  if (n < 0) return null;
  const its =
    whole < 0 ? (await load(`documents/${n}`)).paragraphs.find((p) => p.key.toLowerCase() === key.toLowerCase()) : null;
  return { document: documents[n], paragraph: its?.key ?? null };
}

function lookup_line({ document: { document: symbol, title }, paragraph }) {
  const link =
    paragraph === null
      ? make("a", { href: address("document", { symbol }) }, symbol)
      : make("a", { href: to_paragraph(symbol, paragraph) }, `${symbol} ¶${paragraph}`);
  return make("p", {}, link, title ? ` ${title}` : null);
}
