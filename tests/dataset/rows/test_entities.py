"""The entities of a run, counted and described."""

from collections.abc import Iterator

from sgreports.dataset.rows.document_rows import mention_rows
from sgreports.dataset.rows.entities import entity_counts, entity_rows
from sgreports.knowledge.names.entities import EntityRecord
from sgreports.model.facts import Extraction
from sgreports.model.records import MentionRow
from sgreports.model.run import EntityCount


def described(key: str) -> EntityRecord | None:
    return EntityRecord(entity="TCD", label="COUNTRY", name="Chad", iso3="TCD", m49="148") if key == "TCD" else None


def changed(rows: list[MentionRow], **to: str) -> Iterator[MentionRow]:
    return (row.model_copy(update=to) for row in rows)


def test_counts_and_descriptions(extraction: Extraction) -> None:
    rows = mention_rows(extraction)
    counts = (*entity_counts(rows), *entity_counts(changed(rows[:1], document="B", entity="unicef+unhcr")))
    both = entity_rows(counts, described)
    assert [(r.entity, r.mentions, r.documents, r.name, r.kind) for r in both] == [
        ("unhcr", 2, 2, None, "un"), ("unicef", 2, 2, None, "un"), ("TCD", 1, 1, "Chad", None),
    ]  # fmt: skip


def test_the_display_name_is_official_or_the_commonest_form() -> None:
    def known(key: str) -> EntityRecord | None:
        return EntityRecord(entity="HTI", label="COUNTRY", name="Haiti") if key == "HTI" else None

    def count(entity: str, **forms: int) -> EntityCount:
        return EntityCount(entity, "AGENCY", None, sum(forms.values()), forms)

    counts = [
        count("unicef", UNICEF=2, Fund=1), count("unicef", Fund=3), count("HTI", Haitian=1), count("name/none"),
        EntityCount("name/hti/ministry-of-justice", "AGENCY", "national", 1, {"Ministry of Justice": 1}),
    ]  # fmt: skip
    assert {r.entity: r.display_name for r in entity_rows(counts, known)} == {
        "unicef": "Fund", "HTI": "Haiti", "name/none": "none",
        "name/hti/ministry-of-justice": "Ministry of Justice (Haiti)",
    }  # fmt: skip
