"use strict";
// An address says the page and what it shows: #document?symbol=A/99/7&paragraph=12
function address(page, values = {}) {
  const told = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const query = told.map(
    ([key, value]) => `${key}=${encodeURIComponent(value).replace(/%2F/g, "/").replace(/%20/g, "+")}`,
  );
  return `#${page}${query.length ? `?${query.join("&")}` : ""}`;
}

function here() {
  const [page, query = ""] = location.hash.slice(1).split(/\?(.*)/s);
  return { page: page || "start", values: Object.fromEntries(new URLSearchParams(query)) };
}

let touched = null; // what was chosen or typed in last: a script may choose without moving the cursor there
addEventListener(
  "input",
  (event) => {
    touched = event.target;
  },
  true,
);

// Notes in the address what a page's form says. Each choice is an entry in the history, and so is what is typed at one
// go; what the form says at first is none.
function note(page, form) {
  const told = address(page, Object.fromEntries(new FormData(form)));
  const { noted, typed } = history.state || {};
  const typing = touched && form.contains(touched) && touched.matches("input:not([type=range])") ? touched.name : null;
  if (noted && told === location.hash) return;
  history[noted && !(typing && typing === typed) ? "pushState" : "replaceState"](
    { noted: true, typed: noted && typing },
    "",
    told,
  );
}

const to_paragraph = (symbol, paragraph) => address("document", { symbol, paragraph });
const place_name = (document, paragraph) =>
  `${document.document} ${place_words(paragraph)}${paragraph.page ? `, p. ${[...new Set([paragraph.page, paragraph.last ?? paragraph.page])].join("–")}` : ""}`;

// Where it stands in its document: a paragraph, or a text unit such as a heading or a cell.
function place_words({ key, part }) {
  const [, of, row, column] = key.split("/");
  const what = { notes: "notes", source: "source" }[row] || "caption";
  const words = {
    title: () => "title",
    heading: () => `heading of ${of}`,
    caption: () => `${what} of ${of}`,
    cell: () => `${of}, row ${Number(row) + 1}, column ${Number(column) + 1}`,
  };
  return words[part] ? words[part]() : `¶${key}`;
}

// The paragraph or text unit of that number: text units go on in the numbers of the paragraphs.
const text_at = (content, n) => content.paragraphs[n] || content.units[n - content.paragraphs.length];
