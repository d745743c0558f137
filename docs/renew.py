"""Renews what pages show: outputs of commands, figures in README.md, notebooks. `python docs/renew.py`"""

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from documented.blocks import DOCS, FENCE, ROOT, pages
from documented.running import inside, prepare, with_outputs
from generated.figures import short_figures
from notebook import NOTEBOOKS, notebook

FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)


def renewed(text: str) -> str:
    """A page with the outputs of its commands and the figures of today; run in a prepared folder."""
    for fence in FENCE.finditer(text):
        if fence["language"] == "console" and not fence["reason"]:
            text = text.replace(f"```console\n{fence['code']}```", f"```console\n{with_outputs(fence['code'])}```")
    return FIGURES.sub(lambda _: short_figures(), text)


def main() -> None:
    with TemporaryDirectory() as folder:
        os.environ |= {"SGREPORTS_CACHE": f"{folder}/cache", "SGREPORTS_WORKERS": "0"}
        place = Path(folder) / "work"
        place.mkdir()
        prepare(place)
        for page in pages():
            before = page.read_text(encoding="utf-8")
            with inside(place):
                after = renewed(before)
            if after != before:
                page.write_text(after, encoding="utf-8")
                print(page.relative_to(ROOT))  # noqa: T201 - this is a command
    for source, target in NOTEBOOKS.items():
        (DOCS / target).write_text(notebook((DOCS / source).read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
