"""Draws the pictures of the pages from the invented reports, by chromium: `make pictures`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import matplotlib as mpl
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from documented.blocks import DOCS, ROOT, blocks
from documented.running import evaluate, inside, prepare, run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PICTURES = DOCS / "pictures"
SAMPLE = {
    "browser-sentence": "#document?symbol=child-protection-2016&paragraph=26",
    "browser-statements": "#relations?type=works_with",
}
"""Pages of the sample report."""
MOST = 150_000
"""Bytes of a picture."""


def main() -> None:
    """All pictures."""
    with TemporaryDirectory() as name, TemporaryDirectory() as cache:
        os.environ |= {"SGREPORTS_CACHE": cache, "SGREPORTS_WORKERS": "0"}
        folder = Path(name)
        prepare(folder)
        with inside(folder):
            chart()
            placed()
            run("sgreports publish placed --out published --title Invented --quiet")
            with sync_playwright() as playwright:
                started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--disable-gpu", "--no-sandbox"])
                page = started.new_page(viewport={"width": 900, "height": 720}, color_scheme="light")
                page.set_default_timeout(120_000)  # the machine may be busy
                index = (folder / "published/browser/index.html").as_uri()
                page.goto(f"{index}#counts?event=killed&counted=civilians")
                page.locator("h2", has_text="What reports state").wait_for()
                save(page, "browser-counts")
                page.goto(f"{index}#series?event=killed")
                page.locator(".measure svg").first.wait_for()
                save(page, "browser-series")
                run("sgreports publish outputs/run --out sample --title Sample --quiet")
                page.set_viewport_size({"width": 900, "height": 560})
                for picture, place in SAMPLE.items():
                    page.goto("about:blank")  # a page that is only reloaded stays scrolled
                    page.goto(f"{(folder / 'sample/browser/index.html').as_uri()}{place}")
                    page.locator("main a, main summary").first.wait_for()
                    save(page, picture)
                page.set_viewport_size({"width": 1100, "height": 720})
                Path("gold").mkdir()
                shutil.copy(ROOT / "annotations/GUIDELINES.md", "gold")
                with served("review gold --annotator mk --run dataset --blind-share 0") as address:
                    page.goto(f"{address}#3")  # a paragraph with counts
                    page.locator("#text").wait_for()
                    page.wait_for_timeout(1500)
                    save(page, "desk")
                with served("curate dataset --by mk --event killed") as address:
                    page.goto(address)
                    page.locator(".item").first.wait_for()
                    page.keyboard.press("Enter")
                    page.locator("#totals:not(.counting)", has_text="mk").wait_for()
                    save(page, "curate")
                started.close()


def placed() -> None:
    """A dataset of the invented reports with a country: no line joins values whose place no report says."""
    Path("placed-reports").mkdir()
    for report in Path("reports").iterdir():
        text = report.read_text(encoding="utf-8").replace("districts around", "districts of Chad around")
        (Path("placed-reports") / report.name).write_text(text, encoding="utf-8")
    run("sgreports extract placed-reports --out placed --quiet")


def chart() -> None:
    """The chart of guides/chart.md."""
    mpl.use("agg")
    space: dict[str, Any] = {}
    for block in blocks((DOCS / "guides/chart.md").read_text(encoding="utf-8")):
        if block.language == "python":
            evaluate(block.code, space)
    space["figure"].savefig(PICTURES / "chart.png", dpi=120)
    smaller(PICTURES / "chart.png")


@contextmanager
def served(words: str) -> Iterator[str]:
    """The address that a command tells, served as long as it is wanted."""
    line = [sys.executable, "-m", "sgreports", *words.split(), "--no-browser"]
    server = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield next(word for told in server.stdout for word in told.split() if word.startswith("http"))
    finally:
        server.terminate()
        server.wait()


def save(page: Page, name: str) -> None:
    """The page as it is seen."""
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
    smaller(PICTURES / f"{name}.png")


def smaller(file: Path) -> None:
    """Saves a picture with 128 colours. ValueError where it is still too large to be committed."""
    with Image.open(file) as picture:
        reduced = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    reduced.save(file, optimize=True)
    if file.stat().st_size > MOST:
        raise ValueError(f"{file.name} has {file.stat().st_size:,} bytes, more than {MOST:,}; show less of the page")


if __name__ == "__main__":
    main()
