"""Quantities of a paragraph: the grammar of counts, shares, money, measures, ratios, rates and ranges.

One scan finds quantities with their approximators; `of`, `in`, `per`, `to` join two of them; what counts nothing
(not_counts.py) is dropped; units.py finds what is counted. Rules: GUIDELINES, COUNT.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from sgreports.counting.quantity.not_counts import is_no_count, joins_as_range, non_count_ranges
from sgreports.counting.unit.choice import UnitChoice, chosen_unit
from sgreports.counting.unit.spans import CountedUnit, QuantitySpan, with_units
from sgreports.counting.unit.units import respective_unit, unit_of
from sgreports.knowledge.data_files import any_of
from sgreports.knowledge.statements.quantities import quantities
from sgreports.knowledge.statements.unit_classes import unit_class, unit_lemma
from sgreports.names.candidate import Candidate
from sgreports.names.lexical.numbers import NUMBER, number_value, openings, plain_number
from sgreports.parsing.unit import Unit
from sgreports.scene.scene import cue_of
from sgreports.sentence.respective import told_apart

_Q = quantities()
_COMPARATORS = {
    w.lower(): sign for table in (_Q.share_approximators, _Q.approximators) for sign, ws in table.items() for w in ws
}
_ANY = any_of(w for ws in _Q.approximators.values() for w in ws)
_SHARE_ONLY = any_of(w for ws in _Q.share_approximators.values() for w in ws)
_SIGN = any_of(_Q.currency_signs)
_MONEY = any_of(_Q.currency_words)
_POINTS = any_of(_Q.shares.points)
_MEASURE = any_of((*_Q.measures.names, "ha"))  # hectares, which the list that the models were fitted with has only so
_VAGUE = any_of(w for w in _Q.vague if w != "dozen")
_SCALE = any_of(_Q.scales)
_FRACTIONS = {"half": 2, "quarter": 4}  # of a scale: `half a million`, `quarter of a million`
_BEFORE = [w for table in (_Q.approximators, _Q.share_approximators) for words in table.values() for w in words]
_OPENING = openings(
    [*_BEFORE, *_Q.words, *_Q.scales, *_Q.vague, "tens", "several", "few", "many", "a", *_FRACTIONS]
)  # fmt: skip
_QUANTITY = re.compile(
    rf"""
    (?<![\w$€£/.+])(?=\d|{_SIGN}|{_OPENING})(?<!\d[,.])(?<![A-Za-z][’'])(?<![A-Za-z][-–‑])
    (?:(?P<approx>(?i:{_ANY}))\s++(?:a\s++(?:total\s++of\s++)?)?|(?P<share>(?i:{_SHARE_ONLY}))\s++(?=[^\s\w]|\d[\d.,]*\s*+(?:per\s++cent|%)))?
    (?P<body>
      (?P<vague>(?i:(?:(?:several|a\s++few|few|many)\s++)?(?:(?:tens|hundreds|thousands|dozens|scores)\s++of\s++(?:thousands|millions|billions)
          |{_VAGUE}|(?:(?:several|few)\s++)(?:dozens?|{_SCALE}))))\b
    | (?P<scaled>(?i:(?:half\s++a\s++|quarter\s++of\s++a\s++)?
          (?:(?<=\ba\s)|(?<=\bA\s)|(?<=half\sa\s)|(?<=quarter\sof\sa\s))(?:dozen|{_SCALE})))\b
    | (?:(?P<sign>{_SIGN})\s*+)?(?P<number>(?i:{NUMBER}))(?:\s*+(?P<short>bn|m)\b)?(?![\d°º]|,\d|\.\d)
      (?:\s*+(?P<percent>(?:{_POINTS}|per\s++cent\b|percent\b|%))
       |\s*+[-\s]?(?P<money>{_MONEY})\b
       |\s*+(?P<measure>{_MEASURE})(?![\w-]))?
    )(?![\w])(?:(?P<more>\s++or\s++(?:more|so))\b)?""",
    re.VERBOSE,
)
_OF = re.compile(
    r"\s++\(?(?:out\s++)?of\s++(?:(?:every|all|its|the|these|those|their|our|a\s++total\s++of|a\s++total)\s++){0,2}$"
)
_IN = re.compile(r"\s++in\s++(?:every\s++)?$")
DENOMINATORS = ("3", "4", "5", "6", "7", "8", "9", "10", "100", "1000")
"""What one counts a share of, one by one."""
_PER = re.compile(r"(?:\s++(?:[a-z-]+\s++){0,3})?per\s++$|\s++per\s++$|\s++for\s++every\s++$")
_TO = re.compile(r"(?:\s++to\s++|\s*+[-–—‑]\s*+|\s++or\s++|\s++and\s++)(?:(?:as\s++many\s++as|up\s++to)\s++)?$")
_SMALL = re.compile(any_of(w for w, number in _Q.words.items() if 0 < number < 10), re.IGNORECASE)
_BRACKET_END = re.compile(r"[^()]{0,40}\)\s?")
_RATIO = re.compile(r"\bratio\b[^.;]{0,30}$")
_PLACES = re.compile(rf"\s++(?:{any_of(_Q.frames.places)})\b")
_BARE = re.compile(rf"[\d.]+|(?!.*(?:{_SCALE})).+", re.IGNORECASE)
_HANDED = ("hand ", "handed ", "handing ", "turned ", "turning ")
_VAGUE_SIZES = {"tens": 10, "several": 1, "few": 1}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number in the text, or two that make one quantity; `tail` is the currency or measure."""

    start: int
    end: int
    number: str
    kind: str
    sign: str = ""
    tail: str = ""
    bare: str = ""  # the number's own words
    unit_at: int = 0  # where the noun is looked for, if not at the end
    high: str = ""  # the end of a range, the whole of a ratio, the base of a rate

    @property
    def entity(self) -> str:
        joint = {"ratio": "/", "rate": "/"}.get(self.kind, "..")
        sign = "" if joint == ".." and self.high else self.sign  # `some 2-3 tons`: a range is vague by itself
        return f"{sign}{self.number}" + (f"{joint}{self.high}" if self.high else "")


def find_counts(unit: Unit, choice: UnitChoice | None = None) -> Iterator[Candidate]:
    """A COUNT for each quantity that counts something, with kind, unit and values. Without a choice the rules say the
    units."""
    places: list[QuantitySpan] = []
    counted = [q for q in quantities_in(unit.text) if not is_no_count(unit.parse, q.start, q.end, q.bare, q.kind)]
    told = told_apart(unit.parse, [span for q in counted if (span := unit.parse.char_span(q.start, q.end))])
    for q in counted:
        place = QuantitySpan(q.start, q.unit_at or q.end, q.kind, q.tail)
        what = respective_unit(unit.parse, place, places, told)
        what = what or chosen_unit(unit.parse, place, unit_of(unit.parse, place, places), places, choice)
        what = CountedUnit("", what.step) if _is_too_many(q, what.unit) else what
        earlier = next(with_units(places), None)
        places.append(QuantitySpan(q.start, q.end, q.kind, q.tail, what.unit, what.noun, earlier))
        yield _candidate(q, what)


def _is_too_many(q: Quantity, unit: str) -> bool:
    """Whether there are no so many States, or years: `the Sudan (6,039,000)`, `330,000 one year ago`."""
    most = 250 if unit_class(unit, q.kind) == "states" else 2_000 if unit_lemma(unit) in ("year", "month") else None
    return most is not None and q.kind == "cardinal" and float(q.number.rstrip("s")) > most


def _candidate(q: Quantity, what: CountedUnit) -> Candidate:
    low, high = _bounds(q)
    sign = q.sign or (".." if q.high and q.kind not in ("ratio", "rate") else ">=" if high is None else "=")
    return Candidate("COUNT", q.start, q.end, f"count-{q.kind}", q.entity, kind=q.kind, unit=what.unit or None,
                     unit_from=what.source, unit_score=what.score, noun=cue_of(what.noun) if what.noun else None,
                     score=0.94, value_min=low, value_max=high, comparator=sign)  # fmt: skip


def _bounds(q: Quantity) -> tuple[float | None, float | None]:
    if q.number.endswith("s"):
        return float(q.number[:-1]), None
    number = float(q.number)
    if q.high and q.kind not in ("ratio", "rate"):
        return number, float(q.high.strip("<>=~"))
    low = None if q.sign.startswith("<") else number
    return low, None if q.sign.startswith(">") else number


def quantities_in(text: str) -> list[Quantity]:
    """The quantities of a text, joined; without those that belong to a date, symbol, time or identifier."""
    single = [q for m in _QUANTITY.finditer(text) if (q := _quantity(text, m))]
    return list(_joined(text, without_overlaps(single, non_count_ranges(text)))) if single else []


def without_overlaps(found: Iterable[Quantity], ranges: Sequence[tuple[int, int]]) -> list[Quantity]:
    """The quantities that share no character with some ranges, which are sorted."""
    starts = [start for start, _ in ranges]
    reach = [-1, *accumulate((end for _, end in ranges), max)]  # the furthest end of the ranges before each place
    return [q for q in found if reach[bisect_left(starts, q.end)] <= q.start]


def _quantity(text: str, m: re.Match[str]) -> Quantity | None:
    words = m["approx"] or m["share"]
    sign = _COMPARATORS[re.sub(r"\s++", " ", words.lower())] if words else _sign_of_more(m["more"])
    start = _without_article(text, m.start(), m)
    if m["vague"] or m["scaled"]:
        number = _vague(m["vague"]) if m["vague"] else _scaled_words(m["scaled"])
        return Quantity(start, m.end("body"), number, "cardinal", sign if m["scaled"] else "", bare=m["body"])
    small = words and words.lower() in _Q.prepositions and _SMALL.fullmatch(m["number"]) and not m["percent"]
    if small or (m["approx"] == "over" and text.endswith(_HANDED, 0, start)):
        start, sign = m.start("body"), ""  # `organized around three themes`, `handed over 12 rifles`
    amount = number_value(m["number"]) * {"bn": 10**9, "m": 10**6}.get(m["short"] or "", 1)
    if m["short"] == "m" and not m["sign"]:
        return Quantity(
            start, m.end("body"), plain_number(number_value(m["number"])), "measure", sign, "m", m["number"]
        )
    kind, tail = _kind(m)
    end = m.end("more") if m["more"] and kind == "cardinal" else m.end("body")
    return Quantity(start, end, plain_number(amount), kind, sign, tail, m["number"])


def _sign_of_more(more: str | None) -> str:
    """`25 or more`, `25 or so`."""
    return "" if more is None else "~" if more.endswith("so") else ">="


def _without_article(text: str, start: int, m: re.Match[str]) -> int:
    article = re.match(r"(?:an?|the)\s++", text[start : m.end()], re.IGNORECASE)
    return start + article.end() if article else start


def _scaled_words(text: str) -> str:
    """`dozen`, `half a million` and `quarter of a million` as figures with their scale."""
    word = text.rsplit(maxsplit=1)[-1].lower()
    size = _Q.scales.get(word) or _Q.vague[word]
    return str(size // _FRACTIONS.get(text.split(maxsplit=1)[0].lower(), 1))


def _vague(text: str) -> str:
    """`12s`, `100s`, `10000s` for `dozens`, `several hundred`, `tens of thousands`."""
    size = 1
    for word in re.findall(r"[a-z]+", text.lower()):
        size *= _VAGUE_SIZES.get(word) or _Q.vague.get(word) or _Q.scales.get(word) or 1
    return f"{size}s"


def _kind(m: re.Match[str]) -> tuple[str, str]:
    if m["percent"]:
        return ("measure", re.sub(r"\s++", " ", m["percent"])) if "point" in m["percent"] else ("percent", "")
    if m["money"]:
        return "money", _Q.currency_words[re.sub(r"\s++", " ", m["money"])]
    if m["sign"]:
        return "money", _Q.currency_signs[m["sign"]]
    return ("measure", m["measure"]) if m["measure"] else ("cardinal", "")


def _joined(text: str, single: list[Quantity]) -> Iterator[Quantity]:
    i = 0
    while i < len(single):
        q = single[i]
        following = single[i + 1] if i + 1 < len(single) else None
        base = single[i + 2] if i + 2 < len(single) else None
        if following and base and _are_rates(text, q, following, base):
            named = len(text[following.end : base.start].split()) > 1  # `from 60 to 44 deaths per 1,000 births`
            rate = replace(q, kind="rate", high=base.number, unit_at=following.end if named else base.end)
            yield rate
            yield replace(rate, start=following.start, end=base.end, number=following.number, bare=following.bare)
            i += 3
            continue
        made = _combined(text, q, following) if following else None
        if made:
            yield from made
            i += 2
            continue
        yield q
        i += 1


def _combined(text: str, q: Quantity, other: Quantity) -> list[Quantity] | None:
    """Two neighbouring quantities combined: a ratio, rate, range, or two values that share a unit."""
    gap = text[q.end : other.start]
    if len(gap) > 45 or q.number.endswith("s") or other.number.endswith("s"):
        return None
    whole = other.sign + other.number
    if q.kind == other.kind == "cardinal" and not other.high:
        if _OF.fullmatch(gap) and (_is_ratio(q, other) or "every" in gap):
            beyond = _BRACKET_END.match(text, other.end) if "(" in gap else None  # `161 (of 3,022) minorities`
            return [replace(q, end=other.end, kind="ratio", high=whole, unit_at=beyond.end() if beyond else 0)]
        if _IN.fullmatch(gap) and _is_share(text, q, other):
            return [replace(q, end=other.end, kind="ratio", high=whole)]
        if gap.rstrip().endswith("per") and _PER.fullmatch(gap) and _is_rate_base(other):
            named = len(gap.split()) > 1
            return [replace(q, end=other.end, kind="rate", high=whole, unit_at=q.end if named else 0)]
    if _TO.fullmatch(gap):
        return _range_or_pair(text, q, other, gap)
    return None


def _range_or_pair(text: str, q: Quantity, other: Quantity, gap: str) -> list[Quantity] | None:
    if q.kind == "money" and other.kind == "cardinal" and "to" not in gap.split():
        other = replace(other, kind="money", tail=q.tail)
    if q.kind not in ("cardinal", other.kind):
        return None
    if "to" in gap.split() and other.kind == "cardinal" and _RATIO.search(text, max(0, q.start - 60), q.start):
        return [replace(q, end=other.end, kind="ratio", high=other.number)]
    lent = replace(q, kind=other.kind, tail=other.tail)
    number = _with_shared_scale(q, other)
    if joins_as_range(text, q.start, gap) and float(number) < float(other.number):
        return [replace(lent, end=other.end, number=number, high=other.sign + other.number)]
    if "to" in gap:
        return [lent, other]
    return None


def _with_shared_scale(q: Quantity, other: Quantity) -> str:
    """`2 to 3 million`: the first takes the scale of the second."""
    word = other.bare.rsplit(maxsplit=1)[-1].lower()
    if word in _Q.scales and " " in other.bare and float(q.number) < 1000 and _BARE.fullmatch(q.bare):
        return plain_number(Decimal(q.number) * _Q.scales[word])
    return q.number


def _is_ratio(q: Quantity, other: Quantity) -> bool:
    return q.bare.lower() != "one" and float(q.number) <= float(other.number)


def _is_share(text: str, q: Quantity, other: Quantity) -> bool:
    """Whether two small numbers are a share: `nine in 10`, `one in five`; not `one in 12 countries`, a place."""
    small = q.number == "1" or (other.number in DENOMINATORS and 1 < float(q.number) < float(other.number))
    return small and float(other.number) >= 2 and not _PLACES.match(text, other.end)


def _are_rates(text: str, q: Quantity, other: Quantity, base: Quantity) -> bool:
    """Whether two numbers are per a third one: `from 60 to 40 per 1,000 births`."""
    gap = text[q.end : other.start]
    per = "to" in gap.split() and _TO.fullmatch(gap) and _PER.fullmatch(text, other.end, base.start)
    return bool(per) and q.kind == other.kind == base.kind == "cardinal" and _is_rate_base(base)


def _is_rate_base(other: Quantity) -> bool:
    return float(other.number) in (100, 1000, 10000, 100000, 1000000)
