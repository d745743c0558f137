"use strict";
// Lines over time with an axis of values: of stocks on the page of counts, of what recurs on that of series. A point is
// { day, when, value, bound, unsure, limit, gap, tell }:
// `gap` where a report before it gives none, `limit` what it may be at most, `tell` gives the sentence and its page,
// shown when one points at it or reaches it by keys.
const CHART = { width: 560, small: 480, high: 150, above: 10, below: 22 };

function chart({ words, unit, points, span }) {
  const days = points.map((p) => Date.parse(p.day));
  const [first, last] = whole_years(span || [Math.min(...days), Math.max(...days)]);
  const most = round_up(Math.max(...points.flatMap((p) => [p.value, p.limit || 0]), 0));
  const steps = [0, most / 2, most];
  const left = 12 + 7 * Math.max(...steps.map((v) => amount(v).length));
  const { high, above, below } = CHART;
  const width = Math.min(span ? CHART.small : CHART.width, innerWidth - 32);
  const x = (day) =>
    first === last ? (left + width) / 2 : left + 8 + ((day - first) / (last - first)) * (width - left - 26);
  const y = (v) => above + (1 - Math.max(v, 0) / most) * (high - above);
  const grid = steps.map((v) => [
    svg("line", { x1: left, x2: width, y1: y(v), y2: y(v), class: "grid" }),
    svg("text", { x: left - 6, y: y(v) + 4, class: "last" }, amount(v)),
  ]);
  const axis = axis_words(time_steps(first, last).map(([day, said]) => [x(day), said])).map(([at, said, side]) =>
    svg("text", { x: at, y: high + 16, class: side }, said),
  );
  const between = points.slice(1).map((p, i) =>
    svg("line", {
      x1: x(days[i]),
      y1: y(points[i].value),
      x2: x(days[i + 1]),
      y2: y(p.value),
      class: p.gap ? "line gap" : "line",
    }),
  );
  const tip = make("p", { class: "tip", "aria-live": "polite" });
  const one = make("div", { class: "drawn" });
  const tell = async (p) => {
    tip.dataset.day = p.day;
    const told = await p.tell();
    if (tip.dataset.day === p.day) tip.replaceChildren(make("b", {}, `${p.when}: ${said_amount(p)} `), ...told);
  };
  const dots = points.map((p, i) => {
    const dot = pressed(
      svg(
        "g",
        { class: p.unsure ? "dot unsure" : "dot" },
        svg("circle", { cx: x(days[i]), cy: y(p.value), r: 9, class: "reach" }),
        svg("circle", { cx: x(days[i]), cy: y(p.value), r: 3.5 }),
      ),
      `${p.when}: ${said_amount(p)}`,
      () => tell(p),
    );
    for (const event of ["pointerenter", "focus"]) dot.addEventListener(event, () => tell(p));
    return dot;
  });
  one.append(
    svg(
      "svg",
      { class: "lines", viewBox: `0 0 ${width} ${high + below}`, role: "group", "aria-label": words },
      grid,
      axis,
      limit_line(points, days, x, y),
      between,
      dots,
    ),
  );
  return make(
    "figure",
    { class: "chart" },
    unit ? make("figcaption", { class: "faint" }, /^[A-Z]{3}$/.test(unit) ? unit : `Number: ${unit}`) : null,
    one,
    tip,
  );
}

const said_value = (p) => `${p.unsure ? "? " : ""}${amount(p.value, p.bound || 0)}`;
const said_amount = (p) => `${said_value(p)}${p.limit ? ` of at most ${amount(p.limit)}` : ""}`;

// The limit holds until there is another.
function limit_line(points, days, x, y) {
  const limits = points.map((p, i) => [days[i], p.limit]).filter(([, limit]) => limit);
  if (!limits.length) return null;
  const path = limits.map(([day, limit], i) => (i ? `H${x(day)}V${y(limit)}` : `M${x(day) - 6},${y(limit)}`)).join("");
  return svg("path", { d: `${path}h6`, class: "limit" }, svg("title", {}, "limit"));
}

