// Changes of the paragraph's marks: each is a step that can be undone, and is saved at once.

import * as api from "./api.js";
import { name } from "./allowed.js";
import { choose } from "./choosing.js";
import { change, desk, say } from "./desk.js";
import { History } from "./history.js";
import { forget, keep, keepSteps, stepsOf } from "./keeping.js";
import * as marks from "./marks.js";
import { Saving } from "./saving.js";
import { spoken } from "./dom.js";

const histories = new Map();
let disk = ""; // what the disk said when it last refused
export const saving = new Saving(
  api.save,
  {
    state: (index, word) =>
      change({ ...(index === desk.here?.index && { saving: word }), stuck: saving.stuck(desk.here?.index) }),
    saved,
    refused,
    conflict,
    disk: (sentence) => {
      if (disk !== sentence) say(upper(sentence));
      disk = sentence;
    },
  },
  { keep, forget },
);

/** The history of a paragraph; a new one begins where the server has something else than was left there. */
export function history(index, present) {
  const old = histories.get(index);
  if (old && (saving.pending.has(index) || saving.stopped.has(index) || same(old.present, present))) return old;
  const kept = old ? null : stepsOf(desk.queue[index]);
  histories.set(index, Object.assign(new History(present), kept && same(kept.present, present) ? kept : {}));
  return histories.get(index);
}

addEventListener("pagehide", () => keepSteps([...histories].map(([index, steps]) => [desk.queue[index], steps])));

const same = (a, b) => a.note === b.note && JSON.stringify(marks.bare(a.marks)) === JSON.stringify(marks.bare(b.marks));

/**
 * A step: new marks, note or focus. Steps with the same `joint` are undone together. Says how many relations went with
 * it. With `aside` what the person is at (words selected, a relation being drawn) stays as it is.
 */
export function edit(next, { joint = null, says = "", aside = false } = {}) {
  if (!desk.here || desk.here.locked) return say(desk.here?.locked ?? "No paragraph is open.");
  const { marks: its, note, focus, decided, checks } = { ...desk, ...next };
  const step = { marks: its, note, focus, decided, checks };
  const lost = desk.marks.relations.length - step.marks.relations.length;
  const gone = lost > 0 ? `${lost} ${lost === 1 ? "relation" : "relations"} removed with it; u undoes.` : "";
  const reopened = desk.done && its !== desk.marks;
  histories.get(desk.here.index).push(step, joint, { focus: desk.focus, cursor: desk.cursor, resume: desk.resume });
  if (aside) change({ marks: its, note, checks, accepted: null });
  else show(step, says || gone);
  if (reopened) say([desk.says, "This is a draft again: Enter accepts it."].filter(Boolean).join(" "));
  return save(desk.done && !reopened);
}

function show({ cursor = null, resume = null, ...step }, says) {
  const { mentions, relations } = step.marks;
  const there =
    step.focus &&
    (mentions.some((m) => m.id === step.focus.mention) || relations.some((r) => name(r) === step.focus.relation));
  change({
    ...step,
    focus: there ? step.focus : null,
    cursor,
    resume,
    relating: null,
    choosing: null,
    accepted: null,
    trouble: lacking(step.marks),
    says,
  });
}

/** Sends the paragraph as it is now. */
export function save(done = desk.done) {
  change({ done });
  const { index, document, paragraph, hash } = desk.here;
  const body = { index, document, paragraph, hash, ...marks.bare(desk.marks), done, note: desk.note };
  saving.put(index, body);
}

export const undo = () => turnTo("undo", "Undone.");
export const redo = () => turnTo("redo", "Done again.");

function turnTo(which, says) {
  const step = histories.get(desk.here?.index)?.[which]();
  if (!step) return say(`Nothing to ${which}.`);
  const stays = desk.done && step.marks === desk.marks;
  show(step, says);
  return save(stays);
}

/** Labels the words selected, or gives the mention in focus another label; then asks for its normal form. */
export function label(number) {
  const chosen = Object.keys(desk.schema.labels)[number - 1];
  const span = selected();
  if (!chosen) return null;
  if (!span && !desk.focus?.mention)
    return say("Select words first (w, then arrows; or drag), or go to a mention (Tab).");
  const next = span
    ? marks.label(desk.schema, desk.points, desk.marks, span, chosen)
    : marks.relabel(desk.schema, desk.marks, desk.focus.mention, chosen);
  const it = span ? next.mentions.find((m) => m.start === span.start) : marks.mention(next, desk.focus.mention);
  edit({ marks: next, focus: { mention: it.id }, checks: without(it.id) });
  const lost = desk.says;
  if (it.label === "COUNT" && !it.event) choose("event", it);
  if (lost) say(lost);
  return it.entity === null ? meanwhile(propose(it).then(() => askKind(it.id))) : null;
}

