"""A report's own names: `United Nations Population Fund (UNFPA)`, `the Panel of Experts (hereinafter “the Panel”)`.

What a report defines holds all through it, before and after, footnotes too, and the registries never override it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sgreports.knowledge.names.keys import name_key, slug
from sgreports.model.facts import Label
from sgreports.names.assembly import CandidateLists
from sgreports.names.bodies.open_bodies import kind_of_text, label_of_text
from sgreports.names.candidate import Candidate
from sgreports.parsing.unit import Unit

_LEAD = (
    r"(?:(?:also |commonly |better |formerly |or |hereinafter |hereafter |herein |collectively |jointly "
    r"|referred to as |called |known as |by its \w+ acronym,? |acronym |the )*)"
)
_SHORT = r"[A-Z][^\W_]*(?:[/&’'-][^\W_]+|\.(?=[A-Z]))*(?:[ -][A-Z][^\W_]*(?:[/-][A-Z][^\W_]*)*){0,3}"
_BRACKET = re.compile(rf" ?\({_LEAD}(?P<quote>[“\"‘']?)(?:the )?(?P<short>{_SHORT})[”\"’']?(?:[,;] [^()]{{0,80}})?\)")
_KNOWN_AS = re.compile(rf",? (?:also |commonly |better )?known as {_LEAD}[“\"‘]?(?:the )?(?P<short>{_SHORT})[”\"’]?")
_REVERSE = re.compile(r"(?<![\w/-])(?P<short>[A-Z][A-Za-z/-]*[A-Z]) \((?P<long>(?:the )?[A-Z][^()\d]{6,120})\)")
_FOREIGN = re.compile(r" \((?P<long>[A-Z][^\W_]+(?: [^()\s,;]+){1,12})\)")
_FOREIGN_WORDS = re.compile(
    r"(?: |[dl]['’])(?:de|du|des|la|le|les|et|pour|para|por|del|los|las|y|do|da|dos|di)\b"
    r"|[dl]['’]\w|[àâçéèêëîïôûùñáíóú]"
)
_NO_SHORT = re.compile(
    r"(?:[IVXLC]+|[A-Z]-\d.*|[A-Z]/.*|[A-Z.]+/.*/.*|[A-Z]+/\d.*|[A-Z]|USA?|UK|[PDG]S?|N[EW]|S[EW]|Rev|Corr|Add|Vol|Chapter.*|See.*|Table.*|Annex.*)"
)
_LABELS: tuple[Label | None, ...] = (
    "AGENCY",
    "PROGRAMME",
    "INSTRUMENT",
    None,
)  # None: an event, whose abbreviation blocks
_BROKEN = re.compile(r"[.;:(),]")
_LISTED = re.compile(r"^[^.;:()]*, [A-Z][^.;:()]* and [^.;:()]*$")
SURE = 0.97
_WORD_START = re.compile(r"(?<![^\W_])[^\W_]")
_SMALL = frozenset({
    "of", "the", "for", "and", "on", "in", "to", "a", "an", "against", "with", "at", "by", "from",
    "de", "la", "le", "les", "du", "des", "del", "los", "las", "et", "y", "e", "d", "l", "pour", "para", "do", "da",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnName:
    """A short name with the name that the report defines it by. `start` is the long name's place in its paragraph."""

    short: str
    long: str
    start: int
    label: Label | None
    entity: str | None
    kind: str | None
    registered: bool


def own_names(units: Sequence[Unit], found: CandidateLists) -> CandidateLists:
    """The candidates with the report's own abbreviations and names added, and their long names under one entity."""
    own: dict[str, OwnName] = {}
    for unit, candidates in zip(units, found, strict=True):
        for name in definitions(unit, candidates):
            own.setdefault(name.short, name)
    aliases = [_foreign_names(unit, candidates) for unit, candidates in zip(units, found, strict=True)]
    named = [[*candidates, *more] for candidates, more in zip(found, aliases, strict=True)]
    if not own:
        return named
    defined = _defined_names(own)
    return [_apply(unit, candidates, defined) for unit, candidates in zip(units, named, strict=True)]


def definitions(unit: Unit, candidates: Sequence[Candidate]) -> Iterator[OwnName]:
    """The definitions of a paragraph, in all their forms."""
    text = unit.text
    for pattern in (_BRACKET, _KNOWN_AS):
        for match in pattern.finditer(text):
            short = match["short"]
            quoted = pattern is _KNOWN_AS or bool(match["quote"]) or "herein" in match.group() or _is_part(text, match)
            if (
                _NO_SHORT.fullmatch(short)
                or not (quoted or _is_abbreviation(short))
                or _joins_two_names(short, text, candidates)
            ):
                continue
            if name := _defined(unit, candidates, short, match.start(), quoted):
                yield name
    yield from _reversed(unit, candidates)


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Whether a bracket has words of the name before it, with an article: `the Lagoon Council (the Council)`."""
    return "(the " in match.group() and match["short"] in text[max(0, match.start() - 60) : match.start()]


def _joins_two_names(short: str, text: str, candidates: Sequence[Candidate]) -> bool:
    """`(KPNLF/BLDP)`: each part is a body's own."""
    parts = short.split("/")
    return len(parts) > 1 and {text[c.start : c.end] for c in candidates if c.label == "AGENCY"}.issuperset(parts)


