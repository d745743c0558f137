"""Agreement of two readings, and where they differ."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sgreports.cli.app import app
from sgreports.errors import UsageError
from sgreports.model.letters import character_range, digest, letters
from sgreports_gold.annotation.comparing.agreement import SCORES, agreement, agreement_figures, both_read, disagreements
from sgreports_gold.annotation.comparing.differences import agreed, differences
from sgreports_gold.annotation.gold.excerpt import excerpt
from sgreports_gold.annotation.gold.marks import marks_of
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.gold.row import CELLS
from sgreports_gold.annotation.gold.standoff import parse

TEXT = "In 2044 the World Food Programme (WFP) and Chad signed the Lake Accord. It fed 40 children, and 9 adults."
HEAD = f"¶ 1 letters={len(letters(TEXT))} hash={digest(TEXT)}"
FIRST = """m1 YEAR 2-6 "2044" 2044
m2 AGENCY 9-27 "World Food Programme" wfp un
m3 AGENCY 27-30 "WFP" wfp un
m4 COUNTRY 33-37 "Chad" TCD name
m5 INSTRUMENT 46-56 "Lake Accord" name/lake-accord agreement
m6 COUNT 61-63 "40" 40 cardinal unit=children from=own event=assisted measure=flow years=2044 country=TCD again
works_with m2 m4
signed m4 m5
count_by m6 m2 role=agent
"""
SECOND = """m1 YEAR 2-6 "2044" 2044
m2 AGENCY 9-27 "World Food Programme" wfp un
m3 PROGRAMME 27-30 "WFP" name/wfp
m4 COUNTRY 33-37 "Chad" TCD demonym
m5 AGENCY 46-50 "Lake" name/lake civil
m6 COUNT 61-63 "40" >40 cardinal unit=boys from=own event=in_need measure=stock years=2044 country=TCD
m7 COUNT 74-75 "9" 9 cardinal unit=adults from=own event=assisted
works_with m4 m2 planned
count_by m6 m2 role=source
count_at m7 m1
"""


def read(marks: str, annotator: str = "a", extra: str = "", head: str = HEAD) -> list[GoldParagraph]:
    return parse(f"document A/99/7\nannotator {annotator}\n\n{head}{extra}\n{marks}")


def test_f1_of_spans_values_and_relations() -> None:
    each = agreement(both_read(read(FIRST), read(SECOND, "b")))
    assert {name: dict(each[0].tally[name]) for name in SCORES} == {
        "spans": {"tp": 5, "fn": 1, "fp": 2}, "labels": {"tp": 4, "fn": 2, "fp": 3},
        "normal forms": {"tp": 3, "fn": 3, "fp": 4}, "units": {"fn": 1, "fp": 2}, "unit sources": {"tp": 1, "fp": 1},
        "events": {"fn": 1, "fp": 2}, "rows": {"fn": 1, "fp": 1}, "relations": {"tp": 2, "fn": 1, "fp": 1},
        "roles": {"fn": 1, "fp": 1}, "status": {"tp": 1, "fn": 1, "fp": 1},
    }  # fmt: skip
    figures = {f.name: (round(f.f1, 3), f.n) for f in agreement_figures(each)}
    assert list(figures)[:3] == ["spans", "labels", "labels AGENCY"]
    assert {name: figures[f"rows {name}"] for name in CELLS} == {
        "measure": (0.0, 1), "years": (1.0, 1), "country": (1.0, 1),
    }  # fmt: skip
    assert (figures["spans"], figures["relations"], figures["relations count_by"]) == ((0.769, 7), (0.667, 3), (1.0, 1))


def test_it_is_the_same_both_ways() -> None:
    one = agreement_figures(agreement(both_read(read(FIRST), read(SECOND, "b"))))
    other = agreement_figures(agreement(both_read(read(SECOND, "b"), read(FIRST))))
    assert [(f.name, f.f1, f.n) for f in one] == [(f.name, f.f1, f.n) for f in other]


def test_each_difference_is_said_in_its_place() -> None:
    (a, b) = (marks_of(p, TEXT) for p in (*read(FIRST), *read(SECOND)))
    found = differences(a, b, ("ann", "bea"))
    assert [(TEXT[d.start : d.end], d.says) for d in found] == [
        ("WFP", "“WFP” is AGENCY to ann, PROGRAMME to bea"),
        ("Chad", "kind of “Chad”: name to ann, demonym to bea"),
        ("Lake Accord", "“Lake Accord” INSTRUMENT to ann, “Lake” AGENCY to bea"),
        ("40", "entity of “40”: 40 to ann, >40 to bea"),
        ("40", "unit of “40”: children to ann, boys to bea"),
        ("40", "event of “40”: assisted to ann, in_need to bea"),
        ("40", "row of “40”: measure=flow years=2044 country=TCD again to ann, "
         "measure=stock years=2044 country=TCD to bea"),
        ("9", "nothing to ann, “9” COUNT to bea"),
        ("Chad signed the Lake Accord", "Chad —signed→ Lake Accord: to ann alone"),
        (TEXT[3 : TEXT.index("9") + 1], "9 —count_at→ 2044: to bea alone"),
        ("World Food Programme (WFP) and Chad",
         "World Food Programme —works_with→ Chad: affirmed actual to ann, affirmed planned to bea"),
        (TEXT[12 : TEXT.index("40") + 2],
         "40 —count_by→ World Food Programme: affirmed actual agent to ann, affirmed actual source to bea"),
    ]  # fmt: skip
    assert [m.text for m in agreed(a, b).mentions] == ["2044", "World Food Programme"]
    assert differences(a, a) == []
    assert agreed(a, a) == a


def test_rows_are_compared_where_both_wrote_one() -> None:
    bare = FIRST.replace(" measure=flow years=2044 country=TCD again", "")
    assert bare != FIRST
    assert "rows" not in {f.name for f in agreement_figures(agreement(both_read(read(FIRST), read(bare))))}
    a, b = (marks_of(read(marks)[0], TEXT) for marks in (bare, FIRST))
    assert differences(a, b) == []
    assert [m.row for m in agreed(a, b).mentions] == [m.row for m in b.mentions]


def test_a_relation_may_be_put_on_a_name_or_its_abbreviation() -> None:
    a = marks_of(read(FIRST)[0], TEXT)
    b = marks_of(read(FIRST.replace("count_by m6 m2", "count_by m6 m3"))[0], TEXT)
    assert differences(a, b) == []


def test_only_what_both_accepted_counts_and_blind_reading_can_be_asked_for() -> None:
    assert both_read(read(FIRST, extra=" draft"), read(SECOND)) == []
    assert len(both_read(read(FIRST, extra=" proposed"), read(SECOND))) == 1
    assert both_read(read(FIRST, extra=" proposed"), read(SECOND), blind=True) == []
    with pytest.raises(ValueError, match=r"A/99/7 ¶1: the two readers had different texts"):
        both_read(read(FIRST), read(SECOND, head=HEAD.replace(digest(TEXT), "00000000")))


def test_places_of_disagreements_count_letters_and_lead_to_the_words() -> None:
    p, difference = next(disagreements(both_read(read(FIRST), read(SECOND)), ("a", "b")))
    start, end = character_range(TEXT, difference.start, difference.end)
    assert (p.paragraph, TEXT[start:end]) == ("1", "WFP")


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        (TEXT, "40", ("It fed ", "40", " children, and 9 adults.")),
        ("Mr. Chad left. See No. 4 there. End.", "4", ("See No. ", "4", " there.")),
        ("“Yes.” Then (a) one; (b) two.", "two", ("(b) ", "two", ".")),
        ("word " * 60 + "X" + " word" * 60, "X", ("… " + "word " * 29, "X", " word" * 29 + " …")),
    ],
)
def test_a_sentence_is_cut_out(text: str, words: str, sentence: tuple[str, str, str]) -> None:
    start = text.index(words)
    assert excerpt(text, start, start + len(words)) == sentence


def files(folder: Path) -> list[str]:
    for name, marks in (("gold", FIRST), ("second", SECOND), ("third", FIRST)):
        (folder / name).mkdir()
        whole = f"document A/99/7\nannotator {name}\n\n{HEAD}\n{marks}"
        (folder / name / "A_99_7.gold").write_text(whole, encoding="utf-8")
    return [str(folder / name) for name in ("gold", "second", "third")]


def test_the_command_compares_all_pairs_by_folder_or_name(tmp_path: Path) -> None:
    places = files(tmp_path)
    run = CliRunner().invoke
    told = run(app, ["agree", *places, "--disagreements"]).output
    assert [line for line in told.splitlines() if "read by both" in line] == [
        "gold and second: 1 paragraphs read by both, 1 of them without proposals",
        "gold and third: 1 paragraphs read by both, 1 of them without proposals",
        "second and third: 1 paragraphs read by both, 1 of them without proposals",
    ]
    assert "“WFP” is AGENCY to gold, PROGRAMME to second" in told
    named = json.loads(run(app, ["agree", "gold", "third", "--annotations", str(tmp_path), "--json"]).output)
    assert [(d["a"], d["b"], {s["f1"] for s in d["scores"]}) for d in named] == [("gold", "third", {1.0})]


def test_wrong_use_is_said(tmp_path: Path) -> None:
    places = files(tmp_path)
    for words, reason in (
        ([places[0]], "agreement needs two annotators"),
        (
            [places[0], "nobody", "--annotations", str(tmp_path)],
            "has nothing by nobody; it has readings by gold, second, third",
        ),
    ):
        error = CliRunner().invoke(app, ["agree", *words]).exception
        assert isinstance(error, UsageError)
        assert reason in str(error)
