// ---- drawing: positions are scaled, sizes are not, so that labels stay legible and more of them fit the closer one comes ----
const view = { k: 1, x: 0, y: 0 };
const sx = (v) => v.x * view.k + view.x, sy = (v) => v.y * view.k + view.y;
const pen = document.createElement("canvas").getContext("2d");
pen.font = "12px system-ui, sans-serif";
const clipped = (text, most = 30) => { const c = [...text]; return c.length > most ? c.slice(0, most - 1).join("").trimEnd() + "…" : text; };

function shape(label, r) {
  const polygon = (corners, turn, size) => "M" + Array.from({ length: corners }, (_, i) => {
    const t = turn + i * 2 * Math.PI / corners;
    return `${(size * Math.cos(t)).toFixed(2)} ${(size * Math.sin(t)).toFixed(2)}`;
  }).join("L") + "Z";
  switch (label) {
    case "COUNTRY": return polygon(4, Math.PI / 4, r * 1.25);
    case "INSTRUMENT": return polygon(4, 0, r * 1.25);
    case "PROGRAMME": return polygon(3, -Math.PI / 2, r * 1.35);
    case "COUNT": return polygon(6, 0, r * 1.1);
    default: return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }
}
const swatch = (label) => svg("svg", { class: "swatch", viewBox: "-8 -8 16 16", "aria-hidden": "true" }, svg("path", { class: label, d: shape(label, 6) }));

let drawn = { nodes: new Map(), ties: [], areas: [] };
let at = null, hovered = null; // nodes: the one the keyboard is at, the one or the tie under the pointer

function draw() {
  const areas = svg("g"), ties = svg("g"), reach = svg("g"), said = svg("g", { id: "said" }), circles = svg("g"), labels = svg("g");
  drawn = { nodes: new Map(), ties: [], areas: [] };
  for (const tie of shown.ties) {
    const kind = standing(tie.edges.flatMap((e) => e.statements)) || "actual";
    const line = svg("path", { class: `tie ${kind}${tie.a.community === tie.b.community ? "" : " across"}`, "stroke-width": Math.min(5, 1 + .8 * Math.log2(tie.weight)).toFixed(2) });
    const hit = svg("line", { class: "reach" }, svg("title", {}, tieTitle(tie)));
    hit.addEventListener("click", () => show({ tie: tie.key }));
    hit.addEventListener("pointerenter", () => hover(tie));
    hit.addEventListener("pointerleave", () => hover(null));
    ties.append(line); reach.append(hit);
    drawn.ties.push({ tie, line, hit });
  }
  for (const node of [...shown.nodes].reverse()) {
    const r = radius(node);
    const text = svg("text", { class: "label" }, clipped(node.short));
    const g = svg("g", { class: "node", "data-key": node.key },
      svg("title", {}, `${node.name} (${node.weight})`), svg("circle", { class: "ring", r: (r + 3.5).toFixed(1) }),
      svg("path", { class: node.label, d: shape(node.label, r) }));
    g.addEventListener("pointerenter", () => hover(node));
    g.addEventListener("pointerleave", () => hover(null));
    circles.append(g); labels.append(text);
    drawn.nodes.set(node, { g, text, width: pen.measureText(clipped(node.short)).width, r });
  }
  drawn.areas = [...groups()].map((its) => ({ its, area: svg("path", { class: "area" }) }));
  areas.append(...drawn.areas.map(({ area }) => area));
  stage.replaceChildren(areas, ties, reach, circles, labels, said);
  $("nothing").hidden = shown.nodes.length > 0;
  place();
}

const tieTitle = (tie) => tie.edges.map(({ edge, statements }) => `${sentenceOf(edge)} (${[standing(statements), statements.length].filter(Boolean).join(", ")})`).join("\n");
const sentenceOf = (edge) => { const [a, b] = ends(edge); return `${a.short} ${verb(edge.type)} ${b.short}`; };

