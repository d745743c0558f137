"""Resolves pronouns and lower-case nouns to their antecedents: the nearest mention that agrees in label and number."""

from collections.abc import Sequence

from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.facts import Label, Mention
from sgreports.parsing.tokens import Parse, Token
from sgreports.sentence.tags import SUBJECTS

SINGULAR = ("it", "its", "itself")
PERSONAL = ("he", "his", "him", "she", "her")
PRONOMINAL = ("AGENCY", "COUNTRY", "INSTRUMENT", "PROGRAMME")
PLURAL = ("they", "their", "them", "themselves")


def antecedents(doc: Parse, mentions: Sequence[Mention], token: Token, labels: Sequence[Label]) -> list[Mention]:
    """The antecedents of `It`, `they`, `the mission`; empty if none agrees in this sentence or the one before."""
    allowed = _labels_referred_to(token, labels)
    if not allowed:
        return []
    if ahead := _cataphoric_subject(mentions, token, allowed):
        return ahead
    noun = token.pos_ != "PRON"
    own_start = token.sent.start  # a pronoun refers no further back than to the sentence before its own
    start = token.doc[own_start - 1].sent.start_char if own_start and not noun else 0
    before = [m for m in mentions if start <= m.start and m.end <= token.idx and m.label in allowed]
    personal = token.lower_ in PERSONAL
    before = [m for m in before if _can_be_antecedent(m, noun) and (_holds_office(m) or not personal)]
    if not before:
        return []
    if token.lower_ in relation_words()["governments"]:
        return before[-1:] if len({m.entity for m in before}) == 1 else []  # the only State so far in the paragraph
    if _is_plural(token):
        return _plural_antecedent(doc, before) or _bearing_subject(doc, before)
    return _subject_first(doc, before, token)


def _cataphoric_subject(mentions: Sequence[Mention], token: Token, labels: Sequence[Label]) -> list[Mention]:
    """The subject that a possessive before it looks ahead to: `In its report, the Panel noted`."""
    if token.tag_ != "PRP$":
        return []
    root = token.sent.root
    head = next((child for child in root.lefts if child.dep_ in SUBJECTS), None)
    if head is None or token.i > head.i or head.is_ancestor(token):
        return []
    heads = [head, *head.conjuncts]
    found = [m for m in mentions if m.label in labels and any(m.start <= t.idx < m.end for t in heads)]
    if (token.lower_ in PLURAL) != (len(found) > 1):
        return []
    return [m for m in found if token.lower_ not in PERSONAL or _holds_office(m)]


def _holds_office(mention: Mention) -> bool:
    return bool(set(mention.text.replace(",", " ").split()) & relation_words()["office_holders"])


def _labels_referred_to(token: Token, labels: Sequence[Label]) -> tuple[Label, ...]:
    """The labels that the antecedent of a token may have; empty if it is no pronoun or definite lower-case noun."""
    words = relation_words()
    if token.lower_ in (*SINGULAR, *PLURAL, *PERSONAL):
        return tuple(label for label in labels if label in PRONOMINAL)
    if not (token.text.islower() or token.lower_ in words["governments"]) or not any(
        child.lower_ in ("the", "this", "that", "these", "those", "both", *PERSONAL) for child in token.lefts
    ):
        return ()
    if any(child.dep_ in ("amod", "compound", "nummod") for child in token.lefts) or any(token.rights):
        return ()
    return tuple(label for label in labels if token.lemma_ in words.get(f"stands_for_{label.lower()}", ()))


def _can_be_antecedent(mention: Mention, noun: bool) -> bool:
    """Whether a mention may be meant: no demonym; by `the mission`, `the agency` no national or armed body."""
    return mention.form != "demonym" and not (noun and mention.kind in ("national", "armed_group", "civil"))


def _bearing_subject(doc: Parse, before: Sequence[Mention]) -> list[Mention]:
    """The one name whose people are the subject of the sentence before `they`: `UNMIT officers …. They held`."""
    for m in before[-1:]:
        span = doc.char_span(m.start, m.end)
        if span is not None and span.root.head.tag_ == "NNS" and span.root.head.dep_ in SUBJECTS:
            return [m] if span.root.head.i > span.root.i else []
    holders = [m for m in before if _of_plural_subject(doc, m)]
    return holders if len(holders) == 1 else []


