const AT_ONCE = 150;
const data = JSON.parse(document.getElementById("data").textContent);
const form = document.getElementById("filters");
const list = document.getElementById("changes");
const more = document.getElementById("more");
let chosen = [];
let shown = 0;
let last = null;

function option(select, value, n) {
  select.append(make("option", { value }, `${value} (${number(n)})`));
}

function numbers() {
  const body = document.querySelector("#tables tbody");
  for (const [name, its] of Object.entries(data.counts.tables)) {
    const columns = Object.entries(its.columns)
      .map(([column, n]) => `${column} ${number(n)}`)
      .join(" · ");
    const kinds = ["added", "removed", "changed"].map((kind) =>
      make("td", its[kind] ? { class: kind } : {}, number(its[kind])),
    );
    body.append(
      make(
        "tr",
        {},
        make("td", {}, name),
        make("td", {}, number(its.before)),
        make("td", {}, number(its.after)),
        ...kinds,
        make("td", {}, columns),
      ),
    );
  }
}

function why() {
  const place = document.getElementById("why");
  for (const { causes, changes } of data.counts.causes) {
    place.append(make("p", {}, "Cause ", make("b", {}, causes.join(" or ")), `: ${number(changes)} changes`));
  }
  for (const d of data.differences) place.append(make("p", {}, `${d.cause}: ${d.name} ${d.before} → ${d.after}`));
  if (data.programUnknown && data.counts.total)
    place.append(make("p", {}, "run.json does not say whether the sources of the program differ too."));
  if (data.counts.total > data.changes.length) {
    place.append(
      make(
        "p",
        {},
        make(
          "b",
          {},
          `This page holds the first ${number(data.changes.length)} of ${number(data.counts.total)} changes.`,
        ),
      ),
    );
  }
}

function choices() {
  const by = {
    document: (c) => [c.document || "(entities)"],
    table: (c) => [c.table],
    column: (c) => c.fields.map((f) => f[0]),
  };
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
  return (
    !text ||
    [change.what, change.paragraph, change.text_unit, ...change.fields.flat(), ...change.quote.map((p) => p[0])]
      .join(" ")
      .toLowerCase()
      .includes(text)
  );
}

function article(change) {
  const head = make(
    "h3",
    {},
    make("span", { class: "kind" }, change.kind),
    ` ${change.table === "entities" ? "entity" : change.table.slice(0, -1).replace("_", " ")} `,
    change.what,
  );
  const fields = change.fields.flatMap(([name, before, after]) => {
    if (name === "text" && change.quote.length && !change.table.startsWith("mention")) return [];
    return [make("dt", {}, name), make("dd", {}, make("del", {}, before), " → ", make("ins", {}, after))];
  });
  const quote = change.quote.map(([text, role]) => (role === "plain" ? text : make("mark", { class: role }, text)));
  return make(
    "article",
    { class: change.kind },
    head,
    fields.length ? make("dl", {}, ...fields) : null,
    quote.length ? make("blockquote", {}, ...quote) : null,
    data.counts.causes.length > 1 ? make("span", { class: "cause" }, change.causes.join(" or ")) : null,
  );
}

function heading(change) {
  const inside = change.paragraph ? ` ¶${change.paragraph}` : change.text_unit ? ` ${change.text_unit}` : "";
  const page = change.page && inside ? make("small", {}, ` p. ${change.page}`) : null;
  return make("h2", {}, (change.document || "Entities") + inside, page);
}

function showMore() {
  for (const change of chosen.slice(shown, shown + AT_ONCE)) {
    const place = `${change.document} ${change.paragraph} ${change.text_unit}`;
    if (place !== last) list.append(make("section", {}, heading(change)));
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
