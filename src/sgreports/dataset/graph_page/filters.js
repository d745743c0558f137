// ---- filters ----
function refresh() {
  all = filtered();
  shown = visible();
  if (at && !shown.nodes.includes(at)) at = null;
  hovered = null;
  const limit = $("limit");
  limit.max = Math.max(1, all.ranked.length);
  limit.value = chosen.limit;
  $("limit-shown").textContent = Math.min(chosen.limit, all.ranked.length);
  layout(); draw(); fit(); status(); fill();
}

function status() {
  const said = relationsOf(shown.ties.flatMap((t) => t.edges.flatMap((e) => e.statements)));
  $("status").textContent = `${shown.nodes.length} of ${plural(all.ranked.length, "entity", "entities")} · ${plural(shown.ties.length, "line")} · ${plural(said, "relation")}`;
}

/** Relations by what `of` says of each. */
function relationsBy(of) {
  const its = new Map();
  for (const edge of data.edges) for (const s of edge.statements) for (const v of of(edge, s)) {
    if (!its.has(v)) its.set(v, new Set());
    its.get(v).add(s.relation);
  }
  return new Map([...its].map(([v, relations]) => [v, relations.size]));
}

function option(field, value, text, number, icon = null, title = "") {
  const box = make("input", { type: "checkbox", name: field, value });
  box.checked = chosen[field].has(value);
  box.addEventListener("change", () => { chosen[field][box.checked ? "add" : "delete"](value); refresh(); });
  return make("label", { title, class: number ? "" : "none" }, box, icon, make("span", { class: "what" }, text), make("span", { class: "number" }, String(number || 0)));
}

function field(title, options) {
  const fold = options.length > 24 ? "options long" : "options";
  const set = (on) => make("button", { type: "button", "aria-label": `${title}: ${on ? "all" : "none"}`, onclick: () => {
    for (const box of fieldset.querySelectorAll("input")) { box.checked = on; chosen[box.name][on ? "add" : "delete"](box.value); }
    refresh();
  } }, on ? "all" : "none");
  const fieldset = make("fieldset", {}, make("legend", {}, title), make("span", { class: "all" }, set(true), set(false)), make("div", { class: fold }, ...options));
  return fieldset;
}

function buildFilters() {
  const types = relationsBy((e) => [e.type]), labels = tally(data.nodes.map((n) => n.label)), documents = relationsBy((_, s) => [documentOf(s)]);
  const known = new Set(FAMILIES.flatMap(([, its]) => its)), others = [...types.keys()].filter((t) => !known.has(t));
  const families = [...FAMILIES, ["Other", others]].map(([name, its]) => [name, its.filter((t) => types.has(t))]).filter(([, its]) => its.length);
  const status = (of) => [...relationsBy((_, s) => [s[of]]).entries()];
  const count = new Map([...status("polarity"), ...status("modality")]);
  $("fields").append(
    field("Relations", families.flatMap(([name, its]) => [make("p", { class: "family" }, name), ...its.map((t) => option("type", t, spoken(t), types.get(t)))])),
    field("Entities", Object.keys(LABELS).filter((l) => labels.has(l)).map((l) => option("label", l, LABELS[l], labels.get(l), swatch(l)))),
    field("Said as", [["modality", "actual"], ["modality", "planned"], ["polarity", "affirmed"], ["polarity", "negated"]].map(([of, v]) => option(of, v, v, count.get(v)))),
    field("Documents", data.documents.map((d) => option("document", d.document, d.document, documents.get(d.document), null, d.title || ""))));
  let timer = 0;
  $("limit").addEventListener("input", (e) => {
    chosen.limit = Number(e.target.value);
    $("limit-shown").textContent = chosen.limit;
    clearTimeout(timer);
    timer = setTimeout(refresh, 120);
  });
  $("form").addEventListener("submit", (e) => e.preventDefault());
  if (matchMedia("(max-width: 760px)").matches) $("filters").open = false;
}
