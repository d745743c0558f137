// Relations as labelled arcs above the lines.

import { name } from "./allowed.js";
import { replaceChanged, spoken, svg } from "./dom.js";
import { anchored, plan } from "./lanes.js";

const LANE = 15; // pixels from lane to lane
const FOOT = 9; // from the words to the lowest lane
const ROUND = 5;
const BESIDE = 7; // at most so far from the text's edge to the first join in the margin, and from join to join

/** The label of an arc. Its words say what dashes and dots say too. */
export const said = (r) =>
  [`${r.polarity === "negated" ? "not " : ""}${spoken(r.type)}`, r.role, r.modality === "planned" && "planned"]
    .filter(Boolean)
    .join(" · ");

/** Plans the arcs of relations; `pieces(id)` are the boxes {line, left, right} of a mention, several where it wraps. */
export function lay(relations, pieces, lines, width, measure) {
  const nearest = (r) =>
    pieces(r.subject)
      .flatMap((a) => pieces(r.object).map((b) => [a, b]))
      .sort(([a, b], [c, d]) => Math.abs(a.line - b.line) - Math.abs(c.line - d.line))[0];
  const arcs = relations
    .map((r) => ({ name: name(r), wide: measure(said(r)) + 6, pieces: nearest(r) }))
    .filter((arc) => arc.pieces);
  const its = anchored(arcs, width);
  return { ...plan(its, lines, width), arcs: its };
}

/** The room above a line with so many lanes, in pixels. */
export const room = (lanes) => (lanes ? lanes * LANE + FOOT - 2 : 0);

/**
 * The arcs of a text, in `node`. To draw: a plan; `tops`, the upper edges of the words, line by line; `margins`, the
 * pixels {left, right} beside the text that joins may take; what a TextView draws. Arcs that run as they did stay.
 */
export class ArcView {
  constructor() {
    this.ways = svg("g");
    this.labels = svg("g");
    this.node = svg("svg", { class: "arcs", "aria-label": "Relations", role: "group" }, this.ways, this.labels);
    this.drawn = new Map(); // what an arc is, as JSON → [its line, its label]
  }

  draw({ runs, joins, arcs }, tops, width, { marks, symmetric, tell, arcClasses, margins }) {
    const beside = { left: besides(joins, margins, "left"), right: besides(joins, margins, "right") };
    const sides = { left: (slot) => -beside.left(slot), right: (slot) => width + beside.right(slot) };
    const [of, join, own] = [byName(arcs), byName(joins), Map.groupBy(runs, (run) => run.name)];
    const before = this.drawn;
    this.drawn = new Map();
    for (const r of marks.relations) {
      const its = name(r);
      const arc = of.get(its);
      if (!arc) continue;
      const level = (line) => tops[line] - FOOT - own.get(its).find((run) => run.line === line).lane * LANE;
      const run = own.get(its).find((one) => one.says);
      const way = path(arc, join.get(its), level, tops, sides);
      const kind = [r.polarity, r.modality, ...arcClasses(its, r)].join(" ");
      const { x, line } = arc.ends[1];
      const head = symmetric(r.type) ? null : [x, tops[line]]; // at the object; without direction there is none
      const what = [its, kind, way, head, run.at, level(run.line), run.wide, said(r), tell(r)];
      const key = JSON.stringify(what);
      this.drawn.set(key, before.get(key) ?? drawn(r, ...what));
    }
    replaceChanged(
      this.ways,
      [...this.drawn.values()].map(([line]) => line),
    );
    replaceChanged(
      this.labels,
      [...this.drawn.values()].map(([, label]) => label),
    );
  }
}

const byName = (its) => new Map(its.map((one) => [one.name, one]));

function drawn(r, its, kind, d, head, x, y, wide, words, told) {
  const line = svg(
    "g",
    { class: `arc ${kind}`, "data-name": its, "data-subject": r.subject, "data-object": r.object },
    svg("path", { class: "way", d }),
    svg("path", { class: "reach", d }),
    ...(head ? [svg("path", { class: "head", d: arrow(...head) })] : []),
  );
  const label = svg(
    "g",
    { class: `said arc ${kind}`, "data-name": its, role: "button", tabindex: -1, "aria-label": told },
    svg("rect", { x: x - wide / 2 + 1, y: y - 6, width: wide - 2, height: 12 }),
    svg("text", { x, y: y + 3.5 }, words),
  );
  return [line, label];
}

const arrow = (x, y) => `M${x - 3.5} ${y - 6}L${x + 3.5} ${y - 6}L${x} ${y}Z`;

/** How far from the text the joins of a side run, by their slot: closer together where the margin is narrow. */
function besides(joins, margins, side) {
  const slots = Math.max(0, ...joins.filter((join) => join.side === side).map((join) => join.slot + 1));
  const step = Math.min(BESIDE, margins[side] / (slots + 1));
  return (slot) => step * (slot + 1);
}

function path(arc, join, level, tops, beside) {
  const [a, b] = arc.ends;
  const foot = (end) => [end.x, tops[end.line] - 1];
  const high = (end) => [end.x, level(end.line)];
  if (!join) return rounded([foot(a), high(a), high(b), foot(b)]);
  const x = beside[join.side](join.slot);
  return rounded([foot(a), high(a), [x, level(a.line)], [x, level(b.line)], high(b), foot(b)]);
}

/** A line through corners, each of them rounded. */
function rounded(corners) {
  const near = ([x, y], [tx, ty]) => {
    const length = Math.hypot(tx - x, ty - y) || 1;
    const by = Math.min(ROUND, length / 2);
    return [x + ((tx - x) / length) * by, y + ((ty - y) / length) * by].map((n) => n.toFixed(1)).join(" ");
  };
  const turns = corners
    .slice(1, -1)
    .map(
      (corner, i) =>
        `L${near(corner, corners[i])}Q${corner.map((n) => n.toFixed(1)).join(" ")} ${near(corner, corners[i + 2])}`,
    );
  return `M${corners[0].map((n) => n.toFixed(1)).join(" ")}${turns.join("")}L${corners
    .at(-1)
    .map((n) => n.toFixed(1))
    .join(" ")}`;
}
