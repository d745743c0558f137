"""The entities of a run: counted over its mentions, described by what is known of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from sgreports.model.facts import Label
from sgreports.model.records import EntityRow, MentionRow

NO_ENTITY: tuple[Label, ...] = ("YEAR", "COUNT")


class Known(Protocol):
    """What a list says of an entity."""

    @property
    def name(self) -> str | None: ...
    @property
    def abbreviation(self) -> str | None: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    @property
    def iso3(self) -> str | None: ...
    @property
    def m49(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...


Look = Callable[[str], Known | None]


def entity_rows(mentions: Iterable[MentionRow], known: Look) -> list[EntityRow]:
    """A row for each entity, by label and key. Joined entities (`unicef+unfpa`) count for each of them."""
    found: dict[str, list[MentionRow]] = defaultdict(list)
    for mention in mentions:
        for entity in entities_of(mention):
            found[entity].append(mention)
    rows = [entity_row(entity, its, known(entity)) for entity, its in found.items()]
    return sorted(rows, key=lambda row: (row.label, row.entity))


def entities_of(mention: MentionRow) -> Iterator[str]:
    """The keys that a mention names, each once."""
    if mention.entity and mention.label not in NO_ENTITY:
        yield from dict.fromkeys(mention.entity.split("+"))


def entity_row(entity: str, mentions: list[MentionRow], known: Known | None) -> EntityRow:
    """The row of an entity; what no list has is told from its mentions, the official name never."""
    return EntityRow(
        entity=entity, label=mentions[0].label, kind=next((m.kind for m in mentions if m.kind), None),
        name=known.name if known else None, abbreviation=known.abbreviation if known else None,
        aliases=known.aliases if known else (), iso3=known.iso3 if known else None, m49=known.m49 if known else None,
        url=known.url if known else None,
        mentions=len(mentions), documents=len({m.document for m in mentions}),
    )  # fmt: skip
