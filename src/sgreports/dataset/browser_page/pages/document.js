"use strict";
const LABELS = ["AGENCY", "COUNTRY", "INSTRUMENT", "PROGRAMME", "YEAR", "COUNT"];
const hidden_labels = new Set();

async function document_page({ symbol, paragraph }) {
  const list = await load("documents");
  const index = list.findIndex((d) => d.document === symbol || d.symbols.includes(symbol));
  if (index < 0)
    return {
      title: "No such document",
      content: [make("p", {}, `This dataset holds no ${symbol || "document without a symbol"}.`)],
    };
  const content = await load(`documents/${index}`);
  const name = content.row.document;
  const text = make("div", { class: "text" }, flow(content));
  const contents = content.flow
    .filter(([what]) => what === "section")
    .map(([, row]) =>
      make(
        "li",
        { class: `level-${Math.min(row.level, 4)}` },
        make("a", { href: to_paragraph(name, `§${row.section}`), "data-note": `§${row.section}` }, heading_words(row)),
      ),
    );
  const side = contents.length
    ? make(
        "nav",
        { class: "contents", "aria-label": "Sections" },
        make("details", { open: innerWidth > 900 }, make("summary", {}, "Sections"), make("ol", {}, contents)),
      )
    : null;
  light_up(text, content);
  return {
    title: content.row.title || name,
    above: content.row.symbols.join(" – ") || name,
    content: [
      content.letter ? make("p", {}, letter_tag(content), " not a report of the Secretary-General") : null,
      masthead(content),
      legend(text),
      make("div", { class: "document" }, side, text),
    ],
    ready: () => go_to(paragraph),
  };
}

const heading_words = (row) => `${row.label ? `${row.label}. ` : ""}${row.title}`;

