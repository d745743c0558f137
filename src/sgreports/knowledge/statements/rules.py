"""The three kinds of relation rules. docs/rule-language.md teaches them; data/relations/*.toml hold them.

A `Pattern` starts from a word and follows paths over the parse. A `Phrase` is the words between two names. A
`CountStep` names the step of relations/counts or relations/totals that finds the times, places, agents and parts of
counts.
"""

import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from sgreports.model.base import Frozen
from sgreports.model.facts import Label
from sgreports.model.markup import parse_markup

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

    @model_validator(mode="after")
    def _is_shown(self) -> "Rule":
        check_shown(self.id, self.shown_by)
        return self

    @model_validator(mode="after")
    def _can_match(self) -> "Rule":
        for example in self.examples:
            marked = parse_markup(example)
            if not (marked.with_role("subject") and marked.with_role("object")):
                raise ValueError(f"rule {self.id}: an example without #subject and #object never matches: {example!r}")
        return self


def check_shown(name: str, places: tuple[Shown, ...]) -> None:
    """ValueError where not two documents are named."""
    if len({place.split()[0] for place in places}) < 2:
        raise ValueError(
            f"rule {name}: shown_by needs two documents: paragraphs of train gold where it is right ('S/2025/389 ¶12'),"
            " or documents without gold in which it finds something; `sgreports score RUN --by-rule` counts them"
        )


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

    `subject` and `object` are alternative paths (their steps are in relations/rules/paths.py); without `object` the
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

    @field_validator("between", "before", "after")
    @classmethod
    def _compiles(cls, expression: str) -> str:
        try:
            re.compile(expression)
        except re.error as error:
            raise ValueError(f"{expression!r} is no regular expression: {error}") from error
        return expression


class CountStep(Rule):
    """A step of relations/counts or relations/totals, whose finds this entry scores and shows."""

    step: CountStepName
