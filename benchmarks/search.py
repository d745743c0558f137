"""How often the search of the pages answers a question first with a true number.

    python benchmarks/search.py SITE annotations/questions.jsonl --split train
    python benchmarks/search.py SITE benchmarks/everyday-questions.jsonl

SITE is what `sgreports publish` wrote; a line of the questions has `id`, `question`, `answers` and `split`. Of each
question whose first number is neither true nor a part of the answer, the numbers are printed that the page shows:
`among` where a later one is true, `unsure` where the first is marked as less sure, `false` where it is not; `near` and
`apart` where the page says what they do not fit, and one is true or none. The everyday questions are to ten reports of
train, by a reader who saw the reports alone: half are a few words, and few are in the words of the report.
"""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ANSWERED = """async (text) => {
    const [documents, entities, named, told, data] = await Promise.all(
        ["documents", "entities", "facets", "asking", "counts"].map(load));
    const total = documents.reduce((sum, d) => sum + d.paragraphs, 0), little = new Set(told.function);
    const places = data.rows.map((row) => paragraph_of_row(documents, row));
    const run = { documents, entities, named, data, total, places };
    const question = read_question(text.replace(/['’]s\\b/g, ""), names_to_read(entities, little), entities, told);
    const found = (await answers_to(question, run)).slice(0, SHOWN);
    const place_of = async (row) => {
        const document = documents[row[AT.document]], { paragraphs } = await load(`documents/${row[AT.document]}`);
        return `${document.document} ¶${paragraphs[row[AT.paragraph]].key}`;
    };
    const answer = async ({ i, fit, near, without }, row) => ({ near, without,
        number: row[AT.amount], sure: is_sure(data, i), place: await place_of(row),
        said: `${data.phrases[row[AT.phrase]]} (${data.events[row[AT.event]]})`,
        scores: `score ${row[AT.score] / 1000}, fit ${fit.toFixed(2)}` });
    const read = [...question.parts, ...question.events].map(({ said, is }) => (is ? `${said} (${is})` : said));
    return { read, found: await Promise.all(found.map((each) => answer(each, data.rows[each.i]))) };
}"""
SHOWN = ("first", "part", "among", "near", "false", "unsure", "apart", "none")


def how_answered(found: list[dict[str, Any]], asked: dict[str, Any]) -> str:
    """`part` is another number of a paragraph that the answer is added from."""
    right = [each["number"] in asked["answers"] for each in found]
    if not found:
        return "none"
    if found[0]["near"]:
        return "near" if any(right) else "apart"
    if right[0] or found[0]["place"] in asked.get("places", ()):
        return "first" if right[0] else "part"
    return "among" if any(right) else "false" if found[0]["sure"] else "unsure"


def lines_of(asked: dict[str, Any], told: dict[str, Any], how: str) -> Iterator[str]:
    yield f"{how} {asked['id']} {asked['question']} {asked['answers']}"
    yield f"    read: {'; '.join(told['read'])}"
    for row in told["found"]:
        without = f", without {'; '.join(row['without'])}" if row["without"] else ""
        yield f"    {row['number']:,} {row['said']}, {row['place']}, {row['scores']}{without}"


def main(site: Path, questions: Path, split: str = "", every: bool = False) -> None:
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    sums = Counter[str]()
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]).new_page()
        page.goto((site / "browser" / "index.html").resolve().as_uri() + "#search")
        for each in (q for q in asked if not split or q["split"] == split):
            told = page.evaluate(ANSWERED, each["question"])
            how = how_answered(told["found"], each)
            sums[how] += 1
            if every or how not in ("first", "part"):
                typer.echo("\n".join(lines_of(each, told, how)))
    typer.echo(", ".join(f"{how} {sums[how]}" for how in SHOWN))


if __name__ == "__main__":
    typer.run(main)
