"""Totals and their parts: whether the words between two numbers open, go on with or end a list of parts."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sgreports.knowledge.statements.count_words import part_phrase
from sgreports.knowledge.statements.relations import word_lists_of
from sgreports.parsing.tokens import Parse, Span
from sgreports.sentence.clauses import words_between
from sgreports.sentence.tags import FINITE_OR_MODAL

OPENING_WORDS = 4  # words between `including` and the number of the part
BRACKET_WORDS = 8  # words between a total and the bracket that takes it apart
LIGHT = ("total", "number", "estimated", "of", "majority", "most", "half")
OF_A_WHOLE = {"the", "a", "majority", "most", "many", "some", "half", "one", "third", "quarter", "bulk", "vast"}
NEAR = 3  # words between two parts that stand side by side
LIST_WORDS = 14  # words between two parts of a list
POINTING = ("which", "whom", "them", "these", "those", ",")
OPENING_MARKS = (";", ",", ":", "–", "—", ".")
CONTENT = ("NOUN", "PROPN", "VERB", "ADP")
_ENDS_SUBSET = re.compile(r"[;:.](?:\s|$)")


@dataclass(frozen=True, slots=True)
class Gap:
    """The words between two counts, as tokens and in lower case."""

    words: Span
    text: str


def gap_between(before: Span, after: Span) -> Gap:
    words = words_between(before, after)
    return Gap(words, words.text.lower())


def points_back(number: Span) -> bool:
    """Whether a sentence opens by pointing back at a total: `Of these, nine`; `The majority of them, 12`."""
    before = number.doc.span(number.root.sent.start, number.start).text.lower()
    found = part_phrase("pointing").search(before)
    return found is not None and set(before[: found.start()].split()) <= OF_A_WHOLE


def _last_match(phrase: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last place of a phrase in a text."""
    return next(reversed(list(phrase.finditer(text))), None)


def opens_list(gap: Gap) -> bool:
    """Whether the words open a list of parts: `including`, `of whom`, with little between it and the number."""
    cue = _last_match(part_phrase("opening", "opening_verbs"), gap.text)
    if cue is None or ";" in gap.text[cue.start() :]:
        return False
    after = [t for t in gap.words if t.idx - gap.words.start_char >= cue.end()]
    nominal = any(t.pos_ in CONTENT and t.lower_ not in LIGHT for t in after)
    return len(after) <= OPENING_WORDS and not nominal and not part_phrase("comparing").search(gap.text)


def opens_bracket(gap: Gap, part: Span, kind: str | None) -> bool:
    """Whether a bracket right after the total holds parts with nouns of their own: `(1 woman)`."""
    place = gap.text.rfind("(")
    if place < 0 or ")" in gap.text[place:] or kind not in ("cardinal", None):
        return False
    before = [t for t in gap.words if t.idx - gap.words.start_char < place]
    inside = [t for t in gap.words if t.idx - gap.words.start_char > place]
    near = len(before) <= BRACKET_WORDS and len(inside) <= 1
    apart = any(t.tag_ in FINITE_OR_MODAL or t.text in ",;" for t in before)
    return near and not apart and _has_noun(part)


def _has_noun(number: Span) -> bool:
    """Whether a noun, adjective, participle or preposition follows a number: `7 women`, `9 individual and 3 support
    weapons`, `1 from Fiji`."""
    after = number.doc[number.end : number.end + 1]
    return any(t.pos_ in ("NOUN", "PROPN", "ADJ") or t.tag_ == "VBN" or t.lower_ in ("from", "in") for t in after)


def follows_colon(gap: Gap) -> bool:
    """Whether a colon stands right before the number and ends the total's clause: `five were hurt: three women`.

    Where a name stands before it, it gives that name its number (`WHO: 12`).
    """
    named = any(t.pos_ == "PROPN" or t.text == ";" for t in gap.words)
    return any(t.text == ":" for t in gap.words[-2:]) and len(gap.words) <= BRACKET_WORDS and not named


def opens_with_clause(gap: Gap, part: Span) -> bool:
    """`2,696 businesses were registered, with 70 per cent coming from the north`."""
    words = list(gap.words)
    if len(words) < 2 or words[-1].lower_ != "with" or words[-2].text != ",":
        return False
    after = part.doc[part.end : part.end + 4]
    return any(t.tag_ in ("VBG", "VBN") for t in after) and not any(t.text in ",.;" for t in after[:1])


def continues_list(gap: Gap, before: Span, part: Span) -> bool:
    """Whether the words between two counts continue a list of parts."""
    text = gap.text
    if ")" in _without_brackets(text):
        return False
    words = list(gap.words)
    if len(words) > LIST_WORDS or part_phrase("comparing").search(text) or "(" in _without_brackets(text):
        return False
    if words and words[-1].pos_ == "ADP" and words[-1].lower_ != "with":
        return False
    near = len(words) <= NEAR
    joined = any(t.text in ",;" or t.lower_ in ("and", "or", "plus") or (near and t.lower_ == "with") for t in words)
    verbs = [t for t in words if t.tag_ in FINITE_OR_MODAL and t.dep_ in ("ROOT", "conj", "ccomp")]
    breaks = any(t.i > words[0].i + 1 for t in verbs)
    return joined and (near or not breaks) and not _begins_new_event(before, part)


