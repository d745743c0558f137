"use strict";
// A part of a drawing that opens its sentences: by mouse and by keys.
function pressed(part, words, open) {
  part.append(svg("title", {}, words));
  part.setAttribute("role", "button");
  part.setAttribute("tabindex", "0");
  part.setAttribute("aria-label", words);
  part.addEventListener("click", open);
  part.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(event);
    }
  });
  return part;
}

const drawn_amount = (g) => `${SIGNS[g.bound]}${amount(g.total)}`;

// Bars from left to right, all on the screen: where it is narrow only some years and the highest value are written.
// Each group is { words, total, bound, open }.
function bars(groups, label, high = 180) {
  const longest = Math.max(...groups.map((g) => (g.total === null ? 0 : drawn_amount(g).length)));
  const room = Math.max(34, 7 * longest + 4);
  const wide = Math.max(9, Math.min(Math.max(46, room), Math.floor((Math.min(innerWidth, 1248) - 76) / groups.length)));
  const each = Math.ceil(34 / wide);
  const tight = room > wide;
  const left = tight ? room / 2 : 0;
  const width = groups.length * wide + 2 * left + 4;
  const most = Math.max(...groups.map((g) => g.total || 0), 1);
  const parts = groups.map((g, i) => {
    const height = Math.max((g.total / most) * high, g.total > 0 ? 1.5 : 0);
    const start = left + i * wide;
    const x = start + wide / 2;
    const bar =
      g.total === null
        ? null
        : pressed(
            svg(
              "g",
              { class: "bar" },
              svg("rect", { class: "reach", x: start, y: 0, width: wide, height: high + 44 }),
              svg("rect", { class: "fill", x: start + wide * 0.13, y: high + 18 - height, width: wide * 0.74, height }),
            ),
            `${g.words}: ${amount(g.total, g.bound)}`,
            g.open,
          );
    const said = g.total !== null && (!tight || g.total === most);
    const named = (groups.length - 1 - i) % each === 0;
    const words = svg(
      "g",
      { class: "words", "aria-hidden": "true" },
      said ? svg("text", { x, y: high + 12 - height, class: "value" }, drawn_amount(g)) : null,
      named ? svg("text", { x, y: high + 34, class: "axis" }, g.words) : null,
    );
    return [bar, words];
  });
  return make(
    "div",
    { class: "wide", tabindex: "0", role: "group", "aria-label": label },
    svg("svg", { class: "bars", width, height: high + 44, viewBox: `0 0 ${width} ${high + 44}` }, parts),
  );
}

const LONGEST_SPAN = 60;

// Years with those between them that have nothing, unless the span is long.
function every_year(groups) {
  const of = new Map(groups.map((g) => [Number(g.words), g]));
  const years = [...of.keys()];
  const first = Math.min(...years);
  const span = Math.max(...years) - first + 1;
  return span > LONGEST_SPAN
    ? groups
    : Array.from({ length: span }, (_, i) => of.get(first + i) || { words: String(first + i), total: null });
}

// The world, shaded by totals in steps of a power; groups are { code, words, total, bound, open }.
function world(groups, label) {
  const of = new Map(groups.map((g) => [g.code, g]));
  const most = Math.max(...groups.map((g) => g.total), 1);
  const strength = (g) => `s${Math.max(1, Math.ceil(5 * Math.sqrt(g.total / most)))}`;
  const shape = (code, part) => {
    const g = of.get(code);
    if (!g) return part;
    part.setAttribute("class", `state ${strength(g)}`);
    return pressed(part, `${g.words}: ${amount(g.total, g.bound)}`, g.open);
  };
  const outlines = Object.entries(WORLD.outlines).map(([code, d]) => shape(code, svg("path", { d, class: "state" })));
  const points = Object.entries(WORLD.points)
    .filter(([code]) => of.has(code))
    .map(([code, [cx, cy]]) => shape(code, svg("circle", { cx, cy, r: 5, class: "state" })));
  return make(
    "figure",
    { class: "map" },
    svg("svg", { viewBox: `0 8 ${WORLD.width} 432`, role: "group", "aria-label": label }, outlines, points),
    make(
      "figcaption",
      { class: "faint" },
      "Outlines: Natural Earth. The boundaries and names shown do not imply official endorsement or acceptance by the United Nations.",
    ),
  );
}
