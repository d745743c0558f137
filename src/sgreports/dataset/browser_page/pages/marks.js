"use strict";
const NAMES_NOTHING = new Set(["YEAR", "COUNT"]);
const AROUND = 170; // characters

// A paragraph's text with its mentions marked and its notes called.
function marked(paragraph, symbol) {
  const all = document.createDocumentFragment();
  const calls = [...paragraph.calls].sort((a, b) => a[1] - b[1]);
  const run = (place, from, to, last) => {
    while (calls.length && (calls[0][1] < to || (last && calls[0][1] === to))) {
      const [mark, offset, key] = calls.shift();
      place.append(paragraph.text.slice(from, offset), note_call(mark, key, symbol));
      from = offset;
    }
    place.append(paragraph.text.slice(from, to));
  };
  const joined = new Set(paragraph.relations.flatMap((r) => [r[1], r[2]]));
  let at = 0;
  paragraph.mentions.forEach((mention, i) => {
    const [start, end] = mention;
    if (start < at) return;
    run(all, at, start, true);
    const element = mention_element(mention, i, joined.has(i));
    run(element, start, end, false);
    all.append(element);
    at = end;
  });
  run(all, at, paragraph.text.length, true);
  return all;
}

const note_call = (mark, key, symbol) =>
  make(
    "sup",
    {},
    key ? make("a", { href: to_paragraph(symbol, key), "data-note": key, "aria-label": `Note ${mark}` }, mark) : mark,
  );

function mention_element([, , label, entity, detail], i, joined) {
  const title = [label_words(label), entity || "in no list of names", detail].filter(Boolean).join(" · ");
  const its = { class: `mention ${label}`, title, "data-mention": i };
  if (!entity || NAMES_NOTHING.has(label)) return make("span", { ...its, tabindex: joined ? "0" : null });
  return make("a", { ...its, href: address("entity", { key: entity.split("+")[0] }) });
}

// A part of a text around ranges, [start, end, class], each of which is marked.
function snippet(text, ranges, around = AROUND) {
  const some = ranges.filter((r) => r[0] < r[1]);
  const first = some.length ? Math.min(...some.map((r) => r[0])) : 0;
  const last = some.length ? Math.max(...some.map((r) => r[1])) : 2 * around;
  return excerpt(text, some, [first, last], around, false);
}

// A part of a text, with what is around it, which is faint if it is a sentence that tells best.
function excerpt(text, ranges, [first, last], around = AROUND, is_best = true) {
  const from = first > around ? text.indexOf(" ", first - around) + 1 || first : 0;
  const cut = text.lastIndexOf(" ", last + around);
  const to = text.length > last + around && cut > last ? cut : text.length;
  const [start, end] = [Math.min(from, first), Math.max(to, last)];
  const beside = (...its) => (is_best ? make("span", { class: "faint" }, ...its) : its);
  const shown = document.createDocumentFragment();
  shown.append(
    ...[
      beside(start > 0 ? "… " : "", ...with_marks(text, ranges, start, first)),
      with_marks(text, ranges, first, last),
      beside(...with_marks(text, ranges, last, end), end < text.length ? " …" : ""),
    ].flat(),
  );
  return shown;
}

function with_marks(text, ranges, from, to) {
  const shown = [];
  let at = from;
  for (const [start, end, name] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (start < at || end > to || start >= end) continue;
    shown.push(text.slice(at, start), make("mark", { class: name }, text.slice(start, end)));
    at = end;
  }
  return [...shown, text.slice(at, to)];
}

// Where the sentences of a text begin, and its end.
function sentence_ends(text) {
  const breaks = [
    ...text.matchAll(/(?<!\b(?:\p{Lu}|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|No|St))[.!?]["”’)]*\s+(?=["“(]?\p{Lu})/gu),
  ].map((match) => match.index + match[0].length);
  return [0, ...breaks, text.length];
}

// The sentence around a place of a text: [start, end].
function sentence_at(text, [start, end]) {
  const ends = sentence_ends(text);
  return [ends.findLast((at) => at <= start), ends.find((at) => at > end) ?? text.length];
}

// What relates a number to a time, a place, or to who did it, whose it is, who says it; a relation of two names says
// itself.
const NUMBER_TIES = {
  count_at: "at the time",
  count_in: "in",
  count_by: "done by, belonging to, or said by",
  "count_by:agent": "done by",
  "count_by:whose": "belonging to",
  "count_by:source": "said by",
};
const tie_words = (kind) => NUMBER_TIES[kind] || spoken(kind);
const type_words = (type, role) => make("b", { class: "type" }, ` ${tie_words(role ? `${type}:${role}` : type)} `);

// What a relation says, in words: UNICEF works with UNHCR, planned.
function relation_words(paragraph, [type, subject, object, polarity, modality, attributed, , , role]) {
  const words = (i) => (i === null ? "?" : paragraph.text.slice(...paragraph.mentions[i].slice(0, 2)));
  const label = (i) => (i === null ? "" : paragraph.mentions[i][2]);
  const apart = [polarity === "negated" ? "denied" : null, modality === "planned" ? modality : null].filter(Boolean);
  return [
    make("span", { class: `name ${label(subject)}` }, words(subject)),
    type_words(type, role),
    make("span", { class: `name ${label(object)}` }, words(object)),
    apart.map((word) => make("em", { class: `tag ${word}` }, word)),
    attributed === null || attributed === undefined
      ? null
      : make("span", { class: "faint" }, ` according to ${words(attributed)}`),
  ];
}
