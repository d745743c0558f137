// Where the lines of a paragraph break. We break them ourselves, so that each can be given room for the arcs above it.

/**
 * [{start, end}] in code points. `measure(text)` gives pixels; `extra(start, end)` the pixels that marks add to a
 * stretch.
 */
export function breakLines(points, width, measure, extra) {
  const lines = [];
  let line = null;
  for (const part of parts(points, width, measure)) {
    const wide = measure(points.slice(part.start, part.end).trimEnd()) + extra(part.start, part.end);
    if (line && line.wide + wide > width) line = null;
    if (!line) lines.push((line = { start: part.start, end: part.end, wide: 0 }));
    line.end = part.end;
    line.wide += measure(points.slice(part.start, part.end)) + extra(part.start, part.end);
  }
  return lines.map(({ start, end }) => ({ start, end }));
}

/**
 * What is never broken: up to a space and with it; where that is wider than a line, up to a slash or hyphen, else
 * anywhere.
 */
function parts(points, width, measure) {
  const found = [...points.text.matchAll(/\S+\s*|^\s+/gu)].map((m) => points.point(m.index));
  const ends = [...found.slice(1), points.length];
  return found
    .map((start, i) => ({ start: i ? start : 0, end: ends[i] }))
    .flatMap((part) => split(points, part, width, measure));
}

function split(points, part, width, measure) {
  if (measure(points.slice(part.start, part.end)) <= width) return [part];
  let [start, fits] = [part.start, part.start + 1];
  while (fits < part.end && measure(points.slice(start, fits + 1)) <= width) fits += 1;
  const soft = points.all.slice(start, fits).findLastIndex((sign) => "/-–_".includes(sign));
  const cut = soft > 0 ? start + soft + 1 : fits;
  return cut < part.end
    ? [{ start, end: cut }, ...split(points, { start: cut, end: part.end }, width, measure)]
    : [part];
}
