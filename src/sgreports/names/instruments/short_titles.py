"""Texts that need the whole report to resolve: own short names, `the Convention`, the organ of open citations."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sgreports.knowledge.names.instruments import instrument_entity, instrument_heads
from sgreports.knowledge.names.keys import name_key
from sgreports.names.candidate import Candidate
from sgreports.names.instruments.goals import before_2015
from sgreports.names.instruments.named_texts import OPEN, named_texts
from sgreports.names.instruments.open_citations import resolve_citations
from sgreports.names.overlap import resolve
from sgreports.names.own_names.abbreviations import is_of_another_kind
from sgreports.parsing.unit import Unit

Found = list[list[Candidate]]
_SHORT = "|".join(sorted(map(re.escape, instrument_heads().short), key=len, reverse=True))
_HEAD = re.compile(rf"(?<![\w-])(?:{_SHORT})(?![\w-])")
_BARE = re.compile(
    rf"(?<![\w-])(?:(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Bb]oth|[Ii]ts|said|same)\s|(?<=[a-z\d,]\s)(?=Goals?\b(?!\s\d)))"
    rf"(?P<short>(?:(?:19|20)\d\d\s)?(?:{_SHORT})|Goals?)(?![\w-])(?!\s(?:of\s)?[A-Z])"
)
_ATTRIBUTIVE = re.compile(r"(?<=[a-z] )(?P<short>Convention|Protocol|Treaty|Charter|Covenant)(?= [a-z]{4,}s\b)")
_ALONE = re.compile(rf"(?<![\w-])(?<!\sla\s)(?:{'|'.join(instrument_heads().alone)})(?![\w-])(?!\s[A-Z])")
_DEFINED = re.compile(
    r"\s\((?P<lead>(?:hereinafter|hereafter|herein|referred\sto\sas|or|the|“the|\"the|,|\s)*)"
    r"(?P<quote>[“\"]?)(?P<short>[A-Z][^()“”\"]{1,60})[”\"]?\)"
)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&/-]*[A-Z]s?")
_COMPLEMENT = re.compile(rf"\s(?:{'|'.join(instrument_heads().complements)})\s")
_CHARTER = "treaty/un-charter"


@dataclass(slots=True)
class TextMemory:
    """The texts named so far: texts with their normal form in order, and the report's own short names."""

    named: list[tuple[str, Candidate]] = field(default_factory=list)
    defined: dict[str, Candidate] = field(default_factory=dict)

    def remember(self, text: str, candidate: Candidate) -> None:
        """Keeps a name, and the official name that the registry has for it."""
        self.named.append((text, candidate))
        record = instrument_entity(candidate.entity or "")
        if record and record.name != text and candidate.kind not in ("resolution", "document"):
            self.named.append((record.name, candidate))

    def antecedent(self, short: str) -> Candidate | None:
        """The text last named whose head is `short`."""
        return next((c for text, c in reversed(self.named) if _is_head_of(text, short)), None)

    def longer(self, text: str) -> Candidate | None:
        """The text named in full that `text` shortens: it begins or ends with it."""
        return next(
            (c for name, c in reversed(self.named) if name.startswith(f"{text} ") or name.endswith(f" {text}")), None
        )


def resolve_instruments(units: Sequence[Unit], found: Found) -> Found:
    """The candidates with short forms added (source `coref`) and open citations resolved."""
    found = resolve_citations(units, found)
    whole = TextMemory()
    for unit, candidates in zip(units, found, strict=True):
        for c in _texts(candidates):
            whole.remember(unit.text[c.start : c.end], c)
    whole.named.reverse()
    country = _country(units, found)
    memory = _titled(units)
    return [_paragraph(unit, c, memory, whole, country) for unit, c in zip(units, found, strict=True)]


def _titled(units: Sequence[Unit]) -> TextMemory:
    """A memory with the texts of the registry that the report's title names."""
    memory = TextMemory()
    for c in named_texts(units[0].report.masthead.title or "", None) if units else ():
        memory.remember(str(c.entity), c)
    return memory


def _texts(candidates: list[Candidate]) -> list[Candidate]:
    return [c for c in resolve(candidates) if c.label == "INSTRUMENT" and c.entity]


