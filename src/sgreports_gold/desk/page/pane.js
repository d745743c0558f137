// The text in the middle of the desk: draws the paragraph, and handles the mouse.

import { name as relationName } from "./allowed.js";
import { current, decision } from "./adjudicating.js";
import { said } from "./arcs.js";
import { changes } from "./compare.js";
import { pick } from "./counting.js";
import { change, desk, watch } from "./desk.js";
import { byId } from "./dom.js";
import { selected } from "./editing.js";
import { mention } from "./marks.js";
import { candidates, join, target } from "./relating.js";
import { worded as rowWords } from "./rows.js";
import { TextView } from "./text.js";
import { focusOn, select, toWord } from "./walking.js";
import { wordAt } from "./words.js";

let view = null;
let held = false; // the mouse is down in the text: drawing anew would end what it selects
let late = false; // something changed while it was down
// where the mouse went down: on the mention in focus, or to pick a COUNT's unit
let pressed = { on: null, unitOf: null };

export function begin() {
  const node = byId("text");
  view = new TextView(node);
  watch(["here", "marks", "focus", "cursor", "relating", "trouble", "place", "decided"], draw);
  document.addEventListener("copy", copied);
  node.addEventListener("mousedown", down);
  node.addEventListener("dragstart", (event) => event.preventDefault());
  document.addEventListener("mouseup", letGo, true);
  node.addEventListener("mouseup", released);
  node.addEventListener("mouseover", (event) => light(node, event.target.closest("[data-id], [data-name]")));
  node.addEventListener("mouseleave", () => light(node, null));
  node.addEventListener("focusin", focused);
}

let compared = { proposal: null, marks: null, all: [] };

/** The changes against the proposal, [] where there is none to compare with. */
export function changed() {
  const { marks, mode } = desk;
  const proposal = mode === "review" ? desk.here?.proposal : null;
  if (!proposal) return [];
  if (compared.proposal !== proposal || compared.marks !== marks)
    compared = { proposal, marks, all: changes(proposal, marks) };
  return compared.all;
}

const WORTH_TELLING = 0.25; // errors expected
let doubted = { proposal: null, all: [] };

/** The proposed relations that are most likely wrong and still there, the least sure first. */
export function doubtful() {
  const proposal = desk.mode === "review" ? desk.here?.proposal : null;
  if (doubted.proposal !== proposal) {
    const all = (proposal?.relations ?? []).filter((r) => r.score < 1);
    const wrong = all.reduce((sum, r) => sum + 1 - r.score, 0);
    const n = wrong < WORTH_TELLING ? 0 : Math.max(1, Math.round(wrong)); // as the queue's reason says it
    doubted = { proposal, all: [...all].sort((a, b) => a.score - b.score).slice(0, n) };
  }
  const there = new Set(desk.marks.relations.map(relationName));
  return doubted.all.filter((r) => there.has(relationName(r)));
}

function down(event) {
  held = true;
  const it = mention(desk.marks, desk.focus?.mention);
  const on = event.target.closest("[data-id]")?.dataset.id === it?.id ? it?.id : null;
  const picks = it?.label === "COUNT" && (event.altKey || document.activeElement?.id === "unit");
  pressed = { on, unitOf: picks ? it.id : null };
}

function letGo() {
  held = false;
  setTimeout(() => late && draw());
}

function draw() {
  late = held;
  if (held) return;
  const node = byId("text");
  const inside = node.contains(document.activeElement) || document.activeElement === document.body;
  node.hidden = !desk.here;
  if (!desk.here) return;
  const against = changed();
  const { scrollTop: top } = byId("reading");
  view.draw({
    ...look(against),
    points: desk.points,
    marks: desk.marks,
    focus: desk.focus,
    selected: selected(),
    arcClasses,
  });
  const moved = isElsewhere();
  if (inside) hold(node, moved);
  if (!moved) byId("reading").scrollTop = top;
}

