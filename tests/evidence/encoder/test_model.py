"""The encoder's folder → encoded paragraphs: as saved, refused where changed, left out where it cannot be run."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from sgreports.evidence.encoder import model
from sgreports.evidence.encoder.heads import PairInput
from sgreports.evidence.encoder.model import EncodedParagraphs, Encoder, encoder, encoder_of, load
from sgreports.knowledge import encoder_model
from sgreports.knowledge.components import folder_of
from sgreports.knowledge.encoder_model import ENCODER, encoder_version
from sgreports.model.facts import EVENTS

FOLDER = folder_of("default", encoder_model.ENCODER.folder)
TEXT = "In 2041, UNMIL recorded the killing of 12 civilians in Chad."


class Named(NamedTuple):
    id: str
    start: int
    end: int
    label: str


def marked(text: str, *words: tuple[str, str]) -> list[Named]:
    return [
        Named(f"m{n}", text.index(word), text.index(word) + len(word), label) for n, (word, label) in enumerate(words)
    ]


MENTIONS = marked(TEXT, ("2041", "YEAR"), ("UNMIL", "AGENCY"), ("12", "COUNT"), ("Chad", "COUNTRY"))


@pytest.fixture(scope="module")
def ours() -> Encoder:
    return load(FOLDER)


def test_a_count_has_its_likeliest_event(ours: Encoder) -> None:
    reading = ours.encode(TEXT, MENTIONS)
    scores = ours.counts(reading.vectors[reading.rows["m2"]][None])
    assert EVENTS[int(scores.events[0].argmax())] == "killed"


def test_the_same_text_has_the_same_scores(ours: Encoder) -> None:
    one, other = ours.encode(TEXT, MENTIONS), ours.encode(TEXT, MENTIONS)
    assert one.rows == other.rows
    assert (one.vectors == other.vectors).all()


def test_scores_are_rounded_before_they_decide(ours: Encoder) -> None:
    reading = ours.encode(TEXT, MENTIONS)
    pair = PairInput(*(np.array([n]) for n in (2, 3, 4, 0, 0)))
    for scores in (*ours.pairs(reading.vectors, pair), *ours.counts(reading.vectors)):
        assert (scores.round(2) == scores).all()


def test_every_processor_sums_alike(ours: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sums of products with signed weights overflow on AVX2 alone: they differed there by .02 to .07."""
    vectors = ours.encode(TEXT, MENTIONS).vectors
    assert vectors[2, :4].tolist() == pytest.approx([0.026, -0.521, -0.605, -0.749], abs=0.005)
    (tmp_path / "cpuinfo").write_text("flags: avx avx2")
    monkeypatch.setattr(model, "PROCESSOR", tmp_path / "cpuinfo")
    without_vnni = encoder_of(ENCODER.read(FOLDER), ours.meta)
    assert (without_vnni.encode(TEXT, MENTIONS).vectors == vectors).all()


def test_a_paragraph_longer_than_a_window_is_read_whole(ours: Encoder) -> None:
    text = " ".join([TEXT] * 60)
    starts = [n * (len(TEXT) + 1) for n in range(60)]
    mentions = [m._replace(id=f"{m.id}-{at}", start=m.start + at, end=m.end + at) for at in starts for m in MENTIONS]
    reading = ours.encode(text, mentions)
    counts = ours.counts(reading.vectors[2::4])
    assert len(reading.vectors) == 240
    assert {EVENTS[event] for event in counts.events.argmax(axis=1)} == {"killed"}


def test_a_paragraph_is_read_once_and_its_counts_scored_once(ours: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = EncodedParagraphs(ours)
    first = paragraphs.of("1", TEXT, MENTIONS)
    killed, alone = paragraphs.count("1", first.rows["m2"]), ours.counts(first.vectors[first.rows["m2"]][None])
    monkeypatch.setattr(Encoder, "encode", lambda *_: 1 / 0)
    monkeypatch.setattr(Encoder, "counts", lambda *_: 1 / 0)
    assert paragraphs.of("1", TEXT, MENTIONS) is first
    assert [scores.tolist() for scores in killed] == [scores.tolist() for scores in alone]
    assert paragraphs.count("1", 0).events.shape == killed.events.shape


def test_fast_does_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "load", lambda *_: 1 / 0)
    assert encoder("fast") is None
    assert encoder_version("fast") == "none"


def test_without_onnxruntime_best_does_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_model, "find_spec", lambda name: None if name == "onnxruntime" else object())
    assert encoder("best") is None
    assert encoder_version("best") == "none"


def test_the_version_names_model_and_hash() -> None:
    assert encoder_version("best").startswith(f"{load(FOLDER).meta.name} ")
