// Going from paragraph to paragraph: opening, accepting, the next one.

import * as adjudicating from "./adjudicating.js";
import * as api from "./api.js";
import { asks } from "./asking.js";
import { change, desk, say } from "./desk.js";
import { passes } from "./filtering.js";
import { diskSays, history, save, saving, settled } from "./editing.js";
import { left } from "./keeping.js";
import { Points } from "./offsets.js";
import { snap, words } from "./words.js";

const ahead = new Map(); // paragraphs asked for before they are needed, by index
const EMPTY = { mentions: [], relations: [] };

/**
 * Asks for the queue until the reports are read, then opens the first paragraph that is left, or the one in the
 * address.
 */
export async function begin() {
  const start = await api.start();
  const { labels, relations, rulings, annotator, folder, mode, sides, loading, queue, progress } = start;
  change({ schema: { labels, relations, rulings }, annotator, folder, mode, sides, loading, queue, progress });
  if (loading) return setTimeout(() => begin().catch((trouble) => say(trouble.message)), 500);
  if (!queue.length) return say("The queue is empty: there is no paragraph to review.");
  const asked = Number(location.hash.slice(1));
  const taken = await takeOver();
  await open(location.hash && queue[asked] ? asked : (queue.find((item) => item.state !== "done") ?? queue[0]).index);
  return taken && say(taken);
}

/** Hands what an earlier desk of this folder could not save to this one; a sentence about it, or null. */
async function takeOver() {
  const places = new Map(desk.queue.map((item) => [`${item.document} ${item.paragraph}`, item.index]));
  let n = 0;
  for (const { version, ...body } of left()) {
    const index = places.get(`${body.document} ${body.paragraph}`);
    if (index === undefined) continue; // it waits for a queue that has it
    saving.takeOver(index, { ...body, index }, version);
    n += 1;
  }
  if (!n) return null;
  await saving.flush();
  return `${n === 1 ? "One paragraph" : `${n} paragraphs`} that the desk had not saved before ${n === 1 ? "was" : "were"} taken over.`;
}

let sought = 0; // how often a paragraph was asked for: an answer that comes after the next question moves nothing

/** Opens a paragraph of the queue, unless another is asked for meanwhile. */
export async function open(index) {
  const mine = (sought += 1);
  await settled();
  if (mine !== sought) return;
  if (desk.here && desk.here.index !== index) saving.flush(desk.here.index);
  const here = await fetched(index);
  if (!here || mine !== sought) return;
  if (!saving.pending.has(index) && !saving.stopped.has(index)) saving.versions.set(index, here.version ?? "");
  globalThis.history.replaceState(null, "", `${location.search}#${index}`);
  arrive(here);
  lookAhead();
  if (here.proposed === "pending") awaited(here);
}

/** Opens a paragraph by its name; one that the queue does not have comes to its end. False where that cannot be. */
export async function openNamed(document, paragraph) {
  const before = sought;
  const item = await api.place(document, paragraph).catch((trouble) => void say(trouble.message));
  if (!item) return false;
  if (!desk.queue[item.index]) change({ queue: [...desk.queue, item] });
  if (before !== sought) return false;
  await open(item.index);
  return true;
}

/** Asks for a proposal that is still being made, until it is there or another answer takes its place. */
export function awaited(here) {
  setTimeout(async () => {
    const now = await api.paragraph(here.index).catch(() => here);
    if (desk.here !== here) return;
    if (now.proposed === "pending") awaited(here);
    else come(now);
  }, 700);
}

/**
 * Shows a proposal that comes late. What the person is at stays: words selected, and in a paragraph that was touched the
 * marks too; there the proposal is listed beside them.
 */
function come(now) {
  const { here, cursor, resume } = desk;
  const { proposal, proposed, trouble } = now;
  if (!untouched()) change({ here: { ...here, proposal, proposed, trouble } });
  else arrive(now);
  if (cursor) change({ cursor, resume, focus: null });
  if (proposed !== "ready") return say(trouble ?? "There is no proposal.");
  return say(
    untouched()
      ? "The proposals are there."
      : "The proposals are there: see Changed for what they have and you have not.",
  );
}

async function fetched(index) {
  const early = ahead.get(index);
  ahead.clear();
  try {
    return await (early ?? api.paragraph(index));
  } catch (trouble) {
    if (trouble.status !== 409) return (say(trouble.message), null);
    const { document, paragraph, why, state, note } = desk.queue[index];
    const lost = {
      index,
      document,
      paragraph,
      why,
      state,
      note,
      title: "",
      section: [],
      text: "",
      locked: trouble.message,
    };
    return {
      ...lost,
      proposal: null,
      proposed: "none",
      saved: null,
      sides: null,
      first: null,
      before: null,
      after: null,
      page: null,
    };
  }
}

