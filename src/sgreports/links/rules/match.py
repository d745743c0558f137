"""The match of a rule between two mentions."""

from dataclasses import dataclass

from sgreports.knowledge.statements.relations import RelationRules
from sgreports.knowledge.statements.rules import Pattern, Phrase
from sgreports.model.facts import Mention
from sgreports.parsing.tokens import Token


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A rule that matches: the two mentions, the trigger token, and whether an argument was inferred."""

    rules: RelationRules
    rule: Pattern | Phrase
    trigger: Token
    subject: Mention
    object: Mention
    inferred: bool


def different_entities(one: Mention, other: Mention) -> bool:
    return one.id != other.id and (one.entity is None or one.entity != other.entity)


def in_text_order(rules: RelationRules, match: RuleMatch) -> RuleMatch:
    """In a symmetric type the subject is the first in the text."""
    if rules.symmetric and match.object.start < match.subject.start:
        return RuleMatch(match.rules, match.rule, match.trigger, match.object, match.subject, match.inferred)
    return match
