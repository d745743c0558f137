"""Noun phrases of a count: its agent (`armed separatists`), and what exactly is counted.

Both are spans of the parse, with or without a mention in them.
"""

from collections.abc import Iterator, Sequence

from sgreports.knowledge.statements.count_words import roles_of
from sgreports.knowledge.statements.relations import relation_words, word_lists_of
from sgreports.knowledge.statements.unit_classes import is_person_class, unit_class
from sgreports.model.facts import Mention
from sgreports.parsing.tokens import Span, Token
from sgreports.scene.scene import Scene, once
from sgreports.sentence.clauses import ancestors
from sgreports.sentence.subjects import agent, by_phrases
from sgreports.sentence.tags import NOMINAL, VERBAL

ASIDE = ("appos", "punct", "parataxis", "conj", "cc")
OUTSIDE = ("including", "according", "during", "since", "between", "by", "as", "following", "despite", "because")


def agent_phrases(scene: Scene, count: Mention, agents: Sequence[Mention]) -> Iterator[Span]:
    """The noun phrases of the `agents` that a count is linked to; without one that of the agent of its clause."""
    said, end = _doer_of(scene, count), 0  # a list of agents may be one phrase
    for own, head in ((scene.spans[who.id], scene.heads[who.id]) for who in agents):
        if own.start >= end:
            holds = said is not None and said.start <= own.start < said.end  # `the police of the Mission`
            phrase = (said if holds else _phrase(scene, head, inside=False)) or own
            end = max(own.end, phrase.end)
            yield scene.doc.span(min(own.start, phrase.start), end)
    if not agents and said is not None:
        yield said


def _doer_of(scene: Scene, count: Mention) -> Span | None:
    """The agent phrase of a count, unless it is the counted itself: `signed by two States`, `reduced by 40 guards`."""
    said = _agent_phrase_of(scene, count)
    return None if said is not None and said.start <= scene.nouns[count.id].i < said.end else said


def _agent_phrase_of(scene: Scene, count: Mention) -> Span | None:
    """The noun phrase of the agent of a count's clause, if it is stated: the by-phrase of a noun or a passive, the
    subject of an active verb, but for one of recording, or the agent of an event that is (`an attack by gunmen`)."""
    below = noun = scene.nouns[count.id]
    for token in (noun, *ancestors(noun)):
        if token.pos_ in NOMINAL and (found := _agent_of_event_noun(scene, token)) is not None:
            return found
        if token.pos_ in VERBAL and token != noun:
            return _agent_of_clause(scene, token, below)
        below = token
    return None


def _agent_of_clause(scene: Scene, verb: Token, below: Token) -> Span | None:
    """The agent of a verb whose object is the count, or of an event noun that is its subject."""
    if roles_of("verb").get(verb.lemma_.lower(), "agent") != "agent" or _does_nothing(verb):
        return None
    ends = list(agent(scene, verb))
    if not ends or any(end == below or below in end.subtree for end in ends):
        return None
    return _agent_phrase(scene, ends[-1])


def _does_nothing(verb: Token) -> bool:
    """Whether the subject of a verb only is or sees what is counted: `women make up 40 per cent of the staff`."""
    words = [verb.lemma_.lower(), *(child.lower_ for child in verb.children if child.dep_ == "prt")]
    return " ".join(words) in word_lists_of("wording_words.toml")["doing_nothing"]


def _agent_phrase(scene: Scene, end: Token) -> Span | None:
    """The noun phrase of an agent; of an event noun, that of its agent. None for a pronoun or a thing."""
    if end.i not in scene.at and roles_of("noun").get(end.lemma_.lower()) == "agent":
        return _agent_of_event_noun(scene, end)
    return _phrase(scene, end, inside=False) if _can_act(scene, end) else None


@once
def _agent_of_event_noun(scene: Scene, noun: Token) -> Span | None:
    """The agent of the event that a noun names: `attacks by gunmen`, `the gunmen’s attacks`."""
    for child in noun.children:
        if child.lower_ == "by" and child.dep_ in ("prep", "agent"):
            return next((_phrase(scene, end, inside=False) for end in child.children if _can_act(scene, end)), None)
        if child.dep_ == "acl" and child.tag_ == "VBN" and roles_of("verb").get(child.lemma_, "agent") == "agent":
            ends = [end for end in by_phrases(scene, child) if _can_act(scene, end)]
            if ends:
                return _phrase(scene, ends[0], inside=False)
    if roles_of("noun").get(noun.lemma_.lower()) != "agent":
        return None
    owner = next((child for child in noun.children if child.dep_ == "poss" and _can_act(scene, child)), None)
    return _phrase(scene, owner, inside=False) if owner is not None else None


def _can_act(scene: Scene, noun: Token) -> bool:
    """Whether a noun names people, a body or a State, which can be agents; no price, vehicle, place or strength can."""
    if noun.pos_ not in NOMINAL or noun.lemma_.lower() in relation_words()["level_nouns"]:
        return False
    mention = scene.at.get(noun.i)
    if mention is not None:
        return mention.label in ("AGENCY", "COUNTRY", "PROGRAMME")
    known, fights = unit_class(noun.text, "cardinal"), noun.lemma_.lower() in relation_words()["fighters"]
    return fights or is_person_class(known) or known in ("organizations", "states")


