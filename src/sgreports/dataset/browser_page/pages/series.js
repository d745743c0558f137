"use strict";
const MEASURES = 20;

// What the reports of a series say again and again: a line over time, and each value with its source.
async function series_page(values) {
  const [measures, documents] = await Promise.all([load("series"), load("documents")]);
  const of = [...tally(measures.map((m) => m.series))].sort((a, b) => b[1] - a[1]).map(([key, n]) => [key, `${key} (${number(n)})`]);
  const events = [...tally(measures.map((m) => m.event).filter(Boolean))].sort((a, b) => b[1] - a[1]).map(([key, n]) => [key, `${spoken(key)} (${number(n)})`]);
  const form = make("form", { role: "search", class: "filters" }, field("text", "Words", values.text), select("of", "Series of reports", of, values.of), select("event", "What happened", events, values.event));
  const status = make("p", { class: "status", role: "status" }), place = make("div");
  const show = () => {
    note("series", form);
    const { text, of: chosen_series, event } = Object.fromEntries(new FormData(form));
    const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = measures.filter((m) => (!chosen_series || m.series === chosen_series) && (!event || m.event === event) && words.every((w) => m.name.toLowerCase().includes(w)));
    status.textContent = `${several(chosen.length, "measure that recurs", "measures that recur")} in the reports of a series, those of most periods first. Dashes: a report between gives no value.`;
    const list = make("div", { class: "measures" });
    const { more } = growing(chosen, MEASURES, (m) => measure_item(m, documents), list);
    place.replaceChildren(list, more);
  };
  form.addEventListener("input", soon(show));
  show();
  return { title: "Series", content: [form, status, place] };
}

function measure_item(m, documents) {
  const about = [m.series, m.event && spoken(m.event), m.unit, m.country].filter(Boolean).join(" · ");
  const rows = m.values.map((v) => make("tr", { class: v.latest ? null : "faint" }, make("td", {}, v.when), make("td", { class: "number" }, v.number),
    make("td", {}, measure_source(v, documents), v.outlier ? make("em", { class: "tag" }, "far from the others") : null, v.latest ? null : make("em", { class: "tag" }, "given again later"))));
  return make("section", { class: "measure" }, make("h2", {}, m.name), make("p", { class: "place" }, about), line_chart(m), make("table", {}, make("tbody", {}, rows)));
}

function measure_source(v, documents) {
  const symbol = documents[v.document].document, words = `${symbol} ${v.place}${v.page ? `, p. ${v.page}` : ""}`;
  return v.paragraph === null ? outside(v.link, words) : make("a", { href: to_paragraph(symbol, v.paragraph) }, words);
}

// Latest values by their day; dashed where a report between them gives none.
function line_chart({ name, values }) {
  const shown = values.filter((v) => v.latest), days = shown.map((v) => Date.parse(v.day));
  const [first, last] = [Math.min(...days), Math.max(...days)], most = Math.max(...shown.map((v) => v.value), 0) || 1;
  const width = 560, high = 110;
  const x = (i) => 8 + ((days[i] - first) / (last - first || 1)) * (width - 16), y = (v) => high - 6 - (Math.max(v.value, 0) / most) * (high - 22);
  const lines = shown.slice(1).map((v, i) => svg("line", { x1: x(i), y1: y(shown[i]), x2: x(i + 1), y2: y(v), class: v.after_gap ? "line gap" : "line" }));
  const dots = shown.map((v, i) => svg("circle", { cx: x(i), cy: y(v), r: 3.5, class: "dot" }, svg("title", {}, `${v.when}: ${v.number}`)));
  const axis = [svg("text", { x: 4, y: high + 14, class: "axis" }, String(new Date(first).getUTCFullYear())), svg("text", { x: width - 4, y: high + 14, class: "axis last" }, String(new Date(last).getUTCFullYear()))];
  return svg("svg", { class: "lines", viewBox: `0 0 ${width} ${high + 20}`, role: "img", "aria-label": `${name}: ${shown[0].number} to ${shown.at(-1).number}` }, lines, dots, axis);
}
