"""From a token of the parse to the mentions that it stands for: heads, bearers (`the Government of Chad`), lists."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from sgreports.finding.discourse import antecedents
from sgreports.finding.sentences import text_of
from sgreports.knowledge.relations import relation_words
from sgreports.model.facts import Label, Mention

JOINT = r"(?:[,;/]|[,;]?\s*(?:and|or|as well as|&)\b|,? among other(?: [a-z]+){0,2}\b)"
LINK = re.compile(rf"\s*(?:\([^()]{{1,40}}\)\s*)?{JOINT}\s*(?:the\b|its\b)?\s*(?:Governments? of\s+(?:the\b)?\s*)?")
COMMON_ITEM = re.compile(
    rf"\s*(?:\([^()]{{1,40}}\)\s*)?{JOINT}(?P<items>[a-z ,’'-]{{3,90}}?){JOINT}\s*(?:the\b|its\b)?\s*"
)
LOOSE = ("in", "for", "from")
COMMON_LAST = re.compile(r"[a-z ,’'-]{0,40}?(?:,| )(?:and|or)\b")
GOVERNMENT = re.compile(r"Governments? of\b")
AUTHORITIES = re.compile(r" (?:Government|authorities|police|institutions|officials)\b")
INTRODUCED = re.compile(
    r"[^.;:()]{0,90}?[,(]?\s*(?:including|such as|notably|namely|among them|particularly|in particular|especially"
    r"|most recently|specifically)(?: in| with| the| by| from){0,2}\s+"
)
FINITE = ("VBD", "VBZ", "VBP", "MD")
ITEM_WORDS = ("NOUN", "ADJ", "DET", "PROPN", "CCONJ", "PUNCT", "ADP")
CONJUNCTION = re.compile(r"\b(?:and|or|as well as)\b|[/;&]")
ABBREVIATION = re.compile(r"\s*\(\s*")
SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Named:
    """A mention that an argument's token stands for; `inferred` where a pronoun or a lower-case noun stands there."""

    mention: Mention
    inferred: bool = False


@dataclass(slots=True)
class Scene:
    """A paragraph's parse with its mentions laid over it: which mention holds a token, which token heads a mention."""

    doc: Doc
    mentions: Sequence[Mention]
    at: dict[int, Mention] = field(default_factory=dict)
    heads: dict[str, Token] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, mention in enumerate(self.mentions):
            span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None:
                continue
            self.spans[mention.id] = span
            self.heads[mention.id] = head_of(span)
            self.order[mention.id] = place
            self.at.update((token.i, mention) for token in span)

    def tokens(self, mention: Mention) -> Iterator[Token]:
        """The tokens that a mention touches; two mentions of one word (`UNFPA-UNICEF`) share it."""
        yield from self.spans[mention.id]

    def children(self, token: Token) -> Iterator[Token]:
        """The children of a token; of a mention's token, those of all its tokens that stand outside it."""
        mention = self.at.get(token.i)
        if mention is None:
            yield from token.children
            return
        for inner in self.tokens(mention):
            yield from (child for child in inner.children if self.at.get(child.i) is not mention)

    def node(self, token: Token) -> Token:
        """The token, or the head of the mention that holds it."""
        mention = self.at.get(token.i)
        return self.heads[mention.id] if mention else token

    def parent(self, token: Token) -> Token:
        return self.node(token).head

    def label(self, token: Token) -> str:
        """The dependency label by which a token, or the mention that holds it, hangs on its parent."""
        return self.node(token).dep_


def head_of(span: Span) -> Token:
    """The token through which a name hangs on the rest; of several, the one nearest to the sentence's root."""
    return span.root


def named(scene: Scene, token: Token, labels: Sequence[Label], itself: bool = False) -> list[Named]:
    """The mentions of `labels` that a token stands for, with those listed beside it, in text order.

    `itself` leaves out names that only modify the token: `a [United Nations] initiative`.
    """
    if (
        itself
        and token.i not in scene.at
        and before_noun(scene, token, [x for x in labels if x in ("AGENCY", "COUNTRY")])
    ):
        return []
    direct = introduced(scene, token, labels) or bearers(scene, token, labels)
    if not direct:
        return [Named(m, inferred=True) for m in antecedents(scene.doc, scene.mentions, token, labels)]
    near = [t for t in token.conjuncts if t.i > token.i and not any(w.text == ";" for w in scene.doc[token.i : t.i])]
    beside = [m for other in near for m in bearers(scene, other, labels)]
    spread = {m.id: m for first in [*direct, *beside] for m in listed(scene, first, labels)}
    return [Named(m) for m in sorted(spread.values(), key=lambda m: m.start)]