def _without_brackets(text: str) -> str:
    """A text without what stands in its closed brackets."""
    return re.sub(r"\([^()]*\)", "", text)


def _begins_new_event(before: Span, part: Span) -> bool:
    """Whether a number without a noun begins a new event: `including 3 children, and 5 injured`."""
    bare = any(t.tag_ in ("VBN", "VBD") for t in part.doc[part.end : part.end + 1])
    return bare and before.doc[before.end].pos_ in ("NOUN", "PROPN", "ADJ")


def is_followed_by_of_them(number: Span) -> bool:
    """Whether `of whom`, `of them` follows a number, with at most its noun between."""
    text = number.doc.span(number.end, number.end + 4).text.lower()
    found = part_phrase("following").search(text)
    return found is not None and not any(mark in text[: found.start()] for mark in ",;.:()")


def named_by_these(number: Span) -> str | None:
    """The lemma of the noun that a number's total is named by: `nine of these posts`."""
    after = number.doc.span(number.end, number.end + 4)
    pointed = (t for before, t in pairwise(after) if before.lower_ in ("these", "those"))
    return next((t.lemma_ for t in pointed if t.pos_ == "NOUN"), None)


def leads_from_part(gap: Gap, kind: str | None) -> bool:
    """Whether the total of a part comes next: `12 cases out of 40`, `43 out of a strength of 90`, `70 per cent of the
    200`."""
    found = _last_match(part_phrase("taken_from"), gap.text)
    if found is None or gap.text[found.end() :].strip() or any(mark in gap.text for mark in ";.:)"):
        return False
    if "out of" in found[0]:
        return True
    near = len(gap.words) <= BRACKET_WORDS and "," not in gap.text
    taken = kind in ("money", "percent") or "out of" in gap.text
    return found.start() == 0 or (near and taken and "(" not in gap.text)


def is_restated_as_share(gap: Gap) -> bool:
    """Whether a number is restated as a share: `8,000 were deployed, representing 14 per cent of the 56,000`."""
    return part_phrase("restating").search(gap.text) is not None


def leads_to_total(gap: Gap) -> bool:
    """Whether the words lead to the total of the counts before: `making a total of`."""
    totalling = tuple(word_lists_of("part_words.toml")["totalling"])
    return brings_to_total(gap) or gap.text.rstrip().endswith(totalling)


def brings_to_total(gap: Gap) -> bool:
    """Whether the words bring a total to its new number: `bringing the total number of States to`, `to a total of`."""
    if not gap.text.rstrip().endswith((" to", " to a total of")):
        return False
    lemmas = {t.lemma_.lower() for t in gap.words}
    return "bring" in lemmas and bool(lemmas & {"total", "number", "figure"})


def lists_parts(gap: Gap) -> bool:
    """Whether the next sentence breaks a total down: `They include 30 women and 25 men`."""
    return any(t.lemma_ in ("include", "comprise", "consist") and t.dep_ == "ROOT" for t in gap.words)


def has_separator(gap: Gap) -> bool:
    """Whether a mark stands between a total and its parts: a comma, colon, bracket or dash."""
    return any(t.text in (",", ":", "(", "–", "—") for t in gap.words)


def is_additional(part: Span) -> bool:
    """Whether a number is marked as additional: `36 additional ratifications`."""
    near = {t.lower_ for t in part.doc[max(0, part.start - 2) : part.end + 2]}
    return not near.isdisjoint((*word_lists_of("part_words.toml")["going_on"], "new"))


def is_fronted(total: Span) -> bool:
    """Whether a count stands after an `of` that opens its clause: `Of the remaining 203 officers`."""
    first, doc = total.start, total.doc
    before = [t for t in doc[max(0, first - 4) : first] if t.lower_ in ("of", "among")]
    words = doc[before[-1].i + 1 : first] if before else ()
    if not before or any(t.pos_ == "NOUN" or t.lower_ in POINTING for t in words):
        return False
    of = before[-1]
    return of.is_sent_start or doc[of.i - 1].text in OPENING_MARKS or doc[of.i - 1].lower_ == "and"


def subset_start(doc: Parse, offset: int) -> int | None:
    """The start of the subset that holds the number at `offset`, unless a clause, semicolon or bracket ends it
    before."""
    start = doc.sentence_at(offset).start_char
    cues = _cues(doc.text)
    place = bisect_right(cues, offset, key=re.Match.end) - 1
    if place < 0 or (cue := cues[place]).start() < start:
        return None
    stopped = offset > cue.end() and doc.text[offset - 1] in ";:."
    if stopped or _between(_ends(doc.text), cue.end(), offset - 1):
        return None
    verbs = _between(doc.finite_verbs, cue.end(), offset)
    return cue.start() if verbs <= cue[0].lower().startswith(("of ", "among ")) else None


def _between(places: list[int], start: int, end: int) -> int:
    """How many places lie in a range."""
    return max(0, bisect_left(places, end) - bisect_left(places, start))


@lru_cache(maxsize=4)
def _cues(text: str) -> list[re.Match[str]]:
    return list(part_phrase("opening").finditer(text))


@lru_cache(maxsize=4)
def _ends(text: str) -> list[int]:
    return [m.start() for m in _ENDS_SUBSET.finditer(text)]
