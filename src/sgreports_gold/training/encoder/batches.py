"""Batches for the network: windows of several paragraphs, padded, with gold's answers."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from sgreports.evidence.encoder.tokens import Pieces, paragraph_pieces
from sgreports.model.facts import LABELS
from sgreports_gold.training.encoder.dataset import EncoderExample
from sgreports_gold.training.encoder.network import PairBatch

MAX_PIECES, MAX_PARAGRAPHS = 3000, 16  # of a batch, padding included
SORT_WINDOW = 300  # paragraphs that are sorted by length at once, which saves padding
MASKED = -1e4  # added to the attention scores of padding


@dataclass(frozen=True, slots=True)
class Item:
    """An example with its pieces."""

    example: EncoderExample
    pieces: Pieces


class Batch(NamedTuple):
    """A batch. `taken` are the rows of pieces that are used, paragraph by paragraph; `first` and `last` index it."""

    ids: Tensor
    labels: Tensor
    hidden: Tensor
    taken: Tensor
    first: Tensor
    last: Tensor
    label: Tensor
    pairs: PairBatch
    types: Tensor
    answers: Tensor
    roles: Tensor
    events: Tensor
    measures: Tensor


def items_of(examples: Sequence[EncoderExample], tokenizer: Any) -> list[Item]:
    """The examples with their pieces."""
    return [Item(e, paragraph_pieces(tokenizer, e.text, e.mentions, e.context)) for e in examples]


def batched(items: Sequence[Item], rng: random.Random | None) -> list[list[Item]]:
    """Groups items of similar length; in random order with `rng`, else shortest first."""
    shuffled = rng.sample(items, len(items)) if rng else list(items)
    size = SORT_WINDOW if rng else len(shuffled)
    groups: list[list[Item]] = []
    for begin in range(0, len(shuffled), max(1, size)):
        groups += _grouped(sorted(shuffled[begin : begin + size], key=lambda item: len(item.pieces.ids)))
    return rng.sample(groups, len(groups)) if rng else groups


def _grouped(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Groups items, given shortest first, within MAX_PIECES and MAX_PARAGRAPHS."""
    group: list[Item] = []
    for item in items:
        windows = [window for each in (*group, item) for window in each.pieces.windows()]
        pieces = len(windows) * max(window.end - window.start for window in windows)
        if group and (len(group) == MAX_PARAGRAPHS or pieces > MAX_PIECES):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def batch_of(items: Sequence[Item]) -> Batch:
    """One batch of items."""
    windows = [(item.pieces, window) for item in items for window in item.pieces.windows()]
    inputs = [pieces.network_input(window) for pieces, window in windows]
    width = max(given["ids"].shape[1] for given in inputs)
    ids, labels, hidden = (np.zeros((len(windows), width), np.int64) for _ in range(3))
    taken = []
    for row, ((pieces, window), given) in enumerate(zip(windows, inputs, strict=True)):
        size, used = given["ids"].shape[1], pieces.rows(window)
        ids[row, :size], labels[row, :size], hidden[row, size:] = given["ids"][0], given["labels"][0], 1
        taken.append(np.arange(row * width + used.start, row * width + used.stop))
    mentions = np.cumsum([0, *(len(item.example.mentions) for item in items)])
    ends = np.cumsum([0, *(len(item.pieces.ids) for item in items)])
    first, last = (
        _joined([getattr(item.pieces, name) + end for item, end in zip(items, ends, strict=False)])
        for name in ("first", "last")
    )
    of = [item.example.relation for item in items]
    subject, other = (
        _joined([getattr(e.pairs, name) + before for e, before in zip(of, mentions, strict=False)])
        for name in ("subject", "object")
    )
    gap = torch.where(subject < other, first[other] - last[subject], first[subject] - last[other]).clamp(min=0)
    pairs = PairBatch(
        subject, other, gap, _joined([e.pairs.apart for e in of]), _joined([item.example.rivals for item in items])
    )
    return Batch(
        torch.from_numpy(ids), torch.from_numpy(labels), torch.from_numpy(hidden)[:, None, None, :] * MASKED,
        _joined(taken), first, last, _joined([[LABELS.index(m.label) for m in i.example.mentions] for i in items]),
        pairs, _joined([e.pairs.types for e in of]), _joined([e.answers for e in of]),
        *(_joined([getattr(item.example, name) for item in items]) for name in ("roles", "events", "measures")),
    )  # fmt: skip


def _joined(parts: Sequence[Any]) -> Tensor:
    return torch.from_numpy(np.concatenate(parts).astype(np.int64))
