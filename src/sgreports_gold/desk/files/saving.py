"""A save: checked against the report's text, then kept at once, or answered with what is wrong.

A draft is kept as it is; what its mentions must have is asked for when the paragraph is accepted.
"""

from collections.abc import Sequence

from sgreports.model.letters import digest
from sgreports_gold.annotation.gold.checks import Wrong, is_writable, wrong_marks
from sgreports_gold.annotation.gold.marks import gold_of, marks_of
from sgreports_gold.annotation.gold.records import GoldParagraph, GoldRelation, Marks
from sgreports_gold.desk.desk import Desk
from sgreports_gold.desk.files.folder import ConflictError, head
from sgreports_gold.desk.ordering import Item
from sgreports_gold.desk.server.answers import Conflict, SaveAnswer, SaveRequest
from sgreports_gold.desk.sources.source import Text


class RefusedSaveError(Exception):
    """A save with faults. Nothing was written."""

    def __init__(self, errors: list[Wrong]) -> None:
        super().__init__("; ".join(f"{e.at}: {e.what}" for e in errors))
        self.errors = tuple(errors)


def save(desk: Desk, request: SaveRequest) -> SaveAnswer | Conflict:
    """Keeps what the page sent. Raises RefusedSaveError with all that is wrong, SgreportsError where it cannot be."""
    item = desk.at(request.index)
    report, text = desk.text(item)
    if wrong := _wrong(request, item, text):
        raise RefusedSaveError(wrong)
    with desk.lock:
        before = desk.kept(item)
        new = _paragraph(desk, request, item, text, before.paragraph)
        if desk.sides:
            _keep_sides(desk, item)
        try:
            kept = desk.folder.save(desk.path(item.document), new, request.version, [p.key for p in report.paragraphs])
        except ConflictError:
            return _conflict(desk, item, text)
        desk.note_state(kept.paragraph, item)
    return _saved(desk, request, kept.version, kept.paragraph or new, text)


def _wrong(request: SaveRequest, item: Item, text: Text) -> list[Wrong]:
    if (request.document, request.paragraph) != (item.document, item.paragraph):
        what = f"place {request.index} holds {item.document} ¶{item.paragraph} now: reload the page"
        return [Wrong(at="paragraph", what=what)]
    if request.hash != digest(text.text):
        return [Wrong(at="paragraph", what="the report's text is not the one that you read: reload the page")]
    marks = Marks(mentions=request.mentions, relations=request.relations)
    found = wrong_marks(marks, text.text, draft=not request.done)
    if not is_writable(request.note):
        found.append(Wrong(at="paragraph", what="the note holds half of a character: type it again"))
    return found


def _paragraph(desk: Desk, request: SaveRequest, item: Item, text: Text, before: GoldParagraph | None) -> GoldParagraph:
    """The paragraph as it is to be kept. In gold that someone else began, the head's annotator stands."""
    path = desk.path(item.document)
    annotator = head(path)[1] if path.is_file() else desk.annotator
    marks = Marks(mentions=request.mentions, relations=request.relations)
    new = gold_of(marks, text.text, item.document, item.paragraph, annotator, draft=not request.done)
    new = new.model_copy(update={"relations": in_order(new.relations, before.relations if before else ())})
    decided = desk.annotator if desk.sides else before and before.adjudicated
    how = {"adjudicated": decided, "note": request.note or None}
    return new.model_copy(update=how | {"proposed": _proposed(desk, item, before, new)})


def in_order(new: Sequence[GoldRelation], before: Sequence[GoldRelation]) -> tuple[GoldRelation, ...]:
    """Those that were there where they stood, then the others: a diff of the file shows what was changed alone."""
    rank = {(r.type, r.subject, r.object, r.role): i for i, r in enumerate(before)}
    return tuple(sorted(new, key=lambda r: rank.get((r.type, r.subject, r.object, r.role), len(rank))))


def _proposed(desk: Desk, item: Item, before: GoldParagraph | None, new: GoldParagraph) -> bool:
    """Whether the program's proposals were in view when these marks were made; marks left alone stay what they were."""
    if desk.sides:
        return False
    if before and (before.mentions, before.relations) == (new.mentions, new.relations):
        return before.proposed
    return (item.document, item.paragraph) in desk.seen or bool(before and before.proposed)


def _keep_sides(desk: Desk, item: Item) -> None:
    """Keeps a reader's own paragraphs in the reader's folder before adjudication takes their place in gold."""
    path = desk.path(item.document)
    for side in desk.sides or ():
        desk.folder.copy_aside(path, side)


def _saved(desk: Desk, request: SaveRequest, version: str, p: GoldParagraph, text: Text) -> SaveAnswer:
    return SaveAnswer(
        version=version, saved=marks_of(p, text.text), state="saved" if p.draft else "done", note=p.note,
        item=desk.item(request.index), progress=desk.progress(),
    )  # fmt: skip


def _conflict(desk: Desk, item: Item, text: Text) -> Conflict:
    kept = desk.kept(item)
    what = "another tab or program saved this paragraph meanwhile: take over what it holds, or save again"
    now = desk.item(desk.items.index(item))
    return Conflict(
        errors=(Wrong(at="paragraph", what=what),), version=kept.version, saved=desk.saved(kept, text, item),
        state=now.state, note=now.note,
    )  # fmt: skip
