"""What is kept of the service's answers, in all its moods."""

import csv
import hashlib
from itertools import pairwise
from pathlib import Path

import pytest

from fetching.service import FRENCH, OLE, PAGE, PDF, WORD_PERFECT, Answer, Service, docx, moved
from sgreports import __version__
from sgreports.errors import StoppedError, UsageError
from sgreports.fetching.fetch import fetch
from sgreports.fetching.service import Form
from sgreports.settings import Settings

REPORT = "S/2044/7"


def outcomes(folder: Path, settings: Settings, *symbols: str, language: str = "en", form: Form = "pdf") -> list[str]:
    return [one.outcome for one in fetch(symbols, folder, settings, language, form)]


def reason(folder: Path, settings: Settings, language: str = "en", form: Form = "pdf") -> str | None:
    """Why the report was not fetched; nothing is kept of it."""
    (one,) = fetch([REPORT], folder, settings, language, form)
    assert kept(folder) == []
    return one.reason


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".fetch.lock")


def manifest(folder: Path) -> list[dict[str, str]]:
    with (folder / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_document_with_its_row(service: Service, settings: Settings, tmp_path: Path) -> None:
    service.holds(REPORT)
    assert outcomes(tmp_path, settings, "S/2044 / 7") == ["fetched"]
    assert (tmp_path / "S_2044_7.pdf").read_bytes() == PDF
    (row,) = manifest(tmp_path)
    assert row.pop("time").endswith("+00:00")
    assert row == {
        "file": "S_2044_7.pdf", "symbol": REPORT, "language": "en", "format": "pdf",
        "address": f"{service.address}/doc/undoc/s-2044-7.en.pdf", "sha256": hashlib.sha256(PDF).hexdigest(),
    }  # fmt: skip
    assert service.asked == ["/api/symbol/access?s=S/2044/7&l=en&t=pdf", "/doc/undoc/s-2044-7.en.pdf"]
    assert service.agents == {f"sgreports/{__version__} (clerk@example.org)"}
    assert kept(tmp_path) == ["MANIFEST.csv", "S_2044_7.pdf"]


def test_what_is_there_is_not_asked_for_again(service: Service, settings: Settings, tmp_path: Path) -> None:
    service.holds(REPORT)
    service.holds("S/2044/8")
    outcomes(tmp_path, settings, REPORT)
    before = len(service.asked)
    assert outcomes(tmp_path, settings, REPORT, REPORT) == ["held"]
    assert len(service.asked) == before
    (tmp_path / "S_2044_7.pdf").unlink()
    assert outcomes(tmp_path, settings, REPORT, "S/2044/8") == ["fetched", "fetched"]
    assert [row["symbol"] for row in manifest(tmp_path)] == [REPORT, "S/2044/8"]


def test_a_file_that_did_not_come_from_here_stays(service: Service, settings: Settings, tmp_path: Path) -> None:
    """Notes in a file that was fetched, and a file of the name that a download would have."""
    service.holds(REPORT)
    service.holds("S/2044/8")
    outcomes(tmp_path, settings, REPORT)
    for name in ("S_2044_7.pdf", "S_2044_8.pdf", ".S_2044_8.pdf.part"):
        (tmp_path / name).write_bytes(b"mine")
    told = list(fetch([REPORT, "S/2044/8"], tmp_path, settings))
    assert [one.outcome for one in told] == ["failed", "failed"]
    assert [one.reason for one in told] == [
        f"{tmp_path / name} was not fetched, or has changed since; move it away to fetch it"
        for name in ("S_2044_7.pdf", "S_2044_8.pdf")
    ]
    assert {p.read_bytes() for p in tmp_path.iterdir() if p.name.startswith((".S", "S"))} == {b"mine"}
    assert [row["symbol"] for row in manifest(tmp_path)] == [REPORT]
    (tmp_path / "S_2044_8.pdf").write_bytes(PDF)
    assert outcomes(tmp_path, settings, "S/2044/8") == ["fetched"]


def test_trouble_that_passes(service: Service, settings: Settings, tmp_path: Path) -> None:
    service.holds(REPORT)
    found = service.symbols[REPORT, "en", "pdf"]
    service.has(REPORT, Answer(502, b"Bad gateway"), Answer(200, PAGE), *found)
    path = "/doc/undoc/s-2044-7.en.pdf"
    service.files[path] = [Answer(503), Answer(200, PDF[:-6]), *service.files[path]]
    assert outcomes(tmp_path, settings, REPORT) == ["fetched"]
    assert len(service.asked) == 6


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(502), "S/2044/7: the service answers 502; try again later"),
        (Answer(200, PAGE), "S/2044/7: a page of the website came (1,300 bytes), no document; try again later"),
        (Answer(200, PDF[:-6]), "S/2044/7: the .pdf file came without its end; try again later"),
        (Answer(302), "S/2044/7: the service points nowhere; try again later"),
        (
            Answer(200, PAGE[:100] + PDF + PAGE[100:]),
            "S/2044/7: a page of the website came (1,342 bytes), no document; try again later",
        ),
    ],
    ids=["unavailable", "application page", "cut off", "nowhere", "page about PDF"],
)
def test_trouble_that_does_not_pass(
    service: Service, settings: Settings, tmp_path: Path, answer: Answer, said: str
) -> None:
    service.has(REPORT, answer)
    assert reason(tmp_path, settings) == said
    assert len(service.asked) == settings.fetch_tries


