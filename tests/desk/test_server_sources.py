"""Texts, pictures and proposals from reports themselves: read when needed, found beside the server."""

import subprocess
import sys
import threading
import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import sgreports.pipeline
from asking import HOST, TOKEN, Client
from drawn.paper import Paper
from sgreports.errors import SgreportsError, UsageError
from sgreports.model.facts import Extraction, Mention
from sgreports.model.report import Report
from sgreports.settings import Settings
from sgreports_gold.desk.desk import Desk
from sgreports_gold.desk.files.folder import AnnotationFolder
from sgreports_gold.desk.files.saving import save
from sgreports_gold.desk.server.answers import SaveRequest
from sgreports_gold.desk.server.app import application
from sgreports_gold.desk.server.pictures import MAX_PICTURES, Pictures
from sgreports_gold.desk.sources.loading import QueueOptions, fill
from sgreports_gold.desk.sources.report_source import ReportSource
from sgreports_gold.desk.sources.source import PendingError

LINES = ("The Board met in Chad in March 2044 and thanked", "all those who had come there from afar.")
WORDS = " ".join(LINES)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with the report A/99/8 in two pages."""
    paper = Paper()
    for number in (1, 2):
        paper.page()
        paper.put(430, 60, "A/99/8", "B")
        paper.put(100, 200, f"{number}.     {LINES[0]}")
        paper.put(100, 212, LINES[1])
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "A_99_8.pdf").write_bytes(paper.pdf())
    return folder


def desk_of(reports: Path, annotations: Path, finds: bool = False) -> tuple[Desk, ReportSource]:
    pictures = Pictures()
    source = ReportSource(Settings(reports=reports), [], [reports / "A_99_8.pdf"], finds, pictures.pdf)
    desk = Desk("mk", AnnotationFolder(annotations), source, pictures)
    fill(desk, QueueOptions(blind_share=0.0, limit=99, named=True))
    return desk, source


AT_ONCE = """
import sys, threading
from pathlib import Path
from sgreports_gold.desk.sources.readings import warm
from sgreports_gold.desk.sources.report_source import ReportSource
from sgreports_gold.desk.sources.source import PendingError
from sgreports.settings import Settings

source = ReportSource(Settings(), [], [Path(sys.argv[1])])
source.open(lambda *_: None)
warming = threading.Thread(target=warm)
warming.start()
try:
    source.proposals("A/99/8")
except PendingError:
    found = source.finding["A/99/8"].result()
