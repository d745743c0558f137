const AT_ONCE = 150;
const data = JSON.parse(document.getElementById("data").textContent);
const form = document.getElementById("filters"), list = document.getElementById("changes"), more = document.getElementById("more");
const number = (n) => n.toLocaleString("en");
let chosen = [], shown = 0, last = null;

// An element with attributes and children; a text never becomes markup.
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

function option(select, value, n) {
  select.append(element("option", { value }, `${value} (${number(n)})`));
}

function tally(values) {
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) || 0) + 1);
  return found;
}

function numbers() {
  const body = document.querySelector("#tables tbody");
  for (const [name, its] of Object.entries(data.counts.tables)) {
    const columns = Object.entries(its.columns).map(([column, n]) => `${column} ${number(n)}`).join(" · ");
    const kinds = ["added", "removed", "changed"].map((kind) => element("td", its[kind] ? { class: kind } : {}, number(its[kind])));
    body.append(element("tr", {}, element("td", {}, name), element("td", {}, number(its.before)), element("td", {}, number(its.after)), ...kinds, element("td", {}, columns)));
  }
}

function why() {
  const place = document.getElementById("why");
  for (const { causes, changes } of data.counts.causes) {
    place.append(element("p", {}, "Cause ", element("b", {}, causes.join(" or ")), `: ${number(changes)} changes`));
  }
  for (const d of data.differences) place.append(element("p", {}, `${d.cause}: ${d.name} ${d.before} → ${d.after}`));
  if (data.programUnknown && data.counts.total) place.append(element("p", {}, "run.json does not say whether the sources of the program differ too."));
  if (data.counts.total > data.changes.length) {
    place.append(element("p", {}, element("b", {}, `This page holds the first ${number(data.changes.length)} of ${number(data.counts.total)} changes.`)));
  }
}

function choices() {
  const by = { document: (c) => [c.document || "(entities)"], table: (c) => [c.table], column: (c) => c.fields.map((f) => f[0]) };
  for (const [name, values] of Object.entries(by)) {
    for (const [value, n] of tally(data.changes.flatMap(values))) option(form.elements[name], value, n);
  }
}

function wanted(change) {
  const want = Object.fromEntries(new FormData(form));
  if (want.document && want.document !== (change.document || "(entities)")) return false;
  if ((want.table && want.table !== change.table) || (want.kind && want.kind !== change.kind)) return false;
  if (want.column && !change.fields.some((f) => f[0] === want.column)) return false;
  const text = want.text.trim().toLowerCase();
  return !text || [change.what, change.paragraph, change.text_unit, ...change.fields.flat(), ...change.quote.map((p) => p[0])].join(" ").toLowerCase().includes(text);
}

function article(change) {
  const head = element("h3", {}, element("span", { class: "kind" }, change.kind), ` ${change.table === "entities" ? "entity" : change.table.slice(0, -1).replace("_", " ")} `, change.what);
  const fields = change.fields.flatMap(([name, before, after]) => {
    if (name === "text" && change.quote.length && !change.table.startsWith("mention")) return [];
    return [element("dt", {}, name), element("dd", {}, element("del", {}, before), " → ", element("ins", {}, after))];
  });
  const quote = change.quote.map(([text, role]) => (role === "plain" ? text : element("mark", { class: role }, text)));
  return element("article", { class: change.kind }, head, fields.length ? element("dl", {}, ...fields) : null,
    quote.length ? element("blockquote", {}, ...quote) : null, data.counts.causes.length > 1 ? element("span", { class: "cause" }, change.causes.join(" or ")) : null);
}

function heading(change) {
  const inside = change.paragraph ? ` ¶${change.paragraph}` : change.text_unit ? ` ${change.text_unit}` : "";
  const page = change.page && inside ? element("small", {}, ` p. ${change.page}`) : null;
  return element("h2", {}, (change.document || "Entities") + inside, page);
}

function showMore() {
  for (const change of chosen.slice(shown, shown + AT_ONCE)) {
    const place = `${change.document} ${change.paragraph} ${change.text_unit}`;
    if (place !== last) list.append(element("section", {}, heading(change)));
    last = place;
    list.lastElementChild.append(article(change));
  }
  shown = Math.min(shown + AT_ONCE, chosen.length);
  more.hidden = shown === chosen.length;
  document.getElementById("status").textContent = `${number(shown)} of ${number(chosen.length)} changes shown`;
}

function choose() {
  chosen = data.changes.filter(wanted);
  [shown, last] = [0, null];
  list.replaceChildren();
  showMore();
}

form.addEventListener("input", choose);
form.addEventListener("submit", (event) => event.preventDefault());
more.addEventListener("click", showMore);
numbers();
why();
choices();
choose();
