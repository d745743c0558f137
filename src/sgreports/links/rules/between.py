"""Rules on the words between two names: `resolution 79/1 of 3 May 2030`, a footnote's `Author, Title
(2030)`.

For dates and bibliographies, which are no clauses, the text between names is more reliable than a parse.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sgreports.knowledge.statements.relations import RelationRules, relation_rules
from sgreports.knowledge.statements.rules import Phrase
from sgreports.links.rules.match import RuleMatch, different_entities, in_text_order
from sgreports.model.facts import Label, Mention
from sgreports.parsing.tokens import Token
from sgreports.scene.lists import list_members
from sgreports.scene.scene import Scene

MAX_NAMES = 6  # names that may stand between the two
MAX_GAP = 260  # characters between them at most
LINKING = ("according", "including", "following", "regarding", "concerning")  # prepositions in the shape of verbs
CONTEXT = 60  # characters before the first and after the second that a rule may look at


class Expressions(NamedTuple):
    """The words before, between and after two names."""

    before: re.Pattern[str]
    between: re.Pattern[str]
    after: re.Pattern[str]


@lru_cache(maxsize=1)
def _rules_between() -> dict[tuple[Label, Label], tuple[tuple[RelationRules, Phrase, Expressions], ...]]:
    """The rules by the labels of the first and the second name."""
    index: dict[tuple[Label, Label], list[tuple[RelationRules, Phrase, Expressions]]] = {}
    for rules in relation_rules():
        for phrase in rules.phrases:
            expressions = Expressions(*map(re.compile, (f"(?:{phrase.before})$", phrase.between, phrase.after)))
            for labels in _label_pairs(rules, phrase):
                index.setdefault(labels, []).append((rules, phrase, expressions))
    return {labels: tuple(found) for labels, found in index.items()}


def _label_pairs(rules: RelationRules, phrase: Phrase) -> Iterator[tuple[Label, Label]]:
    subjects = phrase.subject_labels or rules.arguments.subject
    objects = phrase.object_labels or rules.arguments.object
    for subject in subjects:
        for other in objects:
            yield (subject, other) if phrase.first == "subject" else (other, subject)


def matches_between(scene: Scene, footnote: bool) -> Iterator[RuleMatch]:
    """Every rule that matches between two names of a paragraph; those of bibliographies in footnotes only."""
    index = _rules_between()
    for place, first in enumerate(scene.mentions):
        for second in scene.mentions[place + 1 : place + 2 + MAX_NAMES]:
            if second.start - first.end > MAX_GAP or second.id not in scene.heads or first.id not in scene.heads:
                break
            fitting = index.get((first.label, second.label), ())
            words = _text_with_labels(scene, first, second) if fitting else ""
            for rules, phrase, expressions in fitting:
                fits = (footnote or not phrase.footnote) and expressions.between.fullmatch(words)
                if fits and _phrase_holds(scene, phrase, expressions, words, (first, second)):
                    dating = "YEAR" in (first.label, second.label)
                    for pair in _parallel_pairs(scene, (first, second)) if dating else [(first, second)]:
                        yield from _matches_of_list(scene, rules, phrase, pair)


def _phrase_holds(
    scene: Scene, phrase: Phrase, expressions: Expressions, words: str, pair: tuple[Mention, Mention]
) -> bool:
    """Whether the words before and after two names match a rule; `words` are those between, which do."""
    first, second = pair
    text, start = scene.doc.text, max(0, first.start - CONTEXT)
    if phrase.first == "object" and not phrase.before and words.startswith(",") and _ends_list(scene, first):
        return False
    before, after = ("…" if start else "") + text[start : first.start], text[second.end : second.end + CONTEXT]
    return bool(expressions.before.search(before) and expressions.after.match(after))


def _ends_list(scene: Scene, name: Mention) -> bool:
    """Whether a name is the last of a list: what follows a comma may be said of the list or of what holds it."""
    return len(list_members(scene, name, [name.label])) > 1


def _text_with_labels(scene: Scene, first: Mention, second: Mention) -> str:
    """The words between two names, each name among them as its label: `, <AGENCY>, in its `."""
    out, at = "", first.end
    for inner in scene.mentions[scene.order[first.id] + 1 : scene.order[second.id]]:
        if inner.start >= at:
            out += f"{scene.doc.text[at : inner.start]}<{inner.label}>"
            at = inner.end
    return out + scene.doc.text[at : second.start]


def _parallel_pairs(scene: Scene, pair: tuple[Mention, Mention]) -> list[tuple[Mention, Mention]]:
    """The pairs of two adjacent lists of the same length: dates and symbols in `of 3 and 5 May (S/1 and S/2)`."""
    before, after = _adjacent_names(scene, pair[0], -1)[::-1], _adjacent_names(scene, pair[1], 1)
    return list(zip(before, after, strict=True)) if len(before) == len(after) else [pair]


def _adjacent_names(scene: Scene, name: Mention, step: int) -> list[Mention]:
    """A name and those of its label beside it, one way, over commas and `and`."""
    found, place = [name], scene.order[name.id] + step
    while 0 <= place < len(scene.mentions) and scene.mentions[place].label == name.label:
        left, right = sorted((found[-1], scene.mentions[place]), key=lambda m: m.start)
        if scene.doc.text[left.end : right.start].strip(" ,") not in ("", "and"):
            break
        found.append(scene.mentions[place])
        place += step
    return found


def _matches_of_list(
    scene: Scene, rules: RelationRules, phrase: Phrase, pair: tuple[Mention, Mention]
) -> Iterator[RuleMatch]:
    """The matches of a rule; an agency or country that heads a list brings the list along."""
    subject, other = pair if phrase.first == "subject" else pair[::-1]
    lists = subject.label in ("AGENCY", "COUNTRY")
    for name in list_members(scene, subject, [subject.label]) if lists else [subject]:
        if different_entities(name, other) and name.id in scene.heads:
            yield in_text_order(
                rules, RuleMatch(rules, phrase, _trigger_between(scene, pair), name, other, inferred=False)
            )


def _trigger_between(scene: Scene, pair: tuple[Mention, Mention]) -> Token:
    """The verb between two names; where there is none, the word before the second."""
    start, end = scene.spans[pair[0].id].end, scene.spans[pair[1].id].start
    words = scene.doc[start:end]
    verbs = [w for w in words if w.pos_ == "VERB" and w.i not in scene.at and w.lower_ not in LINKING]
    return verbs[0] if verbs else scene.doc[max(0, end - 1)]
