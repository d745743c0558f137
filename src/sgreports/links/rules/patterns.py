"""Matches the rules of knowledge/statements/relations.py on a paragraph: from each trigger to its arguments."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from sgreports.errors import KnowledgeError
from sgreports.knowledge.statements.relations import RelationRules, relation_rules, relation_words
from sgreports.knowledge.statements.rules import Pattern
from sgreports.links.rules.match import RuleMatch, different_entities, in_text_order
from sgreports.links.rules.paths import path_steps, walk
from sgreports.model.facts import Label, Mention
from sgreports.parsing.tokens import Token
from sgreports.scene.arguments import arguments_of
from sgreports.scene.scene import Argument, Scene, once
from sgreports.sentence.tags import SUBJECTS


@dataclass(frozen=True, slots=True)
class Arguments:
    """The two arguments of a pattern at a trigger, each with those coordinated with it."""

    subjects: tuple[Argument, ...]
    objects: tuple[Argument, ...]


@lru_cache(maxsize=1)
def triggers() -> dict[str, tuple[tuple[RelationRules, Pattern], ...]]:
    """The patterns by the lemma of their triggers."""
    index: dict[str, list[tuple[RelationRules, Pattern]]] = {}
    for rules in relation_rules():
        for pattern in rules.patterns:
            check_paths(rules, pattern)
            for lemma in pattern.trigger:
                index.setdefault(lemma, []).append((rules, pattern))
    return {lemma: tuple(found) for lemma, found in index.items()}


def check_paths(rules: RelationRules, pattern: Pattern) -> None:
    """KnowledgeError, naming file and pattern, for a path with a step that does not exist."""
    for path in (*pattern.subject, *pattern.object):
        try:
            path_steps(path)
        except KnowledgeError as error:
            raise KnowledgeError(f"{rules.type}.toml, pattern {pattern.id}: {error}") from error


def matches(scene: Scene) -> Iterator[RuleMatch]:
    """Every rule that matches in a paragraph, sentence by sentence; sentences without mentions are skipped."""
    labels = {mention.label for mention in scene.mentions}
    for token in trigger_tokens(scene):
        for rules, pattern in triggers()[token.lemma_.lower()]:
            if _may_hold(rules, pattern, labels) and applies(pattern, token):
                yield from _argument_pairs(scene, rules, pattern, token)


def trigger_tokens(scene: Scene) -> Iterator[Token]:
    """The trigger tokens: outside mentions, in sentences that hold at least one."""
    index, busy = triggers(), {head.sent.start for head in scene.heads.values()}
    for sentence in scene.doc.sentences:
        if sentence.start in busy:
            yield from (t for t in sentence if t.lemma_.lower() in index and t.i not in scene.at)


def _may_hold(rules: RelationRules, pattern: Pattern, labels: Set[Label]) -> bool:
    """Whether a paragraph with mentions of these labels has any that may be the arguments of a pattern."""
    if labels.isdisjoint(pattern.subject_labels or rules.arguments.subject):
        return False
    return not (pattern.object and labels.isdisjoint(pattern.object_labels or rules.arguments.object))


def applies(pattern: Pattern, token: Token) -> bool:
    """Whether a trigger has the part of speech and the words around it that a rule requires, and is more than
    expressed."""
    if not _has_part_of_speech(pattern, token) or _is_expressed_only(token):
        return False
    if not (pattern.near or pattern.without):
        return True
    around = _words_around(token)
    return not around.intersection(pattern.without) and (not pattern.near or bool(around.intersection(pattern.near)))


def _has_part_of_speech(pattern: Pattern, token: Token) -> bool:
    """Whether a word is of a rule's part of speech; one with a subject is a verb, whatever the tagger took it for."""
    if token.pos_ in pattern.pos:
        return True
    return "VERB" in pattern.pos and any(child.dep_ in SUBJECTS for child in token.lefts)


def _is_expressed_only(token: Token) -> bool:
    """Whether an action is only expressed: `expressed its support for`; not with an `of` or `by` phrase of its own."""
    if any(child.dep_ in ("prep", "agent") and child.lower_ in ("of", "by") for child in token.rights):
        return False
    return token.pos_ == "NOUN" and token.dep_ == "dobj" and token.head.lemma_ in relation_words()["voicing"]


def _words_around(token: Token) -> set[str]:
    """The governor of a word, its children and their children."""
    near = (token.head, *token.children, *(below for child in token.children for below in child.children))
    return {word.lower_ for word in near}


def _argument_pairs(scene: Scene, rules: RelationRules, pattern: Pattern, token: Token) -> Iterator[RuleMatch]:
    """The matches of one pattern at one trigger: each subject with each object, or subjects among themselves."""
    found = _arguments_at(scene, rules, pattern, token)
    for i, subject in enumerate(found.subjects):
        for other in found.objects if pattern.object else found.subjects[i + 1 :]:
            if different_entities(subject.mention, other.mention) and (rules.symmetric or other not in found.subjects):
                inferred = subject.inferred or other.inferred
                yield in_text_order(rules, RuleMatch(rules, pattern, token, subject.mention, other.mention, inferred))


def _arguments_at(scene: Scene, rules: RelationRules, pattern: Pattern, token: Token) -> Arguments:
    """The arguments at a trigger; no objects are looked for where there is no subject."""
    own = rules.arguments
    labels, others = pattern.subject_labels or own.subject, pattern.object_labels or own.object
    subjects = _first_path_arguments(scene, token, pattern.subject, labels, "subject" in own.itself)
    if not (subjects and pattern.object):
        return Arguments(subjects, ())
    objects = _first_path_arguments(scene, token, pattern.object, others, "object" in own.itself)
    return Arguments(subjects, tuple(n for n in objects if _accepts_object(pattern, n.mention)))


def _accepts_object(pattern: Pattern, mention: Mention) -> bool:
    """Whether a mention has a kind, entity or word that a pattern requires of its objects."""
    values = {mention.kind, mention.entity, *mention.text.lower().split()}
    return not pattern.object_is or bool(values.intersection(pattern.object_is))


def _first_path_arguments(
    scene: Scene, token: Token, paths: Sequence[str], labels: Sequence[Label], itself: bool
) -> tuple[Argument, ...]:
    """The arguments at the end of the first path that leads to any."""
    for path in paths:
        if found := _path_arguments(scene, token, path, tuple(labels), itself):
            return found
    return ()


@once
def _path_arguments(
    scene: Scene, token: Token, path: str, labels: tuple[Label, ...], itself: bool
) -> tuple[Argument, ...]:
    """The arguments at the end of one path (kept, as many rules share their paths)."""
    found = [n for end in walk(scene, token, path) for n in arguments_of(scene, end, labels, itself)]
    return tuple({n.mention.id: n for n in found}.values())
