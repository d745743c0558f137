"""Whether a repetition of an expression can match one text in two ways, which takes exponential time.

An expression is read as an automaton: a place for each character that it can match, and an edge for each way to go on.
It is ambiguous where two different walks lead from a place back to itself over the same text: two branches of a
repeated group that fit the same text, nested repeats, adjacent repeats inside a repeat. What an atomic group or a
possessive repeat has taken is never taken in another way: walks do not part inside one.

Look-around is left out, so that alternatives which only a look-ahead keeps apart count as ambiguous, but for one that
excludes single characters: `(?![A-Z])`.
"""

import re
import re._constants as c  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

COPIES = 6  # repeats of a fixed number up to this are written out, longer ones are loops
CATEGORIES = {
    c.CATEGORY_DIGIT: r"\d", c.CATEGORY_NOT_DIGIT: r"\D", c.CATEGORY_SPACE: r"\s", c.CATEGORY_NOT_SPACE: r"\S",
    c.CATEGORY_WORD: r"\w", c.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
CHARACTERS = {c.IN, c.LITERAL, c.NOT_LITERAL, c.ANY}
Scope = tuple[int, ...]  # the atomic groups around, outermost first
Edges = list[tuple[int, Scope, int]]  # to a place; the atomic groups that the edge stays within; the characters
Ends = list[tuple[int, int]]  # places, each with the characters that may not stand beyond


@dataclass
class Automaton:
    """The places of an expression: for each the characters that fit, as bits, and the edges to what may follow."""

    alphabet: str
    flags: int
    chars: list[int] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    edges: list[Edges] = field(default_factory=list)
    groups: int = 0
    known: dict[str, int] = field(default_factory=dict)

    def add(self, chars: int, scope: Scope) -> "Part":
        self.chars.append(chars)
        self.scopes.append(scope)
        self.edges.append([])
        place = len(self.chars) - 1
        return Part([(place, 0)], [(place, 0)])

    def join(self, ends: Ends, starts: Ends, scope: Scope) -> None:
        """Edges from each end to each start, over the characters that neither bars."""
        for (end, after), (start, before) in product(ends, starts):
            if chars := self.chars[start] & ~after & ~before:
                self.edges[end].append((start, scope, chars))

    def fits(self, op: Any, value: Any) -> int:
        """The characters of the alphabet that one element matches, as bits."""
        key = f"{op} {value}"
        if key not in self.known:
            fitting = (1 << n for n, char in enumerate(self.alphabet) if element_fits(op, value, char, self.flags))
            self.known[key] = sum(fitting)
        return self.known[key]


@dataclass
class Part:
    """A part of an expression: where it begins and ends, whether it may be empty, what may not follow it then."""

    starts: Ends
    ends: Ends
    empty: bool = False
    barred: int = 0


def element_fits(op: Any, value: Any, char: str, flags: int) -> bool:
    """Whether an element of one character matches it, in either case where the flags say so."""
    forms = {char, char.lower(), char.upper()} if flags & re.IGNORECASE else {char}
    match op:
        case c.LITERAL:
            return any(form == chr(value) for form in forms)
        case c.NOT_LITERAL:
            return bool(value != ord(char))
        case c.ANY:
            return char != "\n" or bool(flags & re.DOTALL)
        case _:
            negated = value[0][0] is c.NEGATE
            return bool(negated) != any(
                item_fits(item, form) for item in value[negated:] for form in forms if len(form) == 1
            )


def item_fits(item: tuple[Any, Any], char: str) -> bool:
    """Whether an item of a set holds a character."""
    op, value = item
    match op:
        case c.LITERAL:
            return bool(value == ord(char))
        case c.RANGE:
            return bool(value[0] <= ord(char) <= value[1])
        case _:
            return re.match(CATEGORIES[value], char) is not None


def alphabet(tree: Any) -> str:
    """Characters that stand for all: the ends of every range, each literal, one of each kind besides."""
    found = set("aZ5 _-.,\n\x00é²\u4e2d")
    for op, value in elements(tree):
        if op in (c.LITERAL, c.NOT_LITERAL):
            found.add(chr(value))
        elif op is c.RANGE:
            found.update(map(chr, (value[0], value[1], (value[0] + value[1]) // 2)))
    return "".join(sorted(found))


def elements(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every operation of a tree, those inside others included."""
    for op, value in tree:
        yield op, value
        for inner in inside(op, value):
            yield from elements(inner)


def inside(op: Any, value: Any) -> list[Any]:  # noqa: PLR0911
    """The trees inside an operation."""
    match op:
        case c.IN:
            return [[item for item in value if item[0] is not c.NEGATE]]
        case c.BRANCH:
            return list(value[1])
        case c.SUBPATTERN:
            return [value[3]]
        case c.MAX_REPEAT | c.MIN_REPEAT | c.POSSESSIVE_REPEAT:
            return [value[2]]
        case c.ATOMIC_GROUP:
            return [value]
        case c.ASSERT | c.ASSERT_NOT:
            return [value[1]]
        case c.GROUPREF_EXISTS:
            return [tree for tree in value[1:] if tree is not None]
        case _:
            return []


def build(auto: Automaton, tree: Any, scope: Scope) -> Part:
    """The places of a sequence."""
    whole = Part([], [], True)
    for op, value in tree:
        whole = chained(auto, whole, one(auto, op, value, scope), scope)
    return whole


def single(tree: Any) -> bool:
    return len(tree) == 1 and tree[0][0] in CHARACTERS


def chained(auto: Automaton, left: Part, right: Part, scope: Scope) -> Part:
    """Two parts one after the other."""
    auto.join(left.ends, right.starts, scope)
    starts = left.starts + barring(right.starts, left.barred) if left.empty else left.starts
    ends = right.ends + barring(left.ends, right.barred) if right.empty else right.ends
    return Part(starts, ends, left.empty and right.empty, left.barred | right.barred)


def barring(ends: Ends, barred: int) -> Ends:
    return [(place, before | barred) for place, before in ends]


def one(auto: Automaton, op: Any, value: Any, scope: Scope) -> Part:  # noqa: PLR0911
    """The places of one operation."""
    match op:
        case _ if op in CHARACTERS:
            return auto.add(auto.fits(op, value), scope)
        case c.ASSERT_NOT if value[0] > 0 and single(value[1]):
            return Part([], [], True, auto.fits(*value[1][0]))
        case c.SUBPATTERN:
            return build(auto, value[3], scope)
        case c.BRANCH:
            return either([build(auto, tree, scope) for tree in value[1]])
        case c.ATOMIC_GROUP:
            return build(auto, value, atomic(auto, scope))
        case c.MAX_REPEAT | c.MIN_REPEAT:
            return repeated(auto, value, scope)
        case c.POSSESSIVE_REPEAT:
            return taken(auto, value, repeated(auto, value, atomic(auto, scope)))
        case c.GROUPREF_EXISTS:
            return either([build(auto, tree or [], scope) for tree in value[1:]])
        case _:
            return Part([], [], True)  # a group named again: what it matches is fixed


def atomic(auto: Automaton, scope: Scope) -> Scope:
    auto.groups += 1
    return (*scope, auto.groups)


def taken(auto: Automaton, value: Any, part: Part) -> Part:
    """A possessive repeat of single characters takes all: none of them comes after it."""
    if value[1] != c.MAXREPEAT or not single(value[2]):
        return part
    barred = auto.fits(*value[2][0])
    return Part(part.starts, barring(part.ends, barred), part.empty, barred)


def either(parts: list[Part]) -> Part:
    """One of some parts."""
    starts, ends = [s for part in parts for s in part.starts], [e for part in parts for e in part.ends]
    empty = [part for part in parts if part.empty]
    return Part(starts, ends, bool(empty), empty[0].barred if len(empty) == 1 else 0)


def repeated(auto: Automaton, value: Any, scope: Scope) -> Part:
    """A repeat: written out where it is short, else a loop."""
    least, most, tree = value
    if most > COPIES:
        part = build(auto, tree, scope)
        auto.join(part.ends, part.starts, scope)
        return Part(part.starts, part.ends, part.empty or not least, part.barred if least else 0)
    whole = Part([], [], True)
    for n in range(most, 0, -1):
        whole = chained(auto, build(auto, tree, scope), whole, scope)
        whole = Part(whole.starts, whole.ends, whole.empty or n > least, 0 if n > least else whole.barred)
    return whole


def ambiguous(pattern: str, flags: int = 0) -> str | None:
    """A text that a repeat of the expression can match in two ways, or None."""
    tree = parser.parse(pattern, flags)
    found = (two_walks(loop, flags | tree.state.flags) for loop in loops(tree))
    return next((text for text in found if text is not None), None)


def loops(tree: Any) -> Iterator[Any]:
    """The outermost long repeats of a tree. One that is possessive never goes back; what is inside it may."""
    for op, value in tree:
        if op in (c.MAX_REPEAT, c.MIN_REPEAT) and value[1] > COPIES:
            yield [(op, value)]
            for inner, within in elements(value[2]):
                if inner in (c.ASSERT, c.ASSERT_NOT, c.ATOMIC_GROUP, c.POSSESSIVE_REPEAT):
                    for part in inside(inner, within):
                        yield from loops(part)
        else:
            for part in inside(op, value):
                yield from loops(part)


def two_walks(loop: Any, flags: int) -> str | None:
    """The text of two walks through a loop from a place back to itself, or None."""
    auto = Automaton(alphabet(loop), flags)
    build(auto, loop, ())
    found = (parted(auto, place) for place in range(len(auto.chars)))
    return next((text for text in found if text is not None), None)


def parted(auto: Automaton, place: int) -> str | None:
    """The text of two walks that part at a place and come back to it together, or None."""
    seen: dict[tuple[int, int], str] = {}
    for first, second in combinations(auto.edges[place], 2):
        both = first[2] & second[2]
        if both and not fixed(auto, place, first, second):
            seen.setdefault((first[0], second[0]), letter(auto, both))
    todo = [*seen]
    for pair in todo:
        if pair == (place, place):
            return letter(auto, auto.chars[place]) + seen[pair]
        for further, both in together(auto, pair):
            if further not in seen:
                seen[further] = seen[pair] + letter(auto, both)
                todo.append(further)
    return None


def together(auto: Automaton, pair: tuple[int, int]) -> Iterator[tuple[tuple[int, int], int]]:
    """Where two walks can go on over one character, with the characters."""
    for (first, _, one_way), (second, _, other_way) in product(auto.edges[pair[0]], auto.edges[pair[1]]):
        if both := one_way & other_way:
            yield (first, second), both


def fixed(auto: Automaton, place: int, first: tuple[int, Scope, int], second: tuple[int, Scope, int]) -> bool:
    """Whether an atomic group decides between two edges: one stays in it, or both enter it."""
    here = auto.scopes[place]
    (one_to, one_scope, _), (other_to, other_scope, _) = first, second
    if one_scope != other_scope:
        inner = max(one_scope, other_scope, key=len)
        return inner == here[: len(inner)] and len(inner) > len(min(one_scope, other_scope, key=len))
    if one_scope:
        return True
    one_in, other_in = auto.scopes[one_to][len(one_scope) :], auto.scopes[other_to][len(one_scope) :]
    return bool(one_in and other_in and one_in[0] == other_in[0])


def letter(auto: Automaton, bits: int) -> str:
    """A character of a set, printable where there is one."""
    found = [char for n, char in enumerate(auto.alphabet) if bits >> n & 1]
    return next((char for char in found if char.isprintable()), found[0])