def _is_abbreviation(short: str) -> bool:
    """At least two capitals and no ordinary word: `UNFPA`, `SPLM/A-IO`, `Frelimo` is none."""
    capitals = sum(c.isupper() for c in short)
    return capitals >= 2 and capitals * 2 >= sum(c.isalpha() for c in short) and " " not in short


def _defined(unit: Unit, candidates: Sequence[Candidate], short: str, end: int, quoted: bool) -> OwnName | None:
    """The definition of `short` by what ends at `end`: a candidate, or a run of words with its letters."""
    ending = [c for c in candidates if c.end == end and c.label in _LABELS]
    known = {c.entity for c in candidates if unit.text[c.start : c.end] == short and c.entity}
    best = max(ending, key=lambda c: _definition_rank(c, unit.text[c.start : end], known), default=None)
    sentence = unit.text[max(0, end - 200) : end]
    offset = end - len(sentence)
    edge = initials_edge(short, sentence)
    if best and is_of_another_kind(short, unit.text, best, candidates):
        return None
    if best and _can_abbreviate(short, unit.text[best.start : end], quoted):
        narrower = edge is not None and offset + edge > best.start and best.rule == "body"
        start = offset + edge if narrower and edge is not None else best.start
        wider = edge is not None and offset + edge < best.start and not _registered(best)
        start = offset + edge if wider and edge is not None else start
        return _own_name(short, unit.text[start:end], start, replace(best, start=start), best.start == start)
    if quoted and not _is_abbreviation(short):
        return None
    return _unlisted(short, sentence, offset, edge)


def _definition_rank(candidate: Candidate, name: str, known: set[str]) -> tuple[bool, bool, int, float]:
    """Of the names that end before a bracket, the greatest is defined: the registry's reading, then the longest. After
    `Special Representative … and Head of the United Nations Office …` it is the office's."""
    return candidate.entity in known, " and Head of " not in name, len(name), candidate.score


