"""What is read of a sentence is read once for all of its counts, however many they are."""

import pytest

from invented.paragraphs import scene_of
from invented.reports import paragraph_of, report_of
from sgreports.counting import rows as counts
from sgreports.counting.agent.phrases import agent_phrases
from sgreports.counting.cells import count_models
from sgreports.counting.clause_evidence import function_words, period_phrases, says_to_date
from sgreports.counting.event.features import CountView
from sgreports.counting.measures import count_view
from sgreports.counting.rows import count_facts
from sgreports.mentions import find_all_mentions
from sgreports.model.facts import CountFact
from sgreports.parsing.language import parse_report
from sgreports.scene.scene import Scene
from sgreports.settings import Settings
from steps import steps

pytestmark = pytest.mark.model
READ_ONCE = (function_words, says_to_date, period_phrases)


def facts_of(text: str) -> tuple[CountFact, ...]:
    settings = Settings()
    units = parse_report(report_of(paragraph_of(text)), settings.model)
    found, _, _ = find_all_mentions(units, [], settings)
    return count_facts(units, found, [], models=count_models(settings.count_model))


def test_a_sentence_is_read_once_for_its_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    views: list[CountView] = []
    view = count_view

    def counted(scene: Scene) -> CountView:
        views.append(view(scene))
        return views[-1]

    monkeypatch.setattr(counts, "count_view", counted)
    for read in READ_ONCE:
        read.cache_clear()
    assert len(facts_of("In May, " + "5 children, 12 men and " * 8 + "9 women left.")) == 17
    assert [len(views), *(read.cache_info().misses for read in READ_ONCE)] == [1, 1, 1, 1]


def test_the_agent_of_a_noun_is_looked_for_once() -> None:
    def cost(many: int) -> int:
        scene = scene_of("They saw " + "[5](COUNT unit=men) men, " * many + "and [9](COUNT unit=men) men.")
        return steps(lambda: [[*agent_phrases(scene, count, ())] for count in scene.mentions])

    assert cost(240) < 2.2 * cost(120)
