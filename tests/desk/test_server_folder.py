"""The annotators' files: whose is which, and what two programs or a kill leave behind."""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from sgreports.errors import UsageError
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.gold.standoff import GoldError, read
from sgreports_gold.desk.files.folder import AnnotationFolder, blocks, replaced

SAVES = """
import sys
from pathlib import Path
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.desk.files.folder import AnnotationFolder
folder, version = AnnotationFolder(Path(sys.argv[1])), ""
for n in range(100000):
    note = f"{n} " + "x" * 50000
    p = GoldParagraph(document="A/1", paragraph="1", letters=9, hash="00000000", annotator="mk", note=note)
    version = folder.save(folder.file("mk", "A/1"), p, version, ["1"]).version
    print(n, flush=True)
"""


def paragraph(key: str, document: str = "A/1", annotator: str = "mk", note: str | None = None) -> GoldParagraph:
    return GoldParagraph(document=document, paragraph=key, letters=9, hash="00000000", annotator=annotator, note=note)


def write(path: Path, document: str, annotator: str, *keys: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"\n¶ {key} letters=9 hash=00000000\n" for key in keys)
    path.write_text(f"document {document}\nannotator {annotator}\n{lines}", encoding="utf-8")
    return path


def test_a_file_is_whose_head_says_and_the_own_folder_wins(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold" / "A_1.gold", "A/1", "a1", "1")
    other = write(tmp_path / "gold" / "A_2.gold", "A/2", "a1", "1")
    own = write(tmp_path / "a1" / "A_1.gold", "A/1", "a1", "1")
    folder = AnnotationFolder(tmp_path)
    assert folder.files("a1") == {"A/1": own, "A/2": other}
    assert (folder.file("a1", "A/3"), folder.file("mk", "A/1")) == (tmp_path / "a1/A_3.gold", tmp_path / "mk/A_1.gold")
    assert (folder.gold_file("mk", "A/1"), folder.gold_file("mk", "A/9")) == (gold, tmp_path / "gold/A_9.gold")
    assert folder.annotators() == ["a1"]


def test_another_annotators_or_documents_file_is_never_written(tmp_path: Path) -> None:
    write(tmp_path / "mk" / "A_1.gold", "A_1", "mk", "1")
    with pytest.raises(UsageError, match="holds A_1 by mk"):
        AnnotationFolder(tmp_path).file("mk", "A/1")
    write(tmp_path / "kr" / "A_1.gold", "A/1", "mr", "1")
    with pytest.raises(UsageError, match="holds A/1 by mr; choose another name than kr"):
        AnnotationFolder(tmp_path).file("kr", "A/1")


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("A/80/1", "A_80_1.gold"),
        ("../up", ".._up.gold"),
        ("a\\b:c", "a_b_c.gold"),
        ("rapport été (1)", "rapport été (1).gold"),
    ],
)
def test_a_document_names_a_file_in_the_folder(tmp_path: Path, document: str, name: str) -> None:
    file = AnnotationFolder(tmp_path).file("mk", document)
    assert file.relative_to(tmp_path / "mk") == Path(name)


def test_paragraphs_stand_in_the_reports_order(tmp_path: Path) -> None:
    folder, order = AnnotationFolder(tmp_path), ["1", "2", "3", "4", "fn-1"]
    for key in ("3", "fn-1", "1", "2", "lost", "4"):
        folder.save(folder.file("mk", "A/1"), paragraph(key), "", order)
    assert [p.paragraph for p in read(tmp_path / "mk" / "A_1.gold")] == ["1", "2", "3", "4", "fn-1", "lost"]
    assert (tmp_path / "mk" / "A_1.gold").read_text(encoding="utf-8").count("\n\n¶") == 6


def test_a_paragraph_is_replaced_and_the_others_stay_as_they_are() -> None:
    head = "document A/1\nannotator mk\n"
    text = f"{head}\n\n¶ 1 letters=9 hash=00000000\n\n\n¶ 2 letters=9 hash=00000000\n  \n¶ 3 letters=9 hash=00000000"
    new = replaced(text, paragraph("2", note="¶ here\n¶ 3"), [])
    assert new == text.replace("¶ 2 letters=9 hash=00000000", '¶ 2 letters=9 hash=00000000 note="¶ here\\n¶ 3"')
    assert [key for key, _ in blocks(new)[1]] == ["1", "2", "3"]
    last = replaced(text, paragraph("4"), ["1", "2", "3", "4"])
    assert last == f"{text}\n\n¶ 4 letters=9 hash=00000000\n"


def test_nothing_is_written_that_could_not_be_read_again(tmp_path: Path) -> None:
    folder = AnnotationFolder(tmp_path)
    with pytest.raises(GoldError):
        folder.save(folder.file("mk", "A\n1"), paragraph("1", document="A\n1"), "", [])
    assert list(tmp_path.rglob("*.gold")) == []


def test_two_programs_on_one_file_lose_nothing(tmp_path: Path) -> None:
    keys = [str(n) for n in range(40)]

    def work(mine: list[str]) -> None:
        folder = AnnotationFolder(tmp_path)  # a lock of its own, as another program has
        for key in mine:
            folder.save(folder.file("mk", "A/1"), paragraph(key), "", keys)

    threads = [threading.Thread(target=work, args=(keys[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [p.paragraph for p in read(tmp_path / "mk" / "A_1.gold")] == keys


def test_a_save_whose_answer_was_lost_can_be_sent_again(tmp_path: Path) -> None:
    folder = AnnotationFolder(tmp_path)
    file = folder.file("mk", "A/1")
    first = folder.save(file, paragraph("1", note="same"), "", [])
    assert folder.save(file, paragraph("1", note="same"), "", []) == first


@pytest.mark.slow
def test_a_kill_in_the_middle_leaves_the_last_save_whole(tmp_path: Path) -> None:
    for moment in (0.01, 0.04):
        folder = tmp_path / str(moment)
        with subprocess.Popen([sys.executable, "-c", SAVES, str(folder)], stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == "0\n"
            time.sleep(moment)
            program.send_signal(signal.SIGKILL)
            told = [int(line) for line in program.stdout.read().split()]
        (p,) = read(folder / "mk" / "A_1.gold")
        kept = int(str(p.note).split()[0])
        assert kept >= max(told, default=0)
        assert len(str(p.note)) == len(f"{kept} ") + 50000
        AnnotationFolder(folder).save(folder / "mk" / "A_1.gold", paragraph("2"), "", [])
        assert [path.name for path in (folder / "mk").iterdir()] == ["A_1.gold"]
