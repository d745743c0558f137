// A paragraph's text with its mentions, the normal forms below them and the relations above: drawn line by line.

import { el, replaceChanged, spoken } from "./dom.js";
import { ArcView, lay, room } from "./arcs.js";
import { breakLines } from "./lines.js";
import { Points } from "./offsets.js";

const MARGIN = 2; // pixels that a mention's two borders add to a line
const LEADING = 2; // from the upper edge of a line to that of a mention's background

const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map(); // font → {text → pixels}: the same words are measured again with every key

function measuring(node, part = null) {
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(node, part);
  const font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  if (!widths.has(font)) widths.set(font, new Map());
  const known = widths.get(font);
  return (text) => {
    if (!known.has(text)) {
      ruler.font = font;
      known.set(text, ruler.measureText(text).width);
    }
    return known.get(text);
  };
}

/** The pixels that the borders of mentions add to a stretch of text. */
function borders(mentions) {
  const [starts, ends] = [mentions.map((m) => m.start), mentions.map((m) => m.end)];
  return (start, end) => MARGIN * (below(starts, end) - below(ends, start + 1));
}

/** How many of some ascending numbers are below a limit. */
function below(numbers, limit) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function row(parts) {
  const span = ({ inside, ...its }) => el("span", its, typeof inside === "string" ? inside : inside.map(span));
  return el("div", { class: parts.some((its) => its["data-id"]) ? "line marked" : "line" }, parts.map(span));
}

function boxes(row) {
  const origin = row.getBoundingClientRect().left;
  return [...row.querySelectorAll(".mention")].map((piece) => {
    const box = piece.getBoundingClientRect();
    return { id: piece.dataset.id, piece, left: box.left - origin, right: box.right - origin };
  });
}

/** The words below a mention. A unit that is supplied from elsewhere is in brackets. */
const glossed = ({ entity, unit, unit_from, event, row }) =>
  [
    [entity ?? "?", unit && (unit_from === "ellipsis" ? `(${unit})` : unit)].filter(Boolean).join(" "),
    event && spoken(event),
    row && [spoken(row.measure), row.years, row.country?.join("+"), row.again && "again"].filter(Boolean).join(" "),
  ]
    .filter(Boolean)
    .join(" · ");

/**
 * A view of one text in `node`. What it draws: `points`, `marks`, `labels` (in the order of their digits), and what to
 * point out: `focus`, `selected` and `sought` {start, end}, `ghosts` [{start, end}], `badge(mention)` (a sign before
 * the normal form), `classes(mention)`, `arcClasses(name, relation)`, `symmetric(type)`, `tell(relation)`,
 * `name(mention)`. Lines and arcs that look as they did stay as they are.
 */
export class TextView {
  constructor(node) {
    this.node = node;
    this.lines = [];
    this.rows = new Map(); // what a line shows, as JSON → {node, boxes}
    this.arcs = new ArcView();
    this.shown = null;
    let width = 0;
    new ResizeObserver(() => {
      if (this.shown && node.clientWidth !== width) this.draw(this.shown);
      width = node.clientWidth;
    }).observe(node);
  }

  draw(shown) {
    this.shown = shown;
    const style = getComputedStyle(this.node);
    const width = this.node.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (width <= 0) return;
    this.measure = measuring(this.node);
    this.lines = breakLines(shown.points, Math.floor(width), this.measure, borders(shown.marks.mentions));
    const before = this.rows;
    this.rows = new Map();
    for (const line of this.lines) {
      const parts = this.parts(line);
      const said = JSON.stringify([line, parts]);
      this.rows.set(said, before.get(said) ?? { node: row(parts), boxes: null });
    }
    const nodes = [...this.rows.values()].map((its) => its.node);
    replaceChanged(this.node, [this.arcs.node, ...nodes]);
    if (nodes.length) this.lay(nodes, width);
  }

  /** What a line shows: stretches of plain text, and pieces of mentions with such stretches inside. */
  parts({ start, end: beyond }) {
    const { points, marks, selected, sought, ghosts } = this.shown;
    const pointed = [
      [selected, "selected"],
      [sought, "sought"],
    ].filter(([span]) => span);
    const outside = [...pointed, ...ghosts.map((span) => [span, "ghost"])];
    let end = beyond;
    while (end > start && !points.all[end - 1].trim()) end -= 1;
    const parts = [];
    let at = start;
    for (const m of marks.mentions.filter((its) => its.start < end && its.end > start)) {
      parts.push(...this.plain(at, Math.max(at, m.start), outside));
      at = Math.min(m.end, end);
      parts.push(this.piece(m, Math.max(m.start, start), at, pointed));
    }
    return [...parts, ...this.plain(at, end, outside)];
  }

  /** Text in stretches that are selected, sought, removed from the proposal, or none of these. */
  plain(start, end, all) {
    const spans = all.map(([span]) => span);
    const cuts = [start, end, ...spans.flatMap((s) => [s.start, s.end])].filter((n) => n >= start && n <= end);
    const edges = [...new Set(cuts)].sort((a, b) => a - b);
    return edges.slice(0, -1).map((from, i) => {
      const kind = all
        .filter(([s]) => s.start <= from && s.end >= edges[i + 1])
        .map(([, its]) => its)
        .join(" ");
      return { class: kind || null, "data-start": from, inside: this.shown.points.slice(from, edges[i + 1]) };
    });
  }

