"""The desk without its server: the queue of paragraphs, what each shows, and what is saved of it."""

import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sgreports.errors import SgreportsError
from sgreports.model.facts import EVENTS
from sgreports.model.letters import digest, letters
from sgreports_gold.annotation.comparing.differences import agreed
from sgreports_gold.annotation.gold.marks import marks_of
from sgreports_gold.annotation.gold.records import GoldParagraph, Marks
from sgreports_gold.desk.files.adjudication import Sides
from sgreports_gold.desk.files.folder import AnnotationFolder, StoredParagraph
from sgreports_gold.desk.ordering import Item, is_blind, names_of
from sgreports_gold.desk.server.answers import (
    Comment,
    ItemAnswer,
    Loading,
    Neighbour,
    PagePlace,
    ParagraphAnswer,
    Progress,
    Proposed,
    Start,
    State,
)
from sgreports_gold.desk.server.guidelines import guidelines, label_answers, relation_answers, rulings
from sgreports_gold.desk.server.pictures import Pictures
from sgreports_gold.desk.sources.source import PendingError, Proposal, Read, Source, Text

Place = tuple[str, str]
"""Document and paragraph."""


@dataclass(frozen=True, slots=True)
class ParagraphState:
    """The state of a paragraph in the list: its note, number of mentions, labels and relation types."""

    state: State
    note: str | None
    marks: int | None
    names: tuple[str, ...] = ()


class AbsentError(SgreportsError):
    """The queue has no such place."""


class OtherTextError(SgreportsError):
    """The report now has another text than the one that was read or saved."""


