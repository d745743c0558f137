"""Names of bodies and offices that no list has, by their head nouns (GUIDELINES, AGENCY)."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sgreports.knowledge.names.bodies import NameGrammar, name_grammar
from sgreports.knowledge.names.countries import country_names
from sgreports.knowledge.names.entities import by_names
from sgreports.knowledge.names.keys import name_key
from sgreports.model.facts import Label
from sgreports.names.candidate import Candidate
from sgreports.names.lexical.capitals import Word, words_of
from sgreports.names.lexical.head_names import Name, NameReader
from sgreports.parsing.unit import Unit

_FUNCTION_TAGS = frozenset({"ADP", "DET", "PRON", "SCONJ", "CCONJ", "ADV", "AUX", "VERB", "INTJ"})
_CLAUSE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD", "WDT", "WP", "WRB"})
_PARTY = re.compile(r"(?<![\w-])(?P<name>[A-Z]{2,6}) (?P<noun>party)(?![\w-])")
_TO_TREATY = re.compile(r"(?<=Parties) (?:of|to) ")  # the treaty of the parties is a mention of its own
_NATIONAL = frozenset({"national"})
_TWO_DEMONYMS = re.compile(r"\b(?P<state>[A-Z][a-z]+) \((?P<part>[A-Z][a-z]+)\) $")


def find_bodies(unit: Unit) -> Iterable[Candidate]:
    """AGENCY candidates (`rule:body`, `rule:office`) of a paragraph. Their entity is `name/<slug>`."""
    reader = reader_of(unit)
    named = [c for name in names_in(unit) if name.head.label == "AGENCY" for c in _candidates(unit, reader, name)]
    return [*named, *_conferences(unit, reader), *_apposed_bodies(unit)]


def _conferences(unit: Unit, reader: NameReader) -> Iterator[Candidate]:
    """Conferences that are bodies: `Conference of the Parties` (GUIDELINES, Rulings, "Events")."""
    for name in names_in(unit):
        start = reader.words[name.first].start
        text = unit.text[start : reader.words[name.last - 1].end]
        body = next((b for b in reader.grammar.standing if b in text), None) if name.head.label == "EVENT" else None
        if body is not None:
            text = _TO_TREATY.split(text, maxsplit=1)[0]
            yield Candidate("AGENCY", start, start + len(text), "body-standing", name_key(text), "un", score=0.8)


def _apposed_bodies(unit: Unit) -> Iterator[Candidate]:
    """`the non-governmental organization Limnora`, `the ORA party`: bodies detected by the lower-case noun beside
    them."""
    kinds, text = {**name_grammar().apposed, **name_grammar().following, "party": "civil"}, unit.text
    followed = [m for m in _followed().finditer(text) if not _is_of_place(unit, m["name"])]
    for match in (*_apposition().finditer(text), *followed, *_PARTY.finditer(text)):
        name = match["name"]
        if name in _demonyms() or name.partition(" ")[0] in name_grammar().stop:
            continue
        if not name.isupper() or match["noun"] == "party":
            yield Candidate(
                "AGENCY", *match.span("name"), "body-apposed", name_key(name), kinds[match["noun"]], score=0.7
            )


def _is_of_place(unit: Unit, name: str) -> bool:
    """Whether the report has the word for a place or a people: `at Strelsau`, `the Ruritan side`."""
    word = re.escape(name)
    used = re.compile(rf"\b(?:at|in|near) {word}\b|\b{word} (?:sides?|authorities|people|population|refugees)\b")
    return any(name in p.text and used.search(p.text) for p in unit.report.paragraphs)


@lru_cache(maxsize=1)
def _apposition() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, sorted(name_grammar().apposed, key=len, reverse=True)))
    capital = r"[A-ZÀ-Þ][\w’-]+"
    return re.compile(rf"(?<![\w-])(?P<noun>{nouns}) [“\"]?(?P<name>{capital}(?: {capital}){{0,4}})(?!\w|’s)")


@lru_cache(maxsize=1)
def _followed() -> re.Pattern[str]:
    """`the Tim Alfa militia`, `the Self-Determination movement`."""
    nouns = "|".join(map(re.escape, sorted(name_grammar().following, key=len, reverse=True)))
    capital = r"[A-ZÀ-Þ][\w’-]+"
    return re.compile(
        rf"\b[Tt]he (?:[a-z]+ )?[“\"]?(?P<name>{capital}(?: {capital}){{0,3}})[”\"]? (?P<noun>{nouns})(?![\w-])"
    )


def reader_of(unit: Unit) -> NameReader:
    """The reader of a paragraph's names; the finders of one paragraph share it."""
    return reader_of_name(unit.text)


@lru_cache(maxsize=4)
def reader_of_name(text: str) -> NameReader:
    """The reader of a name by itself, or of a whole text."""
    grammar = name_grammar()
    return NameReader(words_of(text, grammar.possessives), grammar, place_words())


