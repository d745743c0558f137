"""How the time of expressions grows with a text's length; of mentions and relations, too.

Usage: python benchmarks/growth.py expressions [NAME]     each at n, 2n, 4n characters made of its own parts
       python benchmarks/growth.py paragraphs [FOLDER]    mentions and relations on hard paragraphs, on joined real ones
       python benchmarks/growth.py files FILE...          mentions and relations beside the parse, file by file

Times are processor seconds of one core, the least of some rounds. Growth is per doubling of the length: 2 is linear.
"""

import math
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

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


if __name__ == "__main__":
    by_expression(*sys.argv[2:])