def introduced(scene: Scene, token: Token, labels: Sequence[Label]) -> list[Mention]:
    """The first name of the list after a plural common noun: `United Nations bodies, notably UNICEF and WHO`."""
    if not (token.tag_ == "NNS" or token.lower_ == "states") or token.i in scene.at:
        return []
    end = token.idx + len(token)
    for after in [m for m in scene.mentions if m.start >= end and m.id in scene.heads][:2]:
        between = scene.doc[token.i + 1 : scene.spans[after.id].start]
        if scene.heads[after.id].sent.start != token.sent.start or any(t.tag_ in FINITE for t in between):
            return []
        if after.label in labels and INTRODUCED.fullmatch(text_of(scene.doc)[end : after.start]):
            return [after]
    return []


def bearers(scene: Scene, token: Token, labels: Sequence[Label]) -> list[Mention]:
    """The mention at a token, or the one that a bearing noun carries: `Lebanese authorities`, `members of X`."""
    mention = scene.at.get(token.i)
    if mention is not None:
        return [mention] if mention.label in labels else conjoined(scene, token, labels)
    words = relation_words()
    if fitting := before_noun(scene, token, labels):
        return fitting[-1:]
    bearing = token.lemma_.lower() in words["bearers"] or token.lower_ in words["partitives"]
    carried = of_bearer(scene, token, labels) if bearing else []
    return carried or apposed(scene, token, labels) or conjoined(scene, token, labels)


def apposed(scene: Scene, token: Token, labels: Sequence[Label]) -> list[Mention]:
    """The name that a noun explains or is explained by: `[X], a forum chaired by`; `the agency, [X]`.

    Not in `Supported by [X], a project …`, which a parser takes for an apposition.
    """
    if token.sent[0].tag_ in ("VBN", "VBG"):
        return []
    others = [token.head] if token.dep_ == "appos" else [child for child in token.children if child.dep_ == "appos"]
    found = [scene.at.get(other.i) for other in others]
    return [m for m in found if m is not None and m.label in labels][:1]


def before_noun(scene: Scene, token: Token, labels: Sequence[Label]) -> list[Mention]:
    """The names before a noun through which they act."""
    found = [scene.at.get(child.i) for child in token.lefts if child.dep_ in MODIFIERS]
    return [m for m in found if m is not None and fits_modifier(m, token, labels)]


MODIFIERS = ("compound", "amod", "nmod", "nummod", "poss", "quantmod", "advmod")


def fits_modifier(mention: Mention, noun: Token, labels: Sequence[Label]) -> bool:
    """Whether a name before a noun acts through it: `two States`, `Haitian police`; never `the Sudan border`."""
    if mention.label not in labels:
        return False
    return mention.label == "COUNT" or noun.lemma_.lower() in relation_words()["bearers"]


def of_bearer(scene: Scene, token: Token, labels: Sequence[Label]) -> list[Mention]:
    """The name in the of-phrase of a bearing noun; of some, in another phrase: `the authorities in Chad`."""
    loose = {token.lemma_.lower(), token.lower_} & relation_words()["bearers_in"]
    for preposition in token.children:
        if preposition.dep_ == "prep" and (preposition.lower_ == "of" or (loose and preposition.lower_ in LOOSE)):
            for noun in preposition.children:
                if noun.dep_ == "pobj" and (found := bearers(scene, noun, labels)):
                    return found
    return []


def conjoined(scene: Scene, token: Token, labels: Sequence[Label]) -> list[Mention]:
    """The mentions coordinated with a token that is none itself: `Governments, UNICEF and UNHCR`."""
    found = []
    for other in token.conjuncts:
        mention = scene.at.get(other.i)
        if other.i > token.i and mention is not None and mention.label in labels:
            found.append(mention)
        elif other.i > token.i and mention is None:
            found += before_noun(scene, other, labels)[-1:]
    return found


