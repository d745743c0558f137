"""Programmes that no list has: by head noun, by quotation marks, by apposition (GUIDELINES, PROGRAMME)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sgreports.knowledge.english import common_words
from sgreports.knowledge.names.bodies import name_grammar
from sgreports.knowledge.names.keys import name_key
from sgreports.names.assembly import CandidateLists
from sgreports.names.bodies.open_bodies import name_start, names_in, reader_of
from sgreports.names.bodies.registry import find_registry
from sgreports.names.candidate import Candidate
from sgreports.names.lexical.head_names import Name, NameReader
from sgreports.parsing.unit import Unit

_QUOTED = re.compile(
    r"[“\"‘]([A-Z#][^“”\"‘]{2,90}?),?[”\"’](?=,? (?:[a-z-]+ ){0,2}"
    r"(?:campaign|initiative|project|programme|scheme|fund)s?\b)"
)
_QUOTED_LOWER = re.compile(
    r"[“\"]([a-z][^“”\"]{8,90}?),?[”\"](?= (?:campaign|initiative|project|programme|scheme)s?\b)"
)
_ENTITLED = re.compile(
    r"\b(?:campaign|initiative|project|programme|scheme)s?,?\s"
    r"(?:(?:entitled|titled|called|named|known as|under the title),?\s)?"
    r"[“\"]([A-Z#][^“”\"]{2,200}?)[,.]?[”\"]"
)
_NOUN = re.compile(r"(?:campaign|initiative|project|programme|scheme)\b")
_APPOSITION = re.compile(
    r"(?:,| is| was) (?:a|an|the|its) (?:[\w-]+ ){0,5}?(?:campaign|initiative|project|programme|scheme)\b"
)
_PARTNERSHIP = re.compile(r"(?:,| is| was) (?:a|an|the) (?:[\w-]+ ){0,4}?(?:partnership|alliance|coalition|network)\b")
UN = "un"
_NOT_NAMES = re.compile(
    r"United Nations|.*(?:Government|Secretariat|Council|Mission|Committee|Agency|Ministry|Nations|Bank|Union)$"
)


_NEVER = tuple(name_grammar().never)
_ABBREVIATION = re.compile(r"[A-Z]{4,}(?![\w-])")
_ACCOUNT = re.compile(r"\bSpecial Account for (?:the )?(?=[A-Z])")


def find_programmes(unit: Unit) -> Iterable[Candidate]:
    """PROGRAMME candidates of a paragraph. Their entity is `name/<slug>`."""
    reader = reader_of(unit)
    yield from _by_head(unit, reader)
    yield from _quoted(unit.text)
    yield from _by_noun(unit, reader)
    yield from _accounts(unit)


def _accounts(unit: Unit) -> Iterator[Candidate]:
    """`the Special Account for UNIKOM`: the body whose money it is belongs to the name (GUIDELINES, 2.0.1)."""
    accounts = [*_ACCOUNT.finditer(unit.text)] if "Special Account" in unit.text else []
    for match in accounts:
        acronym = _ABBREVIATION.match(unit.text, match.end())
        ends = [c.end for c in find_registry(unit) if c.start == match.end() and c.label == "AGENCY"]
        if end := max([*ends, *([acronym.end()] if acronym else [])], default=0):
            yield _programme(unit.text, match.start(), end, "programme-account", 0.9)


def _programme(text: str, start: int, end: int, rule: str, score: float) -> Candidate:
    return Candidate("PROGRAMME", start, end, rule, name_key(text[start:end]), score=score)


def _by_head(unit: Unit, reader: NameReader) -> Iterator[Candidate]:
    """`Global Programme to Accelerate Action`; no `Programme of Action`, which is a text; no bare head noun."""
    for name in names_in(unit):
        first = name_start(unit, reader, name.first, name.at)
        if name.head.label != "PROGRAMME" or _is_text(reader, name) or (first == name.at and name.last == name.after):
            continue
        if " ".join(w.text for w in reader.words[first : name.after]).endswith(_NEVER):
            continue
        if reader.gap(name.last) == " " and reader.words[name.last].capital:
            continue  # `Senior Programme Officer`
        first = _holder_left_out(reader, first, name.at)
        last = name.after if _is_held_by_body(unit, reader, name) and first < name.at else name.last
        start, end = reader.words[first].start, reader.words[last - 1].end
        yield _programme(unit.text, start, end, "programme-head", 0.75)


def _holder_left_out(reader: NameReader, first: int, at: int) -> int:
    """The name without the abbreviation of its holder (`ILO Statistical … Programme`: two names)."""
    return first + 1 if first + 1 < at and reader.words[first].acronym else first


def _is_held_by_body(unit: Unit, reader: NameReader, name: Name) -> bool:
    """`the Harbour Facility of UNDP`, `… of the World Bank`: another holder's programme (GUIDELINES, "`X of Y`")."""
    if reader.text(name.after) != "of":
        return False
    first = name.after + 1 + (reader.text(name.after + 1) == "the")
    if name.last == name.after + 2 and reader.words[first].acronym:
        return True
    holder = (reader.words[first].start, reader.words[name.last - 1].end)
    return any((c.start, c.end) == holder and c.label == "AGENCY" and c.entity != UN for c in find_registry(unit))


