"""Decisions on the numbers of a run: by paragraph and letters, also where file, key or span are others by now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sgreports.decisions.cells import REFERENCES
from sgreports.decisions.decision import Place, place_of
from sgreports.decisions.files import Line
from sgreports.decisions.numbers import Key, Number, ParagraphNumbers, RunNumbers
from sgreports.model.letters import digest

Found = Literal["here", "stale", "absent"]


@dataclass(frozen=True, slots=True)
class Matched:
    """A decision in a run: `here` with its paragraph and the number there, None where the program has none; `stale`
    where the paragraph's letters are others; `absent` where the run has not the document."""

    line: Line
    found: Found
    paragraph: ParagraphNumbers | None = None
    number: Number | None = None


class Matching:
    """The paragraphs of a run in which decisions were made."""

    def __init__(self, lines: Sequence[Line], run: RunNumbers) -> None:
        self.run = run
        self.now: dict[tuple[Key, str], Key] = {}
        """Where a paragraph of these letters is now, by where it was and its hash."""
        self.documents: dict[str, str] = {}
        """The names by which documents go now that went by others."""
        wanted = {((d.document, d.paragraph), d.hash) for line in lines if (d := line.decision)}
        run.load(key for key, _ in wanted)
        missing = [(key, hash_) for key, hash_ in sorted(wanted) if not self._is_at(key, hash_)]
        self._find_documents([(key, hash_) for key, hash_ in missing if key[0] not in run.documents])
        self._find_paragraphs([(key, hash_) for key, hash_ in missing if self.document(key[0]) in run.documents])
        self.moved = {key: now for (key, _), now in self.now.items() if now != key}
        run.load(self.now.values())
        run.load(self.place(each)[:2] for line in lines for each in references(line))

    def _is_at(self, key: Key, hash_: str) -> bool:
        paragraph = self.run.paragraph(*key)
        if paragraph and paragraph.hash == hash_:
            self.now[key, hash_] = key
        return (key, hash_) in self.now

    def document(self, name: str) -> str:
        """The name of a document in this run."""
        return self.documents.get(name, name)

    def _find_documents(self, missing: Sequence[tuple[Key, str]]) -> None:
        """A document that goes by another name has more of the paragraphs under their keys than any other."""
        if not missing:
            return
        sought: dict[tuple[str, str], list[str]] = defaultdict(list)
        for (document, paragraph), hash_ in missing:
            sought[paragraph, hash_].append(document)
        shared: dict[str, Counter[str]] = defaultdict(Counter)
        for (document, paragraph), text in self.run.texts_of_keys({paragraph for paragraph, _ in sought}):
            for name in sought.get((paragraph, digest(text)), ()):
                shared[name][document] += 1
        for name, counter in shared.items():
            (best, most), *others = counter.most_common(2)
            if not others or others[0][1] < most:
                self.documents[name] = best

    def _find_paragraphs(self, missing: Sequence[tuple[Key, str]]) -> None:
        """A paragraph that goes by another key has its letters alone in its document."""
        documents = {self.document(key[0]) for key, _ in missing}
        hashes = {hash_ for _, hash_ in missing}
        with_hash: dict[tuple[str, str], list[Key]] = defaultdict(list)
        for key, text in self.run.texts(documents) if documents else ():
            if (hash_ := digest(text)) in hashes:
                with_hash[key[0], hash_].append(key)
        for key, hash_ in missing:
            document = self.document(key[0])
            same = with_hash[document, hash_]
            if (document, key[1]) in same:
                self.now[key, hash_] = document, key[1]
            elif len(same) == 1:
                self.now[key, hash_] = same[0]

    def match(self, line: Line) -> Matched:
        """A decision on its number."""
        d = line.decision
        now = self.now.get(((d.document, d.paragraph), d.hash))
        if now is None:
            return Matched(line, "stale" if self.document(d.document) in self.run.documents else "absent")
        paragraph = self.run.paragraph(*now)
        return Matched(line, "here", paragraph, paragraph.at(*d.letters) if paragraph else None)

    def place(self, place: Place) -> Place:
        """A place as the run names its document and its paragraph."""
        document, paragraph = self.moved.get(place[:2], (self.document(place.document), place.paragraph))
        return place._replace(document=document, paragraph=paragraph)


def references(line: Line) -> Iterable[Place]:
    """The other numbers that a decision names."""
    d = line.decision
    if not any(getattr(cells, name) for cells in (d.seen, d.cells) for name in REFERENCES):
        return []
    cells = d.all_cells
    return [place_of(cells[name]) for name in REFERENCES if cells.get(name)]
