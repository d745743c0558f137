"""What a number counts: its noun, the head of its phrase, and whether it counts a change or known things."""

import re
from itertools import takewhile

from sgreports.knowledge.statements.quantities import quantities
from sgreports.knowledge.statements.relations import relation_words
from sgreports.knowledge.statements.unit_classes import is_person_class, unit_class
from sgreports.parsing.tokens import Span, Token
from sgreports.sentence.clauses import MAX_ANCESTORS, ancestors, word_before
from sgreports.sentence.noun_phrases import head_from, is_plain_gap, modifies, noun_after_of, shared_head
from sgreports.sentence.tags import MODIFIERS, NOMINAL, NOUNLIKE, SUBJECTS

PREMODIFIERS = (*MODIFIERS, "npadvmod")
SERIES = 30  # tokens after a number in which its series ends
_F = quantities().frames
_SERIES = re.compile(r"[Anp]{0,3}([An])(?:SS?N{1,3}[Anp]{0,4})+P")  # the classes of `_class_in_series`
_AGO = re.compile(
    rf" (?:an?|{'|'.join(quantities().words)}|[0-9]+) (?:year|month|week|day|decade)s?"
    r" (?:ago|earlier|before|previously)\b"
)
_BETWEEN = ("CC", "HYPH", "VBN", "VBG")  # tags of words between a number and its plural, beside nouns and adjectives
_OTHER = "."
_QUOTES = "“”\"'"


def phrase_head(token: Token) -> Token:
    """The head of the phrase that holds a number, by which it hangs in its clause: `cent` in `9 per cent of women`."""
    for _ in range(MAX_ANCESTORS):
        if token.dep_ not in PREMODIFIERS or token.head.pos_ not in NOUNLIKE or token.head.i < token.i:
            break
        token = token.head
    return token


def counted_noun(number: Span, unit: str | None) -> Token | None:
    """The noun after a number, where it is its unit; of measures and without a unit what stands after `of` (`3 tons of
    rice`). None where there is none."""
    own = own_noun(number) if unit else None
    if own is not None and own.lower_ in (unit or "").lower().replace(",", " ").split():
        return own
    return _measured_noun(phrase_head(number.root))


def own_noun(number: Span) -> Token | None:
    """The head of the noun phrase after a number, which it counts; None where none is written after it, or a time
    (`330,000 one year ago`, S/2025/122, para. 11)."""
    if _AGO.match(number.doc.text, number.end_char):
        return None
    steps = (shared_noun, _harmed, _people_named, _ranks, _states, _modified)
    noun = noun_after_of(number.doc, number.end) or next(filter(None, (step(number) for step in steps)), None)
    if noun is not None and noun.lower_ == "number":  # `bringing to 23 the number of schools`
        noun = noun_after_of(noun.doc, noun.i + 1) or noun
    return (plural_after(number, noun) or shared_head(noun)) if noun is not None else None


def plural_after(number: Span, noun: Token) -> Token | None:
    """The plural that a singular after a number above one only modifies: `19 rocket and grenade launchers`, `nine UNMGL
    soldiers`, `70 Kosovo Serb displaced families`."""
    many = noun.tag_ not in ("NN", "NNP", "JJ") or noun.text.endswith("s") or noun.lower_ in _F.collectives
    if many or number[-1].lower_ in ("one", "1"):
        return None
    for token in noun.doc[noun.i + 1 : noun.i + 9]:
        if token.tag_ in ("NNS", "NNPS") and token.text.isalpha() and not token.text.isupper():
            return token
        if token.pos_ not in (*NOMINAL, "ADJ", "ADV") and token.tag_ not in _BETWEEN and token.text not in "/()":
            break
    return None


def shared_noun(number: Span) -> Token | None:
    """The noun of the second of two numbers: `1,018 and 26 support weapons`; or of the last of a series, each with its
    modifiers: `52 presidential and 196 legislative candidates` (GUIDELINES, *Two numbers before one noun*)."""
    doc, at = number.doc, number.end + 1
    if at + 1 >= len(doc):
        return None
    if doc[number.end].lower_ in ("and", "or", "to") and doc[at].like_num:
        return head_from(doc, at + 1) if doc[at + 1].pos_ in ("NOUN", "ADJ") else None
    after = doc[number.end : number.end + SERIES]
    series = _SERIES.match("".join(takewhile(lambda mark: mark != _OTHER, map(_class_in_series, after))))
    if series is None or after[0].lower_ in _F.harmed or (number[-1].lower_ in ("one", "1") and series[1] == "n"):
        return None
    return after[series.end() - 1]


def _class_in_series(token: Token) -> str:
    """N of a number, P of a plural, S of what joins the members of a series, else of what may modify the plural: n of a
    common noun, p of a name, A of others; `_OTHER` of what ends a series."""
    if token.like_num:
        return "N"
    if (token.tag_ in ("NNS", "NNPS") and not token.text.isupper()) or token.lower_ in _F.collectives:
        return "P"
    if token.text == "," or token.lower_ in ("and", "or"):
        return "S"
    if token.pos_ == "ADJ" or token.tag_ in ("VBN", "HYPH") or token.text in _QUOTES:
        return "A"
    return {"NOUN": "n", "PROPN": "p"}.get(token.pos_, _OTHER)


