// Where arcs run so that all of them can be read: pure arithmetic on pixels, no drawing.
//
// An arc has a `name`, the width `wide` of its label and two ends, subject and object. On one line it is one run above
// the words; between two lines it is a run on each, joined in the margin on the shorter side. Runs are put in lanes,
// the shortest nearest to the words, so that no two of a lane touch, labels included.

const GAP = 6;

/**
 * From anchored arcs: {runs: [{name, line, x1, x2, at, lane, says}], joins: [{name, side, from, to, slot}], lanes:
 * [lanes of each line]}.
 */
export function plan(arcs, lines, width) {
  const joins = slotted(arcs.filter((arc) => arc.side).map(joined));
  const runs = arcs.flatMap((arc) => (arc.side ? split(arc, width) : [whole(arc)])).map((run) => roomy(run, width));
  const lanes = Array.from({ length: lines }, (_, line) => stack(runs.filter((run) => run.line === line)));
  for (const run of runs) run.at = place(run, runs);
  return { runs, joins, lanes };
}

const joined = ({ name, side, ends: [a, b] }) => ({
  name,
  side,
  from: Math.min(a.line, b.line),
  to: Math.max(a.line, b.line),
  slot: 0,
});

// In a margin, joins that pass the same line have slots of their own; the shortest is nearest to the text.
function slotted(joins) {
  const done = [];
  for (const join of [...joins].sort((a, b) => a.to - a.from - (b.to - b.from))) {
    const taken = new Set(
      done.filter((d) => d.side === join.side && d.from <= join.to && d.to >= join.from).map((d) => d.slot),
    );
    while (taken.has(join.slot)) join.slot += 1;
    done.push(join);
  }
  return joins;
}

const whole = ({ name, wide, ends: [a, b] }) => ({
  name,
  wide,
  line: a.line,
  x1: Math.min(a.x, b.x),
  x2: Math.max(a.x, b.x),
  says: true,
});

function split({ name, wide, ends, side }, width) {
  const edge = side === "left" ? 0 : width;
  const runs = ends.map(({ line, x }) => ({
    name,
    wide,
    line,
    x1: Math.min(x, edge),
    x2: Math.max(x, edge),
    says: false,
  }));
  (runs[0].x2 - runs[0].x1 >= runs[1].x2 - runs[1].x1 ? runs[0] : runs[1]).says = true;
  return runs;
}

// The stretch that a run takes up: its line, and its label where that is wider, kept inside the text's width.
function roomy(run, width) {
  const middle = (run.x1 + run.x2) / 2;
  const half = run.says ? run.wide / 2 : 0;
  const shift = Math.max(0, half - middle) - Math.max(0, middle + half - width);
  return {
    ...run,
    middle: middle + shift,
    low: Math.min(run.x1, middle - half + shift),
    high: Math.max(run.x2, middle + half + shift),
    lane: 0,
    at: 0,
  };
}

function stack(runs) {
  const done = [];
  for (const run of runs.sort((a, b) => a.high - a.low - (b.high - b.low) || a.low - b.low)) {
    while (done.some((other) => other.lane === run.lane && other.low < run.high + GAP && other.high + GAP > run.low))
      run.lane += 1;
    done.push(run);
  }
  return Math.max(0, ...runs.map((run) => run.lane + 1));
}

// The place of a label on its run: in the middle, or where no leg of a higher arc comes down through it.
function place(run, runs) {
  const legs = runs
    .filter((other) => other.line === run.line && other.lane > run.lane)
    .flatMap((other) => [other.x1, other.x2]);
  const half = run.wide / 2 + 2;
  const free = (x) => legs.every((leg) => Math.abs(leg - x) > half);
  const room = (run.high - run.low - run.wide) / 2;
  for (let away = 0; away <= room; away += 4) {
    const found = [run.middle - away, run.middle + away].find(
      (x) => x - half >= run.low - 2 && x + half <= run.high + 2 && free(x),
    );
    if (found !== undefined) return found;
  }
  return run.middle;
}

/**
 * Where each arc's ends meet their mentions. `pieces` of an arc are the boxes {line, left, right} of its subject and
 * object; ends are spread over a box, those that go left on its left. `side` is the margin that joins two lines, null
 * on one line.
 */
export function anchored(arcs, width) {
  const centre = (box) => (box.left + box.right) / 2;
  const beside = ([a, b]) => (a.line === b.line ? null : centre(a) + centre(b) <= width ? "left" : "right");
  const all = arcs.map((arc) => ({ ...arc, side: beside(arc.pieces), ends: [null, null] }));
  const ends = all.flatMap((arc) => [0, 1].map((end) => ({ arc, end, box: arc.pieces[end], to: arc.pieces[1 - end] })));
  const toward = ({ arc, to }) =>
    arc.side ? (arc.side === "left" ? -1e5 - centre(to) : 1e5 - centre(to)) : centre(to);
  for (const box of new Set(ends.map((end) => end.box))) {
    const its = ends.filter((end) => end.box === box).sort((x, y) => toward(x) - toward(y));
    const step = Math.min(14, (box.right - box.left) / (its.length + 1));
    its.forEach(({ arc, end }, i) => {
      arc.ends[end] = { line: box.line, x: centre(box) + (i - (its.length - 1) / 2) * step };
    });
  }
  return all;
}