let place = {};

/** Whether the person went elsewhere since this was asked last. An answer of the server alone moves no view. */
function isElsewhere() {
  const { here, focus, cursor, relating, place: difference } = desk;
  const now = { here: here?.index, focus, cursor, relating, difference };
  const moved = Object.keys(now).some((part) => now[part] !== place[part]);
  place = now;
  return moved;
}

/** Puts the browser's focus where the desk's is, and brings it into view unless `moved` is false. */
export function hold(node = byId("text"), moved = true) {
  const its = desk.relating ? { mention: desk.relating.to } : desk.focus;
  const piece = its?.mention
    ? view.node.querySelector(`[data-id="${CSS.escape(its.mention)}"]`)
    : its?.relation
      ? arc(its.relation)
      : null;
  const shown = piece ?? node.querySelector(".selected");
  (piece ?? node).focus({ preventScroll: true });
  if (moved) shown?.scrollIntoView({ block: "nearest" });
}

const arc = (named) => [...view.node.querySelectorAll(".said")].find((said) => said.dataset.name === named);

/** What both the desk's text and the sides' have in common: labels, and how things are read out. */
export const telling = (marks) => ({
  labels: Object.keys(desk.schema.labels),
  symmetric: (type) => desk.schema.relations[type]?.symmetric,
  tell: (r) => [mention(marks, r.subject).text, said(r), mention(marks, r.object).text].join(" "),
  name: (m) =>
    [m.text, m.label, m.kind, m.entity ?? "no normal form", m.unit, m.unit_from, m.event, rowWords(m.row), m.note]
      .filter(Boolean)
      .join(", "),
});

function look(against) {
  const state = new Map(against.filter((c) => c.mention).map((c) => [c.mention.id, c.what]));
  const refused = new Set(desk.trouble.map((t) => t.mention));
  const may = desk.relating ? new Set(candidates(desk.relating.from).map((m) => m.id)) : null;
  const r = desk.marks.relations.find((x) => relationName(x) === desk.focus?.relation);
  return {
    ...telling(desk.marks),
    ghosts: against.filter((c) => c.what === "removed" && !c.relational).map((c) => c.was),
    sought: sought(),
    badge: (m) => (refused.has(m.id) ? "! " : ({ added: "+ ", changed: "~ " }[state.get(m.id)] ?? "")),
    classes: (m) => [
      state.has(m.id) && "changed",
      refused.has(m.id) && "refused",
      (r?.subject === m.id || r?.object === m.id) && "end",
      desk.relating &&
        (m.id === desk.relating.from ? "from" : m.id === desk.relating.to ? "to" : may.has(m.id) ? "may" : "may-not"),
    ],
  };
}

// The place of the difference in view, while it is open.
function sought() {
  const d = desk.mode === "adjudicate" && !desk.here.locked ? current() : null;
  return d && !d.relation && !decision(d) ? { start: d.start, end: d.end } : null;
}

function arcClasses(named, r) {
  const refused = [
    ...(desk.trouble.some((t) => t.relation === named) ? ["refused"] : []),
    ...(doubtful().some((its) => relationName(its) === named) ? ["doubtful"] : []),
  ];
  const its = desk.focus?.mention;
  if (desk.focus?.relation) return [...refused, desk.focus.relation === named ? "lit" : "dim"];
  return its && (r.subject === its || r.object === its) ? [...refused, "near"] : refused;
}

function focused(event) {
  const id = event.target.dataset?.id;
  if (id && !desk.relating && desk.focus?.mention !== id && !desk.cursor) change({ focus: { mention: id } });
}

/**
 * A click goes to a mention or relation, or picks a target; a drag selects words, or joins the mention in focus to
 * another; a click on a word selects it.
 */
