"""What changed between two runs: what is one row in both, which columns differ, and why."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented.runs import jsonl_run, related, report, said
from sgreports.dataset.changes.alignment import moved
from sgreports.dataset.changes.change import Change
from sgreports.dataset.changes.runs import ALL, Wanted, compared
from sgreports.dataset.changes.runs import VERSIONS as CAUSES
from sgreports.dataset.changes.shift import Shift
from sgreports.dataset.stored.by_document import opened
from sgreports.errors import UsageError
from sgreports.model.facts import CountFact, CountScores, Cue, Extraction, Mention
from sgreports.model.records import ROWS
from sgreports.model.report import Table, TextUnit
from sgreports.model.run import Versions

TEXT = "UNICEF works with UNHCR in Chad."
MARKS = {"unicef": "AGENCY UNICEF", "unhcr": "AGENCY UNHCR", "TCD": "COUNTRY Chad"}
WORKS = related("works_with", "unicef", "unhcr", TEXT)
VERSIONS = {"program": "1", "lexicons": "aa", "model": "m 1", "python": "3", "spacy": "3"}
FACT = CountFact(count="m3", sentence_text="S.")
Found = Callable[..., list[Change]]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """The changes between two reports, or lists of them."""
    numbers = count()

    def find(
        before: Extraction | list[Extraction], after: Extraction | list[Extraction], *, runs: Any = ({}, {}),
        wanted: Wanted | None = None,
    ) -> list[Change]:  # fmt: skip
        folders = [
            jsonl_run(tmp_path / str(next(numbers)), *(its if isinstance(its, list) else [its]), run=run)
            for its, run in zip((before, after), runs, strict=True)
        ]
        with opened(folders[0]) as one, opened(folders[1]) as other:
            return list(compared(one, other, wanted).changes())

    return find


def brief(change: Change) -> tuple[str, str, str, dict[str, tuple[Any, Any]]]:
    """A change without what follows from it."""
    return change.table, change.kind, change.what, {f.name: (f.before, f.after) for f in change.fields}


def quoted(change: Change) -> str:
    """The sentence, what is marked in brackets with the first letter of its role."""
    return "".join(p.text if p.role == "plain" else f"[{p.role[0]}:{p.text}]" for p in change.quote)


def without_entities(changes: list[Change]) -> list[Change]:
    return [c for c in changes if c.table != "entities"]


def test_other_ids_are_no_change(found: Found) -> None:
    before = report(said(TEXT, **MARKS), relations=[WORKS])
    mentions = tuple(m.model_copy(update={"id": f"x{i}"}) for i, m in enumerate(before.mentions))
    relation = WORKS.model_copy(update={"id": "r9", "subject": "x0", "object": "x1"})
    assert found(before, before.model_copy(update={"mentions": mentions, "relations": (relation,)})) == []


def test_a_normal_form_that_differs(found: Found) -> None:
    (change,) = without_entities(
        found(report(said(TEXT, unicef="AGENCY UNICEF")), report(said(TEXT, unhcr="AGENCY UNICEF")))
    )
    assert brief(change) == ("mentions", "changed", "AGENCY “UNICEF” unhcr", {"entity": ("unicef", "unhcr")})
    assert quoted(change) == "[k:UNICEF] works with UNHCR in Chad."
    assert (change.document, change.paragraph) == ("A/99/7", "1")


def test_entities_are_compared_too(found: Found) -> None:
    changes = found(report(said(TEXT, unicef="AGENCY UNICEF")), report(said(TEXT, unhcr="AGENCY UNICEF")))
    assert [brief(c) for c in changes if c.table == "entities"] == [
        ("entities", "removed", "AGENCY unicef", {}), ("entities", "added", "AGENCY unhcr", {}),
    ]  # fmt: skip


def test_a_span_that_grew_is_the_same_mention(found: Found) -> None:
    text = "The Fund of UNICEF helped. Others did not."
    (change,) = found(report(said(text, x="AGENCY UNICEF")), report(said(text, x="AGENCY Fund of UNICEF")))
    assert brief(change) == (
        "mentions", "changed", "AGENCY “Fund of UNICEF” x", {"start": (12, 4), "text": ("UNICEF", "Fund of UNICEF")},
    )  # fmt: skip
    assert quoted(change) == "The [a:Fund of ][k:UNICEF] helped."


def test_of_two_that_overlap_the_one_of_its_label_is_the_same(found: Found) -> None:
    text = "The Fund of UNICEF in Chad helped."
    before = report(said(text, x="AGENCY Fund of UNICEF in Chad"))
    changes = found(before, report(said(text, p="PROGRAMME The Fund of UNICEF", x="AGENCY Chad")))
    assert [brief(c)[:3] for c in changes if c.table == "mentions"] == [
        ("mentions", "added", "PROGRAMME “The Fund of UNICEF” p"), ("mentions", "changed", "AGENCY “Chad” x"),
    ]  # fmt: skip


def test_a_mention_elsewhere_is_another(found: Found) -> None:
    changes = found(report(said(TEXT, x="AGENCY UNICEF")), report(said(TEXT, x="AGENCY UNHCR")))
    assert [brief(c)[:3] for c in without_entities(changes)] == [
        ("mentions", "removed", "AGENCY “UNICEF” x"), ("mentions", "added", "AGENCY “UNHCR” x"),
    ]  # fmt: skip


def test_another_label_on_the_same_span(found: Found) -> None:
    changes = found(report(said(TEXT, x="AGENCY UNICEF")), report(said(TEXT, x="PROGRAMME UNICEF")))
    assert [brief(c)[3] for c in changes if c.table == "mentions"] == [{"label": ("AGENCY", "PROGRAMME")}]


def test_what_moved_with_its_text_has_not_changed(found: Found) -> None:
    after = TEXT.replace("works", "now often works")
    cue = Cue(start=7, end=17, text="works with"), Cue(start=17, end=27, text="works with")
    relations = [WORKS.model_copy(update={"trigger": c, "evidence": "the same"}) for c in cue]
    (change,) = found(
        report(said(TEXT, **MARKS), relations=relations[:1]), report(said(after, **MARKS), relations=relations[1:])
    )
    assert brief(change) == ("paragraphs", "changed", after, {"text": (TEXT, after)})
    assert quoted(change) == "UNICEF [a:now often ]works with UNHCR in Chad."


def test_a_paragraph_with_another_number_is_found_by_its_text(found: Found) -> None:
    before = report(said(TEXT, "1", **MARKS), relations=[WORKS])
    after = report(
        said("New.", "1"), said(TEXT, "2", **MARKS), relations=[related("works_with", "unicef", "unhcr", TEXT, "2")]
    )
    assert [brief(c) for c in found(before, after)] == [
        ("paragraphs", "added", "New.", {}),
        ("paragraphs", "changed", TEXT, {"paragraph": ("1", "2"), "number": (1, 2)}),
    ]


def test_a_paragraph_that_stands_elsewhere(found: Found) -> None:
    its = [said(f"Sentence {key}.", key) for key in "123"]
    changes = found(report(*its), report(its[2], its[0], its[1]))
    assert [brief(c) for c in changes] == [("paragraphs", "changed", "Sentence 3.", {"order": (2, 0)})]


def test_relations(found: Found) -> None:
    leads = related("leads", "unicef", "unhcr", TEXT)
    planned = WORKS.model_copy(update={"modality": "planned"})
    changes = found(
        report(said(TEXT, **MARKS), relations=[WORKS, leads]), report(said(TEXT, **MARKS), relations=[planned])
    )
    assert [brief(c) for c in changes] == [
        ("relations", "removed", "UNICEF —leads→ UNHCR", {}),
        ("relations", "changed", "UNICEF —works_with→ UNHCR", {"modality": ("actual", "planned")}),
    ]
    assert quoted(changes[0]) == "[s:UNICEF] works with [o:UNHCR] in Chad."


def test_a_symmetric_relation_may_turn_round(found: Found) -> None:
    turned = related("works_with", "unhcr", "unicef", TEXT)
    changes = found(report(said(TEXT, **MARKS), relations=[WORKS]), report(said(TEXT, **MARKS), relations=[turned]))
    assert [brief(c)[1] for c in changes] == ["changed"]
    assert brief(changes[0])[3]["subject_entity"] == ("unicef", "unhcr")


def test_a_document_whose_symbol_is_read_otherwise_is_found_by_its_file(found: Found) -> None:
    after = report(said(TEXT, **MARKS), document="A/99/8")
    same_name = report(said(TEXT, **MARKS), document="A/99/8", source="A_99_7.pdf", sha256="9" * 64)
    for other in (after, same_name):
        (change,) = found(report(said(TEXT, **MARKS)), other)
        assert (change.table, change.kind, brief(change)[3]["document"]) == (
            "documents",
            "changed",
            ("A/99/7", "A/99/8"),
        )


ONE, OTHER = report(said(TEXT)), report(said("Else."), document="S/2044/1", sha256="1" * 64)
REFUSED = {"inputs": [{"sha256": "1" * 64, "outcome": "refused", "reason": "a scan"}]}


@pytest.mark.parametrize(
    ("runs", "causes", "fields"),
    [
        (({}, {}), ("input",), {}),
        ((REFUSED, {}), ("unknown",), {"outcome": ("refused: a scan", "read")}),
        (({**REFUSED, "versions": VERSIONS}, {"versions": VERSIONS | {"program": "2"}}), ("program",),
         {"outcome": ("refused: a scan", "read")}),
    ],
)  # fmt: skip
def test_a_document_that_is_new(found: Found, runs: Any, causes: tuple[str, ...], fields: Any) -> None:
    changes = found([ONE], [ONE, OTHER], runs=runs)
    assert [(*brief(c)[:2], c.causes) for c in changes] == [
        ("documents", "added", causes), ("paragraphs", "added", causes)
    ]  # fmt: skip
    assert brief(changes[0])[3] == fields


def test_a_document_that_is_gone(found: Found) -> None:
    assert [brief(c)[:3] for c in found([ONE, OTHER], [ONE])] == [
        ("documents", "removed", "Invented"), ("paragraphs", "removed", "Else."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "causes"),
    [
        ({}, {}, ("unknown",)),
        ({"versions": VERSIONS}, {"versions": VERSIONS | {"lexicons": "bb"}}, ("knowledge",)),
        ({"versions": VERSIONS}, {"versions": VERSIONS | {"model": "m 2", "spacy": "4"}}, ("model", "libraries")),
        ({"versions": VERSIONS}, {"versions": VERSIONS | {"event_model": "trained 1"}}, ("model",)),
        ({"versions": VERSIONS | {"sources": "a"}}, {"versions": VERSIONS | {"sources": "b"}}, ("program",)),
        ({"versions": VERSIONS | {"libraries": "a 1"}}, {"versions": VERSIONS | {"libraries": "a 2"}}, ("libraries",)),
        ({"settings": {"links": True, "workers": 1}}, {"settings": {"links": False, "workers": 2}}, ("settings",)),
        ({"settings": {"workers": 1}}, {"settings": {"workers": 2}}, ("unknown",)),
        ({"made_by": "a" * 64, "versions": VERSIONS}, {"made_by": "b" * 64, "versions": VERSIONS}, ("program",)),
    ],
)
def test_causes_of_a_change_with_the_same_file(found: Found, before: Any, after: Any, causes: tuple[str, ...]) -> None:
    changes = found(ONE, report(said("Else.")), runs=(before, after))
    assert {c.causes for c in changes} == {causes}


def test_every_version_that_a_run_names_is_a_cause() -> None:
    assert set(CAUSES) == set(Versions.model_fields)


def test_causes_of_a_change_with_another_file(found: Found) -> None:
    runs = {"versions": VERSIONS}, {"versions": VERSIONS | {"lexicons": "bb"}}
    assert {c.causes for c in found(ONE, report(said(TEXT), sha256="2" * 64), runs=runs)} == {("input", "knowledge")}


def test_only_some_documents_and_tables(found: Found) -> None:
    before, after = [ONE, OTHER], [report(said("a")), report(said("b"), document="S/2044/1", sha256="1" * 64)]
    changes = found(before, after, wanted=Wanted(("S/2044/1",), ("paragraphs",)))
    assert [(c.document, c.table) for c in changes] == [("S/2044/1", "paragraphs")]
    with pytest.raises(UsageError, match="neither run holds A/1/1"):
        found(before, after, wanted=Wanted(documents=("A/1/1",)))


def test_every_table_of_a_run_is_compared(found: Found, extraction: Extraction) -> None:
    units = (TextUnit(key="heading/I", kind="heading", text="-", order=0),)
    whole = extraction.report.model_copy(update={"text_units": units})
    full = extraction.model_copy(update={"counts": (FACT,), "report": whole})
    empty = dict.fromkeys(("paragraphs", "sections", "tables", "figures", "text_units", "issues"), ())
    report_only = extraction.report.model_copy(update=empty)
    gone = extraction.model_copy(update={"mentions": (), "relations": (), "report": report_only})
    assert {c.table for c in found(full, gone)} == set(ALL) - {"documents"}
    assert set(ALL) == {row.resource for row in ROWS}


def headed(*cells: str, mention: Mention | None = None) -> Extraction:
    """A report with a table of one row, and a mention in its last cell."""
    units = tuple(TextUnit(key=f"cell/table-1/0/{i}", kind="cell", text=text, order=0) for i, text in enumerate(cells))
    table = Table(key="table-1", number=None, title=None, page=None, section=None, cells=(cells,))
    made = report(said("Text."), text_units=units, tables=(table,))
    return made.model_copy(update={"text_unit_mentions": (mention,) if mention else ()})


def test_a_mention_in_a_cell_moves_with_its_text(found: Found) -> None:
    named = Mention(id="m1", paragraph="cell/table-1/0/1", label="COUNTRY", start=0, end=4, text="Chad", entity="TCD",
                    source="rule:test")  # fmt: skip
    later = named.model_copy(update={"start": 3, "end": 7, "entity": "MLI", "id": "m9"})
    changes = without_entities(found(headed("Land", "Chad", mention=named), headed("Land", "in Chad", mention=later)))
    assert [brief(c) for c in changes] == [
        ("tables", "changed", "table-1", {"cells": ([["Land", "Chad"]], [["Land", "in Chad"]])}),
        ("table_cells", "changed", "in Chad", {"text": ("Chad", "in Chad")}),
        ("mentions", "changed", "COUNTRY “Chad” MLI", {"entity": ("TCD", "MLI")}),
    ]
    assert [(c.paragraph, c.text_unit, quoted(c)) for c in changes[1:]] == [
        (None, "cell/table-1/0/1", ""), (None, "cell/table-1/0/1", "in [k:Chad]"),
    ]  # fmt: skip


def test_cells_are_found_by_their_table_and_headings(found: Found) -> None:
    def cells_changed(*tables: Table) -> list[Any]:
        before, after = (report(said("Text."), tables=(table,)) for table in tables)
        return [(*brief(c), c.text_unit) for c in found(before, after) if c.table == "table_cells"]

    head, chad, mali = ("Land", "Killed"), ("Chad", "7"), ("Mali", "9")
    killed = Table(key="table-1", number=None, title="Killed", page=None, section=None, cells=(head, chad, mali))
    assert cells_changed(killed, killed.model_copy(update={"key": "table-2"})) == []
    longer = killed.model_copy(update={"cells": (head, ("Niger", "1"), ("Chad", "8"), mali)})
    assert cells_changed(killed, longer) == [
        ("table_cells", "added", "Niger", {}, "cell/table-1/1/0"),
        ("table_cells", "added", "1", {}, "cell/table-1/1/1"),
        ("table_cells", "changed", "8", {"text": ("7", "8"), "number": (7.0, 8.0)}, "cell/table-1/2/1"),
    ]


def test_what_a_count_says_is_compared_though_its_mention_is_the_same(found: Found, extraction: Extraction) -> None:
    before = extraction.model_copy(update={"counts": (FACT,)})
    fact = FACT.model_copy(update={"times": ("2043",), "time_from": "said", "scores": CountScores(score=0.5)})
    after = extraction.model_copy(update={"counts": (fact,)})
    (change,) = found(before, after)
    assert brief(change) == ("counts", "changed", "40 children 2043", {
        "times": ([], ["2043"]), "time_from": (None, "said"), "score": (1.0, 0.5),
    })  # fmt: skip
    assert quoted(change) == "UNICEF, jointly with UNHCR, reached [s:40] children in Chad."


def test_a_count_of_another_value_is_a_changed_count(found: Found) -> None:
    def counting(words: str) -> Extraction:
        text = f"UNICEF reached {words} children."
        (part, _), at = said(text), text.index(words)
        mention = Mention(id="m3", paragraph="1", label="COUNT", start=at, end=at + len(words), text=words,
                          entity=words.replace(",", ""), kind="cardinal", unit="children", unit_from="own",
                          event="assisted", source="rule:test", comparator="=",
                          value_min=float(words.replace(",", "")), value_max=float(words.replace(",", "")))  # fmt: skip
        return report((part, (mention,))).model_copy(update={"counts": (FACT,)})

    for other in ("65", "1,200"):
        value = float(other.replace(",", ""))
        (change,) = [c for c in found(counting("60"), counting(other)) if c.table == "counts"]
        assert brief(change) == ("counts", "changed", f"{other} children assisted", {
            "value_min": (60.0, value), "value_max": (60.0, value),
        })  # fmt: skip


def test_rows_of_a_document_need_not_stand_together(tmp_path: Path) -> None:
    folder = jsonl_run(tmp_path / "run", ONE, OTHER, report(said("Again.", "2"), document="A/99/7"))
    with opened(folder) as run:
        assert [p["text"] for p in run.of("A/99/7")["paragraphs"]] == [TEXT, "Again."]


def test_a_row_without_a_document_is_named(tmp_path: Path) -> None:
    folder = jsonl_run(tmp_path / "run", ONE)
    (folder / "mentions.jsonl").write_text('{"id": "m1"}\n')
    with pytest.raises(UsageError, match="the table mentions has no column 'document'"), opened(folder):
        pass


WORDS = st.lists(st.sampled_from(["a", "bb", "the", "UNICEF", "😀", ",", "2044"]), max_size=12).map(" ".join)


@given(before=WORDS, after=WORDS)
def test_stretches_tile_both_texts_and_equal_ones_say_the_same(before: str, after: str) -> None:
    shift = Shift(before, after)
    assert "".join(before[s.start : s.end] for s in shift.stretches) == before
    assert "".join(after[s.to : s.to_end] for s in shift.stretches) == after
    for s in (s for s in shift.stretches if s.equal and s.end > s.start):
        assert after[slice(*shift.span(s.start, s.end))] == before[s.start : s.end]


@pytest.mark.parametrize(
    ("orders", "elsewhere"), [([], set()), ([1, 2, 3], set()), ([2, 2, 2], set()), ([9, 1, 2], {0}), ([1, 0, 2], {0})]
)
def test_what_moved_among_the_others(orders: list[int], elsewhere: set[int]) -> None:
    assert moved([({"order": i}, {"order": n}) for i, n in enumerate(orders)]) == elsewhere
