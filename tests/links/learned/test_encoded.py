"""What the encoder says of pairs, beside rules and features; and of counts, in a whole report."""

from pathlib import Path

import pytest

from called_command import called
from sgreports import extract
from sgreports.explaining.explain import explain_file
from sgreports.model.facts import Extraction
from sgreports.settings import Settings

TEXT = """UNITED NATIONS

Report of the Secretary-General on the situation in Chad

1. In 2041, UNMIL recorded the killing of 12 civilians in Chad. At present, 4,000 displaced persons live in camps.

2. UNICEF, in cooperation with the World Food Programme, provided food to 300 families.
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("report") / "report.txt"
    file.write_text(TEXT)
    return file


@pytest.fixture(scope="module")
def best(report: Path) -> Extraction:
    return extract(report, Settings(accuracy="best"))


def test_the_same_mentions_are_found(report: Path, best: Extraction) -> None:
    fast = extract(report, Settings(accuracy="fast"))
    assert [(m.id, m.start, m.end) for m in best.mentions] == [(m.id, m.start, m.end) for m in fast.mentions]


def test_counts_have_event_measure_and_their_scores(best: Extraction) -> None:
    counts = {m.id: m for m in best.mentions if m.label == "COUNT"}
    found = {counts[fact.count].text: (counts[fact.count].event, fact.measure) for fact in best.counts}
    assert found["12"] == ("killed", "flow")
    assert found["4,000"] == ("displaced", "stock")
    assert all(0 < count.event_score < 1 for count in counts.values() if count.event_score is not None)


def test_an_event_that_gold_has_too_seldom_is_decided_by_rules(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT.replace("the killing of 12 civilians", "the recruitment of 12 children"))
    found = extract(file, Settings(accuracy="best"))
    assert [m.event for m in found.mentions if m.text == "12"] == ["recruited"]


def test_relations_have_a_probability(best: Extraction) -> None:
    names = {m.id: m.text for m in best.mentions}
    found = {(r.type, names[r.subject], names[r.object]): r.score for r in best.relations}
    assert found["works_with", "UNICEF", "World Food Programme"] > 0.5
    assert found["count_in", "12", "Chad"] > 0.5


def test_a_neighbour_changes_no_result(best: Extraction, tmp_path: Path) -> None:
    alone = tmp_path / "report.txt"
    alone.write_text(TEXT.split("\n\n2.", maxsplit=1)[0] + "\n")
    first = extract(alone, Settings(accuracy="best"))
    assert [r.score for r in first.relations] == [r.score for r in best.relations if r.paragraph == "1"]


def test_explain_says_what_the_encoder_holds(report: Path) -> None:
    found = explain_file(report, "2", Settings(accuracy="best"))
    names = {m.text: m.id for m in found.mentions}
    lines = found.between(names["UNICEF"], names["World Food Programme"])
    assert any(line.startswith("  the encoder: 0.") or line.startswith("  the encoder: 1.") for line in lines)


def test_a_run_with_other_word_lists_says_how_to_fit_its_models(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sgreports.knowledge.data_files.word_lists", dict)
    said = called(capsys, "extract", report, "--out", tmp_path / "run", "--accuracy", "fast")
    told = "not those that models were fitted with; fit again: sgreports train events"
    assert told in " ".join(said.split())


def test_a_run_without_it_says_how_to_get_it(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sgreports.knowledge.encoder_model.find_spec", lambda _: None)
    said = called(capsys, "extract", report, "--out", tmp_path / "run", "--accuracy", "best")
    assert "not installed: pip install onnxruntime tokenizers" in said
