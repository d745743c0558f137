// What the guidelines say of the label or relation in focus, and what was changed against the proposal.

import { current } from "./adjudicating.js";
import { name } from "./allowed.js";
import { desk, watch } from "./desk.js";
import { byId, el, spoken } from "./dom.js";
import { edit, sentence } from "./editing.js";
import { markdown } from "./markdown.js";
import { add, mention } from "./marks.js";
import { changed, doubtful } from "./pane.js";
import { inFocus } from "./relating.js";
import { worded as rowWords } from "./rows.js";
import { focusOn } from "./walking.js";

let told; // what the guidelines shown are of: undefined before any are

export function begin() {
  watch(["schema", "here", "focus", "marks", "place"], drawGuide);
  watch(["here", "marks"], drawChanges);
  watch(["here", "marks", "focus"], drawDoubtful);
}

function drawGuide() {
  const d = desk.mode === "adjudicate" && !desk.focus ? current() : null;
  const label =
    mention(desk.marks, desk.focus?.mention)?.label ?? (d && !d.relation ? (d.a[0] ?? d.b[0]).label : undefined);
  const type = inFocus()?.type ?? d?.relation?.type;
  const of = desk.schema && (label ?? type ?? null);
  if (!desk.schema || told === of) return;
  told = of;
  byId("guide-title").textContent = told ? `Guideline: ${spoken(told)}` : "Guidelines";
  byId("guide").replaceChildren(
    ...(label ? ofLabel(desk.schema.labels[label]) : type ? ofType(desk.schema.relations[type]) : ofAll()),
  );
  byId("guide").scrollTop = 0;
  byId("guide-part").hidden = !byId("guide").childElementCount;
}

const ofLabel = ({ gloss, guideline }) => [...markdown(gloss ?? ""), ...markdown(guideline)];

const ofType = ({ gloss, guideline, subject, object, symmetric }) => [
  el(
    "p",
    { class: "args" },
    el("span", {}, subject.join(", ")),
    symmetric ? " ↔ " : " → ",
    el("span", {}, object.join(", ")),
  ),
  ...markdown(guideline || gloss),
];

const ofAll = () => (desk.schema ? markdown(desk.schema.rulings ?? "") : []);

function drawChanges() {
  const all = changed();
  byId("changes-part").hidden = !desk.here || desk.mode === "adjudicate";
  byId("changes-title").textContent = all.length ? `Changed: ${all.length}` : "Changed";
  byId("changes").replaceChildren(
    ...(all.length ? [el("ul", { class: "list" }, all.map(entry))] : [el("p", { class: "faint" }, without())]),
  );
}

/** The relations that are most likely wrong, least sure first: as many as there are wrong ones to be expected. */
function drawDoubtful() {
  const its = doubtful();
  byId("check-part").hidden = !its.length;
  byId("check").replaceChildren(
    ...its.map((r) =>
      el(
        "li",
        { "aria-current": desk.focus?.relation === name(r) ? "true" : null },
        el("button", { type: "button", class: "link", onclick: () => focusOn({ relation: name(r) }) }, sentence(r)),
        el("span", { class: "faint" }, `${Math.round(r.score * 100)}% sure`),
      ),
    ),
  );
}

function without() {
  const { proposed, trouble } = desk.here ?? {};
  if (proposed === "failed") return trouble ?? "There is no proposal.";
  return (
    {
      blind: "Blind: no proposal is shown here.",
      none: "There is no proposal.",
      pending: "The proposal is being made …",
    }[proposed] ?? "Nothing: as it was proposed."
  );
}

const SIGNS = { added: "+", removed: "−", changed: "~" };

function entry(c) {
  const go =
    c.what === "removed"
      ? null
      : () => focusOn(c.relation ? { relation: name(c.relation) } : { mention: c.mention.id });
  const words = go
    ? el("button", { type: "button", class: "link", onclick: go }, worded(c))
    : el("span", {}, worded(c));
  const again =
    c.what === "removed" && !c.relational
      ? el("button", { type: "button", class: "link", onclick: () => restore(c.was) }, "put back")
      : null;
  return el("li", { class: c.what }, el("span", { class: "sign", "aria-label": c.what }, SIGNS[c.what]), words, again);
}

function worded(c) {
  if (c.relational) return sentence(c.was, desk.here.proposal);
  if (c.relation) return sentence(c.relation);
  const m = c.mention ?? c.was;
  if (c.what !== "changed") return `${m.label} ${m.text}`;
  return `${m.text}: ${c.fields.map((f) => `${fieldName(f)} ${value(c.was, f)} → ${value(m, f)}`).join(", ")}`;
}

/** What a field is called for people, and its value in a mention or relation. */
export const fieldName = (f) => (f === "entity" ? "normal form" : spoken(f));
export const value = (its, f) => (f === "span" ? its.text : (f === "row" ? rowWords(its.row) : its[f]) || "none");

function restore(m) {
  if (desk.marks.mentions.some((x) => x.start < m.end && m.start < x.end))
    return focusOn({ mention: desk.marks.mentions.find((x) => x.start < m.end && m.start < x.end).id });
  const marks = add(desk.schema, desk.marks, m);
  return edit({ marks, focus: { mention: marks.mentions.find((x) => x.start === m.start).id } });
}