let waiting = false, rest = 0;

/** Draws in the next frame; where labels stand is told anew only when the movement has ended. */
function soon() {
  clearTimeout(rest);
  rest = setTimeout(light, 90);
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; place(false); });
}

/** The communities of three and more, each with its entities. */
function groups() {
  const its = new Map();
  for (const n of shown.nodes) its.set(n.community, [...(its.get(n.community) || []), n]);
  return [...its.values()].filter((each) => each.length > 2);
}

function place(settled = true) {
  for (const { its, area } of drawn.areas) area.setAttribute("d", `M${hull(its.map((n) => [sx(n), sy(n)])).map((p) => p.map((v) => v.toFixed(1)).join(" ")).join("L")}Z`);
  for (const { tie, line, hit } of drawn.ties) {
    const x1 = sx(tie.a), y1 = sy(tie.a), x2 = sx(tie.b), y2 = sy(tie.b);
    hit.setAttribute("x1", x1); hit.setAttribute("y1", y1); hit.setAttribute("x2", x2); hit.setAttribute("y2", y2);
    line.setAttribute("d", `M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}${arrows(tie, x1, y1, x2, y2)}`);
  }
  for (const [node, d] of drawn.nodes) {
    d.g.setAttribute("transform", `translate(${sx(node).toFixed(1)} ${sy(node).toFixed(1)})`);
    if (!settled && d.best) write(d, sx(node), sy(node));
  }
  if (settled) light(); else $("said").replaceChildren();
}

function arrows(tie, x1, y1, x2, y2) {
  const to = (node) => tie.edges.some(({ edge }) => !edge.symmetric && edge.object === node.key);
  const head = (node, fx, fy, tx, ty) => {
    const d = Math.hypot(tx - fx, ty - fy), r = radius(node) * 1.12 + 3;
    if (d < r + 14) return "";
    const ux = (tx - fx) / d, uy = (ty - fy) / d, px = tx - ux * r, py = ty - uy * r, s = 5.5;
    const p = (side) => `${(px - ux * s - uy * s * .6 * side).toFixed(1)} ${(py - uy * s + ux * s * .6 * side).toFixed(1)}`;
    return `M${p(1)}L${px.toFixed(1)} ${py.toFixed(1)}L${p(-1)}`;
  };
  return (to(tie.b) ? head(tie.b, x1, y1, x2, y2) : "") + (to(tie.a) ? head(tie.a, x2, y2, x1, y1) : "");
}

/** What the reader looks at (under the pointer, else open) with all that touches it; null if nothing. */
function focusSet() {
  const of = hovered || (open && (open.node ? nodes.get(open.node) : all.ties.find((t) => t.key.join() === open.tie.join())));
  if (!of) return null;
  const ties = of.edges ? [of] : shown.ties.filter((t) => t.a === of || t.b === of);
  const around = new Set(ties.flatMap((t) => [t.a, t.b]));
  if (!of.edges) around.add(of);
  return { of, ties: new Set(ties), nodes: around };
}

