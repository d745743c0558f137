// ---- panel ----
const address = (keys) => `#${keys.map(encodeURIComponent).join("&")}`;
const nameLink = (node, text = node.short) => make("a", {
  class: "name", href: address([node.key]), title: node.name, onclick: (e) => { e.preventDefault(); show({ node: node.key }, true); },
}, text);

function marked(statement) {
  const chars = [...data.sentences[statement.sentence].text]; // offsets count characters, not UTF-16 units
  const spans = ["subject", "object"].filter((w) => statement[w]).map((w) => [...statement[w], w]).sort((a, b) => a[0] - b[0]);
  const p = make("p");
  let from = 0;
  for (const [start, end, what] of spans) {
    p.append(chars.slice(from, start).join(""), make("mark", { class: what, title: what }, chars.slice(start, end).join("")));
    from = end;
  }
  p.append(chars.slice(from).join(""));
  return p;
}

const tagged = (text, kind = "") => make("em", { class: `tag ${kind}` }, text);
const standingTag = (statements) => { const s = standing(statements); return s ? tagged(s, s) : null; };

function saying(statement) {
  const s = data.sentences[statement.sentence];
  const place = make("p", { class: "place" }, `${s.document} ¶${s.paragraph}${s.page ? `, p. ${s.page}` : ""}`);
  const tag = (text, kind) => place.append(" ", tagged(text, kind));
  if (statement.modality !== "actual") tag(statement.modality);
  if (statement.polarity !== "affirmed") tag(statement.polarity, "negated");
  if (statement.attributed_to) tag(`according to ${statement.attributed_to}`);
  for (const w of ["subject", "object"]) if (!statement[w]) tag(`${w} from the paragraph: ${statement[`${w}_text`]}`);
  return make("div", { class: "saying" }, marked(statement), place);
}

const plural = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
const closeButton = () => make("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => show(null) }, "×");

function overview() {
  panel.replaceChildren(
    make("h2", {}, "Most related"), make("p", { class: "about" }, "Choose an entity or a line of the graph for its sentences."),
    make("ul", { class: "ranking" }, ...shown.nodes.slice(0, 40).map((n) => make("li", {}, swatch(n.label), nameLink(n, n.name), make("span", { class: "number" }, String(n.weight))))));
}

/** All relations of an entity, whatever the filters say: as many as the browser of the dataset lists. */
const everyRelation = (node) => relationsOf(data.edges.filter((e) => ends(e).includes(node)).flatMap((e) => e.statements));

function nodePanel(node) {
  const groups = tiesOf(node).flatMap((t) => t.edges).sort((a, b) => b.statements.length - a.statements.length);
  const about = [ONE[node.label], node.kind === "un" ? "United Nations system" : spoken(node.kind || ""), node.name === node.short ? null : node.short, plural(node.mentions, "mention"), plural(everyRelation(node), "relation"), everyRelation(node) === node.weight ? null : `${node.weight} of them by the filters`];
  const link = /^https?:\/\//.test(node.url || "") ? make("a", { href: node.url, rel: "noreferrer" }, node.url.replace(/^https?:\/\//, "")) : null;
  panel.replaceChildren(closeButton(), make("h2", {}, node.name), make("p", { class: "about" }, about.filter(Boolean).join(" · "), link ? make("br") : null, link),
    ...(groups.length ? groups.map((g) => folded(g, groups.length <= 4, node)) : [make("p", { class: "about" }, "The filters leave none of its relations.")]));
}

function folded({ edge, statements }, opened, node) {
  const [a, b] = ends(edge), other = a === node ? b : a;
  const d = make("details", {}, make("summary", {}, sentenceOf(edge), standingTag(statements), make("span", { class: "number" }, `  ${statements.length}`)));
  d.addEventListener("toggle", () => { if (d.open && d.children.length === 1) d.append(make("p", { class: "about" }, "Go to ", nameLink(other, other.name)), ...statements.map(saying)); });
  d.open = opened;
  return d;
}

function tiePanel(key) {
  const tie = all.ties.find((t) => t.key.join() === key.join());
  const [a, b] = key.map((k) => nodes.get(k));
  panel.replaceChildren(closeButton(), make("h2", {}, nameLink(a), " and ", nameLink(b)),
    make("p", { class: "about" }, tie ? plural(tie.weight, "relation") : "The filters leave nothing between them."));
  for (const { edge, statements } of tie ? tie.edges : []) panel.append(make("h3", {}, sentenceOf(edge), standingTag(statements)), ...statements.map(saying));
}

function fill() {
  if (!open) overview(); else if (open.node) nodePanel(nodes.get(open.node)); else tiePanel(open.tie);
  panel.scrollTop = 0;
}

/** Opens an entity or a tie (null closes); `enter` moves the keyboard to the panel. */
function show(what, enter = false) {
  open = what;
  hovered = null;
  at = what && what.node ? nodes.get(what.node) : at;
  remember();
  const before = new Set(shown.nodes), next = visible();
  if (next.nodes.some((n) => !before.has(n)) || next.nodes.length !== before.size) { shown = next; layout(); draw(); fit(); } else light();
  status(); fill();
  if (enter) panel.focus({ preventScroll: true });
}
