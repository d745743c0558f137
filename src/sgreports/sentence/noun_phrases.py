"""The noun phrase that starts at a token: its head, and how the head is written as a unit (GUIDELINES, "unit")."""

from collections.abc import Sequence

from sgreports.knowledge.statements.events import event_by
from sgreports.knowledge.statements.quantities import quantities
from sgreports.parsing.tokens import Parse, Token
from sgreports.sentence.tags import NOMINAL, VERBAL

_F = quantities().frames
JOINING = ("and", "or", "/")
HURT = ("injured", "killed")
OWN_NUMBER = ("several", "few", "many", "some", "numerous", "additional", "various", "other")
"""Adjectives that say how many, or which others: what they modify is not counted with what stands before."""


def noun_after_of(doc: Parse, i: int) -> Token | None:
    """The noun of `of the rejected candidates`; nothing for `of which`, `of them`, `of these`."""
    if i >= len(doc) - 1 or doc[i].lower_ != "of":
        return None
    return head_from(doc, i + 1)


def is_plain_gap(doc: Parse, start: int, end: int) -> bool:
    """Whether only words that modify a noun stand between a number and the noun."""
    return all(
        t.text == ","
        or _is_compounded(t)
        or (t.pos_ not in ("ADP", "AUX", "SCONJ", "PRON") and t.text not in ";:()" and not _is_predicate(t))
        for t in doc[start:end]
    )


def _is_compounded(token: Token) -> bool:
    """Whether a word is joined to the one beside it by a hyphen: `up` of `nine pick-up trucks`, `by` of `two
    by-elections`."""
    beside = (at for at in (token.i - 1, token.i + 1) if 0 <= at < len(token.doc))
    return any(_is_tied_hyphen(token.doc[at]) for at in beside)


def _is_predicate(token: Token) -> bool:
    """A past tense after an adverb, with no noun between it and the number: `a further 8 partially carried`."""
    return token.tag_ == "VBD" and token.nbor(-1).pos_ == "ADV"


def head_from(doc: Parse, i: int) -> Token | None:
    """The head of the noun phrase that starts at token i, read left to right."""
    last: Token | None = None
    owner: Token | None = None
    for token in doc[i : i + 12]:
        if last is not None and token.i > i and _is_tied_hyphen(token.doc[token.i - 1]):
            last = _after_hyphen(token)
            continue
        if token.pos_ in NOMINAL or (last is None and token.lower_ in _F.people) or modifies(last, token):
            last = token
        elif last is not None and last.pos_ == "PROPN" and _modified_by_name(token):
            last = None  # `of UNIFIL operational patrols`
        elif not (_premodifies(token, first=token.i == i) if last is None else _is_glue(token)):
            break
        elif last is not None and token.tag_ == "POS":
            owner, last = last, None  # `of the campaign’s original countries`
    return last or owner


def modifies(noun: Token | None, token: Token) -> bool:
    """Whether the parse makes a noun modify the next word, which the tagger takes for a verb: `one UNMGL judge`."""
    return (
        noun is not None and noun.dep_ == "compound" and noun.head.i == token.i == noun.i + 1
        and token.pos_ in VERBAL and token.text.islower()
    )  # fmt: skip


def _modified_by_name(token: Token) -> bool:
    """An adjective right before a common noun, after a name that modifies both."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.pos_ == "ADJ" and following is not None and following.pos_ == "NOUN" and following.text.islower()


def shared_head(modifier: Token) -> Token:
    """The noun that ends a series of modifiers: `51 military, police and administrative personnel`; else the token."""
    if modifier.lower_ not in _F.attributive:
        return modifier
    doc, joined = modifier.doc, False
    for token in doc[modifier.i + 1 : modifier.i + 8]:
        joined = joined or token.lower_ in ("and", "or")
        if joined and (token.tag_ == "NNS" or token.lower_ in _F.collectives):
            return token
        if not (token.text == "," or token.pos_ in ("CCONJ", "ADJ", "NOUN", "NUM")):
            break
    return modifier


def _after_hyphen(token: Token) -> Token | None:
    """The second part of `asylum-seekers`; none of `Serb-chaired committees`, of `surface-to-air missiles`."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    goes_on = following is not None and (_is_tied_hyphen(following) or following.pos_ in NOMINAL)
    return token if token.pos_ in NOMINAL and not goes_on else None


def _is_glue(token: Token) -> bool:
    """A hyphen or a genitive's sign inside the noun phrase; a dash between blanks ends it."""
    if token.i and token.doc[token.i - 1].whitespace_:
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if token.text in ("’", "'") and following is not None and following.tag_ not in ("NNS", "NNPS", "JJ"):
        return False  # `the five Governments’ compliance`: Governments are counted
    return token.tag_ in ("HYPH", "POS") or token.text in ("-", "‑", "’s", "'s")


