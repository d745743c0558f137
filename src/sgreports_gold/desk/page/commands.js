// What a key or a button does, by name. A command that answers false lets the browser do what it does with the key.

import * as adjudicating from "./adjudicating.js";
import * as choosing from "./choosing.js";
import * as counting from "./counting.js";
import { desk, say } from "./desk.js";
import { edit, fill, label, redo, repeat as repeatMark, undo } from "./editing.js";
import { drop, mention } from "./marks.js";
import { accept, reopen, step, takeBack } from "./opening.js";
import * as pane from "./pane.js";
import * as relating from "./relating.js";
import * as rows from "./rows.js";
import { open as ruling } from "./ruling.js";
import * as walking from "./walking.js";

const here = () => mention(desk.marks, desk.focus?.mention);

/** What the open menu is of: values of a mention, or types of relation. */
const menu = () => (desk.choosing ? choosing : relating);

export const COMMANDS = {
  label: ({ number }) => label(number),
  next: () => walking.walk(1) || undefined,
  previous: () => walking.walk(-1) || undefined,
  tabNext: () => walking.walk(1),
  tabPrevious: () => walking.walk(-1),
  endLater: () => walking.edge("end", 1),
  endSooner: () => walking.edge("end", -1),
  startLater: () => walking.edge("start", 1),
  startSooner: () => walking.edge("start", -1),
  remove,
  words: walking.words,
  stretch: walking.stretch,
  repeatMark,
  all: () => (desk.words.length ? walking.select(0, desk.points.length) : false),
  wordNext: () => walking.byWord(1, false),
  wordPrevious: () => walking.byWord(-1, false),
  wordNextToo: () => walking.byWord(1, true),
  wordPreviousToo: () => walking.byWord(-1, true),
  lineNext: () => pane.line(1, false),
  linePrevious: () => pane.line(-1, false),
  lineNextToo: () => pane.line(1, true),
  linePreviousToo: () => pane.line(-1, true),
  below: () => pane.mentionBeside(1),
  above: () => pane.mentionBeside(-1),
  jump: ({ letter }) => walking.jump(letter),
  reach: ({ letter }) => walking.reach(letter),
  dateTarget: () => relating.targetOf("YEAR"),
  countTarget: () => relating.targetOf("COUNT"),
  chooseTarget: ({ letter }) => relating.targetBeginning(letter),
  wordFirst: () => walking.toWord(0, false),
  wordLast: () => walking.toWord(desk.words.length - 1, false),
  back: walking.back,
  relations: walking.relations,
  relate: relating.relate_,
  retype: relating.retype,
  swap: relating.swap,
  repeat: relating.repeat,
  frame: relating.frame,
  removeType,
  negate: () => relating.turn("polarity", ["affirmed", "negated"]),
  plan: () => relating.turn("modality", ["actual", "planned"]),
  role: relating.role,
  chooseUp: () => menu().mark(-1),
  chooseDown: () => menu().mark(1),
  choose: () => menu().take(),
  option: ({ number }) => menu().take(number),
  kindNext: () => kind(1),
  kindPrevious: () => kind(-1),
  entity: () => field("entity"),
  unit: () => counting.count("a unit") && field("unit"),
  unitOfWords: counting.pickSelected,
  unitNext: counting.nextUnit,
  unitFrom: counting.turnUnit,
  event: () => {
    const it = counting.count("an event");
    return it && choosing.choose("event", it);
  },
  measure: () => {
    const it = counting.count("a measure");
    return it && choosing.choose("measure", it);
  },
  years: () => {
    const it = rows.withRow("years");
    return it && choosing.choose("years", it);
  },
  country: () => {
    const it = rows.withRow("a country");
    return it && choosing.choose("country", it);
  },
  again: rows.again,
  doubt: () => field("doubt"),
  remark: () => field("note"),
  accept,
  reopen,
  later: () => step(1),
  sooner: () => step(-1),
  undo: () => takeBack() || undo(),
  redo,
  search: () => show("search"),
  filter: () => show("filter"),
  guideline: () => ruling(),
  help: () => show("help"),
  picture: () => (desk.here?.page?.images.length ? show("picture") : say("There is no page image of this paragraph.")),
  takeA: () => adjudicating.take("a"),
  takeB: () => adjudicating.take("b"),
  takeBoth: () => adjudicating.take("both"),
  takeNeither: () => adjudicating.take("neither"),
  differenceNext: () => adjudicating.walk(1),
  differencePrevious: () => adjudicating.walk(-1),
};

/** Runs a command by its name; `argument` may have a number. False where it did not apply. */
export const run = (name, argument = {}) => COMMANDS[name](argument);

/** What a command opens: a field or dialog that listens for it. */
const show = (what) => document.dispatchEvent(new CustomEvent("desk-show", { detail: what }));

function field(name) {
  if (name !== "doubt" && !here()) return say("Go to a mention first (Tab).");
  return document.dispatchEvent(new CustomEvent("desk-field", { detail: name }));
}

function remove() {
  if (desk.focus?.relation) return relating.remove();
  const it = here();
  if (!it) return say("Go to a mention (Tab) or a relation (l) first.");
  const left = desk.marks.mentions.filter((m) => m.id !== it.id);
  const next = left.find((m) => m.start > it.start) ?? left.at(-1);
  return edit({ marks: drop(desk.schema, desk.marks, it.id), focus: next ? { mention: next.id } : null });
}

/** All relations of the type of the one in focus; at a mention, of a type from the menu. */
function removeType() {
  if (desk.focus?.relation) return relating.removeAll();
  const it = here();
  if (!it || !relating.relationsOf(it.id).length)
    return say("Go to a relation (l), or a mention that has some, first.");
  return choosing.choose("removal", it);
}

function kind(by) {
  const it = here();
  if (!it) return say("Go to a mention first (Tab).");
  const kinds = desk.schema.labels[it.label].kinds;
  if (!kinds.length) return say(`${it.label} has no kinds.`);
  if (!it.kind) return choosing.choose("kind", it);
  return fill(it.id, { kind: kinds[(kinds.indexOf(it.kind) + by + kinds.length) % kinds.length] }, `kind ${it.id}`);
}
