"use strict";
// What is marked, and of what kind, as one says it.
const LABEL_WORDS = { INSTRUMENT: "legal text", YEAR: "date", COUNT: "number" };
const KIND_WORDS = { un: "United Nations", civil: "civil society" };
const label_words = (label) => LABEL_WORDS[label] || label.toLowerCase();
const kind_words = (kind) => KIND_WORDS[kind] || spoken(kind);
const several = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

// Words in which no day is broken at its hyphens.
const whole_days = (words) =>
  words.split(/(\d{4}-\d\d(?:-\d\d)?)/).map((part, i) => (i % 2 ? make("span", { class: "whole" }, part) : part));

// A link to an official address, or the text alone where that is no address of the web.
const outside = (url, ...children) =>
  /^https?:\/\//.test(url || "")
    ? make("a", { href: url, rel: "noreferrer", class: "outside" }, ...children)
    : make("span", {}, ...children);

// A list that shows some rows, and more when asked.
function growing(rows, at_once, draw, place) {
  let shown = 0;
  const more = make("button", { type: "button", class: "more" }, "Show more");
  const grow = async () => {
    const next = rows.slice(shown, shown + at_once);
    shown += next.length;
    more.hidden = shown >= rows.length;
    for (const row of next) {
      const made = draw(row);
      place.append(made instanceof Promise ? await made : made);
    }
  };
  more.addEventListener("click", async () => {
    const last = place.lastElementChild;
    await grow();
    last?.nextElementSibling?.querySelector("a, summary, button")?.focus();
  });
  return { more, ready: grow() };
}

function select(name, label, options, chosen) {
  const choices = options.map(([value, words]) => make("option", { value, selected: value === (chosen || "") }, words));
  return make("label", {}, label, make("select", { name }, make("option", { value: "" }, "all"), choices));
}

// `offered` are words that the reader may take.
function field(name, label, value, offered = []) {
  const list = offered.length
    ? make(
        "datalist",
        { id: `offered-${name}` },
        offered.map((words) => make("option", { value: words })),
      )
    : null;
  return make(
    "label",
    { class: "text" },
    label,
    make("input", { name, type: "search", value: value || "", autocomplete: "off", list: list && list.id }),
    list,
  );
}

// Values with how often each is there, the most frequent first; and so as a list offers them.
const most_frequent = (values) => [...tally(values)].sort((a, b) => b[1] - a[1]);
const worded = (pairs, words = String) => pairs.map(([value, n]) => [value, `${words(value)} (${number(n)})`]);

// The head of a table, of which some columns hold numbers.
const table_head = (heads, is_number) =>
  make(
    "thead",
    {},
    make(
      "tr",
      {},
      heads.map((head, i) => make("th", { scope: "col", class: is_number(i) ? "number" : null }, head)),
    ),
  );

// What is pressed as a link is, to open something on the page.
const link_button = (words, onclick) => make("button", { type: "button", class: "link", onclick }, words);

// Calls once, when nothing more has come for a moment.
function soon(call, milliseconds = 150) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...values), milliseconds);
  };
}

function save_file(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Lines of cells as CSV; a spreadsheet takes no text for a formula.
function save_csv_file(lines, name) {
  const cell = (value) => {
    const text = String(value ?? "");
    return /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text))
      ? `"'${text.replaceAll('"', '""')}"`
      : /[",\n]/.test(text)
        ? `"${text.replaceAll('"', '""')}"`
        : text;
  };
  save_file(
    new Blob([lines.map((line) => line.map(cell).join(",")).join("\n") + "\n"], { type: "text/csv" }),
    `${name}.csv`,
  );
}
