// Menus for a mention: the event of a COUNT, the kind of a name, the relations to remove. One key takes an option.

import { likely } from "./counting.js";
import { change, desk, say } from "./desk.js";
import { spoken } from "./dom.js";
import { fill } from "./editing.js";
import { mention } from "./marks.js";
import { relationsOf, removeAll } from "./relating.js";
import * as rows from "./rows.js";

/** By what is chosen (the cells of a row are in rows.js): the menu's title and its options [{says, held, take}]; `held` marks the present value. */
const MENUS = {
  event: {
    title: (it) => `Event of ${it.text}`,
    options: (it) => {
      const first = likely(it);
      const { events } = desk.schema.labels.COUNT;
      return events.map((event) => ({ ...value(it, "event", event), likely: first.indexOf(event) }));
    },
  },
  kind: {
    title: (it) => `Kind of ${it.text}`,
    options: (it) => desk.schema.labels[it.label].kinds.map((kind) => value(it, "kind", kind)),
  },
  measure: {
    title: (it) => `Measure of ${it.text}`,
    options: (it) => rows.measures(it).map((measure) => cell(it, "measure", measure, spoken(measure))),
  },
  years: {
    title: (it) => `Years of ${it.text}`,
    options: (it) =>
      cellsOf(
        it,
        "years",
        rows.years(it).map((years) => cell(it, "years", years, years)),
      ),
  },
  country: {
    title: (it) => `Country of ${it.text}`,
    options: (it) =>
      cellsOf(
        it,
        "country",
        rows.countries(it).map((its) => cell(it, "country", its.split("+"), its)),
      ),
  },
  removal: {
    title: (it) => `Relations of ${it.text} to remove`,
    options: (it) =>
      byType(it).map(([type, n]) => ({ says: `${n} ${spoken(type)}`, take: () => removeAll(it.id, type) })),
  },
};

/** The types of a mention's relations, each with how many there are, most first. */
function byType(it) {
  const types = relationsOf(it.id).map((r) => r.type);
  return [...new Set(types)]
    .map((type) => [type, types.filter((its) => its === type).length])
    .sort((a, b) => b[1] - a[1]);
}

const value = (it, field, its) => ({
  says: spoken(its),
  held: it[field] === its,
  take: () => fill(it.id, { [field]: its }),
});

const cell = (it, name, its, says) => ({
  says,
  held: it.row && JSON.stringify(it.row[name]) === JSON.stringify(its),
  take: () => rows.set(it.id, { [name]: its }),
});

/** What is likely; then that nobody could know; then the field, for all else. */
const cellsOf = (it, name, likely_) => [
  ...likely_,
  cell(it, name, null, "unknown"),
  { says: "another: write it", take: () => rows.set(it.id, {}) || field(name) },
];

const field = (name) => document.dispatchEvent(new CustomEvent("desk-field", { detail: name }));

const its = () => mention(desk.marks, desk.choosing.id);
export const title = () => MENUS[desk.choosing.of].title(its());
export const options = () => MENUS[desk.choosing.of].options(its());

/** Opens the menu for a mention, at the value that it has. */
export function choose(of, it) {
  const all = MENUS[of].options(it);
  const at = [all.findIndex((o) => o.held), all.findIndex((o) => o.likely === 0), 0].find((place) => place >= 0);
  const says = "A number or letter takes one of the menu. Esc closes it.";
  change({ choosing: { of, id: it.id, at }, relating: null, cursor: null, says });
}

/** Moves along the menu. */
export function mark(by) {
  const n = options().length;
  const { at } = desk.choosing;
  change({ choosing: { ...desk.choosing, at: at < 0 && by < 0 ? n - 1 : (at + by + n) % n } });
}

/** Takes the option at a place of the menu, or the one that is marked. */
export function take(at = desk.choosing.at) {
  const chosen = options()[at];
  if (!chosen) return say(at < 0 ? "Choose one: its number, or an arrow and Enter." : "No such number.");
  change({ choosing: null, says: "" });
  return chosen.take();
}
