// The right side: the form of what is in focus. A field that is being typed in is left alone when the rest is drawn
// anew.

import { name } from "./allowed.js";
import { differing } from "./compare.js";
import { UNIT_SOURCES } from "./counting.js";
import { change, desk, watch } from "./desk.js";
import { byId, el, key, spoken } from "./dom.js";
import { edit, fill, sentence } from "./editing.js";
import { entityField } from "./entity.js";
import { keyOf, printed } from "./keys.js";
import { mention } from "./marks.js";
import { hold } from "./pane.js";
import { inFocus, set, setRole } from "./relating.js";
import * as rows from "./rows.js";
import { run } from "./commands.js";
import { focusOn } from "./walking.js";

let drawn = null;

export function begin() {
  watch(["here", "focus", "marks", "trouble", "cursor", "checks"], draw);
  watch(["here", "note"], drawDoubt);
  document.addEventListener("desk-field", (event) => {
    const field = byId(event.detail);
    field?.focus();
    field?.select?.();
  });
  byId("doubt").addEventListener("input", (event) =>
    edit({ note: event.target.value || null }, { joint: "doubt", aside: true }),
  );
  byId("doubt").addEventListener("keydown", leaving);
}

/** Enter and Escape leave a field for the text. */
function leaving(event) {
  if (event.key !== "Escape" && (event.key !== "Enter" || event.shiftKey)) return;
  event.preventDefault();
  event.stopPropagation();
  event.target.blur();
  hold();
}

function drawDoubt() {
  const field = byId("doubt");
  if (document.activeElement !== field) field.value = desk.note ?? "";
  const comment = ({ annotator, note }) => el("li", {}, el("b", {}, annotator), el("span", {}, note));
  byId("comments").replaceChildren(...(desk.here?.comments ?? []).map(comment));
  byId("doubt-part").classList.toggle("held", Boolean(desk.note));
}

function draw() {
  const form = byId("form");
  const [it, r] = [mention(desk.marks, desk.focus?.mention), inFocus()];
  const now = it
    ? `${desk.here.index} ${it.id} ${it.label} ${Boolean(it.row)}`
    : r
      ? `${desk.here.index} ${name(r)}`
      : null;
  if (now && now === drawn && form.contains(document.activeElement))
    return refresh(form, it ? { ...it, ...rows.cells(it.row) } : r);
  drawn = now;
  form.replaceChildren(...(it ? mentionForm(it) : r ? relationForm(r) : nothing()));
}

// The values of the other fields, for a form that someone is typing in.
function refresh(form, values) {
  for (const field of form.querySelectorAll("input[id], select[id]"))
    if (field !== document.activeElement && field.id in values) field.value = values[field.id] ?? "";
  for (const radio of form.querySelectorAll("input[type=radio]")) radio.checked = values[radio.name] === radio.value;
}

function nothing() {
  if (!desk.here) return [];
  const words = desk.cursor
    ? "Words are selected: a digit, or a label above the text, makes them a mention."
    : "Nothing is in focus.";
  return [
    el("p", { class: "faint" }, words),
    el(
      "p",
      { class: "faint" },
      key("Tab"),
      " walks the mentions, ",
      key("Space"),
      " selects the next name, number or date, ",
      key("w"),
      " words, ",
      key("?"),
      " shows all keys.",
    ),
  ];
}

function mentionForm(it) {
  const kinds = desk.schema.labels[it.label].kinds;
  const of =
    { AGENCY: "Normal form", COUNTRY: "Country code", YEAR: "Date (EDTF)", COUNT: "Value" }[it.label] ?? "Normal form";
  return [
    title(el("span", { class: `chip ${it.label}` }, it.label), it.text),
    ...troubles((t) => t.mention === it.id),
    ...unlooked(it),
    ...proposed(desk.here.proposal?.mentions, (m) => m.start === it.start && !differing(m, it).length),
    field("entity", of, "e", entityField(it.id, hold)),
    kinds.length ? pills("kind", "Kind", "k", kinds, it.kind, (kind) => fill(it.id, { kind })) : null,
    it.label === "COUNT"
      ? field(
          "unit",
          "Unit",
          "o",
          line("unit", it.unit, "of what", (unit) => fill(it.id, { unit }, `unit ${it.id}`)),
        )
      : null,
    it.label === "COUNT" && it.unit
      ? pills("unit_from", "Unit from", "f", UNIT_SOURCES, it.unit_from, (unit_from) => fill(it.id, { unit_from }))
      : null,
    it.label === "COUNT" ? field("event", "Event", "v", events(it)) : null,
    ...(it.label === "COUNT" ? rowFields(it) : []),
    field(
      "note",
      "Remark",
      "N",
      line("note", it.note, "", (note) => fill(it.id, { note }, `note ${it.id}`)),
    ),
    el(
      "div",
      { class: "row edges", role: "group", "aria-label": "Edges" },
      el("span", { class: "faint" }, "Start"),
      button("startSooner", "◂", "Start one word sooner"),
      button("startLater", "▸", "Start one word later"),
      el("span", { class: "faint" }, "End"),
      button("endSooner", "◂", "End one word sooner"),
      button("endLater", "▸", "End one word later"),
    ),
    el("div", { class: "row" }, button("relate", "Relate"), button("remove", "Remove")),
    ...relationsOf(it),
  ].filter(Boolean);
}