def _ranks(number: Span) -> Token | None:
    """`ranks` of `850 all ranks`, as forces are counted."""
    after = number.doc.span(number.end, number.end + 2)
    return after[1] if after.text.lower() == "all ranks" else None


def _states(number: Span) -> Token | None:
    """`States` of `42 States Members of the United Nations` (S/2008/354, para. 4), whose members are no people."""
    after = number.doc.span(number.end, number.end + 2)
    return after[0] if after.text.lower() in ("states members", "states parties", "states signatories") else None


def counts_people(unit: str) -> bool:
    """Whether persons are counted."""
    return is_person_class(unit_class(unit, "cardinal"))


def _people_named(number: Span) -> Token | None:
    """A people's name as an adjective in a list: `48 Serb and 30 Turk`; none before a noun that it modifies."""
    doc = number.doc
    named, after = doc[number.end : number.end + 1], doc[number.end + 1 : number.end + 6]
    if not named or named[0].pos_ != "ADJ" or not named[0].text.istitle() or not counts_people(named[0].text):
        return None
    ends = len(after) > 0 and after[0].lower_ in (",", ";", ".", ")", "and")
    return named[0] if ends and not any(t.pos_ == "NOUN" and t.text.islower() for t in after) else None


def _harmed(number: Span) -> Token | None:
    """`injured` of `resulting in two injured`, a participle that stands for people."""
    after = number.doc[number.end : number.end + 2]
    alone = len(after) and after[0].lower_ in _F.harmed and (len(after) == 1 or after[1].pos_ not in NOMINAL)
    return after[0] if alone else None


def _modified(span: Span) -> Token | None:
    """The noun that a number modifies, over nouns that only modify another."""
    number, doc = span.root, span.doc
    following = doc[min(span.end, len(doc) - 1)]
    if following.lower_ == "people" and following.i == span.end:
        return following
    is_subject = number.dep_ in SUBJECTS and number.head.pos_ == "VERB"
    if is_subject and following.pos_ in ("ADV", "VERB", "AUX"):
        return _after_participle(following)
    head = number.head
    is_before_head = number.dep_ in ("nummod", "quantmod", "compound", "amod") and head.i >= span.end
    if is_before_head and following.pos_ != "CCONJ" and is_plain_gap(doc, span.end, head.i):
        top = head
        while (
            top.dep_ in ("compound", "nmod", "quantmod", "poss")
            and (not _genitive(top) or (_owned(top) and not is_definite(span, None)))
            and top.head.i > top.i
            and (top.head.pos_ in NOMINAL or modifies(top, top.head))
            and is_plain_gap(doc, span.end, top.head.i)
        ):
            top = top.head
        if top.pos_ in NOMINAL or top is not head:
            return top
    return head_from(doc, span.end)


def _after_participle(word: Token) -> Token | None:
    """The plural after a participle that the tagger takes for the verb, where the parse makes it modify the plural, or
    the verb follows: `with 356 reported homicides`, `seven formed police units have left`."""
    doc = word.doc
    noun = head_from(doc, word.i + 1) if word.tag_ in ("VBD", "VBN") else None
    if noun is None or noun.tag_ not in ("NNS", "NNPS") or noun.i + 1 >= len(doc):
        return None
    is_modifier = word.dep_ == "amod" and word.head.i == noun.i
    return noun if is_modifier or doc[noun.i + 1].tag_ in ("VBD", "VBZ", "VBP", "MD") else None


def _genitive(noun: Token) -> bool:
    """Whether an apostrophe follows the noun."""
    return noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].text in ("’", "'", "’s", "'s")


def _owned(owner: Token) -> bool:
    """`six farmers’ groups` counts groups, `the five Governments’ compliance` Governments."""
    return owner.head.tag_ == "NNS" or owner.head.text.endswith("s") or owner.tag_ not in ("NNS", "NNPS")


def _measured_noun(measure: Token) -> Token | None:
    """The noun of the of-phrase of a measure."""
    of = (child for child in measure.children if child.lower_ == "of")
    return next((end for child in of for end in child.children if end.dep_ == "pobj"), None)


def is_change(number: Span) -> bool:
    """Whether a number states a change, not a level: `by 8 per cent`, `a 35 per cent increase`, `an increase of 9`."""
    words = relation_words()
    before, after = word_before(number), number.doc[min(number.end, len(number.doc) - 1)]
    if before is not None and before.lower_ == "by":
        changing = words["change_verbs"] | words["increase_nouns"]
        return any(t.lemma_ in changing for t in ancestors(number.root))
    if before is not None and before.lower_ == "of" and before.head.lemma_ in words["increase_nouns"]:
        return True
    return after.lemma_.lower() in words["increase_nouns"]


def is_definite(number: Span, kind: str | None) -> bool:
    """Whether a number refers to known things: `the three areas`, `these two bodies`."""
    first = number.start
    return first > 0 and kind != "ratio" and number.doc[first - 1].lower_ in relation_words()["definite"]


def is_known_group(number: Span) -> bool:
    """Whether a number only refers to a few known things: `talks between the two sides`, `in these three areas`.

    They are pointed at, the object of a preposition, and nothing is said of them alone.
    """
    if not number.start or number.doc[number.start - 1].lower_ not in relation_words()["pointing_out"]:
        return False
    head = number.root
    while head.dep_ in MODIFIERS and head.head.i > head.i:
        head = head.head
    return head.dep_ == "pobj" and not any(child.dep_ in ("acl", "relcl") for child in head.children)
