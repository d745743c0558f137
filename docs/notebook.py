"""Writes questions.ipynb, the notebook of questions.md: `python docs/notebook.py`. SQL cells go through `sql(…)`."""

import json
import re
from pathlib import Path

HERE = Path(__file__).parent
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$\n?", re.MULTILINE | re.DOTALL)
START = """import duckdb

connection = duckdb.connect("outputs/run/sgreports.duckdb", read_only=True)


def sql(query):
    return connection.sql(query).df()"""


def notebook(page: str) -> str:
    """The notebook of a page: a cell a code block, the text between as Markdown; commands are shown, not run."""
    cells: list[dict[str, object]] = []
    at, begun = 0, False
    for block in FENCE.finditer(page):
        language, code = block[1], block[2].rstrip("\n")
        text = page[at : block.end() if language == "sh" else block.start()].strip()
        if text:
            cells.append({"cell_type": "markdown", "metadata": {}, "source": _lines(text)})
        if language != "sh" and not begun:
            cells.append(_code(START))
            begun = True
        if language == "sql":
            cells.append(_code(f'sql("""\n{code}\n""")'))
        elif language == "python":
            cells.append(_code(f"{code}\nanswer"))
        at = block.end()
    cells.append({"cell_type": "markdown", "metadata": {}, "source": _lines(page[at:].strip())})
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    content = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _code(source: str) -> dict[str, object]:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": _lines(source)}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


if __name__ == "__main__":
    made = notebook((HERE / "questions.md").read_text(encoding="utf-8"))
    (HERE / "questions.ipynb").write_text(made, encoding="utf-8")
