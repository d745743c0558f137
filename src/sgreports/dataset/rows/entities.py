"""The entities of a run: counted over its mentions, described by what is known of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from sgreports.dataset.rows.document_rows import Tables
from sgreports.knowledge.names.entities import EntityRecord
from sgreports.knowledge.names.keys import state_in
from sgreports.model.facts import Label
from sgreports.model.records import EntityRow, MentionRow
from sgreports.model.run import EntityCount, Tally

NO_ENTITY: tuple[Label, ...] = ("YEAR", "COUNT")


Look = Callable[[str], EntityRecord | None]
"""What the lists say of an entity."""


def entity_counts(mentions: Iterable[MentionRow]) -> tuple[EntityCount, ...]:
    """The entities that the mentions of one document name, in the order of their first mention."""
    found: dict[str, list[MentionRow]] = defaultdict(list)
    for mention in mentions:
        for entity in entities_of(mention):
            found[entity].append(mention)
    return tuple(
        EntityCount(entity, its[0].label, next((m.kind for m in its if m.kind), None), len(its), _forms(entity, its))
        for entity, its in found.items()
    )


def _forms(entity: str, mentions: Iterable[MentionRow]) -> dict[str, int]:
    """The words of the mentions that name this entity alone; of `UNICEF-UNFPA` neither."""
    return dict(Counter(m.text for m in mentions if m.entity == entity and m.form != "demonym"))


def entity_rows(counts: Iterable[EntityCount], known: Look) -> list[EntityRow]:
    """A row for each entity of the documents' counts, by label and key."""
    found: dict[str, list[EntityCount]] = defaultdict(list)
    for count in counts:
        found[count.entity].append(count)
    rows = [entity_row(entity, its, known) for entity, its in found.items()]
    return sorted(rows, key=lambda row: (row.label, row.entity))


def entities_of(mention: MentionRow) -> Iterator[str]:
    """The keys that a mention names, each once; joined entities (`unicef+unfpa`) count for each of them."""
    if mention.entity and mention.label not in NO_ENTITY:
        yield from dict.fromkeys(mention.entity.split("+"))


def entity_row(entity: str, counts: list[EntityCount], look: Look) -> EntityRow:
    """The row of an entity; what no list has is derived from its mentions, except the official name.

    `display_name` is never null: where the lists have no name, the words that most mentions use."""
    known = look(entity)
    return EntityRow(
        entity=entity, label=counts[0].label, kind=next((c.kind for c in counts if c.kind), None),
        name=known.name if known else None, display_name=display_name(entity, counts, look),
        abbreviation=known.abbreviation if known else None,
        aliases=known.aliases if known else (), iso3=known.iso3 if known else None, m49=known.m49 if known else None,
        url=known.url if known else None,
        mentions=sum(c.mentions for c in counts), documents=len(counts),
    )  # fmt: skip


def display_name(entity: str, counts: Iterable[EntityCount], look: Look) -> str:
    """The official name, else the form written most (of equals the longest, then the first of the alphabet)."""
    known, state = look(entity), state_in(entity)
    if known and known.name:
        return known.name
    forms: Counter[str] = Counter()
    for count in counts:
        forms.update(count.forms)
    best = min(forms, key=lambda form: (-forms[form], -len(form), form), default=entity.rpartition("/")[2])
    known = look(state) if state else None
    name = (known and known.name) or state
    return f"{best} ({name})" if name and name not in best else best


def tally_of(tables: Tables) -> Tally:
    """The numbers of paragraphs, mentions by label, relations by type and issues by code; the entities named."""

    def by(table: str, column: str) -> dict[str, int]:
        return dict(sorted(Counter(getattr(row, column) for row in tables.get(table, ())).items()))

    mentions = [row for row in tables.get("mentions", ()) if isinstance(row, MentionRow)]
    return Tally(
        paragraphs=len(tables.get("paragraphs", ())), mentions=by("mentions", "label"),
        relations=by("relations", "type"), issues=by("issues", "code"), entities=entity_counts(mentions),
    )  # fmt: skip