def test_connection_that_breaks(service: Service, settings: Settings, tmp_path: Path) -> None:
    service.has(REPORT, Answer(200, PDF, length=len(PDF) + 100))
    assert (reason(tmp_path, settings) or "").startswith("S/2044/7: the service cannot be reached (")
    assert len(service.asked) == settings.fetch_tries


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(200, PDF, coding="gzip"), "S/2044/7: the service packs its answer in a way that cannot be read"),
        (moved("http://[::1/DOC"), "S/2044/7: the service cannot be reached (Invalid URL in location header"),
        (moved("/DOC/\x01.PDF"), "S/2044/7: the service cannot be reached"),
    ],
    ids=["packed wrongly", "no address", "wrong characters"],
)
def test_one_bad_answer_does_not_end_the_list(
    service: Service, settings: Settings, tmp_path: Path, answer: Answer, said: str
) -> None:
    service.has(REPORT, answer)
    service.holds("S/2044/8")
    bad, good = fetch([REPORT, "S/2044/8"], tmp_path, settings)
    assert (bad.outcome, good.outcome) == ("failed", "fetched")
    assert (bad.reason or "").startswith(said)


@pytest.mark.parametrize("answer", [Answer(200, b"", drip=0.05), Answer(200, PDF * 100, drip=0.01)])
def test_the_whole_answer_comes_in_time(service: Service, settings: Settings, tmp_path: Path, answer: Answer) -> None:
    """Each byte comes in time, all of them would not."""
    service.has(REPORT, answer)
    hasty = settings.model_copy(update={"fetch_timeout": 0.5, "fetch_tries": 1})
    assert reason(tmp_path, hasty) == ("S/2044/7: the answer takes longer than 0.5 s (fetch_timeout); try again later")
    service.holds(REPORT)
    assert outcomes(tmp_path, settings, REPORT) == ["fetched"]


def test_a_manifest_with_cells_too_many_is_told(service: Service, settings: Settings, tmp_path: Path) -> None:
    service.holds(REPORT)
    outcomes(tmp_path, settings, REPORT)
    with (tmp_path / "MANIFEST.csv").open("a", encoding="utf-8") as file:
        file.write("a.pdf,S/2044/8,en,pdf,http://x,now,0,more\n")
    with pytest.raises(UsageError, match=r"MANIFEST\.csv: row 2 has not 7 cells; mend it, or name another folder"):
        outcomes(tmp_path, settings, REPORT)


def test_empty_answer_is_a_document_that_is_not_published(service: Service, settings: Settings, tmp_path: Path) -> None:
    service.has(REPORT, Answer(200))
    assert reason(tmp_path, settings) == "S/2044/7: not published in this language and format"
    assert len(service.asked) == 1


def test_unknown_symbol(service: Service, settings: Settings, tmp_path: Path) -> None:
    assert reason(tmp_path, settings) == "S/2044/7: the service points to its error page; check the symbol"
    assert len(service.asked) == 2


@pytest.mark.parametrize("status", [202, 403, 429])
def test_the_service_says_to_stop(service: Service, settings: Settings, tmp_path: Path, status: int) -> None:
    service.holds("S/2044/6")
    service.has(REPORT, Answer(status, b"challenge"))
    service.holds("S/2044/8")
    run = fetch(["S/2044/6", REPORT, "S/2044/8"], tmp_path, settings)
    assert next(run).outcome == "fetched"
    with pytest.raises(StoppedError, match=f"says to stop: .*{status}"):
        next(run)
    assert len(service.asked) == 3
    service.holds(REPORT)
    assert outcomes(tmp_path, settings, "S/2044/6", REPORT, "S/2044/8") == ["held", "fetched", "fetched"]


