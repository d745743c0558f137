"""A paragraph as input of the encoder: the ids of its word pieces, and labels for those of mentions.

BERT reads at most 512 pieces, so longer paragraphs are read in overlapping windows. Each piece's vector is taken from
the window that has it furthest from an edge. Every window begins with the title and the heading over the paragraph.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from sgreports.model.facts import LABELS
from sgreports.model.report import Context

Ints = npt.NDArray[np.int64]
BEGIN, END = 101, 102  # [CLS] and [SEP] of BERT's vocabulary
WINDOW, STEP, EDGE = 480, 320, 80  # in pieces: width, stride, and overlap at either end of a window
OF_HEADING, OF_TITLE = 12, 16  # the most pieces of a heading, from its beginning, and of a title, up to its end


class MentionSpan(Protocol):
    """The span and label of a mention."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> str: ...


class Window(NamedTuple):
    """Pieces from `start` to `end`; the vectors of those from `kept` to `kept_end` are used."""

    start: int
    end: int
    kept: int
    kept_end: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """A paragraph's word pieces. A label is 0 outside mentions, 1 + 2p for the first piece of a mention whose label has
    the place p, and 2 + 2p for its others. `first` and `last` are each mention's pieces; with `context`, the ids of
    [CLS] and the context, every window begins."""

    ids: Ints
    labels: Ints
    first: Ints
    last: Ints
    context: Ints

    def windows(self) -> Iterator[Window]:
        """The windows in order."""
        size, start = len(self.ids), 0
        while True:
            end = min(size, start + WINDOW)
            yield Window(start, end, start and start + EDGE, end if end == size else end - EDGE)
            if end == size:
                return
            start += STEP

    def network_input(self, window: Window) -> dict[str, Ints]:
        """The network's input for a window, as a batch of one."""
        inside = slice(window.start, window.end)
        ids = np.concatenate([self.context, self.ids[inside], [END]])
        return {"ids": ids[None], "labels": np.pad(self.labels[inside], (len(self.context), 1))[None]}

    def rows(self, window: Window) -> slice:
        """The rows of a window's output whose vectors are used."""
        first = len(self.context) - window.start
        return slice(first + window.kept, first + window.kept_end)


class Tokenizer(Protocol):
    """A tokenizer of the library of that name."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> Any: ...


def paragraph_pieces(tokenizer: Tokenizer, text: str, mentions: Sequence[MentionSpan], context: Context) -> Pieces:
    """The pieces of a paragraph with its mentions in text order."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    heading = tokenizer.encode(context.heading, add_special_tokens=False).ids[:OF_HEADING]
    title = tokenizer.encode(context.title, add_special_tokens=False).ids[-OF_TITLE:]
    before = [BEGIN, *(piece for part in (title, heading) if part for piece in (*part, END))]
    return pieces_of(encoding.ids, encoding.offsets, mentions, before)


def pieces_of(
    ids: Sequence[int],
    offsets: Sequence[tuple[int, int]],
    mentions: Sequence[MentionSpan],
    context: Sequence[int] = (BEGIN,),
) -> Pieces:
    """The pieces of a text with its mentions in text order. `offsets` are the characters of each piece."""
    ends = np.array(offsets, np.int64).reshape(-1, 2)
    labels, last_piece = np.zeros(len(ids), np.int64), len(ids) - 1
    first = np.searchsorted(ends[:, 1], [m.start for m in mentions], side="right")
    last = np.searchsorted(ends[:, 0], [m.end for m in mentions], side="left") - 1
    first = np.minimum(first, last_piece)
    last = np.maximum(np.minimum(last, last_piece), first)
    for mention, begin, end in zip(mentions, first.tolist(), last.tolist(), strict=True):
        place = LABELS.index(mention.label)
        labels[begin : end + 1] = 2 * place + 2
        labels[begin] = 2 * place + 1
    return Pieces(np.array(ids, np.int64), labels, first, last, np.array(context, np.int64))