def is_of_another_kind(short: str, text: str, long: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether an abbreviation after a name is that of something else, since a registry knows it so, and its letters
    are not the name's: `the Mission … of the Agreement on the Reefs (MINREEF)` defines no Agreement."""
    known = {c.label for c in candidates if text[c.start : c.end] == short and c.label and _registered(c)}
    return bool(known) and long.label not in known and left_edge(short, text[long.start : long.end]) is None


def _can_abbreviate(short: str, name: str, quoted: bool) -> bool:
    """Whether the short name can be the name's: by its letters, by one of its words, or as a foreign one."""
    if left_edge(short, name) is not None or short in name or quoted:
        return True
    return capitals_of(short)[:1] == first_letters(name)[:1] or (short.isupper() and len(short) >= 3)


def _unlisted(short: str, sentence: str, offset: int, edge: int | None) -> OwnName | None:
    """A name that no finder has, detected by its abbreviation, with a head noun among its words."""
    if edge is None:
        edge = left_edge(short, sentence)
    if edge is None or len(sentence[edge:].split()) > 2 * len(capitals_of(short)) + 3:
        return None
    name = sentence[edge:]
    label = label_of_text(name)
    if label is None or (_BROKEN.search(name) and not _LISTED.search(name)):
        return None
    kind = kind_of_text(name) if label == "AGENCY" else None
    made = Candidate(label, offset + edge, offset + len(sentence), "own-name", name_key(name), kind)
    return _own_name(short, name, made.start, made, False)


def _registered(candidate: Candidate) -> bool:
    return bool(candidate.entity) and not str(candidate.entity).startswith("name/")


def _own_name(short: str, name: str, start: int, long: Candidate, whole: bool) -> OwnName:
    registered = _registered(long) and whole
    key = long.entity if registered or long.label == "INSTRUMENT" or not _is_abbreviation(short) else slug(short)
    return OwnName(short, name, start, long.label, key, long.kind, registered)


def _reversed(unit: Unit, candidates: Sequence[Candidate]) -> Iterator[OwnName]:
    """`UNFPA (United Nations Population Fund)`."""
    for match in _REVERSE.finditer(unit.text):
        long = match["long"].removeprefix("the ")
        start = match.end("long") - len(long)
        if not _is_abbreviation(match["short"]) or left_edge(match["short"], long) != 0:
            continue
        inside = [c for c in candidates if (c.start, c.end) == (start, match.end("long")) and c.label in _LABELS]
        label = label_of_text(long)
        if inside:
            yield _own_name(match["short"], long, start, inside[0], True)
        elif label:
            made = Candidate(label, start, match.end("long"), "own-name", name_key(long), kind_of_text(long))
            yield _own_name(match["short"], long, start, made, False)


def _foreign_names(unit: Unit, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The name in another language that follows a body's in brackets: the same entity."""
    made = []
    for match in _FOREIGN.finditer(unit.text):
        bodies = [c for c in candidates if c.end == match.start() and c.label == "AGENCY"]
        if bodies and _FOREIGN_WORDS.search(match["long"]):
            body = max(bodies, key=lambda c: c.end - c.start)
            start, end = match.span("long")
            made.append(replace(body, start=start, end=end, rule="own-name-foreign", source="", score=0.85))
    return made


@dataclass(frozen=True, slots=True)
class DefinedNames:
    """The names that a report defines: an expression for all of them, each by its text, and by the normal form that
    its long name would have."""

    pattern: re.Pattern[str]
    by_text: Mapping[str, OwnName]
    by_key: Mapping[str, OwnName]


def _defined_names(own: dict[str, OwnName]) -> DefinedNames:
    renamed = {name_key(o.long): o for o in own.values() if not o.registered and o.label != "INSTRUMENT"}
    return DefinedNames(_pattern(own), {o.long: o for o in own.values()} | own, renamed)


def _pattern(own: dict[str, OwnName]) -> re.Pattern[str]:
    """One scan for all short names and for the long ones that no registry has, the longest first."""
    names = {*own, *(o.long for o in own.values() if not o.registered)}
    either = "|".join(re.escape(n).replace(r"\ ", r"\s") for n in sorted(names, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w/])(?<![a-z]-)(?:{either})(?![\w’']?\w|/[A-Z]|-[A-Z]{{1,3}}\b)|(?<![\w/])(?:{either})(?=[’']s?\b)"
    )


def _apply(unit: Unit, candidates: list[Candidate], defined: DefinedNames) -> list[Candidate]:
    made = []
    for match in defined.pattern.finditer(unit.text):
        if name := defined.by_text.get(match.group()):
            made.append(
                Candidate(name.label, match.start(), match.end(), "own-name", name.entity, name.kind, score=SURE)
            )
    spans = {(c.start, c.end) for c in made}
    kept = [_renamed(c, defined.by_key) for c in candidates if (c.start, c.end) not in spans]
    return kept + made


def _renamed(candidate: Candidate, renamed: Mapping[str, OwnName]) -> Candidate:
    name = renamed.get(candidate.entity or "")
    return replace(candidate, entity=name.entity, kind=name.kind) if name else candidate


def capitals_of(abbreviation: str) -> str:
    """The letters that count, in lower case: `SPLM/A-IO` → `splmaio`, `UNAMIs` → `unami`."""
    return "".join(c for c in abbreviation if c.isupper() or c.isdigit()).lower() or abbreviation.lower()


def first_letters(name: str) -> str:
    """The initials of a name's words, small words left out, hyphenated parts each with their own."""
    words = re.findall(r"[^\W_]+(?:[’'][^\W_]+)?", name)
    return "".join(w[0] for w in words if w.lower() not in _SMALL).lower()


def left_edge(abbreviation: str, before: str) -> int | None:
    """Where in `before`, which ends with a name, the name for the abbreviation begins; None where no letters fit.

    Letters are matched from the right, the first one at the start of a capitalised word (Schwartz & Hearst 2003).
    """
    position = len(before)
    letters = capitals_of(abbreviation)
    for k in range(len(letters) - 1, -1, -1):
        position = _find_left(before, letters[k], position, opening=k == 0)
        if position < 0:
            return None
    return position


def _find_left(text: str, letter: str, end: int, *, opening: bool) -> int:
    for i in range(end - 1, -1, -1):
        starts = i == 0 or not text[i - 1].isalnum()
        if text[i].lower() == letter and (not opening or (starts and text[i].isupper())):
            return i
    return -1


def initials_edge(abbreviation: str, before: str) -> int | None:
    """The start of the shortest name at the end of `before` whose initials are the abbreviation's letters exactly."""
    letters = capitals_of(abbreviation)
    for match in reversed(list(_WORD_START.finditer(before))):
        initials = first_letters(before[match.start() :])
        if len(initials) > len(letters):
            return None
        if initials == letters and match.group().isupper():
            return match.start()
    return None
