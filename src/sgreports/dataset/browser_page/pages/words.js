"use strict";
const BEGINNING = 3; // letters from which a word stands for longer ones too

function words_of(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
}

// The paragraphs, numbered over all documents, that have all the words, as a sorted list.
async function paragraphs_with(words) {
  const sets = await Promise.all(words.map(paragraphs_with_word));
  sets.sort((a, b) => a.size - b.size);
  const [first, ...others] = sets;
  return [...first].filter((n) => others.every((set) => set.has(n))).sort((a, b) => a - b);
}

async function paragraphs_with_word(word) {
  const firsts = await load("words");
  const whole = word.length < BEGINNING;
  const found = new Set();
  for (let i = Math.max(0, firsts.findLastIndex((first) => first <= word)); i < firsts.length; i += 1) {
    if (firsts[i] > word && !firsts[i].startsWith(word)) break;
    for (const [each, gaps] of await load(`words/${i}`)) {
      if (whole ? each !== word : !each.startsWith(word)) continue;
      let n = 0;
      for (const gap of gaps) found.add((n += gap));
    }
  }
  return found;
}

// Where words stand in a text, by the same rule.
function ranges_of(text, words) {
  const found = [];
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const [each] = words_of(match[0]);
    if (each && words.some((word) => (word.length < BEGINNING ? each === word : each.startsWith(word)))) found.push([match.index, match.index + match[0].length, "found"]);
  }
  return found;
}