/** Opens the menu of kinds for a mention that was just labelled, where nothing says its kind and nothing else was begun. */
function askKind(id) {
  const it = marks.mention(desk.marks, id);
  const busy = desk.cursor || desk.relating || desk.choosing || document.activeElement?.closest("input, textarea");
  if (it && !it.kind && desk.schema.labels[it.label].kinds.length && desk.focus?.mention === id && !busy)
    change({
      choosing: { of: "kind", id, at: -1 },
      says: `What is “${it.text}”? A number takes one; Esc leaves it open.`,
    });
}

/** Marks the words of the mention in focus wherever else the paragraph has them. */
export function repeat() {
  const it = marks.mention(desk.marks, desk.focus?.mention);
  if (!it) return say("Go to a mention first (Tab).");
  if (it.label === "COUNT") return say("What a count is depends on its sentence: mark each.");
  const next = marks.repeated(desk.schema, desk.points, desk.words, desk.marks, it);
  const more = next.mentions.length - desk.marks.mentions.length;
  if (!more) return say(`“${it.text}” stands nowhere else here unmarked.`);
  return edit(
    { marks: next, focus: { mention: it.id } },
    { says: `“${it.text}” is marked ${more === 1 ? "once" : `${more} times`} more; u undoes.` },
  );
}

/**
 * Moves the edges of a mention. Other words may be another name: its normal form and kind are suggested anew, and it is
 * asked for before the paragraph is accepted. The words that it had before bring back what they had.
 */
export function respan(it, moved) {
  const next = marks.span(desk.schema, desk.points, desk.marks, it.id, moved);
  const now = marks.mention(next, it.id);
  const was = desk.checks.get(it.id) ?? { text: it.text, entity: it.entity, kind: it.kind };
  if (now.text !== was.text) {
    edit({ marks: next, checks: new Map(desk.checks).set(it.id, was) });
    return meanwhile(propose(now));
  }
  const { entity, kind } = was;
  return edit({ marks: marks.fill(desk.schema, next, it.id, { entity, kind }), checks: without(it.id) });
}

/** The corrected mentions whose normal form nobody has looked at, without the one of that id. */
function without(id) {
  return new Map([...desk.checks].filter(([its]) => its !== id));
}

/** Remembers that the normal form of a corrected mention was looked at. */
export const looked = (id) => desk.checks.has(id) && change({ checks: without(id) });

const NAMES = ["AGENCY", "INSTRUMENT", "PROGRAMME"]; // what a short form may stand for

let waiting = Promise.resolve();

/** Remembers what is still asked of the registry for this paragraph: it is not left before that is answered. */
export const meanwhile = (asked) => (waiting = Promise.all([waiting, asked]));
export const settled = () => waiting;

/** Fills in the registry's own answer to the words of a mention, as part of the step that gave it these words. */
async function propose(it) {
  const index = desk.here.index;
  const joint = `words ${it.id} ${it.label} ${it.start} ${it.end}`;
  histories.get(index).joint = joint;
  const found = await api.suggest(it.label, "", it.text, index).then(
    (answer) => answer.suggestions[0],
    () => null,
  );
  const now = marks.mention(desk.marks, it.id);
  const same = now && now.entity === it.entity && now.label === it.label && now.text === it.text;
  if (desk.here.index !== index || !same) return;
  if (it.label === "YEAR" && !found?.covers) return unread(it, joint);
  if (!found) return;
  const named = NAMES.includes(it.label) && marks.precedent(desk.marks, it);
  if (named && (named.text === it.text || found.entity.startsWith("name/")))
    Object.assign(found, { entity: named.entity, kind: named.kind });
  const sure = ["YEAR", "COUNT"].includes(it.label) || found.entity === it.entity;
  const values = {
    ...filled(it, found),
    ...(it.unit && { unit: it.unit }),
    ...(now.kind !== it.kind && { kind: now.kind }),
  };
  edit(
    { marks: marks.fill(desk.schema, desk.marks, it.id, values), checks: sure ? without(it.id) : desk.checks },
    { joint, aside: true },
  );
}

