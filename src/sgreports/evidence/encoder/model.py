"""Runs the encoder. It is loaded once a process and reads paragraphs one by one: batches would change results."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np

from sgreports.evidence.encoder.heads import CountScores, Floats, Heads, Ints, PairInput, PairScores
from sgreports.evidence.encoder.tokens import MentionSpan, Pieces, paragraph_pieces
from sgreports.knowledge.encoder_model import ENCODER, HEADS, NETWORK, TOKENIZER, EncoderMeta, encoder_folder
from sgreports.model.facts import LABELS
from sgreports.model.report import NO_CONTEXT, Context

DECIMALS = 2  # of scores: sums differ in their last digits from processor to processor
EXACT = "session.x64quantprecision"
"""Multiplies by unsigned weights instead of signed ones: the same numbers, in twice the time. Signed ones overflow on
x86 processors without VNNI (onnxruntime, *Quantize ONNX models*, on U8S8)."""
PROCESSOR = Path("/proc/cpuinfo")


class MentionWithId(MentionSpan, Protocol):
    """A mention with its id."""

    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class EncodedMentions:
    """The mentions of a paragraph, encoded: a vector each, (mentions, numbers), and their first and last pieces.
    `rows` has the row of each mention by its id."""

    rows: Mapping[str, int]
    vectors: Floats
    first: Ints
    last: Ints


class EncoderCountScores(NamedTuple):
    """The encoder's scores of one count, with the metadata that weigh them."""

    meta: EncoderMeta
    scores: CountScores


@dataclass(frozen=True, slots=True)
class Encoder:
    """The network with its heads, tokenizer and metadata."""

    meta: EncoderMeta
    heads: Heads
    network: Any
    tokenizer: Any

    def encode(self, text: str, mentions: Sequence[MentionWithId], context: Context = NO_CONTEXT) -> EncodedMentions:
        """Encodes the mentions of a paragraph, given in text order."""
        pieces = paragraph_pieces(self.tokenizer, text, mentions, context)
        vectors = self._vectors(pieces)
        labels = np.array([LABELS.index(m.label) for m in mentions], np.int64)
        vectors_of_mentions = self.heads.mentions(vectors[pieces.first], vectors[pieces.last], labels)
        return EncodedMentions(
            {m.id: row for row, m in enumerate(mentions)}, vectors_of_mentions, pieces.first, pieces.last
        )

    def _vectors(self, pieces: Pieces) -> Floats:
        """The vector of each piece."""
        found = []
        for window in pieces.windows():
            (vectors,) = self.network.run(None, pieces.network_input(window))
            found.append(vectors[0, pieces.rows(window)])
        return np.concatenate(found)

    def counts(self, vectors: Floats) -> CountScores:
        """The scores of counts, given their vectors."""
        return CountScores(*(scores.round(DECIMALS) for scores in self.heads.counts(vectors)))

    def pairs(self, vectors: Floats, inputs: PairInput) -> PairScores:
        """The scores of pairs of mentions, given the vectors of the mentions."""
        return PairScores(*(scores.round(DECIMALS) for scores in self.heads.pairs(vectors, inputs)))


class EncodedParagraphs:
    """The encoded paragraphs of a report, each computed on first use."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._encoded: dict[str, EncodedMentions] = {}
        self._counts: dict[str, CountScores] = {}

    def of(
        self, key: str, text: str, mentions: Sequence[MentionWithId], context: Context = NO_CONTEXT
    ) -> EncodedMentions:
        """The encoded mentions of a paragraph, given in text order."""
        if key not in self._encoded:
            self._encoded[key] = self.encoder.encode(text, mentions, context)
        return self._encoded[key]

    def count(self, key: str, row: int) -> CountScores:
        """The scores of a count of an encoded paragraph, as one row; those of all its mentions are made at once."""
        if key not in self._counts:
            self._counts[key] = self.encoder.counts(self._encoded[key].vectors)
        return CountScores(*(scores[row : row + 1] for scores in self._counts[key]))


def encoded_paragraphs(accuracy: str) -> EncodedParagraphs | None:
    """A cache for the paragraphs of one report; None if no encoder is asked for or installed."""
    loaded = encoder(accuracy)
    return None if loaded is None else EncodedParagraphs(loaded)


def encoder(accuracy: str) -> Encoder | None:
    """The encoder that the setting `accuracy` asks for; None for `fast`, or where what runs it is not installed.

    Raises UsageError where a file of it is missing, changed, or of another version.
    """
    folder = encoder_folder(accuracy)
    return None if folder is None else load(folder)


@lru_cache(maxsize=2)
def load(folder: Path) -> Encoder:
    """The encoder of a folder."""
    return encoder_of(ENCODER.read(folder), ENCODER.meta(folder))


def encoder_of(files: Mapping[str, bytes], meta: EncoderMeta) -> Encoder:
    """The encoder, given its files by name."""
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers are processes
    options.add_session_config_entry(EXACT, "0" if PROCESSOR.is_file() and "vnni" in PROCESSOR.read_text() else "1")
    network = InferenceSession(files[NETWORK], options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(files[TOKENIZER].decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    with np.load(io.BytesIO(files[HEADS]), allow_pickle=False) as weights:
        heads = Heads({name: weights[name].astype(np.float32) for name in weights.files})
    return Encoder(meta, heads, network, tokenizer)
