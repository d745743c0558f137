// Going through the paragraph: from mention to mention, relation to relation, word to word.

import { name } from "./allowed.js";
import { change, desk, say } from "./desk.js";
import { respan } from "./editing.js";
import { mention } from "./marks.js";
import { candidates, target } from "./relating.js";
import { stretches } from "./stretches.js";
import { moveEdge, wordAt, wordBeginning } from "./words.js";

/** Puts a mention or relation into focus: {mention: id} or {relation: name}. */
export const focusOn = (focus) => change({ focus, cursor: null, choosing: null, latest: null, says: "" });

/**
 * The next mention, or relation where one is in focus, or target where one is sought. False at the end, so that Tab can
 * leave the text.
 */
export function walk(by) {
  if (desk.relating) return walkTargets(by);
  if (desk.focus?.relation) return walkRelations(by);
  const all = desk.marks.mentions;
  const next = all[fromHere(all, by)];
  if (next) focusOn({ mention: next.id });
  else if (by > 0 && all.length) say("That was the last mention: Enter accepts.");
  return Boolean(next);
}

function fromHere(all, by) {
  const at = all.findIndex((m) => m.id === desk.focus?.mention);
  if (at >= 0 && !desk.cursor) return at + by;
  if (!desk.cursor) return by > 0 ? 0 : all.length - 1;
  const word = desk.words[desk.cursor.head];
  return by > 0 ? all.findIndex((m) => m.start >= word.start) : all.findLastIndex((m) => m.end <= word.start);
}

function walkTargets(by) {
  const all = candidates(desk.relating.from);
  const at = all.findIndex((m) => m.id === desk.relating.to);
  target(all[(at + by + all.length) % all.length].id);
  return true;
}

function walkRelations(by) {
  const all = desk.marks.relations;
  const next = all[all.findIndex((r) => name(r) === desk.focus.relation) + by];
  if (next) focusOn({ relation: name(next) });
  return Boolean(next);
}

/** The next of the relations of the mention in focus, or of all; from the last one back to the mention. */
export function relations() {
  const here = desk.focus?.relation;
  const of = desk.focus?.mention ?? desk.walked;
  const its = desk.marks.relations.filter((r) => !of || r.subject === of || r.object === of);
  const all = its.length && (!here || its.some((r) => name(r) === here)) ? its : desk.marks.relations;
  if (!all.length) return say("This paragraph has no relations; r draws one.");
  const next = all[(all.findIndex((r) => name(r) === here) + 1) % all.length];
  change({
    focus: { relation: name(next) },
    cursor: null,
    walked: of,
    says: its.length || !of ? "" : "This mention has no relations: these are the paragraph's.",
  });
}

/** From words, a relation or a target that is sought, back to the mention; then to nothing. */
export function back() {
  if (desk.relating || desk.choosing) return change({ relating: null, choosing: null, says: "" });
  if (desk.cursor) return change({ cursor: null, focus: desk.resume, says: "" });
  if (desk.focus?.relation) {
    const r = desk.marks.relations.find((x) => name(x) === desk.focus.relation);
    return focusOn({ mention: desk.walked && mention(desk.marks, desk.walked) ? desk.walked : r.subject });
  }
  return change({ focus: null, says: "" });
}

/** The word cursor: on the word after the mention in focus, else on the first word. */
export function words() {
  if (!desk.words.length) return;
  const it = mention(desk.marks, desk.focus?.mention);
  const at = it ? wordAt(desk.words, it.end) : 0;
  cursor(
    { anchor: at, head: at },
    "Arrows or first letters move, Shift extends, 1–6 label, = takes a unit, Esc leaves.",
  );
}

// While words are selected no mention is in focus, so that no key can mean the wrong one.
const cursor = (to, says) =>
  change({ cursor: to, relating: null, choosing: null, focus: null, resume: desk.focus ?? desk.resume, says });

/** Moves the cursor to a word, or the end of the selection where `extend`. */
export function toWord(at, extend) {
  if (!desk.cursor) return words();
  const head = Math.max(0, Math.min(desk.words.length - 1, at));
  return change({ cursor: { anchor: extend ? desk.cursor.anchor : head, head } });
}

/** The next word that begins with the letters typed in a row; where there is none, with the last of them. */
export function jump(letter) {
  const { head, typed = "" } = desk.cursor;
  const found = [
    [typed + letter, head],
    [letter, head + 1],
  ]
    .map(([letters, from]) => ({ typed: letters, at: wordBeginning(desk.points, desk.words, letters, from) }))
    .find(({ at }) => at >= 0);
  if (!found)
    return change({ cursor: { ...desk.cursor, typed: "" }, says: `No word begins with “${typed + letter}”.` });
  const { at } = found;
  return change({ cursor: { anchor: at, head: at, typed: found.typed }, says: `Begins with “${found.typed}”.` });
}

/** Selects up to the next word that begins with a letter; another press goes on to the next one. */
export function reach(letter) {
  const { anchor, head } = desk.cursor;
  const at = wordBeginning(desk.points, desk.words, letter, head + 1);
  return at > head ? change({ cursor: { anchor, head: at } }) : say(`No word after this one begins with “${letter}”.`);
}

export const byWord = (by, extend) => toWord((desk.cursor?.head ?? 0) + by, extend);

/** Selects the words that a span touches. */
export function select(start, end) {
  const touched = desk.words.map((w, i) => [w, i]).filter(([w]) => w.start < Math.max(end, start + 1) && w.end > start);
  if (!touched.length) return change({ cursor: null });
  return cursor({ anchor: touched[0][1], head: touched.at(-1)[1] }, "");
}

let found = { points: null, all: [] }; // the stretches of the text that is open

/** Selects the stretch that the word cursor is in, else the next one that is not marked, and after the last the first. */
export function stretch() {
  const { points, marks, cursor: at } = desk;
  if (found.points !== points) found = { points, all: stretches(points) };
  const free = found.all.filter((s) => !marks.mentions.some((m) => m.start < s.end && m.end > s.start));
  const [here, past] = at ? edges(at) : [null, mention(marks, desk.focus?.mention)?.end ?? 0];
  const around = at && free.find((s) => s.start <= here && s.end >= past && s.end - s.start > past - here);
  const next = around || (free.find((s) => s.start >= past) ?? free[0]);
  if (!next) return say("No name, number or date is left that its letters show; w goes word by word.");
  select(next.start, next.end);
  return say(
    `${next.start < past && !around ? "From the beginning again. " : ""}1–6 label, Shift+arrows or a capital change the end, space goes on.`,
  );
}

/** Where the words selected start and end. */
const edges = ({ anchor, head }) => {
  const [first, last] = [anchor, head].sort((a, b) => a - b);
  return [desk.words[first].start, desk.words[last].end];
};

/** Moves the start or end of the mention in focus by a word, up to its neighbours. */
export function edge(which, by) {
  const it = mention(desk.marks, desk.focus?.mention);
  if (!it) return say("Go to a mention first (Tab): [ ] move its end, { } its start.");
  const moved = moveEdge(desk.points, desk.words, it, which, by);
  if (!moved) return say(`The ${which} cannot go further.`);
  const other = desk.marks.mentions.find((m) => m.id !== it.id && m.start < moved.end && m.end > moved.start);
  if (other) return say(`That word belongs to “${other.text}”. Select both and label them to make them one.`);
  return respan(it, moved);
}