// The next number of one digit, or 1.5: its half is a round one, too.
function round_up(value) {
  const unit = 10 ** Math.floor(Math.log10(value || 1));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((n) => n * unit >= value) * unit;
}

const calendar_year = (day) => new Date(day).getUTCFullYear();

// Some years are shown whole: a year's number stands above the middle of it, where its name is.
const whole_years = ([first, last]) =>
  calendar_year(last) - calendar_year(first) < 2
    ? [first, last]
    : [Date.UTC(calendar_year(first), 0, 1), Date.UTC(calendar_year(last), 11, 31)];

// Where the axis of time is written: some years, each under its middle, or within one the first and the last day.
function time_steps(first, last) {
  const [from, to] = [calendar_year(first), calendar_year(last)];
  const each = Math.max(1, Math.ceil((to - from) / 5));
  if (to - from < 2) return [...new Set([first, last])].map((day) => [day, day_words(day / DAY)]);
  return Array.from({ length: to - from + 1 }, (_, i) => to - i)
    .filter((_, i) => i % each === 0)
    .map((y) => [Date.UTC(y, 6, 2), String(y)])
    .reverse();
}

// Years stand in the middle of their place, the first not where the next needs its room; two days stand between the
// ends.
function axis_words(steps) {
  if (steps.some(([, said]) => said.length > 4)) return steps.map(([at, said], i) => [at, said, i ? "last" : null]);
  return steps
    .filter(([at], i) => i || steps.length === 1 || steps[1][0] - at > 34)
    .map(([at, said]) => [at, said, "middle"]);
}

// What a line says, in one sentence.
function line_sentence(points, unit) {
  const [from, to] = [points[0], points.at(-1)];
  const most = points.reduce((a, b) => (b.value > a.value ? b : a));
  const said = (p) => `${said_value(p)} (${p.when})`;
  if (points.length === 1) return `${said(from)}${unit ? ` ${unit}` : ""}.`;
  const way = to.value > from.value ? "up" : to.value < from.value ? "down" : "the same";
  return `${unit ? `${unit[0].toUpperCase()}${unit.slice(1)}: ` : ""}${way}, from ${said(from)} to ${said(to)}${most === from || most === to || most.value === Math.max(from.value, to.value) ? "" : `; most ${said(most)}`}.`;
}

// The picture as it stands, with the colours that it has now, twice as large as it is drawn, under its title.
async function save_png(drawing, name, title, about) {
  const copy = drawing.cloneNode(true);
  const [from, to] = [drawing, copy].map((one) => [one, ...one.querySelectorAll("*")]);
  const { width, height } = drawing.viewBox.baseVal;
  const style = getComputedStyle(document.body);
  to.forEach((part, i) => {
    const its = getComputedStyle(from[i]);
    for (const what of [
      "fill",
      "stroke",
      "stroke-width",
      "stroke-dasharray",
      "font-size",
      "font-family",
      "text-anchor",
    ])
      part.style.setProperty(what, its.getPropertyValue(what));
  });
  for (const [key, value] of Object.entries({
    xmlns: "http://www.w3.org/2000/svg",
    width: 2 * width,
    height: 2 * height,
  }))
    copy.setAttribute(key, value);
  const picture = new Image();
  const canvas = make("canvas", { width: 2 * width, height: 2 * height + 100 });
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await picture.decode();
  const pen = canvas.getContext("2d");
  pen.fillStyle = style.backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = style.color;
  for (const [words, font, y] of [
    [title, "bold 28px sans-serif", 36],
    [about, "22px sans-serif", 72],
  ]) {
    pen.font = font;
    pen.fillText(words, 12, y, canvas.width - 24);
  }
  pen.drawImage(picture, 0, 100);
  canvas.toBlob((blob) => save_file(blob, `${name}.png`));
}
