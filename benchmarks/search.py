"""How often the search of the pages answers a question first with a true number.

    python benchmarks/search.py SITE annotations/questions.jsonl --split train
    python benchmarks/search.py SITE benchmarks/everyday-questions.jsonl

SITE is what `sgreports publish` wrote; a line of the questions has `id`, `question`, `answers` and `split`. Of each
question whose first number is neither true nor a part of the answer, the numbers are printed that the page shows:
`among` where a later one is true, `unsure` where the first is marked as less sure or fits in part, `false` where it is
not; `near` and `apart` where the page says what they do not fit, and one is true or none. Then where the paragraph with
the answer stands among those that are listed: `first`, `in five`, `later` (of the twenty shown at once), or `none`. The
everyday questions are to reports of train, by readers who saw the reports alone: half are a few words, and few are in
the words of the report. The search was mended by those of the part `mended`, never by those `kept`.
"""

import json
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ANSWERED = """async (text) => {
    const site = await search_site(), { question, run, numbers, places } = await found_for(text, site);
    const key_of = async (d, n) => (await load(`documents/${d}`)).paragraphs[n].key;
    const place_of = async (d, n) => `${site.documents[d].document} ¶${await key_of(d, n)}`;
    const answer = async ({ i, fit, near, is_partly, without }, row) => ({ near, without,
        number: row[AT.amount], place: await place_of(row[AT.document], row[AT.paragraph]),
        sure: is_sure(run.data, i) && !is_partly,
        said: `${run.data.phrases[row[AT.phrase]]} (${run.data.events[row[AT.event]]})`,
        scores: `score ${row[AT.score] / 1000}, fit ${fit.toFixed(2)}` });
    const read = [...question.parts, ...question.events].map(({ said, is }) => (is ? `${said} (${is})` : said));
    return { read, found: await Promise.all(numbers.map((each) => answer(each, run.data.rows[each.i]))),
        listed: await Promise.all(places.slice(0, PASSAGES).map((p) => place_of(p.document, p.paragraph))) };
}"""
SHOWN = ("first", "part", "among", "near", "false", "unsure", "apart", "none")
FILE_NAME = re.compile(r"^[A-Z]_(?=[A-Z]_)")
"""What stands before the symbol where a document is called by its file."""
LISTED = {"first": 1, "in five": 5, "later": 20}


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


def is_there(listed: str, asked: str) -> bool:
    """Whether a paragraph is the one that a reader names, who writes `A/9-E/7 ¶4 (b)`, and of an annex `¶4`, too."""
    (document, key), (symbols, _, words) = listed.split(" ¶"), asked.partition(" ¶")
    symbol, number = FILE_NAME.sub("", document).replace("_", "/"), words.partition(" ")[0]
    return symbol in symbols.split("-") and number in (key, key.rpartition("/")[2])


def how_listed(listed: list[str], asked: dict[str, Any]) -> str:
    """How far down the list of paragraphs the first stands that has the answer."""
    ranks = [n for n, place in enumerate(listed) if any(is_there(place, each) for each in asked.get("places", ()))]
    return next((how for how, most in LISTED.items() if ranks and ranks[0] < most), "none")


def lines_of(asked: dict[str, Any], told: dict[str, Any], how: str) -> Iterator[str]:
    yield f"{how} {asked['id']} {asked['question']} {asked['answers']}"
    yield f"    read: {'; '.join(told['read'])}"
    for row in told["found"]:
        without = f", without {'; '.join(row['without'])}" if row["without"] else ""
        yield f"    {row['number']:,} {row['said']}, {row['place']}, {row['scores']}{without}"


def main(site: Path, questions: Path, split: str = "", every: bool = False) -> None:
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    sums = defaultdict[str, Counter[str]](Counter)
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]).new_page()
        page.goto((site / "browser" / "index.html").resolve().as_uri() + "#search")
        for each in (q for q in asked if not split or q["split"] == split):
            told = page.evaluate(ANSWERED, each["question"])
            how, listed = how_answered(told["found"], each), how_listed(told["listed"], each)
            sums[each.get("part", "all")].update([how, f"paragraph {listed}"])
            if every or how not in ("first", "part"):
                typer.echo("\n".join(lines_of(each, told, f"{how} (paragraph {listed})")))
    for part, of in sums.items():
        typer.echo(f"{part}: " + ", ".join(f"{how} {of[how]}" for how in SHOWN))
        typer.echo("  the paragraph: " + ", ".join(f"{how} {of[f'paragraph {how}']}" for how in (*LISTED, "none")))


if __name__ == "__main__":
    typer.run(main)
