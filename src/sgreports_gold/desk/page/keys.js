// The keys: which does what, in which state of the desk, and what the help says of it. The help shows this same table.

import { desk } from "./desk.js";
import { run } from "./commands.js";
import { SHORTCUTS } from "./relating.js";

// [keys as `event.key`, with Shift+ only for named keys and Ctrl+ for Control or Command; command; words for the help;
// the keys that the help shows for these words, where one line is about several rows]
const GENERAL = [
  ["Tab", "tabNext", "next mention (relation, target) or the one before", "Tab Shift+Tab"],
  ["Shift+Tab", "tabPrevious"],
  ["ArrowRight", "next", "the same; up and down by line", "ArrowLeft ArrowRight ArrowUp ArrowDown"],
  ["ArrowLeft", "previous"],
  ["ArrowDown", "below"],
  ["ArrowUp", "above"],
  ["Space", "stretch", "select the next name, number or date that is not marked"],
  ["w", "words", "word cursor: select without the mouse"],
  ["Shift+ArrowRight Shift+ArrowDown Shift+ArrowLeft Shift+ArrowUp", "words"],
  ["Ctrl+a", "all", "select the whole paragraph"],
  ["l", "relations", "walk the relations of this mention"],
  ["Escape", "back", "back to the mention; then to nothing"],
];
const MENTION = [
  ["1 2 3 4 5 6", "label", "label the words selected, or relabel", "1 … 6"],
  ["]", "endLater", "end one word sooner, later", "[ ]"],
  ["[", "endSooner"],
  ["}", "startLater", "start one word sooner, later", "{ }"],
  ["{", "startSooner"],
  ["e", "entity", "normal form; of a COUNT its value"],
  ["k", "kindNext", "next kind, kind before; a menu where there is none yet", "k K"],
  ["K", "kindPrevious"],
  ["o", "unit", "unit of a COUNT: write it, or click its noun"],
  ["=", "unitNext", "its noun is the unit; again: other words"],
  ["f", "unitFrom", "the unit is the number’s own, or from elsewhere"],
  ["v", "event", "event of a COUNT, from a menu: its keys stay, Enter takes the likely one"],
  ["m", "measure", "measure of a COUNT (flow, stock, …), its years, its country, from menus", "m Y P"],
  ["Y", "years"],
  ["P", "country"],
  ["g", "again", "the same as this COUNT was said before, or not"],
  ["W", "repeatMark", "the same words elsewhere in the paragraph are this too"],
  ["N", "remark", "remark on this mention"],
  ["Backspace Delete", "remove", "remove the mention or relation"],
];
const RELATION = [
  ["r", "relate", "relate: arrows choose the other end, a number the type"],
  ["c", "repeat", "the last relation again, with the mention in focus as an end"],
  ["C", "frame", "a COUNT takes the places, times and bodies of the count before it"],
  ["x", "removeType", "remove all of this type at the mention; at a mention, of a type from a menu"],
  ["t", "retype", "another type"],
  ["s", "swap", "swap subject and object"],
  ["-", "negate", "affirmed or negated"],
  ["p", "plan", "actual or planned"],
  ["y", "role", "role of a count by: agent, whose, source"],
];
const PARAGRAPH = [
  ["Enter", "accept", "accept and go on"],
  ["Shift+Enter", "reopen", "take the acceptance back"],
  [".", "later", "paragraph before, next one, as they are", ", ."],
  [",", "sooner"],
  ["n", "doubt", "note a doubt"],
  ["u Ctrl+z", "undo", "undo, without limit; right after Enter: take that back"],
  ["U Ctrl+Shift+z Ctrl+y", "redo", "do again", "U Ctrl+y"],
  ["/", "search", "search all paragraphs: words, a number, a symbol"],
  ["F", "filter", "list a part of the queue: a report, a state, a label or relation"],
  ["F1", "guideline", "what the guidelines say of the field, mention or relation at hand"],
  ["i", "picture", "page image"],
  ["?", "help", "these keys"],
];
const DIFFERENCES = [
  ["a", "takeA", "take the first’s, the second’s", "a b"],
  ["b", "takeB"],
  ["+ =", "takeBoth", "take both", "+"],
  ["0", "takeNeither", "take neither"],
  ["d", "differenceNext", "next difference, the one before", "d D"],
  ["D", "differencePrevious"],
];
const WORDS = [
  ["ArrowRight", "wordNext", "word by word, line by line", "ArrowLeft ArrowRight ArrowUp ArrowDown"],
  ["ArrowLeft", "wordPrevious"],
  ["ArrowDown", "lineNext"],
  ["ArrowUp", "linePrevious"],
  ["Shift+ArrowRight", "wordNextToo", "select more or less", "Shift+ArrowLeft … ArrowDown"],
  ["Shift+ArrowLeft", "wordPreviousToo"],
  ["Shift+ArrowDown", "lineNextToo"],
  ["Shift+ArrowUp", "linePreviousToo"],
  ["letter", "jump", "next word that begins with the letters typed", "a … z"],
  ["capital", "reach", "select up to the next word that begins with the letter", "A … Z"],
  ["Home", "wordFirst", "first word, last word", "Home End"],
  ["End", "wordLast"],
  ["=", "unitOfWords", "the words are the unit of the COUNT that was in focus"],
];
const TARGETS = [
  ["Tab ArrowRight", "next", "the other end", "ArrowLeft ArrowRight"],
  ["Shift+Tab ArrowLeft", "previous"],
  ["capital", "chooseTarget", "the next end with a word that begins with the letter", "A … Z"],
  ["@", "dateTarget", "the next date, the next count", "@ #"],
  ["#", "countTarget"],
  ["ArrowDown", "chooseDown", "the type", "ArrowUp ArrowDown"],
  ["ArrowUp", "chooseUp"],
  ["Enter", "choose", "draw it (or press its number)"],
  ["Escape", "back", "leave it"],
];

