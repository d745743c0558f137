// The little Markdown that the guidelines use, as elements: paragraphs, lists, tables, **strong** and `code`.

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
    if (line.startsWith("|")) row(blocks, line);
    else if (!item) blocks.push(el("p", {}, inline(line.replace(/^#+ /u, ""))));
    else if (blocks.at(-1)?.tagName === "UL") blocks.at(-1).append(el("li", {}, inline(item[1])));
    else blocks.push(el("ul", {}, el("li", {}, inline(item[1]))));
  }
  return blocks;
}

/** A line of a table, in the table that it goes on or begins; the line of dashes below its head is none. */
function row(blocks, line) {
  if (/^[|\s:-]+$/u.test(line)) return;
  if (blocks.at(-1)?.tagName !== "TABLE") blocks.push(el("table", {}));
  const cells = line.replace(/^\||\|$/gu, "").split("|");
  blocks.at(-1).append(
    el(
      "tr",
      {},
      cells.map((cell) => el("td", {}, inline(cell.trim()))),
    ),
  );
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
