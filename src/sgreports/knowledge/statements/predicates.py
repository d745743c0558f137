"""Predicates: verbs and nouns that state a relation, with their arguments; English grammar supplies the rest.

`[[predicates]]` of data/relations/*.toml say who is who once; each is expanded into the pattern of its verbs (active,
passive, participle, relative clause, infinitive: sentence/subjects.py) and of its nouns (`the support of X
to Y`, `X's support for Y`, `X provided support to Y`, `support provided by X to Y`).
"""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field, model_validator

from sgreports.knowledge.statements.rules import Narrowing, Shown

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

    @model_validator(mode="after")
    def _has_examples(self) -> "Predicate":
        if bool(self.verbs) != bool(self.examples) or bool(self.nouns) != bool(self.noun_examples):
            raise ValueError(f"predicate {self.id}: verbs need examples, nouns need noun_examples, and the reverse")
        return self


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