const VALUES = [
  ["ArrowDown", "chooseDown", "the one before, the next", "ArrowUp ArrowDown"],
  ["ArrowUp", "chooseUp"],
  ["Enter", "choose", "take it (or press its number or letter)"],
  ["Escape", "back", "leave it"],
];

/** The table as the help shows it: [title, [[keys, words]]]. */
export const groups = () =>
  [
    ["Walk", GENERAL],
    ["Mention", MENTION],
    ["Relation", RELATION],
    ["Paragraph", PARAGRAPH],
    ["Word cursor (w)", WORDS],
    ...(desk.mode === "adjudicate" ? [["Differences", DIFFERENCES]] : []),
    ["Drawing a relation (r)", TARGETS],
    ["Choosing from a menu (v, k, m, Y, P, x)", VALUES],
  ].map(([title, rows]) => [
    title,
    rows.filter(([, , says]) => says).map(([keys, , says, shown]) => [shown ?? keys, says]),
  ]);

/** The first key of a command, to print on its button. */
export const keyOf = (command) =>
  [GENERAL, MENTION, RELATION, PARAGRAPH, DIFFERENCES]
    .flat()
    .find((row) => row[1] === command)?.[0]
    .split(" ")[0] ?? "";

const ARROWS = {
  ArrowRight: "→",
  ArrowLeft: "←",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Backspace: "⌫",
  Escape: "Esc",
  Enter: "↵",
};

/** A key of the table in print. */
export const printed = (its) =>
  its
    .split(/\+(?=.)/)
    .map((part) => ARROWS[part] ?? (part.length > 1 || !its.includes("+") ? part : part.toUpperCase()))
    .join(" ");

const menued = () => desk.relating || desk.choosing;

