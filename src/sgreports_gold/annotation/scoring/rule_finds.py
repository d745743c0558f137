"""What each declared relation rule finds in a run: right alone, right with others, wrong, and where there is no gold.

These are the rules' own finds, also those that the learned model drops. A rule stays where gold shows it in two
documents and at least six in ten of its finds are right (docs/guides/relation.md).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sgreports.knowledge.statements.relations import relation_rules
from sgreports.links.find import found_by_rules
from sgreports.model.facts import Mention, Relation
from sgreports.parsing.language import parse
from sgreports.parsing.tokens import parsed
from sgreports.scene.scene import Scene
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.scoring.run_rows import Row, RunRows
from sgreports_gold.annotation.scoring.scores import compare

Place = tuple[str, str]
"""A document and the key of a paragraph."""

Outcome = Literal["alone", "with_others", "wrong", "without_gold"]
"""What gold says of a find: right and found by no other rule, right and found by others too, wrong, or nothing."""


@dataclass(slots=True)
class RuleFinds:
    """The places where a rule finds something, by what gold says of it.

    `unseen` says of each judged find in a report that no rule was written from whether it is right.
    """

    type: str
    rule: str
    alone: list[Place] = field(default_factory=list)
    with_others: list[Place] = field(default_factory=list)
    wrong: list[Place] = field(default_factory=list)
    unseen: list[bool] = field(default_factory=list)
    without_gold: list[Place] = field(default_factory=list)

    @property
    def right(self) -> list[Place]:
        """Where gold has what it finds, alone or with other rules."""
        return [*self.alone, *self.with_others]

    @property
    def documents(self) -> list[str]:
        """The documents in which it finds something that no gold judges."""
        return list(dict.fromkeys(document for document, _ in self.without_gold))

    @property
    def is_shown(self) -> bool:
        """Whether it may stay: gold shows it in two documents, and has at least six in ten of its finds."""
        return len({document for document, _ in self.right}) > 1 and 2 * len(self.right) >= 3 * len(self.wrong)

    @property
    def row(self) -> dict[str, Any]:
        """The numbers, as they are printed."""
        return {
            "type": self.type, "rule": self.rule, "alone": len(self.alone), "with_others": len(self.with_others),
            "wrong": len(self.wrong), "unseen_right": sum(self.unseen), "unseen": len(self.unseen),
            "without_gold": len(self.without_gold), "documents": len(self.documents),
        }  # fmt: skip

    def add(self, place: Place, outcome: Outcome, unseen: bool) -> None:
        """Counts a find; `unseen`: in a report that no rule was written from."""
        getattr(self, outcome).append(place)
        if unseen and outcome != "without_gold":
            self.unseen.append(outcome != "wrong")


def rule_finds(
    rows: RunRows, gold: Sequence[GoldParagraph], left_out: Collection[str], unseen: Collection[str], *, model: str,
    say: Callable[[int], None] = lambda _: None,
) -> list[RuleFinds]:  # fmt: skip
    """The finds of every declared rule in the paragraphs of a run, but for the documents left out.

    `unseen` are the documents that no rule was written from; `model` is the spaCy model that parses the paragraphs;
    `say` is told how many are done.
    """
    found = {
        (rules.type, each.id): RuleFinds(rules.type, each.id) for rules in relation_rules() for each in rules.rules
    }
    judged = {(rows.names.get(g.document, g.document), g.paragraph): g for g in gold}
    without = {rows.names.get(document, document) for document in left_out}
    fresh = {rows.names.get(document, document) for document in unseen}
    places = [at for at in rows.texts if len(rows.mentions.get(at, ())) > 1 and at[0] not in without]
    for done, (place, doc) in enumerate(zip(places, parse((rows.texts[at] for at in places), model), strict=True)):
        say(done)
        mentions = mentions_of(rows.mentions[place])
        finds = found_by_rules(place[1], Scene(parsed(doc), mentions))
        for rule, outcome in outcomes(finds, judged.get(place), rows.mentions[place], rows.texts[place]):
            if rule in found:
                found[rule].add(place, outcome, place[0] in fresh)
    return list(found.values())


def mentions_of(rows: Iterable[Row]) -> list[Mention]:
    """The mentions of a paragraph in text order, from their rows."""
    made = [Mention(**{name: row[name] for name in Mention.model_fields if name in row}) for row in rows]
    return sorted(made, key=lambda m: m.start)


def outcomes(
    finds: Iterable[Relation], gold: GoldParagraph | None, mentions: Sequence[Row], text: str
) -> Iterator[tuple[tuple[str, str], Outcome]]:
    """What becomes of each find: the type and id of its rule, once for each pair of mentions, and the outcome."""
    rules: defaultdict[tuple[str, str, str], dict[str, Relation]] = defaultdict(dict)
    for r in finds:
        rules[r.type, r.subject, r.object][r.rule] = r
    for (kind, _, _), by_rule in rules.items():
        outcome: Outcome = "without_gold"
        if gold is not None:
            one = next(iter(by_rule.values()))
            right = compare(gold, mentions, [one.model_dump()], text).tally[f"relation {kind}"]["tp"] > 0
            outcome = ("alone" if len(by_rule) == 1 else "with_others") if right else "wrong"
        yield from (((kind, rule), outcome) for rule in by_rule)
