"""Names in one list, by the commas and conjunctions between them, since a parse may lose some; `respectively`."""

import re
from collections.abc import Sequence
from itertools import pairwise

from sgreports.model.facts import Label, Mention
from sgreports.parsing.tokens import Span
from sgreports.scene.scene import Scene, once
from sgreports.sentence.coordination import first_of_list, has_nearer_subject
from sgreports.sentence.respective import told_apart
from sgreports.sentence.tags import MODIFIERS, SUBJECTS

JOINT = r"(?:[,;/]|[,;]?\s*+(?:and|or|as well as|&)\b|,? among other(?: [a-z]+){0,2}\b)"
LINK = re.compile(
    rf"\s*+(?:\([^()]{{1,40}}\)\s*+)?{JOINT}\s*+(?:(?:from|by|with)\b\s*+)?(?:the\b|its\b)?\s*+"
    r"(?:Governments? of\s++(?:the\b)?\s*+)?"
)
COMMON_ITEM = re.compile(
    rf"\s*+(?:\([^()]{{1,40}}\)\s*+)?{JOINT}(?P<items>[a-z ,’'-]{{3,90}}?){JOINT}\s*+(?:the\b|its\b)?\s*+"
)
COMMON_LAST = re.compile(r"[a-z ,’'-]{0,40}?(?:,| )(?:and|or)\b")
OFFICE = re.compile(r"(?:,(?: [A-Z][^\s,]+){2,4},?)? and the (?:[A-Z][a-z]+ ){1,3}of (?:the )?")
GOVERNMENT = re.compile(r"Governments? of\b")
AUTHORITIES = re.compile(r" (?:Government|authorities|police|institutions|officials)\b")
ITEM_WORDS = ("NOUN", "ADJ", "DET", "PROPN", "CCONJ", "PUNCT", "ADP")
CONJUNCTION = re.compile(r"\b(?:and|or|as well as)\b|[/;&]")
ABBREVIATION = re.compile(r"\s*+\(\s*+")


# What the first of a list that holds a subject may be: the parser sees a modifier where it loses the list.
BESIDE = (*SUBJECTS, *MODIFIERS, "dep", "npadvmod")


def list_members(scene: Scene, mention: Mention, labels: Sequence[Label]) -> Sequence[Mention]:
    """A mention with its neighbours in the same list, by the commas and conjunctions between them."""
    key = list_members, mention.id, tuple(labels)
    if key not in scene.known:
        chain = (*_neighbours(scene, mention, labels, -1)[::-1], mention, *_neighbours(scene, mention, labels, 1))
        found = members(scene, mention, chain)
        scene.known.update(((list_members, name, tuple(labels)), names) for name, names in found.items())
    names: Sequence[Mention] = scene.known[key]
    return names


@once
def own_spans(scene: Scene, label: Label | None = None) -> dict[str, Span]:
    """By count, its mention of a label: `Lund and Malmo had 4 and 7 fires, respectively`; else its word or number."""
    if "respectively" not in scene.doc.places:
        return {}
    names = {(found := list_members(scene, m, (label,)))[0].id: found for m in scene.placed() if m.label == label}
    lists = [[scene.spans[m.id] for m in found] for found in names.values()] if label else None
    told = told_apart(scene.doc, [scene.spans[c.id] for c in scene.counts()], lists)
    return {scene.at[number].id: own for number, own in told.items()}


def own_mention(scene: Scene, count: Mention, label: Label | None = None) -> Mention | None:
    """The count's mention of a label, or the earlier count that it is a part of or compared with."""
    own = own_spans(scene, label).get(count.id)
    return scene.at.get(own.start) if own is not None else None


def members(scene: Scene, mention: Mention, chain: Sequence[Mention]) -> dict[str, tuple[Mention, ...]]:
    """The names in the list of each name of a chain, by id: of `mention`, and of all others that share its list."""
    if not _has_conjunction(scene, chain):
        found: dict[str, tuple[Mention, ...]] = {m.id: (m,) for m in chain}
    else:
        names = tuple(m for m in chain if not _is_abbreviation(scene, m))
        found = {m.id: names for m in names}
        found[mention.id] = tuple(m for m in chain if m is mention or m.id in found)
    return {mention.id: found[mention.id]} if _is_date_of_text(scene, mention) else found


