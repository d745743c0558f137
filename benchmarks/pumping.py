"""Texts that are hard for an expression: its own parts repeated to a length, with nothing after that fits them."""

import random
import re
import re._constants as c  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from typing import Any

from expressions.ambiguity import alphabet, element_fits, inside
from expressions.collecting import Expression

LENGTH = 2500
LONG = 7  # repeats that may go on so often
STRANGE = "\x00"  # ends a text: no expression has it
FOLDED = re.compile(r"\s+")


def sample(tree: Any, chance: random.Random, letters: str, flags: int) -> str:
    """A text that a tree may match, look-around left aside."""
    out = ""
    for op, value in tree:
        match op:
            case c.LITERAL | c.NOT_LITERAL | c.ANY | c.IN:
                fitting = [char for char in letters if char != STRANGE and element_fits(op, value, char, flags)]
                out += chance.choice(fitting or [" "])
            case c.MAX_REPEAT | c.MIN_REPEAT | c.POSSESSIVE_REPEAT:
                least, most, body = value
                times = max(least, min(most, least + chance.randint(0, 1)))
                out += "".join(sample(body, chance, letters, flags) for _ in range(times))
            case c.BRANCH:
                out += sample(chance.choice(value[1]), chance, letters, flags)
            case c.SUBPATTERN | c.ATOMIC_GROUP:
                out += "".join(sample(part, chance, letters, flags) for part in inside(op, value))
    return out


def ways_in(tree: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Each long repeat of a tree: what stands before it, what it repeats."""
    for op, value in tree:
        if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT) and value[1] >= LONG:
            yield before, value[2]
        for part in inside(op, value):
            if op is not c.IN:
                yield from ways_in(part, before)
        before = (*before, (op, value))


def texts(expression: Expression, length: int = LENGTH, seed: int = 0, most: int = 6) -> list[str]:
    """Some texts of that length: a repeat pumped, alone and with what leads to it, and the whole again and again."""
    chance = random.Random(seed)
    tree = parser.parse(expression.pattern, expression.flags & ~re.DEBUG)
    letters = alphabet(tree)

    def one(part: Any) -> str:
        return sample(part, chance, letters, expression.flags)

    loops = [*ways_in(tree)]
    pairs = [(one(before), one(body)) for before, body in chance.sample(loops, min(len(loops), most // 2))]
    parts = [("", one(tree) + chance.choice(["", " "])), *pairs, *(("", lead + body) for lead, body in pairs)]
    return [folded(lead + body * (length // len(body) + 1))[:length] + STRANGE for lead, body in parts if body][:most]


def folded(text: str) -> str:
    """With single blanks, as the texts of paragraphs have them."""
    return FOLDED.sub(" ", text)


def match_all(expression: Expression, text: str) -> None:
    """Matches a text as the program does: at its beginning, or anywhere."""
    pattern = re.compile(expression.pattern, expression.flags)
    if expression.anchored:
        pattern.match(text)
        pattern.fullmatch(text)
    else:
        for _ in pattern.finditer(text):
            pass
