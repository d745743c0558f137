"""`sgreports fetch`, what a dataset knows, and symbols as inputs of `extract`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from called_command import outcome
from fetching.service import Answer, Service, docx
from invented.runs import jsonl_run, report, said
from sgreports.batches import runs
from sgreports.errors import UsageError
from sgreports.fetching.symbols import known_symbols

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, service: Service) -> Call:
    """Runs the command in an empty folder against the local service: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    for name, value in (("ADDRESS", service.address), ("WAIT", "0"), ("BACKOFF", "0"), ("TRIES", "2")):
        monkeypatch.setenv(f"SGREPORTS_FETCH_{name}", value)
    monkeypatch.setenv("SGREPORTS_FETCH_CONTACT", "clerk@example.org")

    def run(*words: str) -> tuple[int, str, str]:
        return outcome(capsys, *words)

    return run


def test_symbols_and_a_list(call: Call, service: Service, tmp_path: Path) -> None:
    service.holds("S/2044/7")
    service.holds("A/99/8")
    service.has("S/2044/9", Answer(200))
    (tmp_path / "list.txt").write_text("A/99/8  # the ferries\n\nS/2044/9\n", encoding="utf-8")
    code, out, err = call("fetch", "S/2044/7", "--list", "list.txt", "--to", "files")
    assert (code, out) == (1, "fetched  S/2044/7  files/S_2044_7.pdf\nfetched  A/99/8  files/A_99_8.pdf\n")
    assert err == "none     S/2044/9  S/2044/9: not published in this language and format\n"
    assert call("fetch", "S/2044/7", "--to", "files", "--quiet") == (0, "", "")


def test_language_and_format(call: Call, service: Service) -> None:
    service.holds("S/2044/7", docx(), language="fr", form="doc")
    assert call("fetch", "S/2044/7", "--language", "fr", "--format", "doc") == (
        0, "fetched  S/2044/7  reports/S_2044_7_fr.docx\n", "",
    )  # fmt: skip
    assert call("fetch", "S/2044/7", "--format", "xml")[0] == 2


def test_a_stop_says_what_is_left(call: Call, service: Service) -> None:
    service.holds("S/2044/7")
    service.has("S/2044/8", Answer(429))
    code, out, err = call("fetch", "S/2044/7", "S/2044/8", "S/2044/9")
    assert (code, out) == (1, "fetched  S/2044/7  reports/S_2044_7.pdf\n")
    assert "it has had too many requests (429)" in err
    assert "2 not asked for; the same command goes on from here" in err


def test_without_a_contact_it_says_so(call: Call, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SGREPORTS_FETCH_CONTACT")
    service.holds("S/2044/7")
    assert "set fetch_contact (SGREPORTS_FETCH_CONTACT) to your e-mail address" in call("fetch", "S/2044/7")[2]


def test_wrong_usage(call: Call, service: Service) -> None:
    assert call("fetch")[2] == "sgreports: no symbol; name symbols, or a list of them with --list\n"
    assert call("fetch", "report.pdf")[0] == 2
    assert call("fetch", "S/2044/7", "--since", "2015")[0] == 2
    assert call("fetch", "--list", "gone.txt")[0] == 2
    assert service.asked == []


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Two reports of a series and another one; the first follows two reports that are not there."""
    cites = {"S/2043/1": "INSTRUMENT S/2043/1", "S/RES/9(2040)": "INSTRUMENT resolution",
             "S/2042/3": "INSTRUMENT S/2042/3"}  # fmt: skip
    first = report(said("See S/2043/1, S/2042/3 and resolution 9.", **cites), document="S/2044/7")
    head = first.report.masthead.model_copy(update={"series": "ferries", "previous": "S/2043/5"})
    second = report(said("Nothing."), document="S/2042/3", sha256="1" * 64)
    earlier = second.report.masthead.model_copy(update={"series": "ferries", "previous": "A/70/4"})
    other = report(said("Nothing."), document="A/99/8", sha256="2" * 64)
    ports = other.report.masthead.model_copy(update={"series": "ports", "previous": "A/98/8"})
    return jsonl_run(
        tmp_path / "dataset",
        *(x.model_copy(update={"report": x.report.model_copy(update={"masthead": m})})
          for x, m in ((first, head), (second, earlier), (other, ports))),
    )  # fmt: skip


def test_what_a_dataset_knows(dataset: Path) -> None:
    assert known_symbols(dataset, "ferries", False, None, False) == ["A/70/4", "S/2043/5"]
    assert known_symbols(dataset, "ferries", True, None, False) == ["A/70/4", "S/2043/1", "S/2043/5"]
    assert known_symbols(dataset, "ferries", False, 2016, False) == ["S/2043/5"]
    assert known_symbols(dataset, None, False, 2040, False) == ["A/98/8", "S/2043/5"]
    assert known_symbols(dataset, "ferries", False, 2040, True) == ["S/2042/3", "S/2043/5", "S/2044/7"]
    with pytest.raises(UsageError, match="no document of the series 'boats'; it has ferries, ports"):
        known_symbols(dataset, "boats", False, None, False)


def test_series_of_a_dataset(call: Call, service: Service, dataset: Path) -> None:
    service.holds("S/2043/5")
    assert call("fetch", "--series", "ferries", "--since", "2015", "--dataset", str(dataset)) == (
        1, "fetched  S/2043/5  reports/S_2043_5.pdf\n",
        "none     A/70/4  A/70/4: the service points to its error page; check the symbol\n",
    )  # fmt: skip
    assert call("fetch", "--series", "ports", "--since", "2050", "--dataset", str(dataset)) == (
        0, f"{dataset} knows no symbol that it does not hold\n", "",
    )  # fmt: skip


def test_extract_takes_symbols(call: Call, service: Service, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    service.holds("S/2044/7")
    (tmp_path / "S_2044_8.txt").write_text("text", encoding="utf-8")
    taken: list[list[str]] = []

    def run(files: list[Path], *_: object) -> None:
        taken.append([str(file) for file in files])
        raise UsageError("that is all")

    monkeypatch.setattr(runs, "run", run)
    assert call("extract", "S/2044/7", "--out", "data")[2] == (
        "sgreports: S/2044/7 is no file here; to download it, allow it with --fetch\n"
    )
    assert service.asked == []
    call("extract", "S/2044/7", "S_2044_8.txt", "--out", "data", "--fetch", "--quiet")
    assert taken == [["S_2044_8.txt", "reports/S_2044_7.pdf"]]
