"""A rule's path: from a token of the parse, step by step, to the tokens that its steps lead to."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from sgreports.errors import KnowledgeError
from sgreports.links.rules.clause_steps import acting_tokens, clause_verbs, governing_verb, with_lemma
from sgreports.links.rules.nominals import (
    head_of_token,
    light_verb,
    name_in_brackets,
    possessors,
    predication_subject,
    topics_of_effort,
)
from sgreports.links.rules.prepositions import governors_by_preposition, nouns_attached_directly, nouns_of_prepositions
from sgreports.parsing.tokens import Token
from sgreports.scene.scene import Scene
from sgreports.sentence.subjects import patient

Step = Callable[[Scene, Token, tuple[str, ...]], Iterator[Token]]


def walk(scene: Scene, token: Token, path: str) -> Iterator[Token]:
    """The tokens at the end of a path, nearest first."""
    ends = [token]
    for step, arguments in path_steps(path):
        ends = [end for start in ends for end in STEPS[step](scene, start, arguments)]
    yield from ends


@lru_cache(maxsize=1024)
def path_steps(path: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A path's steps with their lemmas: `light:provide|offer/agent`. KnowledgeError for a step that does not exist."""
    steps = [(step, tuple(lemmas.split("|")) if lemmas else ()) for step, lemmas in map(_split, path.split("/"))]
    if unknown := [step for step, _ in steps if step not in STEPS]:
        raise KnowledgeError(f"path {path!r}: unknown step {unknown[0]!r}; the steps are {', '.join(sorted(STEPS))}")
    return tuple(steps)


def _split(step: str) -> tuple[str, str]:
    name, _, lemmas = step.partition(":")
    return name, lemmas


STEPS: dict[str, Step] = {
    "agent": acting_tokens,
    "patient": patient,
    "prep": nouns_of_prepositions,
    "governor": governors_by_preposition,
    "light": light_verb,
    "predicated": predication_subject,
    "owner": possessors,
    "head": head_of_token,
    "clause": clause_verbs,
    "bracket": name_in_brackets,
    "above": governing_verb,
    "is": with_lemma,
    "through": topics_of_effort,
    "direct": nouns_attached_directly,
}