def names_in(unit: Unit) -> tuple[Name, ...]:
    """Every name of the paragraph, read once for all finders."""
    return _names(unit.text)


@lru_cache(maxsize=4)
def _names(text: str) -> tuple[Name, ...]:
    return tuple(reader_of_name(text).names())


@lru_cache(maxsize=1)
def place_words() -> frozenset[str]:
    """First words of the names of States and territories."""
    return name_grammar().places


def _candidates(unit: Unit, reader: NameReader, name: Name) -> Iterator[Candidate]:
    first = name_start(unit, reader, name.first, name.at)
    after = _end_with_titles(reader, name) if name.head.office else name.last
    words = reader.words[first:after]
    text = unit.text[words[0].start : words[-1].end]
    if name.head.topic and (end := topic_end(unit, words[-1].end)):
        title = unit.text[words[0].start : end]
        yield Candidate("AGENCY", words[0].start, end, "office-topic", name_key(title), "un", score=0.7)
        return
    bare = first == name.at and after == name.after
    if name.head.office and _is_state_office(reader, name):  # a national office is no mention, not even as a short form
        yield Candidate(None, reader.words[name.at].start, reader.words[name.after - 1].end, "office", score=0.5)
        return
    alone = text in reader.grammar.alone or text in reader.grammar.standing_alone
    unnamed = bare and not alone and not _is_before_person(reader, name)
    unnamed = unnamed and not text.startswith("United Nations ")  # `the United Nations Coordinator`
    if unnamed or _is_no_body(reader, name, first, after):
        return
    kind = kind_of(text, words[name.at - first].text, name, reader.grammar)
    if name.head.needs_body and not _names_its_body(reader, name, first, after, kind):
        return
    rule = "office" if name.head.office else "body"
    start, end = start_with_place(unit.text, words[0].start), end_with_place(unit.text, words[-1].end)
    text = unit.text[start:end]
    if words[-1].text == "Act":  # `the Council of the Harbour Act`
        yield Candidate("INSTRUMENT", start, end, "instrument-name", name_key(text), "law", score=0.8)
        return
    entity = reader.grammar.alone.get(text) or name_key(text)
    yield Candidate("AGENCY", start, end, rule, entity, kind, score=body_score(reader, first))


def topic_end(unit: Unit, at: int) -> int | None:
    """The end of a mandate's topic in lower case (`Special Rapporteur on the sale of children`), by the parse."""
    if not unit.text.startswith(" on ", at):
        return None
    first = next((t for t in unit.doc if t.idx > at), None)
    if first is None or first.right_edge.i <= first.i:
        return None
    last = first
    for token in unit.doc[first.i + 1 : first.right_edge.i + 1]:
        if (token.is_punct and token.text not in (",", "-", "’")) or token.tag_ in _CLAUSE_TAGS:
            break
        if token.text[:1].isupper() and token.nbor(-1).lower_ in ("and", "the", ","):
            break
        last = token if token.pos_ in ("NOUN", "PROPN") else last
    return last.idx + len(last) if last.i > first.i else None


def end_with_place(text: str, end: int) -> int:
    """The end of a name that breaks off inside a State's (`Presidency of Bosnia` and Herzegovina)."""
    tail = _coordinated_places().search(text, max(0, end - 30), min(len(text), end + 30))
    return tail.end() if tail and tail.start() < end < tail.end() else end


def start_with_place(text: str, start: int) -> int:
    """The start of a name that begins inside a State's (Bosnia and `Herzegovina Commission for Demining`).

    So does one after a bracket that says more of its State (`Yugoslav (Montenegrin) Border Police`).
    """
    if text.endswith(") ", 0, start) and (two := _TWO_DEMONYMS.search(text, max(0, start - 40), start)):
        return two.start() if {two["state"], two["part"]} <= _demonyms() else start
    places = _coordinated_places().finditer(text, max(0, start - 30), min(len(text), start + 30))
    return next((place.start() for place in places if place.start() < start < place.end()), start)


@by_names()
def _coordinated_places() -> re.Pattern[str]:
    names = (name.name for name in country_names() if name.form == "name" and " and " in name.name)
    return re.compile(rf"\b(?:{'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})\b")


def name_start(unit: Unit, reader: NameReader, first: int, at: int) -> int:
    """The first word of the name, without a word that is capitalised only because it opens the sentence."""
    while first < at and reader.words[first].initial and _function_word(unit, reader.words[first]):
        first += 1
        if reader.text(first) == "and":
            first += 1
    return first


def _function_word(unit: Unit, word: Word) -> bool:
    span = unit.parse.char_span(word.start, word.end)
    return span is not None and span[0].pos_ in _FUNCTION_TAGS