function rowFields({ id, row }) {
  const its = rows.cells(row);
  const { measures } = desk.schema.labels.COUNT;
  const measure = pills("measure", "Measure", "m", measures, row?.measure, (chosen) =>
    rows.set(id, { measure: chosen }),
  );
  if (!row) return [measure];
  const years = line("years", row.years, "unknown", (typed) => rows.set(id, { years: rows.yearsTyped(typed) }));
  const country = line("country", its.country, "unknown", (typed) =>
    rows.set(id, { country: rows.countryTyped(typed) }),
  );
  return [
    measure,
    field("years", "Years", "Y", years),
    field("country", "Countries", "P", country),
    pills("again", "Said", "g", ["new", "said before"], its.again, (said) => rows.set(id, { again: said !== "new" })),
  ];
}

const events = (it) =>
  el(
    "select",
    { id: "event", onchange: (event) => fill(it.id, { event: event.target.value }) || hold(), onkeydown: leaving },
    it.event ? null : el("option", { value: "", selected: true }, "to be chosen"),
    desk.schema.labels.COUNT.events.map((event) =>
      el("option", { value: event, selected: event === it.event }, spoken(event)),
    ),
  );

/** Who proposed a mention or relation that is still as it was proposed, and how sure that was. */
function proposed(all, same) {
  const found = all?.find(same);
  const sure = found && `Proposed by ${found.source}, ${Math.round(found.score * 100)}% sure`;
  return sure && found.score !== undefined ? [el("p", { class: "faint source" }, sure)] : [];
}

function relationsOf(it) {
  const its = desk.marks.relations.filter((r) => r.subject === it.id || r.object === it.id);
  const entry = (r) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "link", onclick: () => change({ walked: it.id }) || focusOn({ relation: name(r) }) },
        sentence(r),
      ),
    );
  return its.length ? [el("h3", {}, "Relations ", key("l")), el("ul", { class: "list" }, its.map(entry))] : [];
}

function relationForm(r) {
  const { roles, fixed } = desk.schema.relations[r.type];
  const ends = [r.subject, r.object].map((id) => mention(desk.marks, id));
  const end = (m) => el("button", { type: "button", class: "link", onclick: () => focusOn({ mention: m.id }) }, m.text);
  return [
    el("h2", {}, end(ends[0]), el("span", { class: "type" }, ` ${spoken(r.type)} `), end(ends[1])),
    ...troubles((t) => t.relation === name(r)),
    ...proposed(desk.here.proposal?.relations, (p) => p === r),
    el("div", { class: "row" }, button("retype", "Type"), button("swap", "Swap"), button("remove", "Remove")),
    roles.length ? pills("role", "Role", "y", roles, r.role, (role) => setRole(r, role)) : null,
    ...(fixed ? [] : status(r)),
  ].filter(Boolean);
}

const status = (r) => [
  pills("polarity", "Polarity", "-", ["affirmed", "negated"], r.polarity, (polarity) => set(name(r), { polarity })),
  pills("modality", "Modality", "p", ["actual", "planned"], r.modality, (modality) => set(name(r), { modality })),
];

const title = (...parts) =>
  el(
    "h2",
    {},
    parts.flatMap((part) => [part, " "]),
  );
/** That the normal form of a corrected span, or of one that nothing reads whole, was not looked at yet. */
const unlooked = (it) =>
  desk.checks.has(it.id)
    ? [
        el(
          "p",
          { class: "faint source" },
          desk.checks.get(it.id).unread
            ? "No reading covers all of these words: write the date."
            : "The words were corrected: look at the normal form.",
        ),
      ]
    : [];

const troubles = (of) => desk.trouble.filter(of).map((t) => el("p", { class: "trouble", role: "alert" }, t.what));

const field = (id, words, its, control) =>
  el("div", { class: "field" }, el("label", { for: id }, words, " ", key(its)), control);

const line = (id, value, placeholder, set_) =>
  el("input", {
    id,
    type: "text",
    value: value ?? "",
    placeholder,
    autocomplete: "off",
    oninput: (event) => set_(event.target.value),
    onkeydown: leaving,
  });

function pills(group, words, its, values, chosen, set_) {
  const pill = (value) =>
    el(
      "label",
      { class: "pill", onmouseup: () => setTimeout(hold) },
      el("input", { type: "radio", name: group, value, checked: value === chosen, onchange: () => set_(value) }),
      value.replace("_", " "),
    );
  return el(
    "div",
    { class: "field", role: "radiogroup", "aria-label": words },
    el("span", { class: "of" }, words, " ", key(its)),
    el("div", { class: "row" }, values.map(pill)),
  );
}

/** A button that does what a key does; its key is printed on it. */
export function button(command, words, says = null) {
  const its = keyOf(command);
  const label = says ? { "aria-label": says, title: `${says} (${printed(its)})` } : {};
  return el(
    "button",
    { type: "button", "data-command": command, ...label, onclick: () => pressed(command) },
    words,
    says ? null : key(printed(its)),
  );
}

function pressed(command) {
  run(command);
  if (!["entity", "unit", "doubt", "remark", "search", "help", "picture"].includes(command)) hold();
}