  piece(m, from, to, pointed) {
    const { labels, badge, classes, focus, name } = this.shown;
    const [first, last] = [from === m.start, to === m.end];
    const digit = labels.indexOf(m.label) + 1;
    const focused = focus?.mention === m.id;
    const kind = ["mention", m.label, first && "first", last && "last", focused && "focused", ...classes(m)]
      .filter(Boolean)
      .join(" ");
    const gloss = first ? `${badge(m)}${digit} ${glossed(m)}` : null;
    const reader = first
      ? { role: "button", tabindex: -1, "aria-label": name(m), "aria-pressed": String(focused) }
      : {};
    const inside = this.plain(from, to, pointed);
    return { class: kind, "data-id": m.id, "data-gloss": gloss, ...reader, inside };
  }

  /** Makes room for the arcs above each line, and for each normal form as much as is free below its line. */
  lay(rows, width) {
    const boxes = this.boxes();
    const of = Map.groupBy(boxes, (box) => box.id);
    const { marks } = this.shown;
    const laid = lay(marks.relations, (id) => of.get(id) ?? [], rows.length, width, measuring(this.arcs.node));
    rows.forEach((row, i) => {
      row.style.paddingTop = `${room(laid.lanes[i])}px`;
    });
    this.glosses(rows, boxes, width);
    const tops = rows.map((row, i) => row.offsetTop + room(laid.lanes[i]) - rows[0].offsetTop + LEADING);
    this.arcs.draw(laid, tops, width, { ...this.shown, margins: this.margins(rows[0], width) });
    Object.assign(this.arcs.node.style, { left: `${rows[0].offsetLeft}px`, top: `${rows[0].offsetTop}px` });
  }

  /** The room beside the text, up to the edges of what it is in, in pixels. */
  margins(row, width) {
    const [text, around] = [row, this.node.closest("section, .scrolls")].map((node) => node.getBoundingClientRect());
    return { left: text.left - around.left, right: around.right - text.left - width };
  }

  /** The pieces of mentions with their places in their lines; those of a line that stays are known. */
  boxes() {
    return [...this.rows.values()].flatMap((its, line) => {
      its.boxes ??= boxes(its.node);
      for (const box of its.boxes) box.line = line;
      return its.boxes;
    });
  }

  /** Below the line, normal forms that would meet are at two levels; what still has no room is cut off. */
  glosses(rows, boxes, width) {
    const measure = measuring(rows[0], "::after");
    const by = Map.groupBy(boxes, (box) => box.line);
    rows.forEach((row, line) => {
      const its = (by.get(line) ?? []).filter((box) => box.piece.dataset.gloss);
      const ends = [-Infinity, -Infinity];
      const levels = its.map((box) => {
        const level = ends[0] <= box.left || ends[1] > ends[0] ? 0 : ends[1] <= box.left || ends[1] < ends[0] ? 1 : 0;
        ends[level] = box.left + measure(box.piece.dataset.gloss) + 8;
        return level;
      });
      its.forEach((box, i) => {
        const next = its.find((other, k) => k > i && levels[k] === levels[i]);
        box.piece.style.setProperty("--room", `${Math.floor((next ? next.left - 6 : width + 20) - box.left)}px`);
        box.piece.classList.toggle("lower", levels[i] === 1);
      });
      row.classList.toggle("deep", levels.includes(1));
    });
  }

  /** The line that a place is in. */
  lineOf(point) {
    return Math.max(
      0,
      this.lines.findIndex((line) => line.end > point),
    );
  }

  /** How far from the left a mention is, in pixels. */
  x({ start }) {
    return this.measure(this.shown.points.slice(this.lines[this.lineOf(start)].start, start));
  }

  /** The place in the line `by` lines away that is nearest below or above; null beyond the text. */
  beside(point, by) {
    const { points } = this.shown;
    const from = this.lines[this.lineOf(point)];
    const to = this.lines[this.lineOf(point) + by];
    if (!to) return null;
    const x = this.measure(points.slice(from.start, point));
    let at = to.start;
    while (at < to.end - 1 && this.measure(points.slice(to.start, at + 1)) <= x) at += 1;
    return at;
  }

  /** The code point at a place in the page's own selection. */
  pointAt(node, units) {
    const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement : (node.childNodes[units] ?? node);
    const inner = holder.closest?.("[data-start]") ?? holder.querySelector?.("[data-start]");
    if (!inner || !this.node.contains(inner)) return null;
    return Number(inner.dataset.start) + (node.nodeType === Node.TEXT_NODE ? new Points(node.data).point(units) : 0);
  }

  /** What the mouse has selected, in code points; null where that is nothing or elsewhere. */
  chosen() {
    const range = getSelection();
    if (!range.rangeCount || range.isCollapsed) return null;
    const ends = [this.pointAt(range.anchorNode, range.anchorOffset), this.pointAt(range.focusNode, range.focusOffset)];
    if (ends.includes(null)) return null;
    return { start: Math.min(...ends), end: Math.max(...ends) };
  }
}