function tables() {
  if (menued())
    return [desk.choosing ? VALUES : TARGETS, PARAGRAPH.filter(([, command]) => ["help", "undo"].includes(command))];
  return [
    ...(desk.cursor ? [WORDS] : []),
    ...(desk.mode === "adjudicate" ? [DIFFERENCES] : []),
    MENTION,
    GENERAL,
    RELATION,
    PARAGRAPH,
  ];
}

function named(event) {
  const control = (event.ctrlKey || event.metaKey) && !event.getModifierState("AltGraph") ? "Ctrl+" : "";
  const key = control ? event.key.toLowerCase() : event.key === " " ? "Space" : event.key;
  return `${control}${event.shiftKey && (key.length > 1 || control) ? "Shift+" : ""}${key}`;
}

/** The command of a key event and its argument, or null. */
export function command(event) {
  if (event.altKey && event.key.length > 1) return null;
  const its = named(event);
  const option = menued() && its.length === 1 ? SHORTCUTS.indexOf(its) : -1;
  if (option >= 0) return ["option", { number: option }];
  if (desk.relating && /^\p{Lu}$/u.test(its)) return ["chooseTarget", { letter: its }];
  if (desk.cursor && !menued() && /^\p{L}$/u.test(its))
    return [/\p{Lu}/u.test(its) ? "reach" : "jump", { letter: its }];
  const row = tables()
    .flat()
    .find(([keys]) => keys.split(" ").includes(its));
  return row ? [row[1], { number: Number(its) }] : null;
}

const TYPING = "input:not([type=radio]), select, textarea, [contenteditable], dialog[open] *";
const OWN = {
  Enter: "button, a, summary, [role=option]",
  " ": "body *",
  ArrowUp: "[type=radio], .scrolls",
  ArrowDown: "[type=radio], .scrolls",
  ArrowLeft: "[type=radio]",
  ArrowRight: "[type=radio]",
};

const GOING = ["accept", "later", "sooner", "undo"]; // commands that may open another paragraph
const PATIENCE = 4000; // milliseconds: after that the keys work where one is
const waiting = []; // keys that were pressed while another paragraph was being opened: they are meant for that one
let going = false;

function press(event) {
  const found = command(event);
  if (!found && event.key === " ") event.preventDefault(); // it would scroll the text away from its menu
  if (!found || (event.repeat && found[0] === "accept")) return; // a key that is held down accepts one paragraph only
  const done = run(...found);
  if (done !== false) event.preventDefault();
  if (done instanceof Promise && GOING.includes(found[0])) meantFor(done);
}

/** Keys that are pressed before a paragraph is open are meant for that one. */
export function meantFor(done) {
  going = true;
  Promise.race([done.catch(() => null), new Promise((late) => setTimeout(late, PATIENCE))]).then(arrived);
}

function arrived() {
  going = false;
  while (waiting.length && !going) {
    const event = waiting.shift();
    const field = document.activeElement?.closest(TYPING);
    if (field) type(event, field);
    else press(event);
  }
}

/** Types a key that waited into the field that a key before it has opened. */
function type(event, field) {
  const { key, code, shiftKey, ctrlKey, metaKey, altKey } = event;
  const again = { key, code, shiftKey, ctrlKey, metaKey, altKey, bubbles: true, cancelable: true };
  if (!field.dispatchEvent(new KeyboardEvent("keydown", again))) return;
  if (key.length > 1 || ctrlKey || metaKey || !field.setRangeText) return;
  field.setRangeText(key, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: key, inputType: "insertText" }));
}

/**
 * Listens for all keys: fields, dialogs and buttons keep what is theirs, and Tab walks only where the text has the
 * focus.
 */
export function listen() {
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.defaultPrevented || event.isComposing || at.closest(TYPING)) return;
    if (OWN[event.key] && at.closest(OWN[event.key]) && !at.closest("#text")) return;
    if (event.key === "Tab" && !at.closest("#text") && at !== document.body) return;
    if (going) {
      if (command(event)) event.preventDefault();
      waiting.push(event);
    } else press(event);
  });
}
