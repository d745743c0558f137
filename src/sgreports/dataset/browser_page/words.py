"""An index of words: for each word the texts that have it, paragraphs or the sentences of counts.

Texts are numbered over all documents; of each number the distance from the one before is written.
"""

import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from sgreports.dataset.browser_page.scripts import shards, write_script

WORD = re.compile(r"[^\W_]+")
MARKS = re.compile(r"[\u0300-\u036f]")


def words_of(text: str) -> set[str]:
    """The words of a text, in small letters, without accents; pages/words.js does so with what is looked for."""
    return set(WORD.findall(MARKS.sub("", unicodedata.normalize("NFKD", text)).lower()))


class WordIndex:
    """The words of a run, filled document by document.

    `texts` is the number of those taken; `small` says how often a word is written in small letters.
    """

    def __init__(self) -> None:
        self.texts = 0
        self.small: Counter[str] = Counter()
        self._found: dict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, texts: Iterable[str]) -> None:
        """Takes texts, which are numbered in this order."""
        for text in texts:
            self.small.update(word for word in WORD.findall(text) if word.islower())
            for word in words_of(text):
                self._found[word].append(self.texts)
            self.texts += 1

    def write(self, folder: Path, name: str) -> None:
        """Writes shards in JavaScript's order of texts, and the first word of each, under the index's name.

        An entry is `[word, distances]`, and `[word, distances, 1]` of a name: a word that is never written small.
        """
        (folder / name).mkdir()
        firsts = []
        for n, shard in enumerate(shards(self._entries())):
            firsts.append(shard[0][0])
            write_script(folder / name / f"{n}.js", f"{name}/{n}", [[word, *its] for word, its in shard])
        write_script(folder / f"{name}.js", name, firsts)

    def _entries(self) -> Iterator[tuple[str, list[Any]]]:
        small = set().union(*(words_of(word) for word in self.small))
        for word in sorted(self._found, key=lambda w: w.encode("utf-16-be")):
            its, is_name = self._found[word], word.isalpha() and word not in small
            distances = [its[0], *(b - a for a, b in pairwise(its))]
            yield word, [distances, 1] if is_name else [distances]
