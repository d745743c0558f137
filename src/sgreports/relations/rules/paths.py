"""A rule's path: from a token of the parse, step by step, to the tokens that stand in a named relation to it."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from spacy.tokens import Token

from sgreports.relations.grammar.arguments import Scene
from sgreports.relations.grammar.clause_steps import (
    above,
    acting,
    carries_out,
    clause,
    helped,
    meant,
    object_,
    relative,
    unnamed,
)
from sgreports.relations.grammar.nominals import anchor, bracket, head, light, name, noun, owner, predicated, through
from sgreports.relations.grammar.prepositions import adjoining, deed, direct, governor, opening, own, prep
from sgreports.relations.grammar.subjects import patient

Step = Callable[[Scene, Token, tuple[str, ...]], Iterator[Token]]


def walk(scene: Scene, token: Token, path: str) -> Iterator[Token]:
    """The tokens at the end of a path, nearest first."""
    ends = [token]
    for step, arguments in compiled(path):
        ends = [end for start in ends for end in STEPS[step](scene, start, arguments)]
    yield from ends


@lru_cache(maxsize=1024)
def compiled(path: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A path's steps with their lemmas: `light:provide|offer/agent`."""
    steps = (step.partition(":") for step in path.split("/"))
    return tuple((step, tuple(lemmas.split("|")) if lemmas else ()) for step, _, lemmas in steps)


STEPS: dict[str, Step] = {
    "agent": acting, "patient": patient, "object": object_, "prep": prep, "governor": governor, "light": light,
    "predicated": predicated, "owner": owner, "head": head, "anchor": anchor, "own": own, "clause": clause,
    "bracket": bracket, "adjoining": adjoining, "opening": opening, "above": above, "relative": relative, "is": meant,
    "through": through, "deed": deed, "helped": helped, "noun": noun, "name": name,
    "unnamed": unnamed, "direct": direct, "carries_out": carries_out,
}  # fmt: skip