function light() {
  const focus = focusSet(), taken = [], labels = [], box = stage.getBoundingClientRect();
  const great = new Set(shown.nodes.slice(0, 16)); // their labels may lie over small shapes
  const hits = (b, others) => others.some((t) => b[0] < t[2] && b[2] > t[0] && b[1] < t[3] && b[3] > t[1]);
  for (const { tie, line } of drawn.ties) {
    line.classList.toggle("lit", Boolean(focus && focus.ties.has(tie)));
    line.classList.toggle("dim", Boolean(focus && !focus.ties.has(tie)));
  }
  for (const [node, d] of drawn.nodes) if (!focus || focus.nodes.has(node)) taken.push([sx(node) - d.r * .7, sy(node) - d.r * .7, sx(node) + d.r * .7, sy(node) + d.r * .7]);
  const first = (n) => (focus && focus.nodes.has(n) ? (focus.of === n ? 2 : 1) : 0);
  for (const node of [...shown.nodes].sort((a, b) => first(b) - first(a) || b.weight - a.weight)) {
    const d = drawn.nodes.get(node), x = sx(node), y = sy(node);
    d.g.classList.toggle("dim", Boolean(focus && !focus.nodes.has(node)));
    const picked = Boolean(focus && (focus.of === node || (focus.of.edges && focus.nodes.has(node))));
    for (const e of [d.g, d.text]) { e.classList.toggle("chosen", picked); e.classList.toggle("at", at === node); }
    const inside = (b) => b[0] >= 0 && b[2] <= box.width && b[1] >= 0 && b[3] <= box.height;
    const places = sides(d, x, y).filter((s) => inside(s.box)), must = first(node) === 2 || at === node;
    const best = focus && !first(node) ? null : places.find((s) => !hits(s.box, taken))
      || (must || great.has(node) ? places.find((s) => !hits(s.box, labels)) : null) || (must ? places[0] : null);
    d.best = best;
    d.text.style.display = best ? "" : "none";
    if (!best) continue;
    write(d, x, y);
    taken.push(best.box); labels.push(best.box);
  }
  say(focus, taken, hits);
}

/** Where a label may stand: under its entity, right of it, left of it, over it. */
function sides({ width: w, r }, x, y) {
  const side = (dx, dy, anchor, left) => ({ dx, dy, anchor, box: [x + left - 2, y + dy - 11, x + left + w + 2, y + dy + 4] });
  return [side(0, r + 13, "middle", -w / 2), side(r + 5, 4, "start", r + 5), side(-r - 5, 4, "end", -r - 5 - w), side(0, -r - 6, "middle", -w / 2)];
}

function write({ text, best }, x, y) {
  text.setAttribute("x", (x + best.dx).toFixed(1));
  text.setAttribute("y", (y + best.dy).toFixed(1));
  text.setAttribute("text-anchor", best.anchor);
}

/** Writes on the ties in focus what they say, where there is room. */
function say(focus, taken, hits) {
  const texts = [];
  for (const tie of focus ? focus.ties : []) {
    const words = [...new Set(tie.edges.map((e) => spoken(e.edge.type)))].join(", ");
    const x = (sx(tie.a) + sx(tie.b)) / 2, y = (sy(tie.a) + sy(tie.b)) / 2, half = pen.measureText(words).width / 2;
    const b = [x - half, y - 8, x + half, y + 6];
    if (hits(b, taken)) continue;
    taken.push(b);
    texts.push(svg("text", { class: "said", x: x.toFixed(1), y: (y + 3).toFixed(1) }, words));
  }
  $("said").replaceChildren(...texts);
}

function fit() {
  const box = stage.getBoundingClientRect(), ns = shown.nodes;
  if (!ns.length || !box.width) return;
  const xs = ns.map((n) => n.x), ys = ns.map((n) => n.y);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  view.k = Math.min(2.2, (box.width - 130) / (x1 - x0 || 1), (box.height - 110) / (y1 - y0 || 1));
  view.x = box.width / 2 - view.k * (x0 + x1) / 2;
  view.y = box.height / 2 - view.k * (y0 + y1) / 2 - 8;
  place();
}

/** Puts an entity in the middle, close enough to read what is around it. */
function centre(node) {
  const box = stage.getBoundingClientRect();
  view.k = Math.max(view.k, 1);
  view.x = box.width / 2 - node.x * view.k; view.y = box.height / 2 - node.y * view.k;
  place();
}

function zoom(by, x, y) {
  const k = Math.max(.08, Math.min(12, view.k * by)), by2 = k / view.k;
  view.x = x - (x - view.x) * by2; view.y = y - (y - view.y) * by2; view.k = k;
  soon();
}

function hover(what) { if (!grip || !grip.moved) { hovered = what; light(); } }
