"""Exceptions and slow texts: dates, counts, citations, symbols, covers and text files on texts that Hypothesis makes.

A text is made of a grammar's own words: a beginning, a part that is repeated, an end. Hypothesis looks for texts that
take more time a character (targeted search). Each is read at 1,000 and at 8,000 characters: a time that grows more than
three times as fast as the text is reported, as is every exception; the exit code is 1 then.

Usage: python benchmarks/grammars.py [--minutes 10] [--seed 1] [grammar ...]

Times are processor seconds of one thread; of a growth they are the least of three.
"""

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings, target
from hypothesis import strategies as st
from spacy.lang.en import English

from sgreports.counting.quantity.not_counts import non_count_ranges
from sgreports.counting.quantity.quantities import quantities_in
from sgreports.errors import SgreportsError
from sgreports.knowledge.citations.document_symbols import symbols
from sgreports.knowledge.layout.covers import cover_organs
from sgreports.knowledge.statements.quantities import calendar, quantities
from sgreports.names.dates.dates import date_expressions
from sgreports.names.instruments.citations import find_citations
from sgreports.names.instruments.named_texts import named_texts
from sgreports.parsing.unit import Unit
from sgreports.reading.assemble import assemble
from sgreports.reading.cover.mandates import last_report, mandates, previous_report
from sgreports.reading.cover.masthead import agenda_items
from sgreports.reading.cover.period import period, previous_date
from sgreports.reading.text import read_text
from sgreports.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from invented.reports import paragraph_of, report_of

SHORT, LONG = 1000, 8000  # characters
LEAST = 0.004  # seconds below which a time is not worth a growth
MOST = 3.0  # times as fast as the text: 1 is linear, 8 quadratic
BLANK, SETTINGS = English(max_length=10**7), Settings()
TEXTS = 200  # of one search
_Q, _C = quantities(), calendar()
GLUE = (" ", "  ", ", ", "; ", ". ", " and ", " or ", " to ", " of ", " the ", " in ", " (", ")", "-", "–", "/",
        "'", "’", '"', ":", "*", "\n", "\n\n", "\t", "\f", "\u00a0", "\ufffd", "0", "9", "x",
        "A", "é", "½", "…")  # fmt: skip
FIGURES = ("1", "12", "1,200", "15.5", "1999", "2024", "1990s", "2023/24", "31", "1st", "0", "10" * 20, "1.2.3")
DATES = (*_C.months, *_C.parts, "Sept.", "between ", "from ", "until ", "through ", *FIGURES)
NUMBERS = (*_Q.words, *_Q.scales, *_Q.vague, *_Q.currency_signs, *_Q.currency_words, *_Q.measures.names, *FIGURES,
           *(w for ws in _Q.approximators.values() for w in ws), "per cent", "per ", "ratio ", "a total of ", "out of ",
           "for every ", "as many as ", "children", "half a ")  # fmt: skip
ORGANS = tuple(organ.name for organ in cover_organs())
CITED = (*ORGANS, "resolution ", "resolutions ", "decision ", "decisions ", "its ", "S/", "A/", "E/", "A/HRC/", "RES/",
         "1244 (1999)", "79/147", "ES-10/1", "1817 (LV)", "51/196 B", "2024/817", "S/25812", "Add.1", "Corr.l", "Rev.2",
         "(Vol. I)", "(Sect. 9)", "para. 5", "paras. 5-7", "annex", "S/PRST/2024/1", "sect. IV", "dated ", *_C.months,
         "Convention", "Protocol", "Agreement", "Treaty", "on the ", "Charter", "article 5", *FIGURES)  # fmt: skip
COVERS = (*CITED, "pursuant to ", "my last report ", "the previous report ", "submitted ", "since ",
          "The report covers ",
          "the period ", "from ", "until ", "requested ", "Agenda item ", "Items ", "(b)", "(ii)", "I last reported ",
          "is submitted in accordance with ", "of the Secretary-General ", "follows ", "Distr.: General")  # fmt: skip
LINES = ("1. ", "2.", "(a) ", "(ii) ", "I. ", "IV.", "Annex", "Annex I", "* ", "** ", "1 See ", "# ", "## ", "| ",
         "|---|",
         "- ", "```", "Table 1", "Figure II", "Source: ", "S/2024/817", "A/79/616", "2/14", "24-12345",
         "The mission has ",
         "Summary", "Contents", ".....", "     ", "United Nations", "Report of the Secretary-General", "Prepared by ",
         "of those who had left ", "____", "Distr.: General", "Agenda item 5", "[^1]", "[^1]: ", *FIGURES)  # fmt: skip


def _unit(text: str) -> Unit:
    paragraph = paragraph_of(text)
    return Unit(report_of(paragraph), paragraph, BLANK.make_doc(""))


def _counts(text: str) -> None:
    quantities_in(text)
    non_count_ranges(text)


def _cover(text: str) -> None:
    mandates([text], text)
    previous_report([text])
    last_report([text], text)
    period([text], [text], None)
    previous_date([text], None)
    agenda_items(text.splitlines())


def _file(text: str) -> None:
    with suppress(SgreportsError):
        assemble(read_text(Path("a.txt"), text.encode("utf-8", "replace"), SETTINGS))


