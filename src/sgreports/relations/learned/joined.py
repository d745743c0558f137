"""Paragraphs of a report laid out one after the other, so that the features of all their pairs are made at once.

Places of words, sentences and mentions are moved; characters are still those of each paragraph.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from sgreports.relations.learned.laid_out import Ints, Laid, Words, words_in
from sgreports.relations.learned.pairs import Pairs


def joined(parts: Sequence[Laid]) -> Laid:
    """The paragraphs as one; a report's context is that of the first."""
    if len(parts) == 1:
        return parts[0]
    tokens, units = offsets(len(p.words.head) for p in parts), offsets(len(p.words.units) for p in parts)
    places, first = offsets(p.size for p in parts), offsets(len(p.starts) for p in parts)

    def moved(name: str, by: Sequence[int]) -> Ints:
        return np.concatenate([getattr(part, name) + n for part, n in zip(parts, by, strict=True)])

    def beside(name: str) -> Ints:
        return np.concatenate(
            [
                np.where(getattr(part, name) < 0, -1, getattr(part, name) + n)
                for part, n in zip(parts, places, strict=True)
            ]
        )

    still = [0] * len(parts)
    return Laid(
        parts[0].context, [m for part in parts for m in part.mentions], joined_words([p.words for p in parts], tokens),
        moved("starts", tokens), moved("token", tokens), moved("first_token", tokens),
        moved("first_unit", units), moved("last_unit", units), moved("start", still), moved("end", still),
        moved("label", still), moved("sentence", first), moved("opening", first), moved("entity", places),
        moved("named", still), moved("event", still), beside("before"), beside("after"),
    )  # fmt: skip


def joined_words(parts: Sequence[Words], tokens: Sequence[int]) -> Words:
    """The tokens of all; `tokens` says how many stand before each."""
    return words_in(
        [head + n for part, n in zip(parts, tokens, strict=True) for head in part.head],
        np.concatenate([p.deps for p in parts]), [value for p in parts for value in p.pos],
        np.concatenate([p.lowers for p in parts]), np.concatenate([p.words for p in parts]),
        np.concatenate([p.units for p in parts]), np.concatenate([p.held for p in parts]),
    )  # fmt: skip


def joined_pairs(laid: Sequence[Laid], parts: Sequence[Pairs]) -> Pairs:
    """The pairs of all paragraphs."""
    if len(parts) == 1:
        return parts[0]
    tokens, places = offsets(len(each.words.head) for each in laid), offsets(each.size for each in laid)
    return Pairs(
        np.concatenate([p.subject + n for p, n in zip(parts, places, strict=True)]),
        np.concatenate([p.object + n for p, n in zip(parts, places, strict=True)]),
        np.concatenate([p.types for p in parts]), np.concatenate([p.apart for p in parts]),
        np.concatenate([
            np.where(p.stands_in < 0, -1, p.stands_in + n) for p, n in zip(parts, tokens, strict=True)
        ]),
        np.concatenate([p.forward for p in parts]),
    )  # fmt: skip


def offsets(sizes: Iterable[int]) -> list[int]:
    """Where each of several begins, one after the other."""
    found = [0]
    for size in sizes:
        found.append(found[-1] + size)
    return found[:-1]


def together(sizes: Sequence[int], most: int) -> Iterator[range]:
    """Neighbours whose sizes add up to `most` at the highest; a larger one alone."""
    begin = total = 0
    for place, size in enumerate(sizes):
        if place > begin and total + size > most:
            yield range(begin, place)
            begin, total = place, 0
        total += size
    if sizes:
        yield range(begin, len(sizes))