@dataclass
class Desk:
    """One annotator's desk. Methods may come from several threads.

    `items`, `documents` (all that the source has), `states`, `events` (those of counts, the commonest first) and
    `events_of_units` are filled by loading.py. `blind` is the share of paragraphs read blind.
    """

    annotator: str
    folder: AnnotationFolder
    source: Source
    pictures: Pictures
    sides: tuple[str, str] | None = None
    items: list[Item] = field(default_factory=list)
    documents: tuple[str, ...] = ()
    blind: float = 0.0
    events: tuple[str, ...] = EVENTS
    events_of_units: dict[str, tuple[str, ...]] = field(default_factory=dict)
    states: dict[Place, ParagraphState] = field(default_factory=dict)
    loading: Loading | None = None
    trouble: str | None = None
    seen: set[Place] = field(default_factory=set)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def start(self) -> Start:
        """What the page needs to begin. Raises SgreportsError where the queue could not be made."""
        if self.trouble:
            raise SgreportsError(self.trouble)
        text = guidelines(self.folder.root)
        return Start(
            annotator=self.annotator, folder=self.folder.digits(), sides=self.sides,
            mode="adjudicate" if self.sides else "review",
            labels=label_answers(text, self.events, self.events_of_units), relations=relation_answers(text),
            rulings=rulings(text),
            queue=tuple(self.item(i) for i in range(len(self.items))), progress=self.progress(), loading=self.loading,
        )  # fmt: skip

    def item(self, index: int) -> ItemAnswer:
        """A place in the queue as the page lists it."""
        item = self.at(index)
        known = self.states.get((item.document, item.paragraph), ParagraphState("open", None, None, item.names))
        return ItemAnswer(
            index=index, document=item.document, paragraph=item.paragraph, why=item.why, blind=item.blind,
            state=known.state, note=known.note, marks=known.marks, names=known.names,
        )  # fmt: skip

    def at(self, index: int) -> Item:
        """The item at a place. Raises AbsentError where there is none."""
        if not 0 <= index < len(self.items):
            places = f"has places 0 to {len(self.items) - 1}, not {index}" if self.items else "is not made yet"
            raise AbsentError(f"the queue {places}: reload the page")
        return self.items[index]

    def place(self, document: str, paragraph: str) -> ItemAnswer:
        """A paragraph's place in the queue, the last if it had none. Raises AbsentError where there is no such text."""
        with self.lock:
            for index, item in enumerate(self.items):
                if (item.document, item.paragraph) == (document, paragraph):
                    return self.item(index)
            if self.sides or document not in self.documents:
                raise AbsentError(f"{document} ¶{paragraph} is not among what this desk reads")
            item = Item(document, paragraph, "you opened it by name", is_blind(document, paragraph, self.blind))
            self.text(item)
            self.items.append(item)
            return self.item(len(self.items) - 1)

    def progress(self) -> Progress:
        """How far the queue is."""
        known = (self.states.get((i.document, i.paragraph)) for i in self.items)
        states = [its.state if its else "open" for its in known]
        return Progress(
            done=states.count("done"), saved=states.count("saved"), open=states.count("open"), of=len(states)
        )

    def paragraph(self, index: int) -> ParagraphAnswer:
        """All that the page shows of a paragraph. Raises OtherTextError, or SgreportsError where no text is at hand."""
        item = self.at(index)
        report, text = self.text(item)
        kept = self.kept(item)
        saved = self.saved(kept, text, item)
        answer = self.item(index)
        before, after = report.around(item.paragraph)
        proposal, proposed, trouble = self.proposed(item)
        sides = Sides(self.folder, self.sides).marks(item.document, text) if self.sides else None
        self.look_ahead(index)
        return ParagraphAnswer(
            **answer.model_dump(exclude={"marks", "names"}),
            title=report.title, date=report.date, period=report.period if any(report.period) else None,
            first=_neighbour(report.first()), section=text.section, part=text.part, text=text.text,
            letters=len(letters(text.text)), hash=digest(text.text), before=_neighbour(before), after=_neighbour(after),
            page=self.page(item, text),
            proposal=agreed(*sides.values()) if sides else proposal, proposed="ready" if sides else proposed,
            trouble=trouble,
            comments=() if item.blind else self.comments(item),
            saved=saved, version=kept.version, sides=sides,
        )  # fmt: skip

    def comments(self, item: Item) -> tuple[Comment, ...]:
        """What others noted on the paragraph, each in their own file."""
        mine = self.path(item.document)
        others = {name: path for name, path in self.folder.readings(item.document).items() if path != mine}
        read = ((name, self.folder.read(path, item.paragraph).paragraph) for name, path in others.items())
        return tuple(Comment(annotator=name, note=p.note) for name, p in read if p and p.note)

    def text(self, item: Item) -> tuple[Read, Text]:
        """A paragraph's report and text. Raises SgreportsError where the report is not at hand."""
        report = self.source.report(item.document)
        text = report.find(item.paragraph)
        if text is None:
            raise OtherTextError(f"{item.document} has no paragraph {item.paragraph} any more: `sgreports gold move`")
        return report, text

    def kept(self, item: Item) -> StoredParagraph:
        """The paragraph in the file that this desk writes; updates its state in the list."""
        kept = self.folder.read(self.path(item.document), item.paragraph)
        self.note_state(kept.paragraph, item)
        return kept

    def path(self, document: str) -> Path:
        """The file that this desk writes."""
        if self.sides is None:
            return self.folder.file(self.annotator, document)
        return self.folder.gold_file(self.annotator, document)

    def note_state(self, p: GoldParagraph | None, item: Item) -> None:
        """Remembers the state of a paragraph for the list: open where the cells of its counts alone were read."""
        place = item.document, item.paragraph
        if p is None or p.cells is not None or (self.sides and p.adjudicated is None):
            self.states.pop(place, None)
        else:
            self.states[place] = ParagraphState("saved" if p.draft else "done", p.note, len(p.mentions), names_of(p))

    def saved(self, kept: StoredParagraph, text: Text, item: Item) -> Marks | None:
        """The marks that are saved. Raises OtherTextError where they were made on another text."""
        p = kept.paragraph
        if p is None or (self.sides and p.adjudicated is None):
            return None
        if p.hash != digest(text.text):
            raise OtherTextError(
                f"{item.document} ¶{item.paragraph} was saved on another text than the report has now: run "
                "`sgreports gold move` on the file, then reload"
            )
        return marks_of(p, text.text)

    def proposed(self, item: Item) -> tuple[Proposal | None, Proposed, str | None]:
        """The program's proposals, whether they are there, and why not."""
        if self.sides:
            return None, "none", None
        if item.blind:
            return None, "blind", None
        try:
            found = self.source.proposals(item.document)
        except PendingError:
            return None, "pending", None
        except SgreportsError as error:
            return None, "failed", str(error)
        if found is None:
            return None, "none", None
        self.seen.add((item.document, item.paragraph))
        return found.get(item.paragraph, Proposal()), "ready", None

    def look_ahead(self, index: int) -> None:
        """Starts making the proposals of the next report."""
        now = self.items[index].document
        coming = (i.document for i in self.items[index + 1 :] if i.document != now and not i.blind)
        document = next(coming, None)
        if document is not None and self.sides is None:
            with suppress(PendingError, SgreportsError):
                self.source.proposals(document)

    def page(self, item: Item, text: Text) -> PagePlace | None:
        """Where the paragraph stands in its PDF."""
        return self.pictures.place(item.document, self.source.report(item.document).path, text.boxes)


def _neighbour(text: Text | None) -> Neighbour | None:
    return None if text is None else Neighbour(paragraph=text.key, text=text.text)