def unit_phrase(scene: Scene, count: Mention) -> str | None:
    """The whole noun phrase that says what is counted, if the count has a unit: `Member States that had ratified the
    Protocol` of `15 Member States that had ratified the Protocol in 2004`. It holds all words of the unit, and of `186
    police and 11 civilian staff` for each number its own words, `police staff`."""
    noun, unit, doc = scene.nouns[count.id], count.unit or "", scene.doc
    counted = unit and count.kind not in ("money", "measure")
    if not counted or (phrase := _phrase(scene, noun, inside=True)) is None:
        return None
    if unit.endswith(noun.text) and (own_words := _words_beside_another(scene, count, noun)):
        return f"{own_words.text} {doc.span(noun.i, max(phrase.end, noun.i + 1)).text}"
    at = doc.text.rfind(unit, 0, noun.idx + len(unit))
    own = doc.char_span(at, at + len(unit)) if at >= 0 else None
    if own is not None and own.start <= noun.i < own.end:
        phrase = doc.span(min(phrase.start, own.start), max(phrase.end, own.end))
    return phrase.text.strip() or None


def _words_beside_another(scene: Scene, count: Mention, noun: Token) -> Span | None:
    """The words between a number and the next one that has the same noun: `police` of `186 police and 11 civilian
    staff`. None of `3 and 16 guns`, nor where they are no part of a noun phrase."""
    start = scene.spans[count.id].end
    named = (scene.at.get(i) for i in range(start, noun.i))
    end = next((scene.spans[m.id].start for m in named if m is not None and m.label == "COUNT"), start)
    words = list(scene.doc[start:end])
    if words and words[0].lower_ == "of":  # `20 per cent of civil and 30 per cent of criminal cases`
        start, words = start + 1, words[1:]
    joined = [token.lower_ in (",", "and", "or") for token in words]
    if not any(joined[1:]) or not all(joined[(size := joined.index(True)) :]):
        return None
    return scene.doc.span(start, start + size) if all(map(_can_modify, words[:size])) else None


def _can_modify(token: Token) -> bool:
    return token.pos_ in (*NOMINAL, "ADJ") or token.tag_ in ("VBN", "VBG", "HYPH", "RB")


def _phrase(scene: Scene, noun: Token, inside: bool) -> Span | None:
    """A noun with what modifies it; no number, article, apposition, time or list after it. `inside` keeps clauses and
    phrases after the noun; without it only those with `of` and `from` stay."""
    first = min([noun.i, *(t.left_edge.i for t in noun.lefts if _kept_before(scene, t))])
    first += scene.doc[first].dep_ == "det" and first < noun.i and not inside  # `the region’s guards`
    last = noun.i
    for child in (*noun.rights, *_attached_to_share(scene, noun)):
        is_beyond = last < noun.head.i < child.left_edge.i  # `9 people came, of whom 3 stayed`
        if is_beyond or not _kept_after(scene, child, inside):
            break
        last = _phrase_end(scene, child)
    while last >= first and _ends_outside(scene.doc[last]):
        last -= 1
    return scene.doc.span(first, last + 1) if last >= first else None


def _ends_outside(token: Token) -> bool:
    """Whether a phrase ends before a token: a mark, but for a closing bracket, or a conjunction."""
    return (token.is_punct or token.lower_ in ("and", "or")) and token.text != ")"


def _attached_to_share(scene: Scene, noun: Token) -> list[Token]:
    """Phrases that a parser attaches to the share of a noun: `with heat` in `60 per cent of households with heat`."""
    share = noun.head.head
    of = noun.dep_ == "pobj" and noun.head.lower_ == "of"
    mention = scene.at.get(share.i)
    if not of or mention is None or mention.label != "COUNT":
        return []
    return [child for child in share.rights if child.i > noun.i]


def _kept_before(scene: Scene, token: Token) -> bool:
    """Whether a word before a noun belongs to its phrase: no article, no number, no quantity."""
    mention = scene.at.get(token.i)
    if (mention is not None and mention.label == "COUNT") or token.dep_ in ("det", "nummod", "predet", "punct", "cc"):
        return False
    return not any(scene.at.get(t.i) is not None and scene.at[t.i].label == "COUNT" for t in token.subtree)


def _kept_after(scene: Scene, token: Token, inside: bool) -> bool:
    """Whether a phrase after a noun defines it, and does not say when, by whom, or which are among it."""
    if token.dep_ in ASIDE or token.text in "(,;:" or token.lower_ in OUTSIDE or _leads_to_time(scene, token):
        return False
    if token.dep_ == "prep":
        return inside or (token.lower_ in ("of", "from") and not _goes_on(scene, token))
    return inside and token.dep_ in ("relcl", "acl")


def _goes_on(scene: Scene, of: Token) -> bool:
    """Whether `of` with a number goes on from an event, not from who did it: `a survey by UNDP of 900 men`, and not `a
    group of 20 men`."""
    doer, by = of.head, of.head.head
    known = all(child.lower_ not in ("a", "an") for child in doer.children)
    of_event = known and by.lower_ == "by" and by.head.pos_ in NOMINAL
    named = [scene.at.get(token.i) for token in of.subtree]
    return (of_event or doer.i in scene.at) and any(m is not None and m.label == "COUNT" for m in named)


def _leads_to_time(scene: Scene, token: Token) -> bool:
    """Whether a preposition leads to a time."""
    named = [scene.at.get(child.i) for child in token.children]
    return token.dep_ == "prep" and any(m is not None and m.label == "YEAR" for m in named)


def _phrase_end(scene: Scene, token: Token) -> int:
    """The index where a phrase ends: before a time, a bracket or a list of examples inside it."""
    end = token.right_edge.i
    for inner in scene.doc[token.i : end + 1]:
        if inner.text in "(;:" or inner.lower_ in OUTSIDE[:2] or _leads_to_time(scene, inner):
            return max(token.i, inner.i - 1)
    return end