GRAMMARS: dict[str, tuple[Sequence[str], Callable[[str], object]]] = {
    "dates": (DATES, date_expressions.__wrapped__),
    "counts": (NUMBERS, _counts),
    "citations": (CITED, lambda text: list(find_citations(_unit(text)))),
    "symbols": (CITED, lambda text: list(symbols(text))),
    "named texts": (CITED, lambda text: list(named_texts(text, 2024))),
    "covers": (COVERS, _cover),
    "text files": (LINES, _file),
}


@dataclass
class Tally:
    """What became of a grammar's texts: how many, the slowest, the fastest growing, exceptions by their place."""

    tried: int = 0
    slowest: tuple[float, str] = (0.0, "")
    growth: tuple[float, str] = (0.0, "")
    errors: dict[str, str] = field(default_factory=dict)

    def add(self, work: Callable[[str], object], parts: tuple[str, str, str]) -> float:
        """Tries a text at both lengths; processor seconds a character of the longer."""
        self.tried += 1
        short, long = (made(parts, length) for length in (SHORT, LONG))
        try:
            before, after = seconds(work, short), seconds(work, long)
        except Exception as error:  # whatever a grammar raises is what is looked for
            place = traceback.extract_tb(error.__traceback__)[-1]
            self._keep(f"{type(error).__name__}: {error} ({Path(place.filename).name}, line {place.lineno})", short)
            return 0.0
        pace = after / len(long)
        self.slowest = max(self.slowest, (pace, repr(parts)))
        if after > LEAST and (after / before) / (len(long) / len(short)) > self.growth[0]:
            before, after = (min(seconds(work, text) for _ in range(3)) for text in (short, long))
            self.growth = max(self.growth, ((after / before) / (len(long) / len(short)), repr(parts)))
        return pace

    def _keep(self, error: str, text: str) -> None:
        self.errors[error] = min(self.errors.get(error, text), text, key=len)


def made(parts: tuple[str, str, str], length: int) -> str:
    """A text of about that length: the middle part repeated."""
    first, middle, last = parts
    return first + middle * max(1, (length - len(first) - len(last)) // len(middle)) + last


def seconds(work: Callable[[str], object], text: str) -> float:
    """Processor seconds of this thread."""
    start = time.thread_time()
    work(text)
    return max(time.thread_time() - start, 1e-7)


def parts_of(words: Sequence[str]) -> st.SearchStrategy[tuple[str, str, str]]:
    """Beginnings, repeated parts and ends, made of a grammar's words, what stands between words, and any character."""
    piece = st.one_of(st.sampled_from(sorted(words)), st.sampled_from(GLUE), st.characters(codec="utf-8"))
    few, some = st.lists(piece, max_size=4).map("".join), st.lists(piece, min_size=1, max_size=8).map("".join)
    return st.tuples(few, some, few)


def round_of(name: str, number: int, tally: Tally, until: float) -> None:
    """One search with the seed `number`; past `until` (of `time.monotonic`) its texts are not tried."""
    words, work = GRAMMARS[name]

    @seed(number)
    @settings(
        max_examples=TEXTS, database=None, deadline=None, phases=[Phase.generate, Phase.target],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(parts_of(words))
    def search(parts: tuple[str, str, str]) -> None:
        if time.monotonic() < until:
            target(tally.add(work, parts), label="seconds a character")

    search()


def main() -> None:
    """Searches each grammar for its share of the time; exit code 1 where one failed or grew too fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "grammars", nargs="*", metavar="grammar", help=f"{', '.join(map(repr, GRAMMARS))}; default: all"
    )
    parser.add_argument("--minutes", type=float, default=10, help="for all of them together; default: 10")
    parser.add_argument("--seed", type=int, default=1, help="of the search; default: 1")
    options = parser.parse_args()
    if wrong := set(options.grammars) - set(GRAMMARS):
        parser.error(f"no grammar {', '.join(sorted(wrong))}; there are {', '.join(GRAMMARS)}")
    chosen = options.grammars or list(GRAMMARS)
    bad = 0
    for name in chosen:
        round_of(name, 0, Tally(), 0.0)  # makes ready what Hypothesis and the grammar need
        tally, until = Tally(), time.monotonic() + 60 * options.minutes / len(chosen)
        for number in count(options.seed * 10**6):
            if time.monotonic() > until:
                break
            round_of(name, number, tally, until)
        bad += report(name, tally)
    sys.exit(bool(bad))


def report(name: str, tally: Tally) -> bool:
    """Prints what was found of a grammar; whether something is wrong."""
    (pace, slow), (growth, grows) = tally.slowest, tally.growth
    say = sys.stdout.write
    say(f"{name:12} {tally.tried:7,} texts, {len(tally.errors)} exceptions, at most {1e6 * pace:.1f} µs a character,")
    say(f" growth at most {growth:.1f}\n    slowest {slow}\n")
    if growth > MOST:
        say(f"    grows {growth:.1f} times as fast as the text: {grows}\n")
    for error, text in tally.errors.items():
        say(f"    {error}\n        {text[:300]!r}\n")
    sys.stdout.flush()
    return bool(tally.errors) or growth > MOST


if __name__ == "__main__":
    main()
