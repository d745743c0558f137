"""Makes the queue of a desk, in a thread beside the server."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sgreports.errors import SgreportsError, UsageError
from sgreports_gold.annotation.gold import standoff
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.desk.desk import Desk
from sgreports_gold.desk.files.adjudication import Sides
from sgreports_gold.desk.files.folder import GOLD
from sgreports_gold.desk.ordering import (
    Candidate,
    Item,
    Order,
    by_readers,
    events_by_use,
    events_of_units,
    ordered,
    queue,
)
from sgreports_gold.desk.server.answers import Loading
from sgreports_gold.desk.sources.run_source import RunSource

logger = logging.getLogger("sgreports.desk")


@dataclass(frozen=True, slots=True)
class QueueOptions:
    """Options of the queue: the share that is read blind, how many open paragraphs.

    `named`: reports or a run were named, whose paragraphs are the queue; else what others have read is. `documents`
    keeps adjudication to some, `order` says which paragraphs of a run come first.
    """

    blind_share: float
    limit: int
    named: bool = False
    documents: frozenset[str] = frozenset()
    order: Order = "errors"


def fill(desk: Desk, choice: QueueOptions) -> None:
    """Makes the queue; what goes wrong is kept in `desk.trouble`, for the page to say."""
    desk.loading = desk.loading or Loading(what="Reading the annotations", done=0, of=1)
    try:
        documents = desk.source.open(lambda what, done, of: _report_progress(desk, what, done, of))
        read = all_gold(desk)
        desk.events, desk.events_of_units = events_by_use(read), events_of_units(read)
        desk.documents, desk.blind = tuple(documents), choice.blind_share
        items = _adjudicated(desk, choice) if desk.sides else _review(desk, choice, documents)
        if not items:
            raise UsageError("nothing to read: name reports, documents or a run whose paragraphs hold words")
        _states(desk)
        desk.items = items if desk.sides else _limited(desk, items, choice.limit)
    except (SgreportsError, OSError) as error:
        desk.trouble = str(error)
    except Exception as error:  # the thread would end unheard, and the page would wait for ever
        logger.exception("no queue")
        desk.trouble = f"no queue could be made ({type(error).__name__}: {error}); please report it"
    finally:
        desk.loading = None


def _report_progress(desk: Desk, what: str, done: int, of: int) -> None:
    desk.loading = Loading(what=what, done=done, of=of)


def _adjudicated(desk: Desk, choice: QueueOptions) -> list[Item]:
    items = Sides(desk.folder, desk.sides).items() if desk.sides else []
    return [item for item in items if not choice.documents or item.document in choice.documents]


def _review(desk: Desk, choice: QueueOptions, documents: Sequence[str]) -> list[Item]:
    gold = all_gold(desk)
    if not choice.named:
        return queue(by_readers(gold, desk.annotator), choice.blind_share)
    accepted = [p for p in gold if not p.draft]
    return queue(ordered(_candidates(desk, documents), accepted, choice.order), choice.blind_share)


def all_gold(desk: Desk) -> list[GoldParagraph]:
    """All annotations of everyone, gold's own folder first, but for paragraphs of which counts alone were read."""
    paths = sorted(desk.folder.root.glob("*/*.gold"), key=lambda p: (p.parent.name != GOLD, str(p)))
    return [p for path in paths for p in standoff.read(path) if p.cells is None]


def _candidates(desk: Desk, documents: Sequence[str]) -> list[Candidate]:
    """The paragraphs with words; proposals only from a run, where they are there already."""
    out: list[Candidate] = []
    for document in documents:
        found = desk.source.proposals(document) if isinstance(desk.source, RunSource) else None
        for p in desk.source.report(document).to_read():
            out.append(Candidate(document, p.key, found.get(p.key) if found else None))
    return out


def _states(desk: Desk) -> None:
    """What the file that this desk writes says of each paragraph."""
    files = desk.folder.gold_files() if desk.sides else desk.folder.files(desk.annotator)
    for path in files.values():
        for p in standoff.read(path):
            desk.note_state(p, Item(p.document, p.paragraph, ""))


def _limited(desk: Desk, items: Iterable[Item], limit: int) -> list[Item]:
    """What is saved already, and the first `limit` that are not."""
    out, left = [], limit
    for item in items:
        new = (item.document, item.paragraph) not in desk.states
        if not new or left > 0:
            out.append(item)
            left -= new
    return out
