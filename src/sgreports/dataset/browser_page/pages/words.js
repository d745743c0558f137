"use strict";
const BEGINNING = 3; // letters from which a word stands for longer ones too
const STEMS = { children: "child", women: "woman", men: "man" };
const ENDINGS = /^(.{2,}ee)s$|^(.{5,})(?:ments?|ions?)$|^(.{4,})(?:ings?|ed|es)$|^(.{2,}[^s])s$|^(.{1,2}[^e]e)d$/;

const written_words = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .match(/[\p{L}\p{N}]+/gu) || [];
const words_of = (text) => written_words(text.toLowerCase());

// The paragraphs, numbered over all documents, that have all the words, as a sorted list; of the index `about` the
// counts whose sentences have them.
async function paragraphs_with(words, index = "words", fits = begins) {
  const sets = await Promise.all(words.map((word) => paragraphs_with_word(word, index, fits)));
  sets.sort((a, b) => a.size - b.size);
  const [first, ...others] = sets;
  return [...first].filter((n) => others.every((set) => set.has(n))).sort((a, b) => a - b);
}

// Those of one word; the set `is_name` where the word is never written in small letters.
async function paragraphs_with_word(word, index = "words", fits = begins) {
  const firsts = await load(index);
  const same = stem(word);
  const start = word.length < BEGINNING ? word : same.slice(0, Math.max(BEGINNING, same.length - 2));
  const found = new Set();
  for (
    let i = Math.max(
      0,
      firsts.findLastIndex((first) => first <= start),
    );
    i < firsts.length;
    i += 1
  ) {
    if (firsts[i] > start && !firsts[i].startsWith(start)) break;
    for (const [each, gaps, is_name] of await load(`${index}/${i}`)) {
      if (!fits(each, word)) continue;
      found.is_name ||= Boolean(is_name) && each === word;
      let n = 0;
      for (const gap of gaps) found.add((n += gap));
    }
  }
  return found;
}

// What is looked for: words, of which some are in quotes and there follow one another as they stand.
function query_of(text) {
  const quoted = /["“”„]([^"“”„]*)["“”„]/g;
  const phrases = [...text.matchAll(quoted)].map((match) => words_of(match[1])).filter((phrase) => phrase.length);
  const loose = [...new Set(words_of(text.replace(quoted, " ")))];
  return { loose, phrases, words: [...new Set([...loose, ...phrases.flat()])] };
}

function has_phrases(text, phrases) {
  const words = words_of(text);
  return phrases.every((phrase) => words.some((_, i) => phrase.every((word, k) => words[i + k] === word)));
}

// Where it stands in a text, by the same rules.
function ranges_of(text, { loose, phrases }) {
  const tokens = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((match) => ({
    word: words_of(match[0])[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const found = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const phrase = phrases.find((each) => each.every((word, k) => tokens[i + k]?.word === word));
    const last = phrase ? i + phrase.length - 1 : i;
    if (phrase || loose.some((word) => begins(tokens[i].word, word)))
      found.push([tokens[i].start, tokens[last].end, "found"]);
    i = last;
  }
  return found;
}

// Whether a word of a text is the one that is looked for, in another form too, or a longer one.
const begins = (each, word) =>
  word.length < BEGINNING ? each === word : Boolean(each && (each.startsWith(word) || is_same(each, word)));

// Whether it is the same word, in this form or another.
const is_same = (each, word) => stem(each) === stem(word);

// A word without the endings of its forms: `recruit` of `recruitment`, `recruits` and `recruited`; `demobilise` is
// `demobilize`. The macro stems_of in the DuckDB file does the same.
function stem(word) {
  const short = word
    .replace(/^(.{4,})is(e[ds]?|ing|ations?)$/, "$1iz$2")
    .replace(/^(.{2,})ie[sd]$/, "$1y")
    .replace(ENDINGS, "$1$2$3$4$5")
    .replace(/^(.{3,}[^e])e$/, "$1");
  return Object.hasOwn(STEMS, word) ? STEMS[word] : short.replace(/([bdgmnprt])\1$/, "$1");
}
