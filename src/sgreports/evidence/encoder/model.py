"""The encoder as it is run: loaded once a process, a paragraph at a time, so that no neighbour changes a result."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np

from sgreports.evidence.encoder.heads import CountScores, Floats, Heads, Ints, PairInput, PairScores
from sgreports.evidence.encoder.tokens import Pieces, Spanned, pieces_of
from sgreports.knowledge.encoder_model import (
    ENCODER,
    HEADS,
    NETWORK,
    TOKENIZER,
    EncoderMeta,
    checked_files,
    encoder_folder,
)
from sgreports.model.facts import LABELS

DECIMALS = 2  # of scores: whole numbers are summed in another order on other processors


class Named(Spanned, Protocol):
    """A mention with its id."""

    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder makes of a paragraph: a vector for each mention, (mentions, numbers), and the pieces that each
    begins and ends with. `rows` has the row of each mention's id."""

    rows: Mapping[str, int]
    vectors: Floats
    first: Ints
    last: Ints


class SaidOfCount(NamedTuple):
    """The scores of one count, with the weights that they have beside other witnesses."""

    meta: EncoderMeta
    scores: CountScores


@dataclass(frozen=True, slots=True)
class Encoder:
    """The network, its heads and its tokenizer, with what is known of them."""

    meta: EncoderMeta
    heads: Heads
    network: Any
    tokenizer: Any

    def read(self, text: str, mentions: Sequence[Named]) -> Reading:
        """The reading of a paragraph with its mentions in text order."""
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        pieces = pieces_of(encoding.ids, encoding.offsets, mentions)
        vectors = self._vectors(pieces)
        labels = np.array([LABELS.index(m.label) for m in mentions], np.int64)
        found = self.heads.mentions(vectors[pieces.first], vectors[pieces.last], labels)
        return Reading({m.id: row for row, m in enumerate(mentions)}, found, pieces.first, pieces.last)

    def _vectors(self, pieces: Pieces) -> Floats:
        """The vector of each piece."""
        found = []
        for window in pieces.windows():
            (vectors,) = self.network.run(None, pieces.network_input(window))
            skipped = 1 + window.kept - window.start  # the first stands for [CLS]
            found.append(vectors[0, skipped : skipped + window.kept_end - window.kept])
        return np.concatenate(found)

    def counts(self, vectors: Floats) -> CountScores:
        """The scores of counts with these vectors."""
        return CountScores(*(its.round(DECIMALS) for its in self.heads.counts(vectors)))

    def pairs(self, vectors: Floats, its: PairInput) -> PairScores:
        """The scores of pairs of mentions with these vectors."""
        return PairScores(*(each.round(DECIMALS) for each in self.heads.pairs(vectors, its)))


class Readings:
    """The readings of a report's paragraphs, each made when it is first asked for."""

    def __init__(self, its: Encoder) -> None:
        self.encoder = its
        self._made: dict[str, Reading] = {}

    def of(self, key: str, text: str, mentions: Sequence[Named]) -> Reading:
        """The reading of the paragraph of this key, with its mentions in text order."""
        if key not in self._made:
            self._made[key] = self.encoder.read(text, mentions)
        return self._made[key]


def readings(accuracy: str) -> Readings | None:
    """For the readings of one report; None where no encoder is asked for, or can be run."""
    its = encoder(accuracy)
    return None if its is None else Readings(its)


def encoder(accuracy: str) -> Encoder | None:
    """The encoder that the setting `accuracy` asks for; None for `fast`, or where what runs it is not installed.

    Raises UsageError where a file of it is missing, changed, or of another version.
    """
    folder = encoder_folder(accuracy)
    return None if folder is None else load(folder)


@lru_cache(maxsize=2)
def load(folder: Path) -> Encoder:
    """The encoder of a folder."""
    return encoder_of(checked_files(folder), ENCODER.meta(folder))


def encoder_of(files: Mapping[str, bytes], meta: EncoderMeta) -> Encoder:
    """The encoder of its files by name."""
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers are processes
    network = InferenceSession(files[NETWORK], options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(files[TOKENIZER].decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    with np.load(io.BytesIO(files[HEADS]), allow_pickle=False) as weights:
        heads = Heads({name: weights[name].astype(np.float32) for name in weights.files})
    return Encoder(meta, heads, network, tokenizer)