// Shows a paragraph, section or note of the document on the page; without one, its beginning.
function go_to(key) {
  document.querySelector(".text .here")?.classList.remove("here");
  if (key?.startsWith("title/")) return Boolean(scrollTo(0, 0) ?? true);
  const wanted = key?.replace(/^heading\//, "§").replace(/^(caption\/[^/]+)\/.*/, "$1");
  const place = key ? [...document.querySelectorAll(".text [data-key]")].find((e) => e.dataset.key === wanted) : null;
  if (place) {
    place.tabIndex = -1;
    place.classList.add("here");
    place.focus({ preventScroll: true });
    settle_at(place, 3);
  } else if (key) {
    document.querySelector(".text").prepend(make("p", { class: "status" }, `There is no paragraph ${key}.`));
  }
  return Boolean(place);
}

// Paragraphs out of sight have no height of their own until they come near, so that the first try may miss.
function settle_at(place, tries) {
  place.scrollIntoView({ block: place.offsetHeight < innerHeight * 0.8 ? "center" : "start" });
  if (tries > 1) requestAnimationFrame(() => settle_at(place, tries - 1));
}

function masthead(content) {
  const row = content.row;
  const urls = new Map(content.urls);
  const entity = (key) => [
    make("a", { href: address("entity", { key }) }, key),
    urls.has(key) ? [" ", outside(urls.get(key), "official text")] : null,
  ];
  const joined = (values, draw) => (values.length ? values.flatMap((value, i) => [i ? ", " : "", draw(value)]) : null);
  const official = row.symbols.find((symbol) => urls.has(symbol));
  const told = [
    ["Date", row.date],
    ["Submitted to", joined(row.organs, (o) => o)],
    ["By", row.author],
    ["Session", row.session],
    ["Agenda items", joined(row.agenda_items, (a) => a)],
    ["Covers", row.period_start || row.period_end ? `${row.period_start || "…"} to ${row.period_end || "…"}` : null],
    ["Pursuant to", joined(row.mandates, entity)],
    ["Follows", row.previous ? entity(row.previous) : null],
    ["Pages", row.pages],
    ["File", row.source],
    ["Read", row.status === "partial" ? "in part only" : null],
    ["Official text", official ? outside(urls.get(official), urls.get(official)) : null],
    [
      "Trouble in reading it",
      content.issues.length
        ? make(
            "details",
            {},
            make("summary", {}, several(content.issues.length, "issue")),
            make(
              "ul",
              {},
              content.issues.map((i) =>
                make("li", {}, `${i.code}${i.paragraph ? ` ¶${i.paragraph}` : ""}: ${i.detail}`),
              ),
            ),
          )
        : null,
    ],
  ].filter(([, value]) => value !== null && value !== undefined);
  return make(
    "div",
    { class: "masthead" },
    row.subtitle ? make("p", { class: "subtitle" }, row.subtitle) : null,
    make(
      "dl",
      {},
      told.map(([words, value]) => [make("dt", {}, words), make("dd", {}, value)]),
    ),
  );
}

function legend(text) {
  const boxes = LABELS.map((label) => {
    const box = make("input", { type: "checkbox", checked: !hidden_labels.has(label) });
    box.addEventListener("change", () => {
      hidden_labels[box.checked ? "delete" : "add"](label);
      text.classList.toggle(`without-${label}`, !box.checked);
    });
    text.classList.toggle(`without-${label}`, hidden_labels.has(label));
    return make("label", {}, box, make("span", { class: `mention ${label}` }, label_words(label)));
  });
  return make("fieldset", { class: "legend" }, make("legend", {}, "Marked"), boxes);
}

// A heading, caption or cell with its mentions marked, where it has any.
function unit_marked(content, key, text) {
  const unit = content.units.find((u) => u.key === key);
  const at = unit ? text.indexOf(unit.text) : -1;
  return at < 0 ? text : [text.slice(0, at), marked(unit, content.row.document), text.slice(at + unit.text.length)];
}

function flow(content) {
  const calls = new Map(content.paragraphs.flatMap((p) => p.calls.map(([, , key]) => [key, p.key])));
  let notes = null;
  const parts = [];
  for (const [what, it] of content.flow) {
    if (what === "section")
      parts.push(
        make(
          `h${Math.min(it.level + 1, 6)}`,
          { "data-key": `§${it.section}`, tabindex: "-1" },
          unit_marked(content, `heading/${it.section}`, heading_words(it)),
        ),
      );
    else if (what === "table") parts.push(table_figure(content.tables[it], content));
    else if (what === "figure")
      parts.push(
        make(
          "figure",
          {},
          make(
            "figcaption",
            { "data-key": `caption/${content.figures[it].figure}` },
            caption("Figure", content.figures[it], content),
          ),
          foot(content.figures[it]),
        ),
      );
    else {
      if (what === "note" && !notes) parts.push(make("h2", {}, "Notes"), (notes = make("div", { class: "notes" })));
      (what === "note" ? notes.append.bind(notes) : parts.push.bind(parts))(
        paragraph_article(content.paragraphs[it], content.row.document, calls),
      );
    }
  }
  return parts;
}

function paragraph_article(p, symbol, calls) {
  const back = calls.get(p.key);
  const label = p.part === "footnote" ? p.key.replace(/^.*fn-/, "") : `¶${p.key}`;
  const place = make(
    "a",
    { class: "key", href: to_paragraph(symbol, p.key) },
    label,
    p.page ? make("small", {}, ` p. ${p.page}`) : null,
  );
  const relations = p.relations.length
    ? make(
        "details",
        { class: "relations" },
        make("summary", {}, several(p.relations.length, "relation")),
        make(
          "ul",
          {},
          p.relations.map((r, i) =>
            make(
              "li",
              { tabindex: "0", "data-relation": i },
              relation_words(p, r),
              make("small", {}, ` score ${r[7].toFixed(2)}, rule ${r[6]}`),
            ),
          ),
        ),
      )
    : null;
  return make(
    "article",
    { class: `paragraph ${p.part}`, "data-key": p.key, tabindex: "-1" },
    place,
    make(
      "div",
      {},
      make(
        "p",
        {},
        marked(p, symbol),
        back
          ? [
              " ",
              make(
                "a",
                { href: to_paragraph(symbol, back), "data-note": back, "aria-label": `Back to paragraph ${back}` },
                "↩",
              ),
            ]
          : null,
      ),
      relations,
    ),
  );
}

const caption = (what, t, content) => [
  make("b", {}, `${what}${t.number ? ` ${t.number}` : ""}`),
  t.title ? [" ", unit_marked(content, `caption/${t.table || t.figure}`, t.title)] : null,
];
const foot = (t) => [t.notes, t.source_line].filter(Boolean).map((words) => make("p", { class: "faint" }, words));

function table_figure(t, content) {
  const named = new Map(content.units.filter((u) => u.part === "cell").map((u) => [u.key, u]));
  const words = (cell, key) => (named.get(key)?.text === cell ? marked(named.get(key), content.row.document) : cell);
  const rows = t.cells.map((cells, i) =>
    make(
      "tr",
      {},
      cells.map((cell, j) =>
        make(
          i || !cell ? "td" : "th",
          { scope: i || !cell ? null : "col", "data-key": cell ? `cell/${t.table}/${i}/${j}` : null },
          words(cell, `cell/${t.table}/${i}/${j}`),
        ),
      ),
    ),
  );
  return make(
    "figure",
    {},
    make("figcaption", { "data-key": `caption/${t.table}` }, caption("Table", t, content)),
    make(
      "div",
      { class: "wide", tabindex: "0" },
      make("table", {}, make("thead", {}, rows.slice(0, 1)), make("tbody", {}, rows.slice(1))),
    ),
    foot(t),
  );
}

// A mention under the pointer or the keyboard lights up what it is related to; a relation both of its ends.
function light_up(text, content) {
  const by_key = new Map(content.paragraphs.map((p) => [p.key, p]));
  const show = ({ target }) => {
    for (const lit of text.querySelectorAll(".lit")) lit.classList.remove("lit");
    const article = target.closest(".paragraph");
    const on = target.closest("[data-mention], [data-relation]");
    if (!article || !on) return;
    const relations = by_key.get(article.dataset.key).relations;
    const chosen = relations
      .map((r, i) => [r, i])
      .filter(([r, i]) =>
        on.dataset.relation === undefined
          ? r.slice(1, 3).includes(Number(on.dataset.mention))
          : i === Number(on.dataset.relation),
      );
    const mentions = new Set(chosen.flatMap(([r]) => r.slice(1, 3)));
    for (const element of article.querySelectorAll("[data-mention]"))
      element.classList.toggle("lit", mentions.has(Number(element.dataset.mention)));
    for (const [, i] of chosen) article.querySelector(`[data-relation="${i}"]`).classList.add("lit");
  };
  text.addEventListener("pointerover", show);
  text.addEventListener("focusin", show);
}
