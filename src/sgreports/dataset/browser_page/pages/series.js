"use strict";
const MEASURES = 20;

// What the reports of a series say again and again: a line over time, and each value with its source. An address with
// `measure` shows one, with `embed` nothing else.
async function series_page(values) {
  const [measures, documents] = await Promise.all([load("series"), load("documents")]);
  const one = values.measure && measures.filter((m) => measure_key(m) === values.measure);
  if (one) return one_measure(one, documents, values);
  const names = new Map(measures.map((m) => [m.series, m.series_name]));
  const of = worded(most_frequent(measures.map((m) => m.series)), (key) => names.get(key));
  const events = worded(most_frequent(measures.map((m) => m.event).filter(Boolean)), event_words);
  const shown = [
    ["", "one below the other"],
    ["alike", "what is counted alike, side by side"],
  ].map(([value, words]) => make("option", { value, selected: value === (values.show || "") }, words));
  const form = make(
    "form",
    { role: "search", class: "filters" },
    field("text", "Words", values.text),
    select("of", "Series of reports", of, values.of),
    select("event", "What happened", events, values.event),
    make("label", {}, "Show", make("select", { name: "show" }, shown)),
  );
  const status = make("p", { class: "status", role: "status" });
  const place = make("div");
  const show = () => {
    note("series", form);
    const { text, of: chosen_series, event, show: how } = Object.fromEntries(new FormData(form));
    const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = measures.filter(
      (m) =>
        (!chosen_series || m.series === chosen_series) &&
        (!event || m.event === event) &&
        words.every((w) => m.name.toLowerCase().includes(w)),
    );
    status.textContent = !measures.length
      ? "No measure recurs here: one needs values of three periods, in the reports of a series."
      : `${several(chosen.length, "measure that recurs", "measures that recur")} in the reports of a series, those of most periods first, those of a single report last. Dashes: a report between gives no value. ?, hollow: less sure (${below(SURE)}), read its sentence.`;
    const list = make("div", { class: "measures" });
    const sets = how ? alike_measures(chosen) : chosen.map((m) => [m]);
    const { more } = growing(
      sets,
      MEASURES,
      (set) => (how ? side_by_side(set, documents) : measure_item(set[0], documents)),
      list,
    );
    place.replaceChildren(
      list,
      sets.length
        ? more
        : how && chosen.length
          ? make("p", {}, "Nothing is counted alike in several series or countries.")
          : "",
    );
  };
  form.addEventListener("input", soon(show));
  show();
  return { title: "Series", content: [form, status, place] };
}

const measure_key = (m) => `${m.series}/${m.country || ""}/${m.name}`;
const measure_title = (m) => m.name.charAt(0).toUpperCase() + m.name.slice(1);
const measure_about = (m) => [m.series_name, m.event && spoken(m.event), m.country_name].filter(Boolean).join(" · ");

function one_measure(found, documents, { embed }) {
  if (!found.length)
    return {
      title: "No such series",
      content: [
        make(
          "p",
          {},
          "This dataset has no series of that name. ",
          make("a", { href: address("series") }, "All series"),
        ),
      ],
    };
  return {
    title: measure_title(found[0]),
    content: [
      measure_item(found[0], documents, true),
      embed ? null : make("p", {}, make("a", { href: address("series") }, "All series")),
    ].filter(Boolean),
  };
}

// What is counted alike in several series or countries, for small multiples.
function alike_measures(measures) {
  const sets = Map.groupBy(measures, (m) =>
    m.unit === null ? m.name.toLowerCase() : JSON.stringify([m.unit, m.event]),
  );
  return [...sets.values()].filter((set) => new Set(set.map((m) => `${m.series} ${m.country}`)).size > 1);
}

