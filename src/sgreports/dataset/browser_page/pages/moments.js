"use strict";
const FIGURES = { stock: "there on that day", running_total: "total so far", limit: "limit or plan" };
const WITHIN = "happened";
const FIRST_WORDS =
  "What one sentence surely states (a score of .8 or more, one known place, a date of its own, not planned, no part of another number; of equal numbers of one place and time only one), and of what is larger, but not surely stated, the surest and the largest.";
const OTHERS_WORDS = "Others that are not surely stated.";
const FIRST_LINES = 6;
const TOLD = 12;
const FAR_OFF = 10;
const KINDS_OF_NUMBER = ["cardinal", "measure", "percent", "rate", "ratio"];
// of one name that may be many: cases of a court and of an agency
const MANY_THINGS = ["other", "prosecuted", "conducted", "legal_act"];

// What stands at a moment: a drawing a place, holder and thing that is told of several days (none where no place is
// known, nor whose the personnel is: it may be several, nor of two days of which the last is unsure, of bounds alone,
// or of several series of reports, which count otherwise), then a row each with its latest number,
// first of what there is at a place that its sentence says, and is sure. The event is told where there are several.
// Where one asks whose they are, what is of that holder alone comes first, and what is unsure is listed, too, after the
// totals of tables.
function counts_moments(data, documents, chosen, least, opens, tables, want) {
  const { whose } = want;
  const found = told_lines(data, chosen, least, want);
  const unsure = (line) => data.rows[line.rows[0]][AT.score] < least;
  const several_events = new Set(found.map(([i]) => data.rows[i][AT.event])).size > 1;
  const leading = [
    ...new Set([
      ...leads(data, found.flat(), want).flatMap((group) => group.rows),
      ...stated(
        data,
        found.map(([i]) => i),
        want,
      ),
    ]),
  ];
  const doubt = (line) =>
    4 * unsure(line) +
    2 *
      (!is_sure(data, line.rows[0]) ||
        (whose ? holders_of(data, line.rows[0]) !== asked_holder(want) : line.where === null) ||
        data.letters.includes(data.rows[line.rows[0]][AT.document]));
  const later = (line) => doubt(line) + (line.kind === FIGURES.limit) + (whose && line.kind === WITHIN ? 2 : 0);
  const made = new Map(found.map((line) => [line, moment_line(data, line, several_events)]));
  const of = (i) => found.find((line) => line.includes(i));
  const first = leading.map((i) => moment_line(data, [i, ...of(i).filter((j) => j !== i)], several_events));
  const led = [...new Set(leading.map((i) => made.get(of(i))))];
  const others = [...made.values()]
    .filter((line) => !led.includes(line))
    .sort((a, b) => later(a) - later(b) || data.rows[b.rows[0]][AT.amount] - data.rows[a.rows[0]][AT.amount]);
  const lines = [...led, ...others];
  if (!lines.length) return tables_drawn(tables, documents);
  const told = (line) =>
    line.kind !== WITHIN &&
    !unsure(line) &&
    (is_sure(data, line.rows[0]) || line.rows.length > 2) &&
    line.rows.some((i) => [0, ABOUT].includes(data.rows[i][AT.bound])) &&
    new Set(line.rows.map((i) => data.rows[i][AT.series])).size === 1;
  const drawn = lines.filter(
    (line) =>
      line.where !== null &&
      told(line) &&
      !MANY_THINGS.includes(line.event) &&
      !(line.counted === "personnel" && line.whose === null) &&
      line.kind !== FIGURES.limit &&
      new Set(near_rows(data, line).map((i) => data.rows[i][AT.moment][1])).size > 1,
  );
  const grid = make("div", { class: "multiples" });
  const span = drawn.length ? days_of(drawn.flatMap((line) => moment_points(data, line))) : null;
  const { more } = growing(drawn, FIRST_LINES, (line) => moment_drawing(data, line, span, opens), grid);
  const said = `Each number is that of a day.${drawn.some((line) => line.rows.some((i) => data.rows[i][AT.moment][2])) ? " A thin line is what is authorized at most." : ""}${drawn.some((line) => near_rows(data, line).some((i) => !is_sure(data, i))) ? " Hollow, with a ?: less sure." : ""}`;
  const of_tables = tables_drawn(tables, documents);
  const parts = [
    [FIRST_WORDS, first],
    [OTHERS_WORDS, others],
  ].filter(([, some]) => some.length);
  const shown = [
    make("h2", {}, "What reports state"),
    parts.map(([words, some]) => [make("p", {}, words), moments_table(data, documents, chosen, some, opens, want)]),
  ];
  return [
    whose ? [of_tables, shown] : [shown, of_tables],
    drawn.length ? [make("h2", {}, "Over time"), make("p", { class: "faint" }, said), grid, more] : [],
  ].flat(Infinity);
}

