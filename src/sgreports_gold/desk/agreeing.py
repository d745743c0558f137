"""Disagreements between the desk's annotator and another, over the paragraphs that both have accepted."""

from collections import Counter
from collections.abc import Iterator

from sgreports.model.base import Frozen
from sgreports_gold.annotation.comparing.agreement import Both, both_accepted
from sgreports_gold.annotation.comparing.differences import Difference, differences
from sgreports_gold.annotation.gold import standoff
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.scoring.pairing import paired
from sgreports_gold.desk.desk import AbsentError, Desk


class Disagreement(Frozen):
    """A difference between two annotators: its label or relation type (`name`), its field (`what`), and a sentence."""

    document: str
    paragraph: str
    name: str
    what: str
    says: str


class AgreementAnswer(Frozen):
    """All other annotators, the one compared with, and how much both marked alike (`same`), by label or type."""

    others: tuple[str, ...]
    other: str | None
    paragraphs: int
    same: dict[str, int]
    apart: tuple[Disagreement, ...]


def agreement(desk: Desk, other: str) -> AgreementAnswer:
    """The desk's annotator against another; the first that there is where none is named."""
    others = [name for name in desk.folder.annotators() if name != desk.annotator]
    if other and other not in others:
        raise AbsentError(f"there is nothing by {other}; there are readings by {', '.join(others) or 'nobody else'}")
    chosen = other or next(iter(others), None)
    pairs = _both(desk, chosen) if chosen else []
    same = Counter(name for a, b in pairs for name in _alike(a, b))
    names = desk.annotator, chosen or ""
    apart = tuple(_apart(a, b, d) for a, b in pairs for d in differences(a, b, names))
    return AgreementAnswer(others=tuple(others), other=chosen, paragraphs=len(pairs), same=same, apart=apart)


def _both(desk: Desk, other: str) -> list[Both]:
    """The paragraphs that both have accepted and read from the same text, by document."""
    mine, theirs = (_read(desk, name) for name in (desk.annotator, other))
    return [(a, b) for a, b in both_accepted(mine, theirs) if a.hash == b.hash]


def _read(desk: Desk, name: str) -> list[GoldParagraph]:
    return [p for _, path in sorted(desk.folder.files(name).items()) for p in standoff.read(path)]


def _alike(a: GoldParagraph, b: GoldParagraph) -> Iterator[str]:
    """The label or type of each mark that both have, whatever its values."""
    same = paired(a, b)
    yield from (a.mentions[i].label for i, j in same.mentions if a.mentions[i].label == b.mentions[j].label)
    yield from (a.relations[i].type for i, _ in same.relations)


def _apart(a: GoldParagraph, b: GoldParagraph, d: Difference) -> Disagreement:
    return Disagreement(document=a.document, paragraph=a.paragraph, name=_name(a, b, d), what=d.what, says=d.says)


def _name(a: GoldParagraph, b: GoldParagraph, d: Difference) -> str:
    """The label or type that a difference is about, as the first reader who has one sees it."""
    if d.relation:
        return a.relations[d.relation.a].type if d.relation.a is not None else b.relations[d.relation.b or 0].type
    reading, ids = (a, d.a) if d.a else (b, d.b)
    return next(m.label for m in reading.mentions if m.id == ids[0])
