"""Training: examples by gold and by a reader, the same weights twice, shares right, cutoffs, the curve. No model."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from invented.reports import paragraph_of, report_of
from sgreports.annotation.gold.letters import digest, letter_span, letters
from sgreports.annotation.gold.records import GoldMention, GoldParagraph
from sgreports.errors import UsageError
from sgreports.knowledge.components import LABELS, Calibration
from sgreports.mentions.candidate import Candidate
from sgreports.mentions.open_classes.component import probabilities
from sgreports.mentions.open_classes.features import bucket
from sgreports.model.facts import Label
from sgreports.model.report import Masthead
from sgreports.parsing.unit import Unit
from sgreports.training.curve_picture import Point, picture
from sgreports.training.linear import platt
from sgreports.training.names import curve
from sgreports.training.names.calibrate import Verdict, calibrations, verdicts
from sgreports.training.names.compare import chosen, scores, with_calibration
from sgreports.training.names.compare import comparisons as compared
from sgreports.training.names.curve import WORDS, learnt, points
from sgreports.training.names.examples import Example, examples_of
from sgreports.training.names.judged import Judged, read_judged
from sgreports.training.names.recipe import Recipe, read_recipe
from sgreports.training.names.regression import fit, matrix, weight_of
from sgreports.training.names.train import component_of
from sgreports.training.reports import Marked

CONFIG = Path(__file__).parents[2] / "models" / "config.cfg"
HEADS = {"AGENCY": "panel", "PROGRAMME": "promise", "INSTRUMENT": "code"}


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return read_recipe(CONFIG)


def example(number: int, label: Label | None, *, unmarked: bool = True) -> Example:
    """A toy span: its head tells its label, and a word of its own tells nothing."""
    answer = 1 + LABELS.index(label) if label else 0
    names = ("bias", f"head={HEADS[label] if label else 'river'}", f"w={number % 7}")
    return Example(f"A/{number}", "1", 0, 5, answer, unmarked, False, np.array([bucket(n) for n in names], np.int32))


@pytest.fixture(scope="module")
def toy() -> list[Example]:
    return [example(n, (*LABELS, None)[n % 4]) for n in range(80)]


def test_the_same_weights_twice(toy: list[Example], recipe: Recipe) -> None:
    one, two = (fit(toy, recipe.weights, recipe.fit) for _ in range(2))
    assert one.tobytes() == two.tobytes()
    stronger = fit(toy, recipe.weights, recipe.fit.model_copy(update={"c": recipe.fit.c / 100}))
    assert np.abs(stronger).sum() < np.abs(one).sum()


def test_what_was_learnt_holds_elsewhere(toy: list[Example], recipe: Recipe) -> None:
    found = verdicts(toy, recipe)
    assert len(found) >= 60
    assert all(v.right for v in found if v.probability > 0.5)
    assert {v.label for v in found if v.probability > 0.5} == set(LABELS)


def test_no_report_is_judged_by_weights_that_saw_it(recipe: Recipe) -> None:
    """A word that stands in one report alone tells nothing there, though it was learnt elsewhere for the others."""
    own = [
        replace(e, indices=np.array([bucket(f"own {e.document}")], np.int32))
        for e in (example(n, "AGENCY" if n % 2 else None) for n in range(40))
    ]
    assert {v.probability for v in verdicts(own, recipe)} == {0.25}


def test_an_example_counts_as_the_recipe_says(recipe: Recipe) -> None:
    free, marked = example(1, None), example(1, None, unmarked=False)
    w = recipe.weights
    found = [weight_of(e, w) for e in (free, marked, replace(free, gold=True))]
    assert found == [w.unmarked, w.marked, w.unmarked * w.gold]


def test_a_class_without_examples_is_never_found(recipe: Recipe) -> None:
    weights = fit([example(n, "AGENCY" if n % 2 else None) for n in range(40)], recipe.weights, recipe.fit)
    likely = probabilities(weights, [example(1, "AGENCY").indices])[0].tolist()
    assert [round(p) for p in likely] == [0, 1, 0, 0]


def test_the_matrix_counts_features() -> None:
    used, counts = matrix([np.array([3, 5, 3], np.int32), np.array([], np.int32)])
    assert (used.tolist(), counts.toarray().tolist()) == ([3, 5], [[2, 1], [0, 0]])


def test_platt_tells_the_share_right() -> None:
    seen = [(0.9, i % 2 == 0) for i in range(400)] + [(0.2, False)] * 400
    slope, shift = platt(*zip(*seen, strict=True))
    known = Calibration(slope=slope, shift=shift, cutoff=None)
    assert known.share(0.9) == pytest.approx(0.5, abs=0.02)
    assert known.share(0.2) < 0.02


@pytest.mark.parametrize("right", [True, False])
def test_platt_keeps_probabilities_where_nothing_tells_right_from_wrong(right: bool) -> None:
    assert platt([0.9, 0.4], [right, right]) == platt([], []) == (1, 0)


def test_a_label_with_too_few_right_does_without(recipe: Recipe) -> None:
    found = [Verdict(example(n, "AGENCY"), "AGENCY", 0.9) for n in range(20)]
    found += [Verdict(example(n, "PROGRAMME"), "PROGRAMME", 0.9) for n in range(recipe.merge.right - 1)]
    assert {label: c.cutoff for label, c in calibrations(found, recipe.merge).items()} == {
        "AGENCY": 0.5, "PROGRAMME": None, "INSTRUMENT": None,
    }  # fmt: skip


def unit_of(text: str, document: str = "A/1") -> Unit:
    import spacy

    paragraph = paragraph_of(text)
    masthead, nlp = Masthead(), spacy.blank("en")
    nlp.add_pipe("sentencizer")
    report = report_of(paragraph, document=document, masthead=masthead)
    return Unit(report, paragraph, nlp(text))


def gold_of(text: str, *names: tuple[Label, str], document: str = "A/1") -> GoldParagraph:
    mentions = [
        GoldMention(
            id=f"m{i}", label=label, start=letter_span(text, at, at)[0], end=letter_span(text, 0, at + len(name))[1],
            text=name, entity="name/x", kind={"AGENCY": "national", "INSTRUMENT": "law"}.get(label),
        )
        for i, (label, name) in enumerate(names)
        for at in [text.index(name)]
    ]  # fmt: skip
    return GoldParagraph(
        document=document, paragraph="1", letters=len(letters(text)), hash=digest(text), mentions=tuple(mentions),
        annotator="a1",
    )  # fmt: skip


TEXT = "The Harbour Panel met the River Board in Lomark."
RULE = [Candidate("AGENCY", 4, 17, "body", "name/harbour-panel")]


@pytest.mark.parametrize(
    ("gold", "judged", "want"),
    [
        ((), Judged(documents=frozenset(), names={}), [("Harbour Panel", False)]),  # nobody read the rest
        (
            (),
            Judged(documents=frozenset({"A/1"}), names={"AGENCY": ("River Board",)}),
            [("Harbour Panel", False), ("River Board", True)],
        ),
        ((("PROGRAMME", "River Board"),), Judged(documents=frozenset(), names={}), [("River Board", True)]),
    ],
)
def test_who_answers(gold: tuple[tuple[Label, str], ...], judged: Judged, want: list[tuple[str, bool]]) -> None:
    unit = unit_of(TEXT)
    known = {("A/1", "1"): gold_of(TEXT, *gold)} if gold else {}
    found = examples_of([unit], [RULE], known, judged, silver=True)
    assert sorted((TEXT[e.start : e.end], e.unmarked) for e in found if e.answer) == want
    assert all(e.gold == bool(gold) for e in found)
    assert any(e.unmarked for e in found) == bool(gold or judged.documents)


def test_a_cutoff_is_the_lowest_at_which_dev_does_not_lose() -> None:
    """`Lomark` is believed to be a body at 0.6 and is none; `River Board` is one, at 0.95."""
    component = component_of(np.zeros((2**15, 4), np.float32), known(0.5), [])
    component.weights[bucket("bias"), 0] = 5
    component.weights[bucket("head=lomark"), 1] = 5 + np.log(1.5)
    component.weights[bucket("head=board"), 1] = 5 + np.log(20)
    component.weights[[bucket("left=capital"), bucket("in=in")], 0] = 9
    reports = [Marked([unit_of(TEXT)], [RULE])]
    one = [gold_of(TEXT, ("AGENCY", "Harbour Panel"))]
    two = [gold_of(TEXT, ("AGENCY", "Harbour Panel"), ("AGENCY", "River Board"))]
    assert chosen(reports, two, component)["AGENCY"].cutoff == 0.5  # one right, one wrong: F1 0.67 to 0.8
    assert chosen(reports, one, component)["AGENCY"].cutoff is None
    assert scores(compared(reports, two, with_calibration(component, known(0.7))))["AGENCY"].f1 == 1


def known(cutoff: float) -> dict[Label, Calibration]:
    return {label: Calibration(slope=1, shift=0, cutoff=cutoff) for label in LABELS}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("max_iter = 1000", "max_iter = no", "fit.max_iter"),
        ("max_iter = 1000", "", "fit.max_iter"),
        ("max_iter = 1000", "max_iter = 1000\nepochs = 6", "fit.epochs"),
        ("[fit]", "fit", "no configuration"),
    ],
)
def test_a_wrong_configuration_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = tmp_path / "config.cfg"
    file.write_text(CONFIG.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        read_recipe(file)


def test_the_judgements_can_be_read(recipe: Recipe) -> None:
    judged = read_judged(recipe.data.judged)
    assert (judged.label("Fretilin"), judged.label("Phnom Penh")) == ("AGENCY", None)


def test_a_name_judged_twice_is_told(tmp_path: Path) -> None:
    file = tmp_path / "judged.toml"
    file.write_text('documents = []\n[names]\nAGENCY = ["Limnora"]\nPROGRAMME = ["Limnora"]\n')
    with pytest.raises(UsageError, match="'Limnora' is judged twice"):
        read_judged(file)


def test_the_curve_is_a_picture_with_a_line_for_each_label() -> None:
    found = [Point(label, share, share / 2, share / 4, share, 9) for label in LABELS for share in (0.5, 1.0)]
    root = ET.fromstring(picture(found, WORDS))
    lines = [e.get("d") for e in root if (e.get("class") or "").endswith("mean")]
    assert lines == ["M269.0 243.0L490.0 178.0"] * 3
    ranges = [e.get("d") for e in root if (e.get("class") or "").endswith("range")]
    assert ranges == ["M269.0 178.0L490.0 48.0L490.0 243.0L269.0 275.5Z"] * 3
    words = [e.text for e in root if e.text and e.tag.endswith("text")]
    assert [w for w in words if w.startswith(LABELS)] == [f"{label} 0.50 (9 names)" for label in LABELS]


def test_the_curve_has_a_point_for_each_label_and_share(
    toy: list[Example], recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares = (0.4, 1.0)
    monkeypatch.setattr(curve, "SHARES", shares)
    monkeypatch.setattr(curve, "DRAWS", 2)
    found = {(p.label, p.share): p for p in points(toy, recipe)}
    assert set(found) == {(label, share) for label in LABELS for share in shares}
    assert all(p.least <= p.f1 <= p.most and p.names == 20 for p in found.values())
    assert all(found[label, 1.0].f1 > 0.9 for label in LABELS)


def test_a_share_of_the_reports_is_as_large_as_said_and_another_with_each_draw(toy: list[Example]) -> None:
    some = [{e.document for e in learnt(toy, 0.25, draw)} for draw in (0, 0, 1)]
    assert [len(s) for s in some] == [20, 20, 20]
    assert some[0] == some[1] != some[2]