// The totals of tables that fit, with the days that do. A table says neither who did it nor who says so. The lines are
// those of all tables, of which days
// are taken away, and `whose` is found in the names shown: `table_lines` of sgreports.answers makes lines of what fits,
// and knows all names of a holder.
function tables_wanted(
  tables,
  documents,
  { event, counted, country, year, since, until, about, series, agent, whose },
) {
  if ((event && event !== "deployed") || agent || about.trim() || !counted) return [];
  const fits = (d) =>
    (!country || d.country === country) &&
    (!whose || d.holder.toLowerCase().includes(whose.trim().toLowerCase())) &&
    (!year || d.day.startsWith(year)) &&
    is_mostly(day_of(d.day), day_of(d.day), day_of(since), day_of(until)) &&
    (!series || documents[d.document].series === series);
  return tables
    .filter(
      (line) => line.counted === counted && new Set(line.days.map((d) => d.country)).size === 1 && line.days[0].country,
    )
    .map((line) => ({ ...line, days: line.days.filter(fits) }))
    .filter((line) => line.days.length);
}

function tables_drawn(tables, documents) {
  if (!tables.length) return [];
  const points = (line) =>
    line.days.map((d) => ({
      day: d.day,
      when: d.day,
      value: d.amount,
      tell: () => [
        outside(d.link, `${documents[d.document].document} ${d.place}${d.page ? `, p. ${d.page}` : ""}`),
        ` ${d.title}`,
      ],
    }));
  const span = days_of(tables.flatMap(points));
  const grid = make("div", { class: "multiples tables" });
  const { more } = growing(
    tables,
    FIRST_LINES,
    (line) =>
      make(
        "section",
        { class: "measure" },
        make("h3", {}, [line.days.at(-1).holder, line.thing].filter(Boolean).join(" · ")),
        make("p", {}, whole_days(line_sentence(points(line)))),
        chart({ words: line.thing, points: points(line), span }),
      ),
    grid,
  );
  return [make("h2", {}, "Totals of tables, never added"), grid, more];
}

// What it is called: no kind of number (`cardinal`), nor what holds another number.
function thing_words(data, row) {
  const thing = row[AT.moment] && data.things[row[AT.moment][0]];
  const counted = cell_word(data, "counted", row);
  if (thing && !/\d/.test(thing) && !KINDS_OF_NUMBER.includes(thing)) return counted_words(thing);
  return counted ? counted_words(counted.replace(/^other, /, "")) : "not said of what";
}

// What is counted in the report's words, a few of them and no other number; else what it is called.
function unit_words(data, row) {
  const phrase = data.phrases[row[AT.phrase]] ?? "";
  const counted = cell_word(data, "counted", row) ?? "";
  const [begun] = /^\D{1,79}(?= |$)/.exec(phrase) ?? [];
  if (counted.startsWith("money")) return counted_words(counted);
  if (!begun) return thing_words(data, row);
  return begun === phrase ? phrase : `${begun.trimEnd()} …`;
}

// When it happened, or the day that it tells of; of a total so far from when; assumed where it is that of the report,
// or may be that of something near.
function when_words(data, i) {
  const row = data.rows[i];
  const years = data.years[row[AT.years]] ?? "";
  const when =
    measure_of(data, i) === "running_total" && years.includes("–")
      ? years
      : row[AT.moment]
        ? row[AT.moment][1]
        : time_words(row[AT.first], row[AT.last]);
  return when ? `${when}${row[AT.assumed] & 5 ? ", assumed" : ""}` : UNKNOWN;
}

// { what, called, where, whose, counted, event, kind, rows }, the latest row first; `called` says of a part of which
// number it is one.
function moment_line(data, rows, several_events) {
  const row = data.rows[rows[0]];
  const word = (name) => cell_word(data, name, row);
  const event = word("event");
  const happened = several_events && event && event !== "other" ? event_words(event) : null;
  const counted = word("counted") || "";
  const whole = row[AT.whole] !== null && reason_of(data, row[AT.whole]) !== "limit" ? data.rows[row[AT.whole]] : null;
  const of =
    whole &&
    whole[AT.years] === row[AT.years] &&
    whole[AT.amount] > row[AT.amount] &&
    `of the ${of_things(amount_words(data, row[AT.whole]), unit_words(data, whole))}`;
  const called = [
    unit_words(data, row),
    /, (forced|without violence|charged|convicted|acquitted)$/.exec(counted)?.[1],
    of,
    happened,
  ]
    .filter(Boolean)
    .join(", ");
  const what = [row[AT.moment] === null ? null : thing_words(data, row), happened].filter(Boolean).join(", ");
  return {
    what,
    called,
    where: word("country"),
    whose: word("whose"),
    counted: word("counted"),
    event,
    kind: figure_words(data, rows[0]),
    rows,
  };
}