def _premodifies(token: Token, first: bool) -> bool:
    """Whether a noun may still follow: not after a comma, except between adjectives, nor after `and` alone."""
    if token.text == "," or token.pos_ == "CCONJ":
        before, after = token.doc[token.i - 1], token.doc[min(token.i + 1, len(token.doc) - 1)]
        return not first and before.pos_ == "ADJ" and after.pos_ in ("ADJ", "NOUN", "PROPN")
    if token.lower_ in ("including", "which", "whom", "what", "respectively") or token.text in ".;:()–—":
        return False
    if token.tag_ == "$" or _is_tied_hyphen(token) or (token.i and _is_tied_hyphen(token.doc[token.i - 1])):
        return True  # `their €560,000 budget`, `burnt-out cars`
    if token.lower_ in ("all", "both", "such") and token.i and token.doc[token.i - 1].lower_ == "of":
        return True  # which the tagger may take for pronouns
    before_noun = any(t.pos_ == "NOUN" for t in token.doc[token.i + 1 : token.i + 2])
    if before_noun and token.tag_ == "VBD" and not _is_predicate(token):
        return True  # `all reported crime`, which the tagger takes for a past tense
    return token.pos_ in ("ADJ", "DET", "NUM", "ADV") or token.tag_ in ("VBN", "VBG", "PRP$", "POS", "HYPH")


def unit_text(noun: Token) -> str:
    """The noun, with the nouns that `and` joins to it and the words that make a set term."""
    start, end = _term_start(noun), noun
    for token in (t for t in noun.conjuncts if t.i > noun.i) if noun.tag_ in ("NNS", "NNPS", "NNP") else ():
        if token.i <= end.i or not _is_counted_too(token, noun.doc[end.i + 1 : token.i], noun):
            break
        end = token
    last = end.i + 1
    while last + 1 < len(noun.doc) and _is_tied_hyphen(noun.doc[last]) and noun.doc[last + 1].text.isalpha():
        last += 2
    return noun.doc.span(start, last).text


def _is_counted_too(token: Token, gap: Sequence[Token], noun: Token) -> bool:
    """Whether a number counts a joined noun too, one without a determiner or number of its own; if it has adjectives,
    one of many: `Croats and local traders`. A name after a common noun is not: `two districts, Lund and Malmo`; nor
    what happened after who it happened to: `the death of six judges and injuries to others`."""
    alike = token.pos_ in NOMINAL and token.text[:1].isupper() <= noun.text[:1].isupper()
    between = [t for t in gap if t.text != "," and t.text.lower() not in JOINING]
    own = any(t.like_num or t.text.lower() in OWN_NUMBER or not _modifies(t, token) for t in between)
    many = not between or token.tag_ in ("NNS", "NNPS") or token.text.lower() in _F.collectives
    own = own or (event_by("nouns", token.lemma_, "other") in HURT and not event_by("nouns", noun.lemma_, "other"))
    return alike and many and not own and not any(_narrows(t) for t in token.children)


def _modifies(word: Token, noun: Token) -> bool:
    """Whether a word is an adjective or noun before a noun, or part of one: `anti-tank missiles`."""
    while word.head != noun and word.head.i > word.i and word.head.i < noun.i:
        word = word.head
    return word.head == noun and word.dep_ in ("amod", "compound", "nmod", "punct", "advmod", "npadvmod", "cc", "conj")


def _narrows(word: Token) -> bool:
    """Whether a word makes a joined noun a thing of its own: `boys and 12 women`; `children and women at risk` are at
    risk together."""
    if word.dep_ == "prep":
        return word.lower_ == "of"
    return word.dep_ in ("det", "nummod", "poss")


def _is_tied_hyphen(token: Token) -> bool:
    """A hyphen with no blank before it."""
    return token.text in ("-", "‑") and not token.doc[token.i - 1].whitespace_


def _term_start(noun: Token) -> int:
    """Where a set term starts: `internally displaced persons`, `live births`, `asylum-seekers`, `drivers/porters`."""
    doc, i = noun.doc, noun.i
    while i >= 2 and doc[i - 1].text in ("-", "‑", "/") and not doc[i - 2].like_num:
        i -= 2
    if i >= 1 and doc[i - 1].lower_ == "displaced":
        return i - 2 if i >= 2 and doc[i - 2].lower_ == "internally" else i - 1
    if i >= 1 and (doc[i - 1].lower_, noun.lower_) in _TERMS:
        return i - 1
    return i


_TERMS = {("live", "births"), ("young", "people"), ("human", "rights"), ("young", "persons"), ("older", "persons")}
