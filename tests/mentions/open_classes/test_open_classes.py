"""The trained component: what may be a name, the checks of its files, the rules win. Invented names, no model."""

import json
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
import spacy

from invented.reports import report_of
from sgreports.errors import UsageError
from sgreports.knowledge.components import (
    META,
    NAMES,
    WEIGHTS,
    Calibration,
    ComponentMeta,
)
from sgreports.mentions.assembly import CandidateLists, resolved_mentions
from sgreports.mentions.candidate import Candidate
from sgreports.mentions.open_classes.component import Component, component_of, load, save
from sgreports.mentions.open_classes.features import BUCKETS, bucket, features, report_statistics
from sgreports.mentions.open_classes.merge import open_names
from sgreports.mentions.open_classes.spans import paragraph_words, spans_of
from sgreports.model.report import Paragraph, Style
from sgreports.parsing.unit import Unit

BLANK = spacy.blank("en")
BLANK.add_pipe("sentencizer")
ALL = Calibration(slope=1, shift=0, cutoff=0.5)
NEVER = Calibration(slope=1, shift=0, cutoff=None)


def units(*texts: str, italic: tuple[int, int] | None = None) -> list[Unit]:
    styles = (Style(start=italic[0], end=italic[1], italic=True),) if italic else ()
    paragraphs = tuple(
        Paragraph(key=str(i), number=i, part="body", section=None, order=i, text=t, styles=styles)
        for i, t in enumerate(texts)
    )
    report = report_of(*paragraphs, document="A/1")
    return [Unit(report, p, BLANK(p.text)) for p in paragraphs]


def component(programme: Calibration = ALL) -> Component:
    """Takes `Commissioner` for an AGENCY's head, `Promise` for a PROGRAMME's, what has neither for no name."""
    weights = np.zeros((BUCKETS, 4), np.float32)
    weights[bucket("bias"), 0] = 2
    weights[bucket("head=commissioner"), 1] = 5
    weights[bucket("head=promise"), 2] = 5
    weights[bucket("article=the opens=False"), 1] = 0.5
    weights[bucket("left=capital"), 0] = 5  # a name begins at its first capital
    meta = ComponentMeta(
        name="toy", features=NAMES.features, sha256="", examples={},
        calibration={"AGENCY": ALL, "PROGRAMME": programme, "INSTRUMENT": ALL},
    )  # fmt: skip
    return Component(meta, weights)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "They met the Office of Harbour Affairs in May.",
            ["Office", "Office of Harbour", "Office of Harbour Affairs", "Office of Harbour Affairs in May",
             "Harbour", "Harbour Affairs", "Harbour Affairs in May", "Affairs", "Affairs in May", "May"],
        ),
        (
            "The Trust-building Forum met.",
            ["Trust-building", "Trust-building Forum", "Forum"],
        ),
        ("It follows the 2040 Vision.", ["2040", "2040 Vision", "Vision"]),
        ("It broke law No. 17.", ["law No. 17", "No"]),
        ("He wrote “On harbours: a survey” there.", ["On harbours: a survey"]),
        ("there is nothing here", []),
    ],
)  # fmt: skip
def test_what_may_be_a_name(text: str, want: list[str]) -> None:
    (unit,) = units(text)
    assert sorted(text[s.start : s.end] for s in spans_of(unit, paragraph_words(unit, ()))) == sorted(want)


def test_italics_may_be_a_name() -> None:
    text = "They read A life at sea, which sold well."
    (unit,) = units(text, italic=(10, 24))
    assert "A life at sea" in [
        text[s.start : s.end] for s in spans_of(unit, paragraph_words(unit, ())) if s.shape == "italic"
    ]


def test_the_features_are_those_of_their_version() -> None:
    """Weights under other features give wrong names in silence: if this changes, raise that of NAMES and train."""
    texts = [
        "They asked the Media Commissioner of Lomark, who kept “A harbour code” and the RHA.",
        "The Commissioner met.",
    ]
    given = units(*texts)
    kept = [[Candidate("COUNTRY", 37, 43, "x", "LMK")], []]
    words = [paragraph_words(unit, ()) for unit in given]
    spans = [spans_of(unit, w) for unit, w in zip(given, words, strict=True)]
    around = report_statistics(given, spans, kept)
    seen = [
        (texts[i][s.start : s.end], sorted(features(words[i], s, kept[i], around).tolist()))
        for i in range(2)
        for s in spans[i]
    ]
    assert (NAMES.features, crc32(repr(seen).encode())) == (2, 2240107784)


