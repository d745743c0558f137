"""Features of single mentions: governor, verb, unit and event, the first word of the sentence."""

import numpy as np

from sgreports.links.learned.arrays import Hashes, ParagraphArrays, Words, string_hash
from sgreports.links.learned.hashing import mix
from sgreports.model.facts import Mention
from sgreports.parsing.tokens import Token
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
        first, _own(mention), governor, string_hash(token.dep_),
        int(arrays.first_token[place] - opening < 4) + 2 * int(arrays.sentence[place] == arrays.opening[place]),
        _unit(arrays, mention), string_hash(str(mention.unit_from)),
        NOTHING if verb is None else words.word(verb),
        NOTHING if subject is None else words.word(subject),
        words.word(token.sent.root), string_hash(words.tokens[opening].lower_),
        NOTHING, _listed(words, token), _entity(mention),
    )  # fmt: skip


def _attachment(words: Words, token: Token) -> tuple[int, int]:
    """The preposition of a token, else its dependency label; and its governor."""
    preposition = preposition_of(token)
    if preposition is None:
        return string_hash(token.dep_), words.word(token.head)
    return string_hash(preposition.lower_), words.word(preposition.head)


def _own(mention: Mention) -> int:
    """The event of a count; of a name its entity, if that is one of the most frequent bodies."""
    own = mention.event if mention.label == "COUNT" else mention.entity if mention.entity in OWN else None
    return string_hash(own or "-")


def _unit(arrays: ParagraphArrays, mention: Mention) -> int:
    """The unit of a count; of a name whether the report is about it."""
    if mention.label == "COUNT":
        return string_hash((mention.unit or "-").split(" ")[-1].lower())
    context = arrays.context
    return string_hash(
        "about" if mention.entity in context.countries else "mission" if mention.entity == context.mission else "-"
    )


def _entity(mention: Mention) -> int:
    """The entity of an agency; the precision of a time."""
    if mention.label == "YEAR":
        return string_hash("range" if "/" in (mention.entity or "") else str(len(mention.entity or "")))
    return string_hash(mention.entity or "-") if mention.label == "AGENCY" else NOTHING


def _listed(words: Words, token: Token) -> int:
    """The attachment of the first conjunct."""
    first, governor = _attachment(words, first_of_list(token))
    return (first * 31 + governor) % 2**64