const line_words = ({ where, whose, what, kind }) =>
  [where, whose, what, kind === FIGURES.stock ? null : kind].filter(Boolean).join(" · ");
const where_words = (data, row) =>
  row[AT.country] === null ? null : `${cell_word(data, "country", row)}${row[AT.assumed] & 10 ? ", assumed" : ""}`;
const figure_words = (data, i) => FIGURES[reason_of(data, i)] || WITHIN;
const line_rows = (data, line) => line.rows.map((i) => [i, reason_of(data, i)]);

// What is drawn of a line: what has a day, but for what is FAR_OFF times the middle one, or that part of it: another
// thing of that name, or a part of the country.
function near_rows(data, line) {
  const rows = line.rows.filter((i) => data.rows[i][AT.moment][1]);
  const value = (i) => data.rows[i][AT.amount];
  const middle = rows.map(value).sort((a, b) => a - b)[Math.floor(rows.length / 2)];
  return rows.filter((i) => value(i) < FAR_OFF * middle && middle < FAR_OFF * value(i));
}

function moment_points(data, line) {
  return near_rows(data, line)
    .map((i) => {
      const row = data.rows[i];
      const [, day, limit] = row[AT.moment];
      return {
        day,
        when: day,
        value: row[AT.amount],
        bound: row[AT.bound],
        unsure: !is_sure(data, i),
        limit,
        tell: () => told_at(...where_told(row)),
      };
    })
    .reverse();
}

const days_of = (points) => {
  const days = points.map((p) => Date.parse(p.day));
  return [Math.min(...days), Math.max(...days)];
};

function moment_drawing(data, line, span, opens) {
  const points = moment_points(data, line);
  const words = line_words(line);
  const link = link_button(words, opens(words, line_rows(data, line)));
  return make(
    "section",
    { class: "measure" },
    make("h3", {}, link),
    make("p", {}, whole_days(line_sentence(points))),
    chart({ words, points, span }),
  );
}

function moments_table(data, documents, chosen, lines, opens, want) {
  const agent = (i) => cell_word(data, "agent", data.rows[i]);
  const by = lines.some((line) => agent(line.rows[0]));
  const held = lines.some((line) => line.whose);
  const body = make("tbody");
  const heads = [
    "What",
    "Number",
    "Kind of number",
    "When",
    "Where",
    held ? GROUPS.whose : null,
    by ? GROUPS.agent : null,
    "Sentence",
  ].filter(Boolean);
  const { more } = growing(
    lines,
    TOLD,
    (line) => {
      const row = data.rows[line.rows[0]];
      const limit = row[AT.moment]?.[2] ?? null;
      const of = [line.called, told_amount(data, line.rows[0]), line.where].filter(Boolean).join(", ");
      const open = opens(of, line_rows(data, line));
      const doubt = doubt_words(data, chosen, line.rows[0], want);
      const told = [
        [line.kind, doubt ? make("small", {}, `: ${doubt}`) : null],
        [
          make("span", { class: "day" }, whole_days(when_words(data, line.rows[0]))),
          ...(line.rows.length > 1 ? ["; ", link_button(several(line.rows.length - 1, "other day"), open)] : []),
        ],
        where_words(data, row) || UNKNOWN,
        ...(held ? [line.whose || "–"] : []),
        ...(by ? [agent(line.rows[0]) || "–"] : []),
      ];
      const cells = told.map((words, i) =>
        make(
          "td",
          { class: words === "–" ? "none" : i > 2 ? "held" : i ? null : "date", "data-head": heads[i + 2] },
          words,
        ),
      );
      const sentence = make("td", { class: "source" }, documents[row[AT.document]].document);
      const found = `${told_amount(data, line.rows[0])}${limit === null ? "" : ` of ${amount(limit)}`}`;
      told_at(...where_told(row)).then((parts) => sentence.replaceChildren(...parts));
      return make(
        "tr",
        { "data-row": of },
        make("th", { scope: "row" }, link_button(line.called, open)),
        make("td", { class: doubt_class(found), "data-head": "Number" }, found),
        cells,
        sentence,
      );
    },
    body,
  );
  return [
    make(
      "table",
      { class: "entities moments" },
      table_head(heads, (i) => heads[i] === "Number"),
      body,
    ),
    unsure_note(),
    lines.some((line) => data.rows[line.rows[0]][AT.assumed]) ? assumed_note("Assumed") : null,
    more,
  ].filter(Boolean);
}
