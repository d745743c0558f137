"""The notebooks of pages: a cell for each code block, with the text between as Markdown. docs/renew.py writes them."""

import json

from documented.blocks import FENCE

NOTEBOOKS = {"questions.md": "questions.ipynb", "guides/chart.md": "chart.ipynb"}
"""Pages and their notebooks, in docs/."""
SQL = """import duckdb

connection = duckdb.connect("outputs/run/sgreports.duckdb", read_only=True)


def sql(query):
    return connection.sql(query).df()"""


def notebook(page: str) -> str:
    """The notebook of a page. Commands begin with `!`; SQL goes through `sql(…)`."""
    cells: list[dict[str, object]] = []
    at, begun = 0, False
    for block in FENCE.finditer(page):
        _text(cells, page[at : block.start()])
        if block["language"] == "sql" and not begun:
            cells.append(_code(SQL))
            begun = True
        cells.append(_code(_source(block["language"], block["code"].rstrip("\n"))))
        at = block.end()
    _text(cells, page[at:])
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    content = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _source(language: str, code: str) -> str:
    if language == "sql":
        return f'sql("""\n{code}\n""")'
    if language == "sh":
        return "\n".join(f"!{line}" for line in code.splitlines())
    return f"{code}\nanswer" if "answer = " in code else code


def _text(cells: list[dict[str, object]], text: str) -> None:
    if text.strip():
        cells.append({"cell_type": "markdown", "metadata": {}, "source": _lines(text.strip())})


def _code(source: str) -> dict[str, object]:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": _lines(source)}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