function side_by_side(set, documents) {
  const span = days_of(set.flatMap((m) => measure_points(m, documents)));
  const { unit, event, name } = set[0];
  const each = set.map((m) =>
    make(
      "section",
      { class: "measure" },
      make("h3", {}, make("a", { href: address("series", { measure: measure_key(m) }) }, measure_about(m))),
      make("p", {}, measure_title(m)),
      make("p", {}, whole_days(line_sentence(measure_points(m, documents)))),
      measure_chart(m, documents, span),
    ),
  );
  return make(
    "section",
    {},
    make("h2", {}, [unit || name, event && spoken(event)].filter(Boolean).join(", ")),
    make("div", { class: "multiples" }, each),
  );
}

const measure_points = (m, documents) =>
  m.values
    .filter((v) => v.latest)
    .map((v) => ({
      day: v.day,
      when: v.when,
      value: v.value,
      bound: v.exact ? 0 : ABOUT,
      unsure: v.unsure,
      gap: v.after_gap,
      tell: () => [measure_source(v, documents), " ", v.link ? outside(v.link, "PDF") : "", ` ${v.sentence}`],
    }));

// No line joins values of which no place is known: they may be of several. Rows of tables are each a thing of its own.
const measure_chart = (m, documents, span) =>
  m.country === null && m.values.some((v) => v.paragraph !== null)
    ? null
    : chart({ words: m.name, unit: m.unit, points: measure_points(m, documents), span });

function measure_item(m, documents, alone) {
  const rows = m.values.map((v) =>
    make(
      "tr",
      { class: v.latest ? null : "faint" },
      make("td", { class: "date" }, v.when),
      make("td", { class: "number" }, said_value({ ...v, bound: v.exact ? 0 : ABOUT })),
      make(
        "td",
        {},
        measure_source(v, documents),
        v.outlier ? make("em", { class: "tag" }, "far from the others") : null,
        v.latest ? null : make("em", { class: "tag" }, "given again later"),
      ),
    ),
  );
  const drawn = measure_chart(m, documents);
  const link = make("a", { href: address("series", { measure: measure_key(m) }) }, measure_title(m));
  return make(
    "section",
    { class: "measure" },
    alone ? null : make("h2", {}, link),
    make("p", { class: "place" }, measure_about(m)),
    make("p", { class: "sentence" }, whole_days(line_sentence(measure_points(m, documents), m.unit))),
    drawn,
    make("table", {}, make("tbody", {}, rows)),
    measure_tools(m, documents, drawn?.querySelector("svg")),
  );
}

// What can be taken away: the picture, the rows, and the code that shows the chart in another page.
function measure_tools(m, documents, drawing) {
  const button = (words, press) => {
    const made = make("button", { type: "button" }, words);
    made.addEventListener("click", press);
    return made;
  };
  const head = ["when", "value", "number_text", "latest", "document", "place", "page", "sentence"];
  const rows = m.values.map((v) => [
    v.when,
    v.value,
    v.number,
    v.latest,
    documents[v.document].document,
    v.place,
    v.page,
    v.sentence,
  ]);
  const code = `<iframe src="${location.href.split("#")[0]}${address("series", { measure: measure_key(m), embed: 1 })}" width="700" height="600" title="${m.name.replace(/["&<>]/g, "")}"></iframe>`;
  const taken = make("input", {
    readonly: true,
    value: code,
    "aria-label": "HTML that embeds the chart",
    class: "code",
  });
  taken.addEventListener("focus", () => taken.select());
  return make(
    "div",
    { class: "tools" },
    drawing &&
      button("PNG", () =>
        save_png(drawing, "series", measure_title(m), [measure_about(m), m.unit].filter(Boolean).join(" · ")),
      ),
    button("CSV", () => save_csv_file([head, ...rows], "series")),
    make("details", {}, make("summary", {}, "Embed"), taken),
  );
}

function measure_source(v, documents) {
  const { document: symbol, title } = documents[v.document];
  const words = `${symbol} ${v.place}${v.page ? `, p. ${v.page}` : ""}`;
  return v.paragraph === null
    ? outside(v.link, words)
    : make("a", { href: to_paragraph(symbol, v.paragraph), title }, words);
}
