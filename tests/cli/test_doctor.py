"""`sgreports doctor`: what works, what a run does without, and what is broken."""

import json
import tomllib
from pathlib import Path

import pytest

from called_command import called
from sgreports.cli.doctor import checks
from sgreports.knowledge import data_files as word_lists
from sgreports.knowledge import encoder_model

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.model


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder, and a cache in it that no run has made."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SGREPORTS_CACHE", "cache")
    monkeypatch.setenv("SGREPORTS_ACCURACY", "fast")
    monkeypatch.setenv("SGREPORTS_OCR", "never")


def states(capsys: pytest.CaptureFixture[str], code: int = 0) -> dict[str, tuple[str, str]]:
    """State and finding by what was looked at."""
    found = json.loads(called(capsys, "doctor", "--json", code=code))
    return {each["what"]: (each["state"], each["said"]) for each in found}


def test_what_works(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = states(capsys)
    assert list(found)[:10] == [
        "Python", "settings", "names", "versions", "models", "reading", "words", "Tesseract", "cache", "disk",
    ]  # fmt: skip
    assert {state for state, _ in found.values()} == {"ok"}
    assert found["settings"][1].startswith("accuracy = fast, ocr = never, ")
    assert "SGREPORTS_CACHE, SGREPORTS_OCR" in found["settings"][1]
    assert found["reading"][1].startswith("a sentence: 4 mentions")
    assert list(tmp_path.iterdir()) == []


def test_it_is_legible_in_a_narrow_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    lines = called(capsys, "doctor").splitlines()
    assert lines[0].startswith("ok      Python     3.")
    assert max(map(len, lines)) <= 80


def test_a_wrong_setting_ends_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SGREPORTS_WORKER", "2")
    found = states(capsys, code=1)
    assert list(found) == ["Python", "settings"]
    assert found["settings"] == (
        "broken", "SGREPORTS_WORKER is set, but is no setting; did you mean SGREPORTS_WORKERS?"
    )  # fmt: skip


def test_names_of_your_own_are_counted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "names.csv").write_text("label,name,key\nPROGRAMME,Boats for All,\nCOUNTRY,Lakes,MWI\n")
    monkeypatch.setenv("SGREPORTS_NAMES", "names.csv")
    assert states(capsys)["names"] == (
        "ok", "those of the program and of names.csv: agencies 0, programmes 1, names of countries 1"
    )  # fmt: skip
    monkeypatch.setenv("SGREPORTS_NAMES", "nowhere.csv")
    assert states(capsys, code=1)["names"][0] == "broken"


def test_a_model_that_is_not_there_is_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SGREPORTS_RELATION_MODEL", "nowhere")
    found = states(capsys, code=1)
    broken = [name for name, (state, _) in found.items() if state == "broken"]
    assert broken == ["versions", "models", "reading", "words"]
    assert "no trained model here" in found["models"][1]


@pytest.mark.parametrize(("ocr", "state", "code"), [("auto", "note", 0), ("force", "broken", 1)])
def test_without_tesseract_scans_are_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, ocr: str, state: str, code: int
) -> None:
    monkeypatch.setenv("SGREPORTS_OCR", ocr)
    monkeypatch.setattr("sgreports.reading.ocr.tesseract.engine_version", lambda: None)
    assert states(capsys, code)["Tesseract"] == (state, "not installed: pages without text are refused")


def test_a_folder_of_another_is_no_cache(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("A chapter.")
    monkeypatch.setenv("SGREPORTS_CACHE", "thesis")
    state, said = states(capsys, code=1)["cache"]
    assert (state, "holds 'chapter.txt'" in said) == ("broken", True)


def test_what_a_run_does_without_is_noted(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    lines = [f"{package}; extra == '{extra}'" for extra, packages in extras.items() for package in packages]
    monkeypatch.setattr(checks, "requires", lambda _: lines)
    monkeypatch.setattr(checks, "installed", lambda _: "not installed")
    monkeypatch.setattr(encoder_model, "find_spec", lambda _: None)
    monkeypatch.setattr(checks, "ROOM", 10**18)
    monkeypatch.setenv("SGREPORTS_ACCURACY", "best")
    found = json.loads(called(capsys, "doctor", "--json"))
    noted = {each["what"]: each["remedy"] for each in found if each["state"] == "note"}
    assert noted == {"disk": "make room before a run", "models": "pip install onnxruntime tokenizers"} | {
        extra: f"install sgreports with [{extra}]"
        for extra in ("dask", "notebook", "plot", "prefect", "rdf", "train", "web")
    }


def test_other_word_lists_are_noted_with_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_lists, "word_lists", dict)
    found = next(each for each in json.loads(called(capsys, "doctor", "--json")) if each["what"] == "words")
    assert (found["state"], found["remedy"]) == (
        "note", "sgreports train events, sgreports train relations, sgreports train counts",
    )  # fmt: skip
