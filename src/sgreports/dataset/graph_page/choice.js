// ---- what is shown ----
const chosen = {
  type: new Set(data.edges.map((e) => e.type).filter((t) => !QUIET.has(t))),
  label: new Set(data.nodes.map((n) => n.label)),
  document: new Set(data.documents.map((d) => d.document)),
  polarity: new Set(["affirmed", "negated"]),
  modality: new Set(["actual", "planned"]),
  limit: FIRST_LIMIT,
};
let open = null; // {node} or {tie: [key, key]}
let shown = { nodes: [], ties: [] };
let all = { ranked: [], ties: [] };

const passes = (s) => chosen.document.has(documentOf(s)) && chosen.polarity.has(s.polarity) && chosen.modality.has(s.modality);

/** All that the filters let through: ties (one a pair, its edges inside) and entities, the most related first. */
function filtered() {
  const ties = new Map(), its = new Map();
  for (const edge of data.edges) {
    const [a, b] = ends(edge);
    if (!chosen.type.has(edge.type) || !chosen.label.has(a.label) || !chosen.label.has(b.label)) continue;
    const statements = edge.statements.filter(passes);
    if (!statements.length) continue;
    for (const n of [a, b]) its.set(n, [...(its.get(n) || []), statements]);
    if (a === b) continue;
    const key = [a.key, b.key].sort(order);
    const name = key.join("\n");
    if (!ties.has(name)) ties.set(name, { key, a: nodes.get(key[0]), b: nodes.get(key[1]), edges: [], weight: 0 });
    const tie = ties.get(name);
    tie.edges.push({ edge, statements });
  }
  for (const tie of ties.values()) tie.weight = relationsOf(tie.edges.flatMap((e) => e.statements));
  for (const n of nodes.values()) n.weight = relationsOf((its.get(n) || []).flat());
  const ranked = [...its.keys()].sort((a, b) => b.weight - a.weight || order(a.short, b.short) || order(a.key, b.key));
  return { ranked, ties: [...ties.values()].sort((a, b) => b.weight - a.weight || order(a.key.join(), b.key.join())) };
}

const tiesOf = (node) => all.ties.filter((t) => t.a === node || t.b === node);
const across = (tie, node) => (tie.a === node ? tie.b : tie.a);

/** What all the statements have in common that sets them apart from plain facts. */
const standing = (statements) => (statements.every((s) => s.polarity === "negated") ? "negated" : statements.every((s) => s.modality === "planned") ? "planned" : "");

/** The most related ones within the limit, and with them what is open. */
function visible() {
  const kept = new Set(all.ranked.slice(0, chosen.limit));
  for (const key of open ? (open.tie || [open.node]) : []) kept.add(nodes.get(key));
  if (open && open.node) tiesOf(nodes.get(open.node)).slice(0, 40).forEach((t) => kept.add(t.a).add(t.b));
  const ties = all.ties.filter((t) => kept.has(t.a) && kept.has(t.b));
  const tied = new Set(ties.flatMap((t) => [t.a, t.b]));
  return { nodes: all.ranked.filter((n) => tied.has(n)), ties };
}
