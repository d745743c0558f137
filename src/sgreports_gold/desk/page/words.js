// What a word is, for selections that snap and edges that move. All offsets are code points.

// A symbol (A/68/253, Rev.1), a number (81,000), an amount (US$47) or a word with its inner apostrophe is one word; a
// hyphen parts two, since UNFPA-UNICEF has two names; a possessive 's belongs to none. An emoji is one word, of however
// many code points it is made; other signs (©) stand for themselves.
const PART = String.raw`[\p{L}\p{M}\p{Nd}]`;
const POSSESSIVE = `s(?!${PART})`;
const WORD = new RegExp(
  [
    String.raw`\p{RGI_Emoji}`,
    String.raw`(?!(?<=['’])${POSSESSIVE})\p{L}*[$€£¥]?${PART}+(?:[\/.,:&@'’](?!${POSSESSIVE})${PART}+)*%?`,
    String.raw`(?:(?!\p{RGI_Emoji})[^\s\p{L}\p{M}\p{Nd}\p{P}\u200b-\u200f\u2060])+`,
  ].join("|"),
  "gv",
);
const PAIRS = { "(": ")", "[": "]", "“": "”", "‘": "’" };

/** The words of a text as [{start, end}]; `points` is its `Points`. */
export function words(points) {
  let units = 0;
  let point = 0;
  const advance = (to) => {
    while (units < to) units += points.all[point++].length;
    return point;
  };
  return [...points.text.matchAll(WORD)].map((m) => ({ start: advance(m.index), end: advance(m.index + m[0].length) }));
}

/** The span of whole words that a span touches, with a bracket that it opened closed; null where it touches none. */
export function snap(points, all, start, end) {
  const touched = all.filter((w) => w.start < Math.max(end, start + 1) && w.end > start);
  if (!touched.length) return null;
  return closed(points, touched[0].start, touched.at(-1).end);
}

/** Takes in the brackets that follow where they close one opened inside: "resolution 1701 (2006)". */
function closed(points, start, end) {
  const open = [];
  for (let i = start; i < end; i += 1) {
    const sign = points.all[i];
    if (PAIRS[sign] && !(sign === "‘")) open.push(PAIRS[sign]);
    else if (open.at(-1) === sign) open.pop();
  }
  let to = end;
  while (open.length && points.all[to] === open.at(-1)) {
    open.pop();
    to += 1;
  }
  return { start, end: to };
}

/** The index of the word at a place, else of the next one, else of the last one. */
export function wordAt(all, point) {
  const i = all.findIndex((w) => w.end > point);
  return i < 0 ? all.length - 1 : i;
}

/** The index of the next word that begins with these letters, from a word on and then from the first; -1 for none. */
export function wordBeginning(points, all, letters, from) {
  const fits = (w) => begins(points.slice(w.start, w.end), letters);
  const next = all.findIndex((w, i) => i >= from && fits(w));
  return next < 0 ? all.findIndex(fits) : next;
}

/** Whether a text begins with letters, whatever their case and accents. */
export const begins = (text, letters) => plain(text).startsWith(plain(letters));

/** Letters without case and accents. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** A span with one edge moved by a word, never past the other edge; null where it cannot move. */
export function moveEdge(points, all, span, edge, step) {
  const inside = all
    .map((w, i) => [w, i])
    .filter(([w]) => w.start < span.end && w.end > span.start)
    .map(([, i]) => i);
  if (!inside.length) return null;
  let [first, last] = [inside[0], inside.at(-1)];
  if (edge === "start") first += step;
  else last += step;
  if (first > last || first < 0 || last >= all.length) return null;
  return closed(points, all[first].start, all[last].end);
}