def _neighbours(scene: Scene, mention: Mention, labels: Sequence[Label], step: int) -> list[Mention]:
    """The names of a list on one side of a mention, nearest first; the dates of names are passed over."""
    found, last, place = [], mention, scene.order[mention.id] + step
    while 0 <= place < len(scene.mentions):
        other = scene.mentions[place]
        if not _is_date_of_text(scene, other):
            if not in_same_list(scene, *((last, other) if step > 0 else (other, last)), labels):
                break
            found.append(other)
            last = other
        place += step
    return found


def _is_date_of_text(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is the date of the text before it: `842 (1993) of 18 June 1993`."""
    return mention.label == "YEAR" and scene.doc.text.endswith((" of ", " dated "), 0, mention.start)


def _end_with_date(scene: Scene, mention: Mention) -> int:
    """Where a name ends, with the date that follows it."""
    place = scene.order.get(mention.id, len(scene.mentions)) + 1
    after = scene.mentions[place] if place < len(scene.mentions) else None
    dated = after is not None and _is_date_of_text(scene, after) and after.start - mention.end < 8
    return after.end if after is not None and dated else mention.end


def _has_conjunction(scene: Scene, chain: Sequence[Mention]) -> bool:
    """Whether a chain of names is a list: it has a conjunction before its last name or after it (`and others`)."""
    text = scene.doc.text
    links = [text[_end_with_date(scene, a) : b.start] for a, b in pairwise(chain)]
    after = text[chain[-1].end : chain[-1].end + 60]
    return any(CONJUNCTION.search(link) for link in [*links, after[:14]]) or bool(COMMON_LAST.match(after))


def in_same_list(scene: Scene, left: Mention, right: Mention, labels: Sequence[Label]) -> bool:
    """Whether two neighbouring mentions stand in one list, or the second is the first's abbreviation."""
    between = scene.doc.text[_end_with_date(scene, left) : right.start]
    if right.label not in labels or right.start < left.end:
        return False
    state = GOVERNMENT.search(between) or AUTHORITIES.match(scene.doc.text, right.end)
    if right.label != left.label and not (left.label in labels and state):
        return False
    if ABBREVIATION.fullmatch(between) and _same_entity(left, right):
        return True
    one, other = scene.heads[left.id], scene.heads[right.id]
    if one.sent.start != other.sent.start or not (
        _is_list_link(between) or _over_adjective(scene, left, right) or _over_common_item(scene, left, right)
    ):
        return False
    first = first_of_list(one)
    goes_on = other.dep_ not in SUBJECTS or has_nearer_subject(other)
    return goes_on or (first.dep_ in BESIDE and not has_nearer_subject(first))


def _is_list_link(between: str) -> bool:
    """Whether the words between two names are a comma or conjunction of a list, over a person's name and office."""
    words = re.sub(r"^\s*+\)", "", between)
    return bool(LINK.fullmatch(words) or OFFICE.fullmatch(words))


def _over_adjective(scene: Scene, left: Mention, right: Mention) -> bool:
    """Whether a conjunction and the right name's adjectives stand between: `UNMISS and the new Commission`."""
    words = scene.doc[scene.spans[left.id].end : scene.spans[right.id].start]
    plain = all(w.pos_ in ("CCONJ", "DET", "ADJ") or w.tag_ in ("VBN", "PRP$") or w.text == "," for w in words)
    return plain and any(w.pos_ == "CCONJ" for w in words) and words[-1].dep_ == "amod"


def _over_common_item(scene: Scene, left: Mention, right: Mention) -> bool:
    """Whether nothing but items without a name stand between: `UNICEF, national partners and Save the Children`."""
    between = re.sub(r"^\s*+\)", "", scene.doc.text[left.end : right.start])
    words = scene.doc[scene.spans[left.id].end : scene.spans[right.id].start]
    common = all(w.pos_ in ITEM_WORDS and (w.pos_ != "ADP" or w.lower_ in ("of", "as")) for w in words)
    nouns = any(w.pos_ == "NOUN" for w in words)
    return bool(COMMON_ITEM.fullmatch(between)) and common and nouns


def _same_entity(left: Mention, right: Mention) -> bool:
    return left.entity is not None and left.entity == right.entity


def _is_abbreviation(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is the abbreviation in brackets after the same entity's name."""
    place = scene.order[mention.id]
    before = scene.mentions[place - 1] if place else None
    between = scene.doc.text[before.end : mention.start] if before else ""
    return before is not None and bool(ABBREVIATION.fullmatch(between)) and _same_entity(before, mention)