def _is_before_person(reader: NameReader, name: Name) -> bool:
    """A bare title right before its holder's name: `Assistant Secretary-General Rosa Lee`."""
    title = " ".join(w.text for w in reader.words[name.at : name.after])
    named = name.after < len(reader.words) and reader.words[name.after].capital and reader.gap(name.after) == " "
    return named and title in reader.grammar.before_person and reader.text(name.at - 1).lower() != "the"


def _is_state_office(reader: NameReader, name: Name) -> bool:
    """`the Special Envoy of the Government of Nauru`, `… of Nauru`: a national office."""
    at = name.after + 1 + (reader.text(name.after + 1) == "the")
    owner = reader.text(at)
    alone = owner in reader.grammar.bare_places and not (reader.words[at].possessive or (reader.words[at + 1 :][:1]
                                                         and reader.words[at + 1].capital))  # fmt: skip
    return reader.text(name.after) == "of" and (owner == "Government" or alone)


def _is_no_body(reader: NameReader, name: Name, first: int, after: int) -> bool:
    """Whether a name only looks like a body's: a place, a territorial unit, the holder of a national office."""
    grammar = reader.grammar
    words = [w.text for w in reader.words[first:after]]
    if reader.text(first - 1) in ("of", "for") and reader.text(first - 2) in ("Minister", "Ministers"):
        return True  # what a minister is in charge of
    soldiers = len(words) == 2 and words[1] == "Company" and words[0] in _demonyms()  # `a Pakistani Company`
    if soldiers or (reader.text(after) in ("component", "components") and after == name.after):
        return True
    head = words[: name.after - first]
    endings = (" ".join(part) for part in (head, head[-2:], head[-3:], words))
    if any(e in grammar.never for e in endings) or reader.text(name.after) in ("Commander", "Leader"):
        return True
    modifiers = words[: name.at - first]
    territory = reader.text(name.at) in grammar.territorial and after == name.after
    placed = len(modifiers) <= 1 or reader.text(name.at).startswith("Department")
    return territory and placed and not any(grammar.administrative.search(m) for m in modifiers)


@lru_cache(maxsize=1)
def _demonyms() -> frozenset[str]:
    return frozenset(name.name for name in country_names() if name.form == "demonym")


def kind_of(text: str, head: str, name: Name, grammar: NameGrammar) -> str | None:
    """The kind that the first rule with a word of the name gives, else the head noun's."""
    if head.startswith("Ministr"):
        return "national"
    for rule in grammar.kinds:
        if (not rule.heads or head in rule.heads) and rule.words.search(text):
            return rule.kind
    return name.head.kind


def _names_its_body(reader: NameReader, name: Name, first: int, after: int, kind: str | None) -> bool:
    """Whether an office title says which body it belongs to, and that body is no State's."""
    if reader.text(name.after) == "of" and [reader.text(k) for k in range(name.after + 1, after)] == ["the", "Council"]:
        return True
    if kind in _NATIONAL or not (after > name.after or first < name.at):
        return False
    words = [*range(first, name.at), *range(name.after, after)]
    owner = " ".join(reader.text(k) for k in words)
    acronym = any(reader.words[k].acronym for k in words)
    inside = [head for k in words if (head := reader.head_at(k)[0]) and head.label == "AGENCY" and not head.office]
    if any(head.kind == "national" for head in inside) and "International" not in owner:
        return False
    heads = bool(inside)
    return acronym or heads or any(f"{body}" in owner for body in BODIES)


BODIES = (
    "United Nations",
    "African Union",
    "European Union",
    "League of Arab States",
    "General Assembly",
    "Security Council",
)


def _end_with_titles(reader: NameReader, name: Name) -> int:
    """The end of the name with a second title of the same holder (`… and Head of the United Nations Office …`)."""
    end = name.last
    while reader.text(end) == "and" and reader.text(end + 1) in reader.grammar.joined and reader.gap(end) == " ":
        head, after = next(((h, a) for k in range(end + 1, min(end + 4, len(reader.words)))
                            for h, a in [reader.head_at(k)] if h and h.office), (None, end))  # fmt: skip
        if head is None:
            break
        end = reader.right(after, head)
    return end


def body_score(reader: NameReader, first: int) -> float:
    """The score of a name: higher after an article, lower at the start of a sentence."""
    before = reader.text(first - 1) if first else ""
    return 0.8 if before in ("the", "The") else 0.7 if reader.words[first].initial else 0.75


def label_of_text(name: str) -> Label | None:
    """The label that the head nouns of a whole name give it; None where it has none."""
    reader = reader_of_name(name)
    first = next(reader.names(), None)
    return None if first is None or first.head.label == "EVENT" else first.head.label


def kind_of_text(name: str) -> str | None:
    """The kind of a whole name, by its words and its first head noun."""
    reader = reader_of_name(name)
    first = next(reader.names(), None)
    return kind_of(name, reader.text(first.after - 1), first, reader.grammar) if first else None