warming.join()
print([m.entity for m in found["1"].mentions])
"""


@pytest.mark.model
def test_proposals_are_made_while_the_language_library_is_loaded_for_something_else(reports: Path) -> None:
    command = [sys.executable, "-c", AT_ONCE, str(reports / "A_99_8.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[None, 'TCD', '2044-03']\n", "")


def test_a_report_is_read_into_the_queue(reports: Path, annotations: Path) -> None:
    desk, _ = desk_of(reports, annotations)
    seen = [desk.paragraph(i) for i in range(len(desk.items))]
    assert [(p.document, p.paragraph, p.text, p.proposed) for p in seen if p.part == "body"] == [
        ("A/99/8", "1", WORDS, "none"), ("A/99/8", "2", WORDS, "none"),
    ]  # fmt: skip


def test_the_page_is_shown_with_the_paragraphs_box(reports: Path, annotations: Path) -> None:
    desk, _ = desk_of(reports, annotations)
    index = next(i for i, item in enumerate(desk.items) if item.paragraph == "2")
    place = desk.paragraph(index).page
    assert place is not None
    assert (place.number, place.of, [(i.page, i.width, i.height) for i in place.images]) == (2, 2, [(2, 612, 792)])
    ((page, x0, top, x1, bottom),) = place.boxes
    assert page == 2
    assert x0 == pytest.approx(100 / 612, abs=0.06)
    assert top == pytest.approx(192 / 792, abs=0.01)
    assert 0.3 < x1 < 0.9
    assert bottom == pytest.approx(214 / 792, abs=0.01)
    client = Client(application(desk, TOKEN, [HOST]))
    answer = client.get(f"{place.images[0].url}&token={TOKEN}", {})
    with Image.open(BytesIO(answer.content)) as picture:
        assert (answer.headers["content-type"], picture.size) == ("image/png", (918, 1188))
        dark = picture.convert("L").crop((int(x0 * 918), int(top * 1188), int(x1 * 918), int(bottom * 1188)))
        assert sum(dark.histogram()[:100]) > 500  # pixels of letters are in the box
    assert "max-age" in answer.headers["cache-control"]
    for wrong in ("document=A/99/8&page=3", "document=A/99/9&page=1", "document=A/99/8"):
        assert client.get(f"/api/image?{wrong}").status_code == 404


def test_few_pictures_are_kept(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def png(_: Path, number: int) -> bytes:
        made.append(number)
        return bytes([number])

    monkeypatch.setattr("sgreports.reading.pages.page_picture.page_png", png)
    pictures = Pictures()
    for number in [*range(MAX_PICTURES + 1), MAX_PICTURES, 0]:
        pictures.png(reports / "A_99_8.pdf", number)
    assert made == [*range(MAX_PICTURES + 1), 0]


def test_a_report_that_is_not_at_hand_is_told(reports: Path, annotations: Path) -> None:
    _, source = desk_of(reports, annotations)
    with pytest.raises(UsageError, match=r"has no file A_1_1\.pdf for A/1/1"):
        source.report("A/1/1")


def test_proposals_are_found_once_beside_the_server(
    reports: Path, annotations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, calls = threading.Event(), []

    def slow(report: Report, _: Settings) -> Extraction:
        calls.append(report.document)
        go.wait(60)
        found = Mention(id="m9", paragraph="1", label="COUNTRY", start=17, end=21, text="Chad", entity="TCD",
                        form="name", source="rule:x", score=0.9)  # fmt: skip
        return Extraction(report=report, mentions=(found,), relations=())

    monkeypatch.setattr(sgreports.pipeline, "find", slow)
    desk, source = desk_of(reports, annotations, finds=True)
    index = next(i for i, item in enumerate(desk.items) if item.paragraph == "1")
    assert (desk.paragraph(index).proposed, desk.paragraph(index).proposal) == ("pending", None)
    with pytest.raises(PendingError):
        source.proposals("A/99/8")
    go.set()
    answer = desk.paragraph(index)
    while answer.proposed == "pending":
        time.sleep(0.01)
        answer = desk.paragraph(index)
    assert answer.proposal is not None
    assert [(m.id, m.kind, m.text) for m in answer.proposal.mentions] == [("m1", "name", "Chad")]
    assert calls == ["A/99/8"]


def test_a_finder_that_fails_is_said_and_the_text_is_there(
    reports: Path, annotations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Extraction:
        raise KeyError("x")

    monkeypatch.setattr(sgreports.pipeline, "find", broken)
    desk, source = desk_of(reports, annotations, finds=True)
    while True:
        try:
            source.proposals("A/99/8")
        except PendingError:
            time.sleep(0.01)
        except SgreportsError:
            break
    answer = desk.paragraph(0)
    assert (answer.proposed, answer.proposal, bool(answer.text)) == ("failed", None, True)
    assert answer.trouble == "A/99/8: no proposals could be made (KeyError: 'x')"


def test_what_others_read_is_the_queue_where_nothing_is_named(annotations: Path) -> None:
    (annotations / "gold").mkdir()
    for name, key in (("a1", "1"), ("a2", "1"), ("mk", "2")):
        folder = annotations / ("gold" if name == "a1" else name)
        folder.mkdir(exist_ok=True)
        text = f"document A/99/7\nannotator {name}\n\n¶ {key} letters=1 hash=00000000\n"
        (folder / "A_99_7.gold").write_text(text, encoding="utf-8")
    desk = Desk("mk", AnnotationFolder(annotations), ReportSource(Settings(), finds=False), Pictures())
    fill(desk, QueueOptions(blind_share=0.0, limit=99))
    assert [(i.paragraph, i.why, desk.item(n).state) for n, i in enumerate(desk.items)] == [
        ("1", "read by a1 and a2, so agreement can be measured", "open"),
        ("2", "you have read it", "done"),
    ]


def test_gold_that_is_saved_again_is_the_same_bytes(tmp_path: Path) -> None:
    sample = Path("annotations/gold/child-protection-2016.gold")
    copied = tmp_path / "gold" / sample.name
    copied.parent.mkdir()
    copied.write_bytes(sample.read_bytes())
    desk = Desk("a1", AnnotationFolder(tmp_path), ReportSource(Settings(), finds=False), Pictures())
    fill(desk, QueueOptions(blind_share=0.0, limit=99))
    for index in range(0, len(desk.items), 5):
        seen = desk.paragraph(index)
        assert seen.saved is not None
        names = ("index", "document", "paragraph", "hash", "version", "note")
        sent = SaveRequest(**{name: getattr(seen, name) for name in names}, **seen.saved.model_dump(), done=True)
        answer = save(desk, sent)
        assert (answer.saved, answer.version) == (seen.saved, seen.version)
    assert copied.read_bytes() == sample.read_bytes()
