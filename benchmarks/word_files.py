"""Processor seconds that Word files take to read, and what each more paragraph costs in drawn ones.

Usage: python benchmarks/word_files.py [FOLDER]     FOLDER is ../shared/docx without a name

The drawn files have automatic numbers, a tenth of the paragraphs with a link, and a table of four columns after each
hundredth. Cost a paragraph should stay the same from row to row.
"""

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from drawn.word import Word, level, of, run  # noqa: E402 - from tests/
from sgreports.reading import read_report  # noqa: E402
from sgreports.settings import Settings  # noqa: E402

SIZES = (125, 250, 500, 1000)
SENTENCE = "The ferries of Ruritania carried more people than in any year before. "


def say(text: str) -> None:
    """Writes a line."""
    sys.stdout.write(f"{text}\n")


def seconds(path: Path) -> tuple[float, int]:
    """Processor seconds to read a file, and its paragraphs."""
    start = time.process_time()
    report = read_report(path, Settings())
    return time.process_time() - start, len(report.paragraphs)


def drawn(size: int, folder: Path) -> Path:
    """A Word file of so many numbered paragraphs."""
    word = Word()
    word.lists([level(0, "%1.")], [of(0)])
    address = word.link("https://docs.un.org/en/S/2044/7")
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    for number in range(size):
        link = f'<w:hyperlink r:id="{address}">{run("S/2044/7")}</w:hyperlink>' if number % 10 == 0 else ""
        word.xml(numbered + run(SENTENCE * 3) + link)
        if number % 100 == 99:
            table = word.document.add_table(8, 4)
            for cell in table._cells:
                cell.text = "12"
    return word.save(folder / f"{size}.docx")


def main(folder: Path) -> None:
    """Prints a line a file, then a line a size."""
    for path in sorted(folder.glob("*.docx")):
        took, paragraphs = seconds(path)
        say(f"{path.name:28} {path.stat().st_size / 1e6:5.2f} MB {paragraphs:5} paragraphs {took:6.2f} s")
    with tempfile.TemporaryDirectory() as made:
        for size in SIZES:
            took, paragraphs = seconds(drawn(size, Path(made)))
            say(f"{size:6} drawn paragraphs {took:6.2f} s  {1000 * took / paragraphs:6.2f} ms each")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "docx")