def _paragraph(
    unit: Unit, candidates: list[Candidate], memory: TextMemory, whole: TextMemory, country: str | None
) -> list[Candidate]:
    text = unit.text
    own = [_shortened(text, c, memory, whole) for c in candidates]
    events: list[tuple[int, Candidate | re.Match[str]]] = [(c.start, c) for c in _texts(own)]
    events += [(m.start("short"), m) for m in _BARE.finditer(text)]
    events += [(m.start("short"), m) for m in _ATTRIBUTIVE.finditer(text) if memory.antecedent(m["short"])]
    shorts: list[Candidate] = []
    for _, event in sorted(events, key=lambda e: (e[0], isinstance(e[1], re.Match))):
        if isinstance(event, Candidate):
            memory.remember(text[event.start : event.end], event)
            shorts += _definition(text, event, memory, own)
        else:
            shorts.append(_short(event, memory, whole, "MDG" if before_2015(unit) else "SDG"))
    return [*own, *shorts, *_defined(text, memory), *_constitutions(text, country)]


def _shortened(text: str, c: Candidate, memory: TextMemory, whole: TextMemory) -> Candidate:
    """An open-class name without a complement that shortens a longer one of the report takes its normal form."""
    if c.rule != OPEN:
        return c
    full = memory.longer(text[c.start : c.end]) or whole.longer(text[c.start : c.end])
    return replace(c, entity=full.entity, kind=full.kind, source="coref") if full else c


def _definition(text: str, c: Candidate, memory: TextMemory, others: Sequence[Candidate]) -> Iterator[Candidate]:
    """The short name that stands in brackets after a text: `(the “Convention”)`, `(UNCLOS)`."""
    match = _DEFINED.match(text, c.end)
    if not match or c.kind in ("document", "goal") or is_of_another_kind(match["short"], text, c, others):
        return
    short = match["short"]
    if _ACRONYM.fullmatch(short) or match["quote"] or "“" in match["lead"] or (match["lead"] and _HEAD.search(short)):
        memory.defined[short] = c
        yield _coref(*match.span("short"), c, 0.9)


def _short(match: re.Match[str], memory: TextMemory, whole: TextMemory, era: str) -> Candidate:
    start, end = match.span("short")
    short = match["short"]
    if short in ("Goals", "Goal"):
        return Candidate("INSTRUMENT", start, end, "short-form", era, "goal", source="coref", score=0.8)
    if full := memory.defined.get(short) or memory.antecedent(short) or whole.antecedent(short):
        return _coref(start, end, full, 0.75)
    if short == "Charter":
        return Candidate("INSTRUMENT", start, end, "short-form", _CHARTER, "treaty", source="coref", score=0.7)
    kind = next((k for k, heads in instrument_heads().kinds.items() if short in heads), "policy")
    return Candidate(
        "INSTRUMENT", start, end, "short-form", None, kind, source="coref", score=0.5,
        issue="no earlier text of that name in the report",
    )  # fmt: skip


def _defined(text: str, memory: TextMemory) -> Iterator[Candidate]:
    """All other occurrences of the report's own short names."""
    for short, full in memory.defined.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text):
            yield _coref(*match.span(), full, 0.85)


def _constitutions(text: str, country: str | None) -> Iterator[Candidate]:
    for match in _ALONE.finditer(text):
        entity = name_key(f"{match.group()} of {country}") if country else None
        yield Candidate(
            "INSTRUMENT", *match.span(), "short-form", entity, "law", source="coref", score=0.75,
            issue=None if entity else "no State is named that this constitution could be of",
        )  # fmt: skip


def _country(units: Sequence[Unit], found: Found) -> str | None:
    """The State that the report names most often, as it names it."""
    names = Counter(
        unit.text[c.start : c.end]
        for unit, candidates in zip(units, found, strict=True)
        for c in candidates
        if c.label == "COUNTRY" and c.form == "name"
    )
    return max(names, key=lambda n: (names[n], n)) if names else None


def _is_head_of(text: str, short: str) -> bool:
    """Whether `short` is the head noun of a longer name: the last before its complement, else the first of all."""
    before = list(_HEAD.finditer(_COMPLEMENT.split(text, maxsplit=1)[0]))
    match = before[-1] if before else _HEAD.search(text)
    return text != short and match is not None and match.group().rstrip("s") == short.rstrip("s")


def _coref(start: int, end: int, full: Candidate, score: float) -> Candidate:
    return Candidate("INSTRUMENT", start, end, "short-form", full.entity, full.kind, source="coref", score=score)