function released(event) {
  if (event.button !== 0) return null;
  const id = event.target.closest("[data-id]")?.dataset.id;
  const dragged = view.chosen();
  if (dragged) getSelection().removeAllRanges();
  if (pressed.unitOf) return picked(event, dragged);
  if (pressed.on && id && id !== pressed.on && join(pressed.on, id)) return null;
  if (dragged && !(event.detail > 1 && within(dragged, mention(desk.marks, id))))
    return select(dragged.start, dragged.end);
  const named = event.target.closest("[data-name]");
  if (named) return focusOn({ relation: named.dataset.name });
  if (id) return desk.relating ? target(id) : focusOn({ mention: id });
  return clicked(event);
}

// A double click is the browser's way to select a word: in a mention it means the mention.
const within = (span, it) => it && span.start >= it.start && span.end <= it.end + 1;

/** The words dragged over, or the word clicked, become the unit. */
function picked(event, dragged) {
  const point = dragged ? dragged.start : pointOf(event);
  return point === null ? null : pick(pressed.unitOf, point, dragged ? dragged.end : point + 1);
}

/** The place in the text under the mouse, or null. */
function pointOf(event) {
  const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const place = at?.offsetNode ?? document.caretRangeFromPoint?.(event.clientX, event.clientY)?.startContainer;
  const units = at?.offset ?? document.caretRangeFromPoint?.(event.clientX, event.clientY)?.startOffset;
  return place && event.target.closest("[data-start]") ? view.pointAt(place, units) : null;
}

function clicked(event) {
  const point = pointOf(event);
  if (point === null) return change({ cursor: null, relating: null, choosing: null });
  if (event.shiftKey && desk.cursor) return toWord(wordAt(desk.words, point), true);
  return select(point, point + 1);
}

/** The words selected here are no selection of the browser's; they can be copied all the same. */
function copied(event) {
  const span = getSelection().isCollapsed && selected();
  if (!span || event.target.closest("input, textarea")) return;
  event.clipboardData.setData("text/plain", desk.points.slice(span.start, span.end));
  event.preventDefault();
}

/** Lights up an arc with its ends, or all arcs of a mention. */
function light(node, it) {
  for (const lit of node.querySelectorAll(".hover")) lit.classList.remove("hover");
  const { name, id } = it?.dataset ?? {};
  const its = desk.marks.relations.filter(
    (r) => relationName(r) === name || (id && (r.subject === id || r.object === id)),
  );
  const names = new Set(its.map(relationName));
  const ends = new Set(name ? its.flatMap((r) => [r.subject, r.object]) : []);
  for (const part of node.querySelectorAll("[data-name]")) part.classList.toggle("hover", names.has(part.dataset.name));
  for (const part of node.querySelectorAll("[data-id]")) part.classList.toggle("hover", ends.has(part.dataset.id));
}

/** The word cursor a line up or down. */
export function line(by, extend) {
  const place = view.beside(desk.words[desk.cursor.head].start, by);
  if (place !== null) toWord(wordAt(desk.words, place), extend);
}

/** The mention nearest to the one in focus, on the next line up or down that has one. */
export function mentionBeside(by) {
  const it = mention(desk.marks, desk.focus?.mention);
  if (!it) return focusOn(desk.marks.mentions.length ? { mention: desk.marks.mentions.at(by > 0 ? 0 : -1).id } : null);
  const from = view.lineOf(it.start);
  const others = desk.marks.mentions.map((m) => [m, (view.lineOf(m.start) - from) * by]).filter(([, away]) => away > 0);
  const least = Math.min(...others.map(([, away]) => away));
  const x = view.x(it);
  const near = others
    .filter(([, away]) => away === least)
    .sort(([a], [b]) => Math.abs(view.x(a) - x) - Math.abs(view.x(b) - x))[0];
  return near && focusOn({ mention: near[0].id });
}

/** The place of a menu about a mention: below its first piece, in pixels of the window. */
export const boxOf = (id) => view.node.querySelector(`[data-id="${CSS.escape(id)}"]`)?.getBoundingClientRect();
