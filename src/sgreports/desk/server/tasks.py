"""A run's paragraphs as tasks for Label Studio, each with what the run found as its prediction."""

from collections.abc import Iterable, Iterator
from typing import Any

from sgreports import __version__
from sgreports.annotation.exchange.label_studio import new_task, prediction, to_task
from sgreports.annotation.gold.records import GoldParagraph
from sgreports.desk.sources.run_source import RunSource

Json = dict[str, Any]


def gold_tasks(read: Iterable[tuple[GoldParagraph, str]], source: RunSource | None) -> Iterator[Json]:
    """Gold's paragraphs with their texts as tasks, with predictions where an opened run read the same text."""
    for p, text in read:
        yield to_task(p, text, _prediction(source, p.document, p.paragraph, text) if source else None)


def open_tasks(source: RunSource) -> Iterator[Json]:
    """Every paragraph with words of an opened run, to be labelled."""
    for document in source.documents:
        for text in source.report(document).to_read():
            yield new_task(document, text.key, text.text, _prediction(source, document, text.key, text.text))


def _prediction(source: RunSource, document: str, key: str, text: str) -> Json | None:
    """What the run found in a paragraph, if it has it with this text; its score is the mean of the mentions'."""
    there = source.report(document).find(key) if document in source.names else None
    found = (source.proposals(document) or {}).get(key) if there and there.text == text else None
    if found is None or not found.mentions:
        return None
    score = sum(m.score for m in found.mentions) / len(found.mentions)
    return prediction(found.bare(), text, f"sgreports {__version__}", round(score, 3))
