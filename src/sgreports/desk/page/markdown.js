// The little Markdown that the guidelines use, as elements: paragraphs, lists, **strong** and `code`.

import { el } from "./dom.js";

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*/gu;

/** A Markdown text as a list of elements. */
export function markdown(text) {
  const blocks = [];
  for (const line of text
    .split("\n")
    .map((l) => l.trim())
    .filter(Boolean)) {
    const item = /^[-*] (.*)$/u.exec(line);
    if (!item) blocks.push(el("p", {}, inline(line.replace(/^#+ /u, ""))));
    else if (blocks.at(-1)?.tagName === "UL") blocks.at(-1).append(el("li", {}, inline(item[1])));
    else blocks.push(el("ul", {}, el("li", {}, inline(item[1]))));
  }
  return blocks;
}

function inline(text) {
  const parts = [];
  let at = 0;
  for (const m of text.matchAll(INLINE)) {
    parts.push(text.slice(at, m.index), m[1] === undefined ? el("strong", {}, inline(m[2])) : el("code", {}, m[1]));
    at = m.index + m[0].length;
  }
  return [...parts, text.slice(at)];
}
