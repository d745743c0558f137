// The field of the normal form: a combobox that suggests from the registry while one types.

import * as api from "./api.js";
import { desk } from "./desk.js";
import { el } from "./dom.js";
import { fill, filled, looked, meanwhile } from "./editing.js";
import { mention } from "./marks.js";

const PAUSE = 120; // milliseconds of rest before the registry is asked
let asked = 0;

/** The field for the mention of that id; `done` is called when it is left by Enter or Escape. */
export function entityField(id, done) {
  const it = mention(desk.marks, id);
  const state = { id, its: [], at: -1, chosen: false, left: false, for: null, timer: 0, done };
  const list = el("ul", { id: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
  const input = el("input", {
    id: "entity",
    type: "text",
    value: it.entity ?? "",
    autocomplete: "off",
    spellcheck: false,
    placeholder: "unknown",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": "suggestions",
    "aria-autocomplete": "list",
    oninput: () => later(state, input.value),
    onfocus: () => ask(state, ""),
    onchange: () => commit(state, input.value.trim()),
    onblur: () => {
      state.its = [];
      draw(state);
    },
    onkeydown: (event) => pressed(state, event),
  });
  Object.assign(state, { input, list });
  return el("div", { class: "combobox" }, input, list);
}

function later(state, typed) {
  state.chosen = false;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => ask(state, typed.trim()), PAUSE);
}

async function ask(state, q) {
  const it = mention(desk.marks, state.id);
  const mine = (asked += 1);
  clearTimeout(state.timer);
  const { suggestions } = await api.suggest(it.label, q, it.text, desk.here.index).catch(() => ({ suggestions: [] }));
  if (mine !== asked || document.activeElement !== state.input) return;
  state.for = q;
  state.its = withTyped(it, suggestions, q);
  state.at = q ? 0 : state.its.findIndex((s) => s.entity === it.entity);
  draw(state);
}

// What is typed can be taken unchanged: first where it is a value or a symbol and not a search for a name.
function withTyped(it, suggestions, q) {
  const own = { entity: q, name: "as typed", kind: null, unit: null };
  if (!q && ["YEAR", "COUNT"].includes(it.label)) return suggestions;
  if (!q) return [...suggestions, ...near(it).filter((n) => !suggestions.some((s) => s.entity === n.entity))];
  const others = suggestions.filter((s) => s.entity !== q);
  return others.length < suggestions.length ? suggestions : literal(it, q) ? [own, ...others] : [...others, own];
}

/** The normal forms of this label in the paragraph, the nearest before first: a short form names what was named. */
function near(it) {
  const its = desk.marks.mentions.filter((m) => m.label === it.label && m.entity && m.id !== it.id);
  const away = (m) => (m.start < it.start ? it.start - m.start : desk.points.length + m.start);
  const all = its.sort((a, b) => away(a) - away(b));
  return all
    .filter((m, i) => all.findIndex((other) => other.entity === m.entity) === i)
    .map(({ entity, text, kind }) => ({ entity, name: text, kind, unit: null }));
}

function draw(state) {
  const { input, list, its, at } = state;
  const option = (s, i) =>
    el(
      "li",
      {
        id: `suggestion-${i}`,
        role: "option",
        "aria-selected": String(i === at),
        onmousedown: (event) => {
          event.preventDefault();
          take(state, i);
        },
      },
      el("span", { class: "its" }, s.entity),
      el("span", { class: "name" }, s.name ?? ""),
    );
  list.replaceChildren(...its.map(option));
  list.hidden = !its.length;
  input.setAttribute("aria-expanded", String(!list.hidden));
  if (at >= 0 && its.length) input.setAttribute("aria-activedescendant", `suggestion-${at}`);
  else input.removeAttribute("aria-activedescendant");
  list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
}

function pressed(state, event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by && state.its.length) {
    state.at = state.at < 0 && by < 0 ? state.its.length - 1 : (state.at + by + state.its.length) % state.its.length;
    state.chosen = true;
    draw(state);
  } else if (event.key === "Enter") {
    enter(state);
  } else if (event.key === "Escape") {
    state.input.value = mention(desk.marks, state.id)?.entity ?? "";
    state.done();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/**
 * Takes what the arrows chose, else the first of what is suggested for the words typed, else the words. The field is
 * left at once.
 */
function enter(state) {
  const typed = state.input.value.trim();
  const it = mention(desk.marks, state.id);
  if (state.chosen) return take(state, state.at);
  if (!typed || typed === it.entity || literal(it, typed)) return finish(state, typed);
  if (state.for === typed) return take(state, 0);
  return meanwhile(first(state, it, typed));
}

/** What is suggested first for words that were typed faster than the registry answered. */
async function first(state, it, typed) {
  state.left = true;
  state.done();
  const { suggestions } = await api
    .suggest(it.label, typed, it.text, desk.here.index)
    .catch(() => ({ suggestions: [] }));
  if (mention(desk.marks, it.id)) fill(it.id, filled(it, withTyped(it, suggestions, typed)[0]));
}

const literal = (it, typed) => it.label === "YEAR" || it.label === "COUNT" || typed.includes("/");

function take(state, i) {
  const it = mention(desk.marks, state.id);
  const chosen = state.its[i];
  state.left = true;
  state.input.value = chosen.entity;
  fill(state.id, filled(it, chosen));
  state.done();
}

function finish(state, typed) {
  commit(state, typed);
  looked(state.id);
  state.done();
}

function commit(state, typed) {
  clearTimeout(state.timer);
  const it = mention(desk.marks, state.id);
  if (it && !state.left && (it.entity ?? "") !== typed) fill(state.id, { entity: typed });
}
