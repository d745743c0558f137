"""How the time of expressions grows with a text's length; of mentions and relations, too.

Usage: python benchmarks/growth.py expressions [MODULE]  each at n, 2n, 4n characters made of its own parts
       python benchmarks/growth.py hard [UNIT...]        parse, mentions, relations on hard paragraphs of up to 20,000
                                                         signs; ends with 1 where one grows by more than 2.2 a doubling
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
from itertools import pairwise
from pathlib import Path

from sgreports.counting.event.decision import event_models
from sgreports.counting.event.events import with_events
from sgreports.counting.rows import count_facts
from sgreports.errors import SgreportsError
from sgreports.links.find import find_relations
from sgreports.links.learned.model import relation_model
from sgreports.mentions import find_all_mentions
from sgreports.model.report import Masthead, Paragraph, Report
from sgreports.parsing.language import parse_report
from sgreports.reading import read_report
from sgreports.scene.scene import Scenes, by_paragraph
from sgreports.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from pumping import match_all, texts

from expressions.collecting import Expression, expressions

LENGTH = 5000
MOST = 2.5  # growth a doubling of an expression
MOST_FOUND = 2.2  # of parse, mentions and relations
TRIES = 3  # the least time of so many counts where the first is above the mark: other work on the machine slows one
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
    "names with and": "and Chad, and Mali, ",
    "openings": "([“",
    "dates with and": "on 3 May 2040, 4 June 2041 and ",
}
STEPS = ("parse", "mentions", "relations")
SHORT = 0.05  # seconds below which the growth of a step is not judged
LONGEST = 20_000
WINDOWS = 300
WARM = "On 3 May 2030, five children left Chad."  # loads models and word lists before times are taken


def hard_paragraphs(*names: str) -> int:
    """Prints the times of each step on hard paragraphs, with their growth a doubling; 1 where one is above the mark."""
    seconds_found(WARM)
    steep = sum(not is_level(name, part) for name, part in HARD.items() if name in names or not names)
    say(f"{steep} of {len(names or HARD)} units grow by more than {MOST_FOUND} a doubling\n")
    return int(steep > 0)


def is_level(name: str, part: str) -> bool:
    """Whether no step grows by more than the mark on texts of a part; the times are printed."""
    by_length = [(part * (n // len(part) + 1))[:n] + "five children in March." for n in lengths(LONGEST)]
    times = [seconds_found(text) for text in by_length]
    for _ in range(TRIES - 1):
        if max(growths(times)) > MOST_FOUND:
            times = [least(before, seconds_found(text)) for before, text in zip(times, by_length, strict=True)]
    say(f"{name:20} {row(times)}\n")
    return max(growths(times)) <= MOST_FOUND


def lengths(most: int) -> tuple[int, int, int]:
    return most // 4, most // 2, most


Times = tuple[float, ...]
"""Seconds of each of STEPS."""


def least(*times: Times) -> Times:
    return tuple(map(min, *times))


def growths(times: list[Times]) -> list[float]:
    """How much longer each step takes a doubling; 1 where it takes hardly any time."""
    by_step = list(zip(*times, strict=True))
    return [doubling([max(t, SHORT) for t in its]) for its in by_step]


def row(times: list[Times]) -> str:
    """The times on texts of n, 2n, 4n characters, step by step, and the growth a doubling."""
    shown = zip(STEPS, zip(*times, strict=True), growths(times), strict=True)
    return "  ".join(f"{name} {' '.join(f'{t:6.2f}' for t in its)} ×{by:.1f}" for name, its, by in shown)


def seconds_found(text: str) -> Times:
    """The seconds of each step on a paragraph."""
    return seconds_of(report_of([text]))


def report_of(paragraphs: list[str]) -> Report:
    made = (
        Paragraph(key=str(n), number=n, part="body", section=None, order=n - 1, text=text)
        for n, text in enumerate(paragraphs, 1)
    )
    return Report(document="D", masthead=Masthead(), sections=(), paragraphs=(*made,), source="a", sha256="0")


def seconds_of(report: Report) -> Times:
    """The processor seconds of each step on a report, once; relations with the trained models, and the counts table."""
    settings = Settings(links=False)
    events, relations_of = event_models(settings.event_model), relation_model(settings.relation_model)
    at = [time.process_time()]
    units = parse_report(report, settings.model)
    at.append(time.process_time())
    found, _, _ = find_all_mentions(units, [], settings)
    at.append(time.process_time())
    scenes = Scenes(by_paragraph(found))
    mentions = with_events(units, found, events, scenes)
    relations = find_relations(units, mentions, relations_of, scenes)
    count_facts(units, mentions, relations, scenes)
    at.append(time.process_time())
    return tuple(after - before for before, after in pairwise(at))


def real_paragraphs(folder: str = "../shared/corpus") -> None:
    """Prints the growth on windows of real paragraphs joined without their full stops: all, and the worst."""
    found = []
    for n, window in enumerate(windows(Path(folder))):
        times = [sum(seconds_found(window[:length])[1:]) for length in lengths(len(window))]
        found.append((doubling(times), times[-1], n))
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
    seconds_found(WARM)
    for path in map(Path, paths):
        try:
            parse, mentions, relations = seconds_of(read_report(path, Settings(links=False)))
        except SgreportsError as error:
            say(f"      {path.name}: {error}\n")
            continue
        times = (mentions + relations) / max(parse, 1e-3)
        say(f"{times:5.2f} {parse:7.2f} {mentions:7.2f} {relations:7.2f}  {path.name}\n")


if __name__ == "__main__":
    tasks: dict[str, Callable[..., int | None]] = {
        "expressions": by_expression,
        "hard": hard_paragraphs,
        "real": real_paragraphs,
        "files": files,
    }
    sys.exit(tasks[sys.argv[1]](*sys.argv[2:]))
