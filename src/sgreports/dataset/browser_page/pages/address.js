"use strict";
// An address says the page and what it shows: #document?symbol=A/99/7&paragraph=12
function address(page, values = {}) {
  const told = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const query = told.map(([key, value]) => `${key}=${encodeURIComponent(value).replace(/%2F/g, "/").replace(/%20/g, "+")}`);
  return `#${page}${query.length ? `?${query.join("&")}` : ""}`;
}

function here() {
  const [page, query = ""] = location.hash.slice(1).split(/\?(.*)/s);
  return { page: page || "documents", values: Object.fromEntries(new URLSearchParams(query)) };
}

// Notes in the address what a page's form says, without another entry in the history.
function note(page, form) {
  history.replaceState(null, "", address(page, Object.fromEntries(new FormData(form))));
}

function to_paragraph(symbol, paragraph) {
  return address("document", { symbol, paragraph });
}

function place_name(document, paragraph) {
  return `${document.document} ¶${paragraph.key}${paragraph.page ? `, p. ${paragraph.page}` : ""}`;
}