/** Shows a paragraph as it was left here, else as it was saved, else as it is proposed. */
function arrive(here) {
  const points = new Points(here.text);
  const all = words(points);
  const mine = saving.bodies.get(here.index);
  const step = history(here.index, {
    marks: mine ? { mentions: mine.mentions, relations: mine.relations } : (here.saved ?? here.proposal ?? EMPTY),
    note: (mine ?? here).note ?? null,
    focus: null,
    decided: new Map(),
    checks: new Map(),
  }).present;
  const state =
    saving.stopped.get(here.index) ??
    (saving.pending.has(here.index) ? saving.why : here.saved ? "saved" : "untouched");
  change({
    here,
    points,
    words: all,
    snapped: (start, end) => snap(points, all, start, end),
    ...step,
    cursor: null,
    relating: null,
    choosing: null,
    accepted: null,
    drawn: here.index === desk.here?.index ? desk.drawn : null,
    trouble: [],
    place: 0,
    done: here.state === "done",
    saving: state,
    stuck: saving.stuck(here.index),
    says: here.locked ?? here.trouble ?? "",
  });
  const first = step.marks.mentions[0];
  if (!adjudicating.begin()) change({ focus: first ? { mention: first.id } : null });
  if (saving.stopped.has(here.index)) save(); // so that what stopped it is said again
}

const untouched = () => desk.saving === "untouched";

/** The next paragraph that is not accepted, after this one and then from the beginning; null where all are. */
function nextOpen() {
  const at = desk.here?.index ?? -1;
  const left = desk.queue.filter((item) => item.state !== "done" && item.index !== at && passes(item));
  return left.find((item) => item.index > at) ?? left[0] ?? null;
}

function lookAhead() {
  const next = nextOpen();
  if (next && !ahead.has(next.index)) {
    const early = api.paragraph(next.index);
    early.catch(() => ahead.delete(next.index));
    ahead.set(next.index, early);
  }
}

/** Accepts the paragraph as it is; goes on once the server has taken it. */
export async function accept() {
  if (!desk.here || desk.here.locked) return say(desk.here?.locked ?? "No paragraph is open.");
  if (desk.here.proposed === "pending" && untouched()) return say("The proposal is still being made; a moment.");
  await settled();
  if (asks()) return null;
  const { index } = desk.here;
  const before = sought;
  save(true);
  const state = await saving.flush(index);
  if (before !== sought || desk.here.index !== index || state === "conflict") return null;
  if (state === "refused" || !desk.done) return toTrouble();
  const next = nextOpen();
  if (next) await open(next.index);
  else if (Object.values(desk.filter).some(Boolean))
    say("That was the last one of those listed: the filter hides others.");
  else say("That was the last one: every paragraph of the queue is accepted.");
  if (state === "disk") say(diskSays());
  if (state === "offline")
    say("The desk does not answer. What you did is kept in this tab and sent again: leave it open.");
  change({ accepted: index });
  return null;
}

/** Brings what was refused into focus. */
function toTrouble() {
  const { mention, relation } = desk.trouble.find((t) => t.mention || t.relation) ?? {};
  if (mention || relation) change({ focus: mention ? { mention } : { relation } });
  return null;
}

/** Takes back the acceptance that was given a moment ago, wherever that paragraph is; false where there is none. */
export function takeBack() {
  const { accepted } = desk;
  if (accepted === null) return false;
  change({ accepted: null });
  return againOpen(accepted);
}

async function againOpen(index) {
  if (desk.here.index !== index) await open(index);
  if (desk.here.index !== index) return;
  save(false);
  say("The acceptance is taken back: a draft again.");
}

/** Makes an accepted paragraph a draft again. */
export const reopen = () => (desk.done ? save(false) : say("This paragraph is not accepted yet."));

/** The neighbour in the queue, whatever its state. */
export function step(by) {
  const at = desk.here?.index ?? 0;
  const next =
    by > 0 ? desk.queue.find((i) => i.index > at && passes(i)) : desk.queue.findLast((i) => i.index < at && passes(i));
  return next
    ? open(next.index)
    : say(by > 0 ? "This is the last paragraph of the queue." : "This is the first paragraph of the queue.");
}
