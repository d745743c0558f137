"""Bodies and texts under a name in Spanish or French, by its first word: `Partido Demócrata`, `Ley de Amnistía`.

    head ((particle)* capital)+
    head (adjective | particle+ word)+      in French with small letters: `Mouvement patriotique du salut`

The words are `data/head_nouns.toml` and `data/instrument_heads.toml`, tables `foreign`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sgreports.knowledge.names.bodies import name_grammar
from sgreports.knowledge.names.instruments import instrument_heads
from sgreports.knowledge.names.keys import name_key
from sgreports.model.facts import Label
from sgreports.names.candidate import Candidate
from sgreports.parsing.unit import Unit

_CAPITAL = r"(?:[dl]’)?[A-ZÀ-Þ][\w’-]+"
_PARTICLES = "de|del|du|des|la|le|les|los|las|el|para|pour|por|sur|sobre|y|et|e|en|à|au|aux|contra|contre|a"
_GOES_ON = rf"(?: (?:(?:{_PARTICLES}) ){{0,3}}{_CAPITAL})+"
_WORD = r"(?:[dl]’)?(?!facto\b|jure\b)[A-Za-zÀ-ÿ][\w’-]+"
_ADJECTIVE = (  # English has `national` and `social` too: more French must follow them
    r"(?:(?:national|social)(?= (?:pour|de|du|des|d’|et|démo|répu))|nationale|sociale|populaire|libre|unie|"
    r"(?=\w{4})[a-zà-ÿ]*(?:[éèêçàùôî][a-zà-ÿ]*|istes?|iques?|aires?|elles?|icaine?s?|iens?|iennes?|aise?s?|ales?))(?!\w)"
)
_LINK = r"(?:de|du|des|pour|à|au|aux)(?: (?:la|le|les|un|une)\b)?+"
_LINKED = rf"(?:{_LINK} {_WORD}|(?=[dl]’){_WORD})"
_MORE = rf"(?:(?:et )?{_LINKED}|{_ADJECTIVE}|et (?:la |le |les )?[a-zà-ÿ][\w’-]+)"
_SMALL = rf" (?:{_LINKED}|{_ADJECTIVE})(?: (?>{_MORE}))*+"


@dataclass(frozen=True, slots=True)
class Heads:
    """First words of one kind of name, and the names that they begin."""

    words: tuple[str, ...]
    names: re.Pattern[str]


def find_foreign(unit: Unit) -> Iterable[Candidate]:
    """AGENCY and INSTRUMENT candidates of a paragraph, `rule:foreign-name`. Their entity is `name/<slug>`."""
    for label, kinds in _kinds():
        yield from _found(unit.text, label, kinds)


def _found(text: str, label: Label, kinds: Mapping[str, Heads]) -> Iterator[Candidate]:
    for kind, heads in kinds.items():
        if any(word in text for word in heads.words):  # a scan of words is ten times faster than the expression
            for match in heads.names.finditer(text):
                yield Candidate(label, *match.span(), "foreign-name", name_key(match.group()), kind, score=0.75)


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[Label, dict[str, Heads]], ...]:
    """The heads of foreign names by label and kind; last French ones, which go on in small letters."""
    bodies, texts = name_grammar(), instrument_heads()
    return (
        ("AGENCY", {kind: _heads(words) for kind, words in bodies.foreign.items()}),
        ("INSTRUMENT", {kind: _heads(words) for kind, words in texts.foreign.items()}),
        ("AGENCY", {kind: _heads(words, _SMALL) for kind, words in bodies.french.items()}),
    )


def _heads(words: Sequence[str], rest: str = _GOES_ON) -> Heads:
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return Heads(tuple(words), re.compile(rf"(?<![\w-])(?:{either}){rest}(?!\w)"))