def _of_plural_subject(doc: Parse, mention: Mention) -> bool:
    """Whether a name is in the of-phrase of a main clause's plural subject: `actors of the United Nations system`."""
    span = doc.char_span(mention.start, mention.end)
    token = span.root if span is not None else None
    for _ in range(4):
        if token is None or token.dep_ not in ("compound", "pobj", "prep"):
            break
        if token.dep_ == "prep" and token.lower_ != "of":
            return False
        token = token.head
    return token is not None and token.tag_ == "NNS" and token.dep_ in SUBJECTS and token.head.dep_ == "ROOT"


def _is_plural(token: Token) -> bool:
    return token.lower_ in PLURAL or token.tag_ == "NNS"


def _subject_first(doc: Parse, before: Sequence[Mention], token: Token) -> list[Mention]:
    """The nearest fitting mention; for a pronoun the subject of the sentence, its own or the one before."""
    here = [m for m in before if m.start >= token.sent.start_char]
    if token.lower_ not in (*SINGULAR, *PERSONAL):
        return list((here or before)[-1:])
    if token.lower_ == "it" and token.dep_ in ("dobj", "pobj"):
        own = [m for m in here if not _is_subject(doc, m)][-1:] if token.dep_ == "dobj" else []
    else:
        own = [m for m in here if _is_subject(doc, m)][:1]
        if token.tag_ == "PRP$" and not own and _has_first_person_subject(token):
            own = here[-1:]
    return own or _subject_of_previous_clause(doc, [m for m in before if m not in here], token)


def _has_first_person_subject(token: Token) -> bool:
    """Whether the writer is the subject: in `I thank Chad for its support` the possessive is about who is thanked."""
    return any(child.dep_ in SUBJECTS and child.lower_ in ("i", "we") for child in token.sent.root.lefts)


def _subject_of_previous_clause(doc: Parse, before: Sequence[Mention], token: Token) -> list[Mention]:
    """The subject of the main clause before; where that is a plural, the one other name, which alone is singular."""
    if token.sent.start == 0:
        return []
    root = doc[token.sent.start - 1].sent.root
    head = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    if head is None or _is_plural(head):
        others = {m.entity or m.id: m for m in before if m.label == "AGENCY"}
        return [*others.values()] if len(others) == 1 else []
    return [m for m in before if m.start <= head.idx < m.end]


def _is_subject(doc: Parse, mention: Mention) -> bool:
    span = doc.char_span(mention.start, mention.end)
    return span is not None and span.root.dep_ in SUBJECTS


def _plural_antecedent(doc: Parse, before: Sequence[Mention]) -> list[Mention]:
    """The antecedents of a plural: the subjects of the nearest sentence that are two or more."""
    last = before[-1]
    span = doc.char_span(last.start, last.end)
    if span is None:
        return []
    near = [m for m in before if m.start >= span.sent.start_char]
    first = next((i for i, m in enumerate(near) if _is_subject(doc, m)), None)
    if first is None:
        return _last_list(doc, near)
    group = [near[first]]
    for m in near[first + 1 :]:
        between = doc.text[group[-1].end : m.start]
        if m.label != group[0].label or len(between) > 12 or not any(x in between for x in (",", "and")):
            continue
        group.append(m)
    return group if len(group) > 1 else []


def _last_list(doc: Parse, near: Sequence[Mention]) -> list[Mention]:
    """The list that ends with the last of some mentions; empty where that is no list."""
    group = [near[-1]]
    for m in reversed(near[:-1]):
        between = doc.text[m.end : group[0].start].strip()
        if m.label != group[0].label or between not in (",", "and", ", and", ", the", "and the", ", and the"):
            break
        group.insert(0, m)
    listed = doc.text[group[0].start : group[-1].end + 8]
    return group if len(group) > 1 and " and " in listed else []
