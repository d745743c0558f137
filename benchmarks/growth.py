"""How the time of expressions grows with a text's length; of mentions and relations, too.

Usage: python benchmarks/growth.py expressions [MODULE]  each at n, 2n, 4n characters made of its own parts
       python benchmarks/growth.py hard                  mentions and relations on hard paragraphs of up to 20,000 signs
       python benchmarks/growth.py real [FOLDER]         the same on windows of real paragraphs without full stops
       python benchmarks/growth.py files FILE...         mentions and relations beside the parse, file by file

Times are processor seconds of one core, the least of some rounds. Growth is per doubling of the length: 2 is linear.
"""

import math
import re
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sgreports.errors import SgreportsError
from sgreports.mentions.assembly import assemble
from sgreports.mentions.finders import finders_and_steps
from sgreports.model.report import Masthead, Paragraph, Report
from sgreports.parsing.language import parse_report
from sgreports.reading import read_report
from sgreports.relations.find import find_relations
from sgreports.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from expressions.collecting import Expression, expressions
from expressions.pumping import match_all, texts

LENGTH = 5000
MOST = 2.5  # growth a doubling
LEAST = 0.004  # seconds below which a time is not worth a growth
say = sys.stdout.write


def seconds(work: Callable[[], object], rounds: int = 2) -> float:
    """The least processor time of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def doubling(times: list[float]) -> float:
    """How much longer each doubling takes, on average."""
    return math.exp(math.log(max(times[-1], 1e-6) / max(times[0], 1e-6)) / (len(times) - 1))


def of_expression(expression: Expression) -> tuple[list[float], str]:
    """The times at n, 2n, 4n on the text that takes it longest."""
    worst: tuple[list[float], str] = [0.0, 0.0, 0.0], ""
    for text in texts(expression, LENGTH):
        last = seconds(partial(match_all, expression, text), 1)
        if last > max(LEAST, worst[0][-1]):
            shorter = [text[:n] + text[-1] for n in (LENGTH // 4, LENGTH // 2)]
            worst = [*(seconds(partial(match_all, expression, t)) for t in shorter), last], text[:50]
    return worst


def by_expression(name: str = "") -> None:
    """Prints the expressions whose time grows by more than 2.5 a doubling, and how many do not."""
    steep = found = 0
    for expression in expressions():
        if name in expression.where:
            found += 1
            times, text = of_expression(expression)
            if times[-1] > LEAST and (growth := doubling(times)) > MOST:
                steep += 1
                say(f"×{growth:4.1f} {times[-1]:7.3f} s  {expression.where}  {expression.pattern[:110]!r}  {text!r}\n")
    say(f"{steep} of {found} expressions grow by more than {MOST} a doubling\n")


HARD = {
    "number words": "one hundred and ",
    "hyphens": "twenty-",
    "resolutions": "resolutions 46/91, 47/5 and 48/12, ",
    "session numbers": "46/91, ",
    "Office of the": "Office of the ",
    "days": "on 1, 1, ",
    "years": "2019, 2020 and ",
    "brackets": "(see [",
    "symbols": "A/79/1, ",
    "symbols with names": "S/2024/12 and Add.1, ",
    "capitals": "National Council Board of ",
    "countries": "Chad, Mali and ",
    "agencies": "UNICEF, UNDP and ",
    "counts": "5 children, 12 men and ",
    "shares": "of whom 5 per cent, ",
    "figures": "5,555,",
    "paragraphs": "paragraphs 5 (a), 6 and 7 of section II, ",
    "quotations": "“Report on ",
    "said": "the Government of Chad said that ",
}
LONGEST = 20_000
WINDOWS = 300


def hard_paragraphs() -> None:
    """Prints the times of mentions and relations on hard paragraphs, with their growth a doubling."""
    for name, part in HARD.items():
        texts_ = [(part * (n // len(part) + 1))[:n] + "five children in March." for n in lengths(LONGEST)]
        say(f"{name:20} {row(texts_)}\n")


def lengths(most: int) -> tuple[int, int, int]:
    return most // 4, most // 2, most


def row(by_length: list[str]) -> str:
    """The times on texts of n, 2n, 4n characters, and the growth a doubling."""
    times = [seconds_found([text]) for text in by_length]
    grows = [doubling([each[i] for each in times]) for i in (0, 1)]
    figures = "".join(f"{m:8.2f} {r:7.2f}" for m, r in times)
    return f"{figures}   mentions ×{grows[0]:.1f} relations ×{grows[1]:.1f}"


def seconds_found(paragraphs: list[str]) -> tuple[float, float]:
    """The seconds of mentions and of relations on paragraphs."""
    return seconds_of(report_of(paragraphs))[1:]


def report_of(paragraphs: list[str]) -> Report:
    made = (
        Paragraph(key=str(n), number=n, part="body", section=None, order=n - 1, text=text)
        for n, text in enumerate(paragraphs, 1)
    )
    return Report(document="D", masthead=Masthead(), sections=(), paragraphs=(*made,), source="a", sha256="0")


def seconds_of(report: Report) -> tuple[float, float, float]:
    """The processor seconds of parse, mentions and relations of a report, each once."""
    settings = Settings(links=False)
    start = time.process_time()
    units = parse_report(report, settings.model)
    parsed = time.process_time()
    finders, steps = finders_and_steps(settings)
    mentions = assemble(units, finders, steps)[0]
    assembled = time.process_time()
    find_relations(units, mentions)
    return parsed - start, assembled - parsed, time.process_time() - assembled


def real_paragraphs(folder: str = "../shared/corpus") -> None:
    """Prints the growth on windows of real paragraphs joined without their full stops: all, and the worst."""
    found = []
    for n, window in enumerate(windows(Path(folder))):
        times = [seconds_found([window[:length]]) for length in lengths(len(window))]
        found.append((doubling([m + r for m, r in times]), sum(times[-1]), n))
    found.sort(reverse=True)
    middle = found[len(found) // 2][0]
    say(f"{len(found)} windows: growth a doubling, middle ×{middle:.1f}, most ×{found[0][0]:.1f}\n")
    for growth, last, n in found[:10]:
        say(f"  window {n}: ×{growth:.1f}, {last:.2f} s\n")


def windows(folder: Path, length: int = 4000) -> Iterator[str]:
    """Windows of the texts of reports, their full stops taken out, spread over the folder."""
    paths = sorted(folder.glob("*.txt")) + sorted(folder.glob("*.pdf"))
    each = -(-WINDOWS // max(len(paths), 1))
    left = WINDOWS
    for path in paths:
        text = " ".join(p.text.rstrip(".") for p in read_report(path, Settings(links=False)).paragraphs)
        text = re.sub(r"[.;](?= )", "", text)
        starts = range(0, max(len(text) - length, 0), max((len(text) - length) // each, 1))
        for start in list(starts)[: min(each, left)]:
            left -= 1
            yield text[start : start + length]


def files(*paths: str) -> None:
    """Prints for each file the seconds of parse, mentions and relations, and the two last over the first."""
    seconds_of(report_of(["On 3 May 2030, five children left Chad."]))
    for path in map(Path, paths):
        try:
            parse, mentions, relations = seconds_of(read_report(path, Settings(links=False)))
        except SgreportsError as error:
            say(f"      {path.name}: {error}\n")
            continue
        times = (mentions + relations) / max(parse, 1e-3)
        say(f"{times:5.2f} {parse:7.2f} {mentions:7.2f} {relations:7.2f}  {path.name}\n")


if __name__ == "__main__":
    tasks = {"expressions": by_expression, "hard": hard_paragraphs, "real": real_paragraphs, "files": files}
    tasks[sys.argv[1]](*sys.argv[2:])
