// ---- layout: springs along ties, repulsion, gravity, communities kept apart; the same data give the same picture ----
const ACROSS = .1; // how much a tie between two communities pulls, compared with one inside
let narrow = 1; // shapes are smaller on a narrow stage
const radius = (n) => narrow * Math.min(19, 4.5 + 1.7 * Math.sqrt(n.weight));

function layout() {
  const ns = shown.nodes, n = ns.length;
  const known = ns.filter((v) => v.placed).length > n / 2;
  ns.forEach((v, i) => {
    if (known && v.placed) return;
    const friend = known && shown.ties.map((t) => (t.a === v ? t.b : t.b === v ? t.a : null)).find((o) => o && o.placed);
    const turn = i * 2.399963, far = friend ? 30 : 22 * Math.sqrt(i + 1);
    v.x = (friend ? friend.x : 0) + far * Math.cos(turn);
    v.y = (friend ? friend.y : 0) + far * Math.sin(turn);
    v.placed = true;
  });
  const box = stage.getBoundingClientRect(), wide = Math.min(2, Math.max(.5, (box.width || 1) / (box.height || 1)));
  narrow = Math.max(.6, Math.min(1, box.width / 640));
  const at = new Map(ns.map((v, i) => [v, i]));
  const x = Float64Array.from(ns, (v) => v.x), y = Float64Array.from(ns, (v) => v.y), r = Float64Array.from(ns, radius);
  const dx = new Float64Array(n), dy = new Float64Array(n), degree = new Float64Array(n);
  const pairs = shown.ties.map((t) => [at.get(t.a), at.get(t.b), Math.log2(1 + t.weight)]);
  for (const [a, b] of pairs) { degree[a] += 1; degree[b] += 1; }
  const of = communities(ns, pairs);
  ns.forEach((v, i) => { v.community = of[i]; });
  const gravity = .022;
  const steps = Math.round(Math.max(50, Math.min(known ? 140 : 380, 9e6 / (n * n + 1))));
  for (let step = 0; step < steps; step += 1) {
    const heat = (known ? 12 : 40) * (1 - step / steps) + .3;
    for (let i = 0; i < n; i += 1) { dx[i] = -x[i] * gravity / (wide * wide); dy[i] = -y[i] * gravity * wide * wide; }
    for (let i = 0; i < n; i += 1) for (let j = i + 1; j < n; j += 1) {
      let ex = x[i] - x[j], ey = y[i] - y[j];
      let d2 = ex * ex + ey * ey;
      if (d2 > 160000) continue;
      if (d2 < .01) { ex = .1 * (i - j); ey = .1; d2 = ex * ex + ey * ey; }
      const close = r[i] + r[j] + 30, flat = Math.hypot(ex * .6, ey);
      const push = 1500 / d2 + (flat < close ? (close / flat - 1) * .3 : 0);
      dx[i] += ex * push; dy[i] += ey * push; dx[j] -= ex * push; dy[j] -= ey * push;
    }
    for (const [a, b, w] of pairs) {
      const ex = x[b] - x[a], ey = y[b] - y[a], d = Math.hypot(ex, ey) || .1;
      const rest = 46 + r[a] + r[b], pull = (d - rest) / d * .22 * Math.min(1.4, .6 + w * .2) / Math.sqrt(Math.min(degree[a], degree[b])) * (of[a] === of[b] ? 1 : ACROSS);
      dx[a] += ex * pull; dy[a] += ey * pull; dx[b] -= ex * pull; dy[b] -= ey * pull;
    }
    keepApart(of, x, y, r, dx, dy);
    for (let i = 0; i < n; i += 1) {
      const d = Math.hypot(dx[i], dy[i]), most = d > heat ? heat / d : 1;
      x[i] += dx[i] * most; y[i] += dy[i] * most;
    }
  }
  const tall = stretch(x, y, box);
  for (let i = 0; i < n; i += 1) y[i] *= tall;
  part(x, y, r, (box.width - 130) / span(x));
  ns.forEach((v, i) => { v.x = x[i]; v.y = y[i]; });
}

/** Holds communities together and pushes those apart whose circles touch. */
function keepApart(of, x, y, r, dx, dy) {
  const circles = [];
  of.forEach((c, i) => {
    const circle = (circles[c] ||= { x: 0, y: 0, n: 0, r: 0, dx: 0, dy: 0 });
    circle.x += x[i]; circle.y += y[i]; circle.n += 1;
  });
  for (const c of circles) { c.x /= c.n; c.y /= c.n; }
  of.forEach((c, i) => { circles[c].r = Math.max(circles[c].r, Math.hypot(x[i] - circles[c].x, y[i] - circles[c].y) + r[i]); });
  circles.forEach((a, i) => {
    for (const b of circles.slice(i + 1)) {
      const ex = a.x - b.x || .1 * (i + 1), ey = a.y - b.y || .1, d = Math.hypot(ex, ey), by = (a.r + b.r + 40 - d) / d / 2;
      if (by <= 0) continue;
      a.dx += ex * by * b.n / (a.n + b.n); a.dy += ey * by * b.n / (a.n + b.n); b.dx -= ex * by * a.n / (a.n + b.n); b.dy -= ey * by * a.n / (a.n + b.n);
    }
  });
  of.forEach((c, i) => {
    const circle = circles[c];
    dx[i] += circle.dx + (circle.x - x[i]) * .03; dy[i] += circle.dy + (circle.y - y[i]) * .03;
  });
}

const span = (v) => v.reduce((a, b) => Math.max(a, b), -Infinity) - v.reduce((a, b) => Math.min(a, b), Infinity) || 1;

/** Moves apart what would overlap when drawn at the scale. */
function part(x, y, r, scale) {
  const k = Math.min(2.2, Math.max(.25, scale || 1));
  for (let round = 0; round < 25; round += 1) for (let i = 0; i < x.length; i += 1) for (let j = i + 1; j < x.length; j += 1) {
    const ex = x[i] - x[j], ey = y[i] - y[j], least = (r[i] + r[j] + 5) / k;
    if (Math.abs(ex) > least || Math.abs(ey) > least) continue;
    const d = Math.hypot(ex, ey) || .1, by = d < least ? (least - d) / d / 2 : 0;
    x[i] += ex * by; y[i] += ey * by; x[j] -= ex * by; y[j] -= ey * by;
  }
}

/** What the heights are multiplied by to fill the stage, within reason. */
function stretch(x, y, box) {
  const ratio = ((box.height - 110) / span(y)) / ((box.width - 130) / span(x));
  return x.length > 4 && ratio > 0 ? Math.max(.75, Math.min(1.4, ratio)) : 1;
}