Rows = list[list[tuple[str, str, str, str | None]]]


def merged(texts: list[str], found: CandidateLists, with_: Component | None = None) -> Rows:
    given = units(*texts)
    mentions, issues = resolved_mentions(given, open_names(with_ or component())(given, found))
    assert issues == []
    return [
        [(m.label, m.text, m.source, m.entity) for m in mentions if m.paragraph == unit.paragraph.key] for unit in given
    ]


def test_what_no_rule_marks_is_found() -> None:
    assert merged(["They asked the Media Commissioner, who kept the Harbour Promise."], [[]]) == [
        [
            ("AGENCY", "Media Commissioner", "model", "name/media-commissioner"),
            ("PROGRAMME", "Harbour Promise", "model", "name/harbour-promise"),
        ]
    ]


def test_a_number_without_text_stops_nothing() -> None:
    """A report may number a paragraph and say nothing there; the others are read."""
    assert merged(["", "They asked the Media Commissioner."], [[], []]) == [
        [],
        [("AGENCY", "Media Commissioner", "model", "name/media-commissioner")],
    ]


def test_the_rules_win_every_overlap() -> None:
    text = "They asked the Media Commissioner and the Sea Commissioner."
    rules = [
        Candidate("INSTRUMENT", 21, 33, "low", "x", score=0.01),  # as long as the model's, and hardly believed
        Candidate(None, 42, 58, "event"),  # nothing is marked in what is blocked
    ]
    before = [(c.start, c.end, c.rule) for c in rules]
    (after,) = open_names(component())(units(text), [rules])
    assert [(c.start, c.end, c.rule) for c in after[:2]] == before
    assert [text[c.start : c.end] for c in after[2:]] == []


def test_a_short_form_takes_the_entity_of_the_name_before_it() -> None:
    text = "The Temporary Media Commissioner resigned."
    rules: CandidateLists = [[Candidate("AGENCY", 4, 32, "body", "name/tmc", "national")], []]
    assert merged([text, "Then the Commissioner spoke."], rules)[1] == [("AGENCY", "Commissioner", "model", "name/tmc")]


def test_a_label_may_do_without() -> None:
    assert merged(["It kept the Harbour Promise."], [[]], component(NEVER)) == [[]]


def test_the_score_is_the_share_right() -> None:
    given = units("They asked the Media Commissioner.")
    (mention,), _ = resolved_mentions(given, open_names(component())(given, [[]]))
    raw = float(np.exp(5.5) / (np.exp(5.5) + np.exp(2) + 2))
    assert mention.score == pytest.approx(ALL.share(raw), abs=0.001)


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    saved = save(tmp_path, component().weights, component().meta)
    again = load(tmp_path)
    assert again.meta == saved.meta
    assert np.array_equal(again.weights, saved.weights)
    assert NAMES.version(str(tmp_path)).startswith("toy ")
    assert (component_of("none"), NAMES.version("none")) == (None, "none")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("features", NAMES.features + 1, "was made for features"),
        ("sha256", "0" * 64, "another hash"),
        ("examples", "x", "examples"),
        ("calibration", {}, "no calibration of AGENCY"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, field: str, value: object, said: str) -> None:
    save(tmp_path, component().weights, component().meta)
    meta = json.loads((tmp_path / META).read_text())
    (tmp_path / META).write_text(json.dumps(meta | {field: value}))
    with pytest.raises(UsageError, match=said):
        load(tmp_path)


def test_changed_weights_are_refused(tmp_path: Path) -> None:
    save(tmp_path, component().weights, component().meta)
    data = bytearray((tmp_path / WEIGHTS).read_bytes())
    data[-1] ^= 1
    (tmp_path / WEIGHTS).write_bytes(bytes(data))
    with pytest.raises(UsageError, match="another hash"):
        load(tmp_path)


def test_a_folder_without_a_component_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no trained component here"):
        NAMES.meta(tmp_path / "none here")


def test_the_project_s_own_component_fits_and_is_small() -> None:
    own = component_of("default")
    assert own is not None
    assert own.weights.astype(np.float16).nbytes < 2_000_000
