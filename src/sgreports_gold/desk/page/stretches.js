// Stretches of a text that are often marked: names by their capitals, numbers, dates, citations. They come from the
// letters alone and never from what the program proposes, so that they may be offered where a paragraph is read blind.

const MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
const DAY = String.raw`\d{1,2}(?:(?: to |[-–])\d{1,2})? `;
const DATE = String.raw`(?:(?:${DAY})?${MONTH}(?: \d{4}\b)?|(?:1[89]|20)\d\d\b(?![,.]?\d))`;
const DATES = String.raw`(?:early |mid-|late |end of )?${DATE}(?:(?: to | through |[-–])${DATE}|[-–\/]\d\d\b)?`;
const ABOUT = [
  "at least|more than|fewer than|less than|no fewer than|as many as|up to|close to|an estimated",
  "some|about|around|over|nearly|almost|approximately|roughly",
].join("|");
const WORDED = [
  "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen",
  "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens|scores|(?:tens of )?(?:hundreds|thousands|millions)",
].join("|");
const FIGURE = String.raw`(?:US)?[$€£]?\d+(?:[,. ]\d{3}\b)*(?:\.\d+)?`;
const SCALE = "(?:[ -](?:hundred|thousand|million|billion|per cent)|%)*";
const PLACE = String.raw`(?<!\b(?:paragraphs?|articles?|phase|page|chapter|section|annex|rule|part|table|sector) )`;
const PERIOD = String.raw`(?![- ](?:years?|months?|weeks?|days?|hours?|minutes?)\b)`;
const NUMBER = String.raw`${PLACE}(?:\b(?:${either(ABOUT)}) )?(?:${FIGURE}|\b(?:${either(WORDED)})(?:[- ](?:${WORDED}))*)\b${SCALE}${PERIOD}`;
const CAPITAL = String.raw`\p{Lu}[\p{L}\p{M}\d]*(?:[.&'’](?!s\b)[\p{L}\p{M}\d]+)*`;
const CAPITALS = String.raw`${CAPITAL}(?:[ -](?:(?:de|des|du|la|al) |d['’])?${CAPITAL})*`;
const NAME = String.raw`(?:Economic and )?${CAPITALS}(?: (?:of|for|on|against|in)(?: the)? ${CAPITALS}(?:(?:, ${CAPITALS})*,? and ${CAPITALS})?)*`;
const SYMBOL = String.raw`[A-Z][A-Z.]*\/[\w.\/-]*\d(?:\([\w.]+\))?`;
const CITED = String.raw`(?:${NAME} )?(?:resolutions?|decisions?) (?:${SYMBOL}|\d[\w\/]*)(?: \(\d{4}\)| [A-Z]\b)?`;
const STRETCH = new RegExp([CITED, SYMBOL, DATES, NUMBER, NAME].map((its) => `(?:${its})`).join("|"), "gu");

// What a sentence begins with, what is written with a capital and is no name, and what goes before a country's name.
const BEGINS = new RegExp(
  String.raw`^(?:(?:Governments?|Mr|Ms|Mrs|Dr|Member States?|States?$|Parties|As|At|An?|All|Also|Although|And|Because|Before|After|Both|But|By|Despite|During|Each|For|From|Further|Given|He|Her|His|However|I|If|In|It|Its|Many|Meanwhile|Most|My|No|Of|On|One|Only|Other|Our|Over|She|Since|So|Some|Such|That|The|Their|There|These|They|This|Those|Through|To|Under|Until|We|When|Where|While|With|Within|\p{Lu}\p{Ll}+(?:ing|ed|lly|more|over)$)(?: of(?: the)?)?(?: |$))+`,
  "u",
);

/** Words of which each may begin with a capital. */
function either(words) {
  return words.replace(/(^|\|)([a-z])/g, (_, before, letter) => `${before}[${letter.toUpperCase()}${letter}]`);
}

/** The stretches as [{start, end}], in the text's order; `points` is its `Points`. */
export function stretches(points) {
  let [units, point] = [0, 0];
  const advance = (to) => {
    while (units < to) units += points.all[point++].length;
    return point;
  };
  const found = [...points.text.matchAll(STRETCH)].map(({ 0: words, index }) => {
    const cut = BEGINS.exec(words)?.[0].length ?? 0;
    return { start: advance(index + cut), end: advance(index + words.length) };
  });
  return found.filter(({ start, end }) => start < end);
}