@pytest.mark.parametrize(("body", "ending"), [(docx(), "docx"), (OLE, "doc"), (WORD_PERFECT, "wpd")])
def test_word_files_by_what_they_are(
    service: Service, settings: Settings, tmp_path: Path, body: bytes, ending: str
) -> None:
    service.holds(REPORT, body, form="doc")
    assert outcomes(tmp_path, settings, REPORT, form="doc") == ["fetched"]
    assert kept(tmp_path) == ["MANIFEST.csv", f"S_2044_7.{ending}"]


def test_other_format_than_was_asked_for(service: Service, settings: Settings, tmp_path: Path) -> None:
    service.holds(REPORT, PDF, form="doc")
    assert reason(tmp_path, settings, form="doc") == (
        "S/2044/7: what came is .pdf, not .docx or .doc or .wpd; try again later"
    )


def test_languages(service: Service, settings: Settings, tmp_path: Path) -> None:
    service.holds(REPORT)
    service.holds(REPORT, FRENCH, language="fr")
    service.holds(REPORT, PDF, language="es")
    assert outcomes(tmp_path, settings, REPORT) == ["fetched"]
    assert outcomes(tmp_path, settings, REPORT, language="fr") == ["fetched"]
    (spanish,) = fetch([REPORT], tmp_path, settings, "es")
    assert (spanish.outcome, spanish.reason) == ("none", "S/2044/7: the service gives the en text for es")
    assert kept(tmp_path) == ["MANIFEST.csv", "S_2044_7.pdf", "S_2044_7_fr.pdf"]
    with pytest.raises(UsageError, match="'ja' is no language of the service; it has ar, en, es, fr, ru, zh"):
        outcomes(tmp_path, settings, REPORT, language="ja")


def test_answers_that_lead_elsewhere(service: Service, settings: Settings, tmp_path: Path) -> None:
    service.has(REPORT, moved("https://example.org/DOC/A.PDF"))
    assert reason(tmp_path, settings) == "S/2044/7: the service points to example.org, which is not asked"
    service.has(REPORT, moved("/DOC/A.PDF"))
    service.files["/doc/a.pdf"] = [moved("/DOC/A.PDF")]
    assert reason(tmp_path, settings) == "S/2044/7: the service moves the document in a circle; try again later"


def test_file_that_is_too_large(service: Service, settings: Settings, tmp_path: Path) -> None:
    service.holds(REPORT, b"%PDF-1.7" + bytes(1_100_000) + b"%%EOF")
    small = settings.model_copy(update={"max_megabytes": 1})
    assert "larger than 1 MB; raise max_megabytes" in (reason(tmp_path, small) or "")


def test_one_request_at_a_time_with_a_wait_between(service: Service, settings: Settings, tmp_path: Path) -> None:
    for number in range(3):
        service.holds(f"S/2044/{number}")
    slow = settings.model_copy(update={"fetch_wait": 0.05})
    outcomes(tmp_path, slow, *(f"S/2044/{number}" for number in range(3)))
    assert service.most_at_once == 1
    assert min(after - before for before, after in pairwise(service.times)) >= 0.05


@pytest.mark.parametrize("text", ["", "S", "hello", "S/../../etc/passwd", "reports/a.pdf", "S/2044/7?x=1", "A/B"])
def test_what_is_no_symbol_is_not_asked_for(service: Service, settings: Settings, tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="is no document symbol"):
        outcomes(tmp_path, settings, REPORT, text)
    assert service.asked == []


def test_folder_of_another_kind(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "MANIFEST.csv").write_text("file,symbol\na.pdf,S/2044/7\n", encoding="utf-8")
    with pytest.raises(UsageError, match="was not written by `sgreports fetch`; name another folder"):
        outcomes(tmp_path, settings, REPORT)


def test_a_second_call_for_the_same_folder(service: Service, settings: Settings, tmp_path: Path) -> None:
    service.holds(REPORT)
    first = fetch([REPORT, "S/2044/8"], tmp_path, settings)
    next(first)
    with pytest.raises(UsageError, match="another call downloads into"):
        outcomes(tmp_path, settings, REPORT)
    first.close()  # type: ignore[attr-defined]
    assert outcomes(tmp_path, settings, REPORT) == ["held"]


def test_names_of_files(service: Service, settings: Settings, tmp_path: Path) -> None:
    for symbol in ("A/80/6(Sect.4)/Add.1", "S/RES/2044(2014)"):
        service.holds(symbol)
    outcomes(tmp_path, settings, "A/80/6 (Sect. 4)/Add.1", "S/RES/2044 (2014)")
    assert kept(tmp_path) == ["A_80_6(Sect.4)_Add.1.pdf", "MANIFEST.csv", "S_RES_2044(2014).pdf"]
