"""Two reports compared: what is new, gone, named more often, and measures that both state."""

import datetime
import json
from pathlib import Path

import pytest

from called_command import called
from invented.runs import report, said, whole_run
from sgreports.answers.compared.compared import Comparison, compared
from sgreports.errors import UsageError
from sgreports.model.facts import CountFact, Extraction
from sgreports.model.report import Masthead


def extraction(document: str, date: datetime.date, number: str, *named: str) -> Extraction:
    """A report that says how many patrols there were, and names a body in each further paragraph."""
    sentence = f"The Mission conducted {number} patrols in the border area."
    first, counted = said(sentence, patrols=f"COUNT {number}")
    value = {"value_min": float(number), "value_max": float(number), "kind": "cardinal", "comparator": "="}
    counted = tuple(m.model_copy(update=value) for m in counted)
    others = [said(f"{name} was there.", str(n), **{name.lower(): f"AGENCY {name}"}) for n, name in enumerate(named, 2)]
    masthead = Masthead(symbols=(document,), title="Invented", date=date, series="unxyz")
    fact = CountFact.model_validate({"count": "m1-patrols", "sentence_text": sentence, "unit_phrase": "patrols"})
    made = report((first, counted), *others, document=document, masthead=masthead)
    return made.model_copy(update={"counts": (fact,)})


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole_run(
        tmp_path_factory.mktemp("compared") / "run",
        extraction("S/2044/1", datetime.date(2044, 1, 5), "80", "UNICEF", "WHO", "UNICEF", "UNICEF"),
        extraction("S/2044/9", datetime.date(2044, 7, 5), "100", "FAO", "UNICEF"),
    )


def names(found: Comparison) -> dict[str, list[tuple[str, int, int, str]]]:
    groups = {"new": found.new, "gone": found.gone, "changed": found.changed}
    return {how: [(n.entity, n.before, n.after, n.first) for n in its] for how, its in groups.items()}


def test_what_is_new_gone_and_changed(run: Path) -> None:
    found = compared(run, "S/2044/1", "S/2044/9")
    assert names(found) == {
        "new": [("fao", 0, 1, "¶2")],
        "gone": [("who", 1, 0, "¶3")],
        "changed": [("unicef", 3, 1, "¶3")],
    }
    assert [(m.before.number, m.after.number, m.change) for m in found.measures] == [("80", "100", 25.0)]


def test_the_other_way_round(run: Path) -> None:
    found = compared(run, "S/2044/9", "S/2044/1")
    assert [n.entity for n in found.new] == ["who"]
    assert [(m.before.number, m.after.number, m.change) for m in found.measures] == [("100", "80", -20.0)]


def test_the_command_prints_one_line_a_measure(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = called(capsys, "compare-reports", run, "S/2044/1", "S/2044/9")
    assert "agencies in S/2044/9 alone (1)\n  FAO (¶2)" in out
    assert "80 → 100 (+25 %) patrols  ¶1, ¶1" in out
    told = json.loads(called(capsys, "compare-reports", run, "S/2044/1", "S/2044/9", "--json"))
    assert [n["entity"] for n in told["gone"]] == ["who"]
    assert set(told["measures"][0]["after"]) >= {"document", "place", "value", "number", "sentence"}
    assert not set(told["measures"][0]["after"]) & {"key", "words", "near"}


def test_a_report_that_is_not_there(run: Path) -> None:
    with pytest.raises(UsageError, match="there is no report 'S/2044/2' in this dataset; did you mean S/2044/"):
        compared(run, "S/2044/1", "S/2044/2")


def test_a_report_may_be_typed_as_its_file_is_called(run: Path) -> None:
    assert compared(run, "s_2044_1", "S_2044_9") == compared(run, "S/2044/1", "S/2044/9")