/** Has a date asked for before the paragraph is accepted: nothing reads all of its words. */
function unread(it, joint) {
  if (desk.checks.has(it.id)) return;
  const { text, entity, kind } = it;
  edit({ checks: new Map(desk.checks).set(it.id, { text, entity, kind, unread: true }) }, { joint, aside: true });
}

/** The values of a suggestion that a mention of this label can take. */
export function filled(it, { entity, kind, unit }) {
  const kinds = desk.schema.labels[it.label].kinds;
  return { entity, ...(kinds.includes(kind) && { kind }), ...(unit !== null && it.label === "COUNT" && { unit }) };
}

/** Other values of a mention; `joint` keeps typing in one field one step. A menu that asks for one of them is answered. */
export function fill(id, values, joint = null) {
  if (desk.choosing?.id === id && desk.choosing.of in values) change({ choosing: null, says: "" });
  return edit(
    { marks: marks.fill(desk.schema, desk.marks, id, values), checks: "entity" in values ? without(id) : desk.checks },
    { joint, aside: true },
  );
}

/** The span of the words selected, or null. */
export function selected() {
  if (!desk.cursor) return null;
  const [first, last] = [desk.cursor.anchor, desk.cursor.head].sort((a, b) => a - b).map((i) => desk.words[i]);
  return desk.snapped(first.start, last.end);
}

function saved(index, answer) {
  const queue = desk.queue.map((item) => (item.index === index ? { ...item, ...answer.item } : item));
  const left = answer.state === "done" ? [] : lacking(desk.marks);
  change({
    queue,
    progress: answer.progress,
    ...(index === desk.here?.index && desk.trouble.length !== left.length && { trouble: left }),
    ...(disk && desk.says === upper(disk) && { says: "Saved: the disk has room again." }),
  });
  disk = "";
}

/** What acceptance asked for of mentions and relations that are still as they were. */
const lacking = ({ mentions, relations }) =>
  desk.trouble.filter((t) => t.asked && (mentions.includes(t.its) || relations.includes(t.its)));

/** What the disk says, as long as it refuses. */
export const diskSays = () => upper(disk);

const upper = (sentence) => `${sentence[0].toUpperCase()}${sentence.slice(1)}.`;

function conflict(index, answer, body) {
  if (index === desk.here?.index) change({ conflict: { answer, body } });
  else say(`${body.document} ¶${body.paragraph} was saved elsewhere too: go back to choose which is kept.`);
}

/** What cannot be accepted yet is kept as a draft; what cannot be kept at all waits until it is mended. */
function refused(index, errors, body) {
  const asked = body.done;
  const trouble = errors.map((e) => ({ ...e, ...subject(e.at, body), asked }));
  const says = trouble.map((t) => [named(t, body), t.what].filter(Boolean).join(": ")).join("; ");
  const here = index === desk.here?.index;
  if (asked) saving.put(index, { ...body, done: false });
  if (here)
    change({
      trouble: trouble.map(withOwn),
      done: false,
      says: `${asked ? "Not accepted yet, kept as a draft" : "Not saved"}. ${says}.`,
    });
  else say(`${body.document} ¶${body.paragraph} was not ${asked ? "accepted" : "saved"}: ${says}.`);
}

/** Trouble with the mention or relation as it is now: another value may end it. */
const withOwn = (t) => ({
  ...t,
  its: marks.mention(desk.marks, t.mention) ?? desk.marks.relations.find((r) => name(r) === t.relation),
});

/** The words of the mention or relation that was refused. */
function named({ mention, relation }, body) {
  const r = relation && body.relations.find((its) => name(its) === relation);
  return r ? sentence(r, body) : mention && `“${marks.mention(body, mention).text}”`;
}

function subject(at, body) {
  if (/^r\d+$/.test(at)) return { relation: name(body.relations[Number(at.slice(1))] ?? {}) };
  return body.mentions.some((m) => m.id === at) ? { mention: at } : {};
}

/** A relation as a sentence. */
export function sentence(r, its = desk.marks) {
  const words = (id) => marks.mention(its, id)?.text ?? "?";
  const extra = [r.role, r.polarity === "negated" && "negated", r.modality === "planned" && "planned"]
    .filter(Boolean)
    .join(", ");
  return `${words(r.subject)} ${spoken(r.type)} ${words(r.object)}${extra ? ` (${extra})` : ""}`;
}
