"""Share of a PDF's paragraphs that its text, as pdftotext makes it, gives with the same letters.

The PDFs are made text in a temporary folder: plain, `-layout` and `-raw`, with form feeds and (plain) without.
Paragraphs are compared on letters and digits alone, each one once; those of the cover and of boxes are left out. Scans
whose words pdftotext puts in another order set a limit below 100 %: `intact` leaves out the paragraphs of which a line
does not stand in the text as it does in the PDF.

Usage: python benchmarks/text.py FOLDER [--documents NAMES.txt]     NAMES.txt: file names, one a line
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

from sgreports.errors import DamagedError, RefusedError
from sgreports.model.report import Paragraph, Report
from sgreports.reading import read_report
from sgreports.settings import Settings

MODES = {"plain": ("", "\f"), "unfed": ("", "\n"), "layout": ("-layout", "\f"), "raw": ("-raw", "\f")}


def letters(text: str) -> str:
    """The letters and digits of a text, lower case."""
    return "".join(char for char in text.casefold() if char.isalnum())


def as_text(pdf: Path, mode: str) -> str:
    """What pdftotext makes of a PDF."""
    option, feed = MODES[mode]
    command = ["pdftotext", *option.split(), str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.replace("\f", feed)


def kind(paragraph: Paragraph) -> str | None:
    """The row of the result in which a paragraph counts."""
    if paragraph.part in {"cover", "box"}:
        return None
    if paragraph.part == "footnote":
        return "notes"
    return "unnumbered" if paragraph.number is None else "numbered"


def is_intact(paragraph: Paragraph, text: str) -> bool:
    """Whether each of a paragraph's lines stands in the text, calls of notes aside."""
    cuts = sorted({0, len(paragraph.text), *(call.offset for call in paragraph.calls)})
    pieces = [(p.start, p.end) for p in paragraph.pieces]
    parts = [paragraph.text[max(a, c) : min(b, d)] for a, b in pieces for c, d in pairwise(cuts)]
    return all(letters(part) in text for part in parts if part)


def compared(wanted: Report, text: str, folder: Path) -> Counter[tuple[str, str]]:
    """How many paragraphs of each kind the PDF has, the text gives, and pdftotext left intact."""
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    try:
        have = Counter(letters(p.text) for p in read_report(path, Settings()).paragraphs)
    except (RefusedError, DamagedError) as error:
        sys.stderr.write(f"{wanted.document}: {error}\n")
        have = Counter()
    found: Counter[tuple[str, str]] = Counter()
    whole = letters(text)
    for paragraph in wanted.paragraphs:
        name, own = kind(paragraph), letters(paragraph.text)
        if name is None:
            continue
        same = have[own] > 0
        have[own] -= same
        intact = is_intact(paragraph, whole)
        found.update({(name, "all"): 1, (name, "same"): int(same), (name, "intact"): int(intact)})
        found[name, "same intact"] += same and intact
    return found


def main() -> None:
    """Prints the shares by mode."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=Path)
    given = parser.parse_args()
    names = given.documents.read_text().split() if given.documents else None
    totals: dict[str, Counter[tuple[str, str]]] = {mode: Counter() for mode in MODES}
    with tempfile.TemporaryDirectory() as folder:
        for pdf in sorted(given.folder.glob("*.pdf")):
            if names is not None and pdf.name not in names:
                continue
            try:
                wanted = read_report(pdf, Settings())
            except (RefusedError, DamagedError):
                continue  # no text layer, or not English
            for mode, total in totals.items():
                total.update(compared(wanted, as_text(pdf, mode), Path(folder)))
    for mode, total in totals.items():
        for name in ("numbered", "unnumbered", "notes"):
            same, of = total[name, "same"], total[name, "all"]
            intact, whole = total[name, "same intact"], total[name, "intact"]
            shares = f"{same / max(1, of):6.1%} of {of:5}   intact {intact / max(1, whole):6.1%} of {whole:5}"
            sys.stdout.write(f"{mode:7} {name:11} {shares}\n")


if __name__ == "__main__":
    main()
