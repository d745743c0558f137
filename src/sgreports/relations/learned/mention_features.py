"""What a mention shows by itself: what it hangs on, its verb, unit and event, how its sentence begins."""

import numpy as np

from sgreports.model.facts import Mention
from sgreports.parsing.tokens import Token
from sgreports.relations.learned.arrays import Hashes, ParagraphArrays, Words, code
from sgreports.relations.learned.hashing import mix
from sgreports.sentence.coordination import first_of_list
from sgreports.sentence.verbs import preposition_of, verb_over

OWN = frozenset({"un", "sg", "sc", "ga", "srsg"})
NAMES = (
    "preposition", "own", "on", "dependency", "early", "unit", "unit from", "verb", "subject", "root", "opening",
    "frame", "listed", "entity",
)  # fmt: skip
PREPOSITION, ON, DEPENDENCY, VERB, ROOT = (
    NAMES.index(name) for name in ("preposition", "on", "dependency", "verb", "root")
)
CROSSED = tuple(NAMES.index(name) for name in ("preposition", "own", "on", "dependency", "verb"))
NOTHING = 5


def mention_features(arrays: ParagraphArrays) -> Hashes:
    """A row a mention, a column a feature of NAMES."""
    found = np.array([_of_mention(arrays, place) for place in range(arrays.size)], np.uint64).reshape(-1, len(NAMES))
    column = found[:, [VERB, PREPOSITION, DEPENDENCY]]
    found[:, NAMES.index("frame")] = mix(*column.T)
    return found


def _of_mention(arrays: ParagraphArrays, place: int) -> tuple[int, ...]:
    words, mention, opening = arrays.words, arrays.mentions[place], int(arrays.starts[arrays.sentence[place]])
    token = words.tokens[arrays.token[place]]
    first, governor = _attachment(words, token)
    verb = verb_over(token)
    subject = words.subject(verb) if verb is not None else None
    return (
        first, _own(mention), governor, code(token.dep_),
        int(arrays.first_token[place] - opening < 4) + 2 * int(arrays.sentence[place] == arrays.opening[place]),
        _unit(arrays, mention), code(str(mention.unit_from)),
        NOTHING if verb is None else words.word(verb),
        NOTHING if subject is None else words.word(subject),
        words.word(token.sent.root), code(words.tokens[opening].lower_),
        NOTHING, _listed(words, token), _entity(mention),
    )  # fmt: skip


def _attachment(words: Words, token: Token) -> tuple[int, int]:
    """The preposition of a token, or its label, and the word that it hangs on."""
    preposition = preposition_of(token)
    if preposition is None:
        return code(token.dep_), words.word(token.head)
    return code(preposition.lower_), words.word(preposition.head)


def _own(mention: Mention) -> int:
    """The event of a count; which of the most frequent bodies a name is."""
    return code(mention.event or "-") if mention.label == "COUNT" else code(_known(mention.entity))


def _known(entity: str | None) -> str:
    return entity if entity is not None and entity in OWN else "-"


def _unit(arrays: ParagraphArrays, mention: Mention) -> int:
    """The unit of a count; whether a name is what the report is about."""
    if mention.label == "COUNT":
        return code((mention.unit or "-").split(" ")[-1].lower())
    context = arrays.context
    return code(
        "about" if mention.entity in context.countries else "mission" if mention.entity == context.mission else "-"
    )


def _entity(mention: Mention) -> int:
    """The body that a name is; how exact a time is."""
    if mention.label == "YEAR":
        return code("range" if "/" in (mention.entity or "") else str(len(mention.entity or "")))
    return code(mention.entity or "-") if mention.label == "AGENCY" else NOTHING


def _listed(words: Words, token: Token) -> int:
    """What the first name of a mention's list hangs on."""
    first, governor = _attachment(words, first_of_list(token))
    return (first * 31 + governor) % 2**64
