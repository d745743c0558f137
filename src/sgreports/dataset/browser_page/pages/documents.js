"use strict";
const COLUMNS = [
  ["document", "Document"],
  ["title", "Title"],
  ["date", "Date"],
  ["organs", "Submitted to"],
  ["pages", "Pages", true],
  ["paragraphs", "Paragraphs", true],
  ["mentions", "Mentions", true],
  ["relations", "Relations", true],
];

async function documents_page(values) {
  const all = await load("documents");
  const years = [...tally(all.map(year_of).filter(Boolean))].sort().reverse();
  const counted = (name) => most_frequent(all.flatMap((d) => d[name] || []));
  const form = make(
    "form",
    { role: "search", class: "filters" },
    field("text", "Symbol or title", values.text),
    select("year", "Year", worded(years), values.year),
    select("organ", "Submitted to", worded(counted("organs")), values.organ),
    select("kind", "Kind", worded(counted("kind")), values.kind),
    select("series", "Series of reports", worded(counted("series"), series_words(all)), values.series),
    letters_list(
      all.some((d) => d.letter),
      values.letters,
    ),
    make("input", { type: "hidden", name: "sort", value: values.sort || "" }),
  );
  const status = make("p", { class: "status", role: "status" });
  const body = make("tbody");
  const heads = COLUMNS.map(([name, words, right]) =>
    make(
      "th",
      { scope: "col", class: right ? "number" : null, "data-name": name },
      make("button", { type: "button" }, words),
    ),
  );
  const show = () => {
    note("documents", form);
    const chosen = sorted_documents(
      all.filter((d) => document_wanted(d, form)),
      form.elements.sort.value,
      heads,
    );
    status.textContent =
      chosen.length === all.length
        ? several(all.length, "document")
        : `${number(chosen.length)} of ${several(all.length, "document")}`;
    body.replaceChildren(...chosen.map(document_row));
  };
  for (const head of heads)
    head.addEventListener("click", () => {
      form.elements.sort.value = next_sort(head.dataset.name, form.elements.sort.value);
      show();
    });
  form.addEventListener("input", show);
  show();
  return {
    title: "Documents",
    content: [form, status, make("table", { class: "documents" }, make("thead", {}, make("tr", {}, heads)), body)],
  };
}

function document_wanted(d, form) {
  const { text, year, organ, kind, series, letters } = Object.fromEntries(new FormData(form));
  const words = text.trim().toLowerCase();
  return (
    (!year || d.date?.startsWith(year)) &&
    (!organ || d.organs.includes(organ)) &&
    (!kind || d.kind === kind) &&
    (!series || d.series === series) &&
    !(letters && d.letter) &&
    (!words || [...d.symbols, d.document, d.title || ""].join(" ").toLowerCase().includes(words))
  );
}

// The same column once more turns the order; numbers and dates begin with the greatest.
function next_sort(name, now) {
  const down = ["date", "pages", "paragraphs", "mentions", "relations"].includes(name);
  const [first, second] = down ? [`-${name}`, name] : [name, `-${name}`];
  return now === first ? second : first;
}

function sorted_documents(rows, sort, heads) {
  const name = sort.replace("-", "");
  const sign = sort.startsWith("-") ? -1 : 1;
  for (const head of heads) {
    if (head.dataset.name === name) head.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
    else head.removeAttribute("aria-sort");
  }
  const key = (d) => (Array.isArray(d[name]) ? d[name].join(", ") : (d[name] ?? ""));
  const compare = (a, b) =>
    typeof key(a) === "number" && typeof key(b) === "number"
      ? key(a) - key(b)
      : String(key(a)).localeCompare(String(key(b)), "en", { numeric: true });
  return name ? [...rows].sort((a, b) => sign * compare(a, b)) : rows;
}

// The mark of what is no report, but the letter of a State; and the list that leaves such out.
const letter_tag = ({ letter }) => (letter ? make("em", { class: "tag letter" }, letter) : null);
const series_words = (documents) => (key) => documents.find((d) => d.series === key)?.series_name ?? key;
const letters_list = (any, value) =>
  any || value ? select("letters", "Letters of States", [["without", "left out"]], value) : null;

function document_row(d) {
  return make(
    "tr",
    {},
    COLUMNS.map(([name, words, right]) => {
      const value = Array.isArray(d[name])
        ? d[name].join(", ")
        : right && d[name] !== null
          ? number(d[name])
          : (d[name] ?? "");
      const content =
        name === "document" ? make("a", { href: address("document", { symbol: d.document }) }, value) : value;
      if (name === "document") return make("th", { scope: "row" }, content);
      return make(
        "td",
        { class: right ? "number" : name, "data-head": words },
        content,
        name === "title" ? letter_tag(d) : null,
      );
    }),
  );
}