def listed(scene: Scene, mention: Mention, labels: Sequence[Label]) -> list[Mention]:
    """A mention with its neighbours in the same list, by the commas and conjunctions between them."""
    names = [m for m in scene.mentions if m is mention or not dates_name(scene, m)]
    first = last = names.index(mention)
    while last + 1 < len(names) and joined(scene, names[last], names[last + 1], labels):
        last += 1
    while first > 0 and joined(scene, names[first - 1], names[first], labels):
        first -= 1
    chain = names[first : last + 1]
    if not closed(scene, chain):
        return [mention]
    return [m for m in chain if m is mention or not abbreviates(scene, m)]


def dates_name(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is the date of the text before it: `842 (1993) of 18 June 1993`."""
    return mention.label == "YEAR" and text_of(scene.doc)[: mention.start].endswith((" of ", " dated "))


def tail(scene: Scene, mention: Mention) -> int:
    """Where a name ends, with the date that follows it."""
    place = scene.order.get(mention.id, len(scene.mentions)) + 1
    after = scene.mentions[place] if place < len(scene.mentions) else None
    dated = after is not None and dates_name(scene, after) and after.start - mention.end < 8
    return after.end if after is not None and dated else mention.end


def closed(scene: Scene, chain: Sequence[Mention]) -> bool:
    """Whether a chain of names is a list: it has a conjunction before its last name or after it (`and others`)."""
    text = text_of(scene.doc)
    links = [text[tail(scene, a) : b.start] for a, b in pairwise(chain)]
    after = text[chain[-1].end : chain[-1].end + 60]
    return any(CONJUNCTION.search(link) for link in [*links, after[:14]]) or bool(COMMON_LAST.match(after))


def joined(scene: Scene, left: Mention, right: Mention, labels: Sequence[Label]) -> bool:
    """Whether two neighbouring mentions stand in one list, or the second is the first's abbreviation."""
    between = text_of(scene.doc)[tail(scene, left) : right.start]
    if right.label not in labels or right.start < left.end:
        return False
    state = GOVERNMENT.search(between) or AUTHORITIES.match(text_of(scene.doc), right.end)
    if right.label != left.label and not (left.label in labels and state):
        return False
    if ABBREVIATION.fullmatch(between) and same(left, right):
        return True
    one, other = scene.heads[left.id], scene.heads[right.id]
    if one.sent.start != other.sent.start or not (links(between) or over_common_item(scene, left, right)):
        return False
    return (
        other.dep_ not in SUBJECTS
        or superseded(other)
        or first_of_list(scene, one).dep_ in (*SUBJECTS, *MODIFIERS, "dep", "npadvmod")
    )


def superseded(subject: Token) -> bool:
    """Whether a verb has another subject nearer to it, so that this one was no subject."""
    return any(t.dep_ in SUBJECTS and subject.i < t.i < subject.head.i for t in subject.head.lefts)


def links(between: str) -> bool:
    """Whether the words between two names are a comma or conjunction of a list."""
    return bool(LINK.fullmatch(re.sub(r"^\s*\)", "", between)))


def over_common_item(scene: Scene, left: Mention, right: Mention) -> bool:
    """Whether nothing but items without a name stand between: `UNICEF, national partners and Save the Children`."""
    between = re.sub(r"^\s*\)", "", text_of(scene.doc)[left.end : right.start])
    words = scene.doc[scene.spans[left.id].end : scene.spans[right.id].start]
    common = all(w.pos_ in ITEM_WORDS and (w.pos_ != "ADP" or w.lower_ in ("of", "as")) for w in words)
    nouns = any(w.pos_ == "NOUN" for w in words)
    return bool(COMMON_ITEM.fullmatch(between)) and common and nouns


def first_of_list(scene: Scene, token: Token) -> Token:
    """The name that a coordinated or apposed one hangs on in the end."""
    for _ in range(12):
        if token.dep_ not in ("conj", "appos"):
            break
        token = scene.node(token.head)
    return token


def same(left: Mention, right: Mention) -> bool:
    return left.entity is not None and left.entity == right.entity


def abbreviates(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is the abbreviation in brackets after the same entity's name."""
    place = scene.order[mention.id]
    before = scene.mentions[place - 1] if place else None
    between = text_of(scene.doc)[before.end : mention.start] if before else ""
    return before is not None and bool(ABBREVIATION.fullmatch(between)) and same(before, mention)