def _is_text(reader: NameReader, name: Name) -> bool:
    return reader.text(name.after) == "of" and reader.text(name.after + 1) in ("Action", "Work", "Assistance")


def _quoted(text: str) -> Iterator[Candidate]:
    """`“Children, not soldiers” campaign`, `the project “Boats for All”`, without the quotation marks."""
    if "“" not in text and '"' not in text and "‘" not in text:
        return
    for match in (*_QUOTED.finditer(text), *_QUOTED_LOWER.finditer(text), *_ENTITLED.finditer(text)):
        if " " in match[1] or match[1][0].isupper():
            yield _programme(text, match.start(1), match.end(1), "programme-quoted", 0.9)


def _by_noun(unit: Unit, reader: NameReader) -> Iterator[Candidate]:
    """`the Primero project`; `Understanding Children’s Work, an inter-agency research cooperation programme`."""
    words = reader.words
    for i, word in enumerate(words):
        if not word.capital or word.possessive or (shape := _noun_after(unit.text, word.end)) is None:
            continue
        first = i
        while first > 0 and words[first - 1].capital and words[first].gap == " ":
            first -= 1
        if _name_like(unit, reader, first, i) and _can_be_name(unit, reader, first, i, shape):
            start, end = words[first].start, word.end
            if shape == "partnership":
                key = name_key(unit.text[start:end])
                yield Candidate("AGENCY", start, end, "body-apposition", key, "partnership", score=0.6)
            else:
                yield _programme(unit.text, start, end, f"programme-{shape}", 0.7 if shape == "noun" else 0.6)


def _noun_after(text: str, end: int) -> str | None:
    """What follows a name: its lower-case head noun, or an apposition that says what it is."""
    if text[end : end + 1] == " " and _NOUN.match(text, end + 1):
        return "noun"
    if _APPOSITION.match(text, end):
        return "apposition"
    return "partnership" if _PARTNERSHIP.match(text, end) else None


def _can_be_name(unit: Unit, reader: NameReader, first: int, last: int, shape: str) -> bool:
    """Whether the run may be a name there: after an article before its noun, of two words before an apposition."""
    if shape != "noun":
        return last > first
    surname = last == first and _surname(unit, reader.text(last))
    return not surname and reader.text(first - 1) in ("the", "The", "its", "a")


def _name_like(unit: Unit, reader: NameReader, first: int, last: int) -> bool:
    """A run that can be a programme's own name: no State, body, acronym, person or adjective of a people."""
    words = reader.words[first : last + 1]
    text = unit.text[words[0].start : words[-1].end]
    stopped = any(w.text in reader.grammar.stop for w in (words[:1] if words[0].initial else words[1:]))
    if stopped or len(words) > 6 or any(w.acronym or w.possessive for w in words):
        return False
    if words[0].text in reader.places or _NOT_NAMES.match(text) or reader.ends_name(last):
        return False
    span = unit.parse.char_span(words[0].start, words[-1].end)
    return (
        span is not None
        and (span[-1].pos_ in ("PROPN", "NOUN", "ADV", "ADP") or len(words) > 2)
        and not text.endswith(("ese", "ian", "ean", "ish"))
    )


def _surname(unit: Unit, name: str) -> bool:
    """Whether the report has the word as a person's name: after `Mr.` or a given name (`the Célestin campaign`)."""
    called = re.compile(rf"\b(?:Mr\.|Ms\.|Mrs\.|President|[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-Z][a-z]+)?) {re.escape(name)}\b")
    return any(called.search(p.text) for p in unit.report.paragraphs)


_REPEATED = ("programme-noun", "programme-quoted", "programme-apposition", "body-apposed")


def repeat_programmes(units: Sequence[Unit], found: CandidateLists) -> CandidateLists:
    """The candidates with every further place of a programme's own name: `the Primero project`, then `Primero`."""
    names = {
        unit.text[c.start : c.end]: c
        for unit, candidates in zip(units, found, strict=True)
        for c in sorted(candidates, key=lambda c: c.rule == "body-apposed")  # a body's own noun says most
        if c.rule in _REPEATED and _is_distinctive(unit.text[c.start : c.end])
    }
    bodies = {text for text, c in names.items() if c.rule == "body-apposed"}
    found = [
        [c for c in candidates if c.label != "PROGRAMME" or unit.text[c.start : c.end] not in bodies]
        for unit, candidates in zip(units, found, strict=True)
    ]
    if not names:
        return found
    pattern = re.compile(
        rf"(?<![\w/-])(?:{'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})(?![\w/-])"
    )
    return [
        [*candidates, *(_repeated(m, names[m.group()]) for m in pattern.finditer(unit.text))]
        for unit, candidates in zip(units, found, strict=True)
    ]


def _is_distinctive(name: str) -> bool:
    """Whether the name is no ordinary word that stands elsewhere for itself."""
    return len(name) > 4 and (" " in name or name.lower() not in common_words())


def _repeated(match: re.Match[str], first: Candidate) -> Candidate:
    rule = "body-repeated" if first.label == "AGENCY" else "programme-repeated"
    return replace(first, start=match.start(), end=match.end(), rule=rule, source="coref", score=0.6)
