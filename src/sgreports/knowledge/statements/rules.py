"""The three kinds of relation rules. docs/rule-language.md teaches them; data/relations/*.toml hold them.

A `Pattern` starts from a word and follows paths over the parse. A `Phrase` is the words between two names. A
`CountStep` names the step of counting that finds the times, places, agents and parts of
counts.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from sgreports.model.base import Frozen
from sgreports.model.facts import Label

CountStepName = Literal[
    "paired", "clause", "carried", "source", "attributive", "agent", "learned", "cue", "bracket", "pointed", "summed"
]
Shown = Annotated[str, StringConstraints(pattern=r"^\S+( ¶\S+)?$")]
"""A place that shows a rule: a paragraph of train gold (`S/2025/389 ¶12`), or a document that has no gold of it."""

UNMEASURED = 0.83
"""The score of what a rule without a `precision` finds: of the 344 finds of all such rules in the train reports that no
rule was written from, 287 are right."""


class Rule(Frozen):
    """What every rule has.

    `precision` is the share of its finds that are right in the train reports that no rule was written from, where there
    are five or more; without it the score of a find is UNMEASURED. `shown_by` names two documents: by a paragraph of
    train gold where it is right, or one without gold in which it finds something.
    """

    id: str
    examples: tuple[str, ...] = Field(min_length=1)
    shown_by: tuple[Shown, ...]
    precision: float | None = Field(None, ge=0, le=1)

    @property
    def score(self) -> float:
        """The score of what it finds."""
        return UNMEASURED if self.precision is None else self.precision


class Narrowing(Frozen):
    """What keeps a predicate or pattern to the right names and places.

    `subject_labels` and `object_labels`: labels, where it takes fewer than its type. `object_is`: kinds, keys or words
    of a name that objects are kept to. `near`: one of these words hangs on the trigger or on what hangs on it, or holds
    it; `without`: none does.
    """

    subject_labels: tuple[Label, ...] = ()
    object_labels: tuple[Label, ...] = ()
    object_is: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class Pattern(Rule, Narrowing):
    """A rule over the parse: from each trigger along the paths to its arguments.

    `subject` and `object` are alternative paths (their steps are in links/rules/paths.py); without `object` the
    subjects are related among themselves.
    """

    trigger: tuple[str, ...] = Field(min_length=1)
    pos: tuple[str, ...] = ("VERB",)
    subject: tuple[str, ...] = Field(min_length=1)
    object: tuple[str, ...] = ()


class Phrase(Rule):
    """A rule over the words between two names, and before and after them: regular expressions.

    A name among the words is its label, `<AGENCY>`. `first` is the role of the first name; `footnote` keeps a rule to
    footnotes.
    """

    between: str
    before: str = ""
    after: str = ""
    first: Literal["subject", "object"] = "subject"
    footnote: bool = False
    subject_labels: tuple[Label, ...] = ()
    object_labels: tuple[Label, ...] = ()


class CountStep(Rule):
    """A step of counting, whose finds this entry scores and shows."""

    step: CountStepName


ArgumentSlot = str  # `doer`, `done`, or the prepositions of an oblique argument, `to|for`


class Predicate(Narrowing):
    """One predicate. `of` names the argument in the of-phrase of its nouns.

    `through` has the prepositions that lead on from a noun such as `work` or `efforts`: `supports the work of X`.

    `examples` are those of the verbs, `noun_examples` those of the nouns; `shown_by` and `precision` likewise.
    """

    id: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    subject: ArgumentSlot = "doer"
    object: ArgumentSlot = "done"
    noun_object: ArgumentSlot = ""
    of: Literal["doer", "done"] = "done"
    through: tuple[str, ...] = ()
    shown_by: tuple[Shown, ...] = ()
    noun_shown_by: tuple[Shown, ...] = ()
    precision: float | None = Field(None, ge=0, le=1)
    noun_precision: float | None = Field(None, ge=0, le=1)
    examples: tuple[str, ...] = ()
    noun_examples: tuple[str, ...] = ()


def expanded(predicate: Predicate) -> Iterator[dict[str, Any]]:
    """The fields of the patterns of a predicate: `<id>` for its verbs, `<id>-noun` for its nouns."""
    kept = predicate.model_dump(include=set(Narrowing.model_fields))
    if predicate.verbs:
        yield kept | {
            "id": predicate.id, "trigger": predicate.verbs, "pos": ("VERB",), "examples": predicate.examples,
            "subject": verbal(predicate, predicate.subject), "object": verbal(predicate, predicate.object),
            "precision": predicate.precision, "shown_by": predicate.shown_by,
        }  # fmt: skip
    if predicate.nouns:
        yield kept | {
            "id": f"{predicate.id}-noun", "trigger": predicate.nouns, "pos": ("NOUN", "PROPN"),
            "subject": nominal(predicate, predicate.subject), "examples": predicate.noun_examples,
            "object": nominal(predicate, predicate.noun_object or predicate.object),
            "precision": predicate.noun_precision, "shown_by": predicate.noun_shown_by,
        }  # fmt: skip


def verbal(predicate: Predicate, place: ArgumentSlot) -> tuple[str, ...]:
    """The paths from a verb to an argument."""
    if place == "doer":
        return ("agent",)
    base = "patient" if place == "done" else f"prep:{place}"
    return (base, *(f"{base}/through:{p}" for p in predicate.through))


def nominal(predicate: Predicate, place: ArgumentSlot) -> tuple[str, ...]:
    """The paths from a noun to an argument."""
    if place == "doer":
        own = "direct:by|from|of" if predicate.of == "doer" else "prep:by|from"
        return (own, "light/agent", "owner")
    base = "prep:of" if place == "done" else f"prep:{place}"
    whose = ("owner",) if place == "done" and predicate.subject != "doer" else ()
    return (base, *whose, *(f"{base}/through:{p}" for p in predicate.through))
