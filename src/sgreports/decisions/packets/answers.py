"""Answers as decisions: each checked against its schema and compared with the row that it is about."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sgreports.decisions.deciding import Numbers, Reader
from sgreports.decisions.decision import Decision
from sgreports.decisions.files import Unread, why
from sgreports.decisions.numbers import ParagraphNumbers
from sgreports.decisions.packets.packet import Answer, asked_of
from sgreports.errors import UsageError
from sgreports.knowledge.statements.unit_classes import unit_lemma
from sgreports.model.letters import character_range


@dataclass(slots=True)
class Taken:
    """What answers came to: decisions, and the lines that are none, with why. `open` are questions without answer."""

    decisions: list[Decision] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    no_counts: int = 0
    open: int = 0


def take(numbers: Numbers, questions: Path, answers: Path, reader: Reader) -> Taken:
    """The decisions of a file of answers to a file of questions; of two answers to one question the last."""
    asked = {line["id"] for _, line in _objects(questions) if isinstance(line, Mapping) and "id" in line}
    taken, given = Taken(), dict[str, tuple[int, Answer]]()
    for number, line in _objects(answers):
        answer = _answer(line, asked)
        if isinstance(answer, str):
            taken.unread.append(Unread(answers, number, answer))
        else:
            given[answer.id] = number, answer
    for number, answer in given.values():
        found = decision_of(numbers, answer, reader)
        if isinstance(found, str):
            taken.unread.append(Unread(answers, number, found))
        elif found is None:
            taken.no_counts += 1
        else:
            taken.decisions.append(found)
    taken.open = len(asked - given.keys())
    taken.unread.sort(key=lambda line: line.number)
    return taken


def dataset_of(questions: Path) -> Path:
    """The dataset that questions are about. Raises UsageError where they do not say it."""
    for _, line in _objects(questions):
        if isinstance(line, Mapping) and isinstance(line.get("dataset"), str):
            return Path(line["dataset"])
    raise UsageError(f"{questions} has no question of `sgreports ask`; name first that file, then the answers")


def _answer(line: Any, asked: Collection[str]) -> Answer | str:
    """The answer of a line, or why it is none."""
    if isinstance(line, ValueError):
        return str(line)
    try:
        answer = Answer.model_validate_json(json.dumps(line))
    except ValidationError as error:
        return why(error)
    return answer if answer.id in asked else f"no question has the id {answer.id!r}"


def _objects(path: Path) -> Iterator[tuple[int, Any]]:
    """The lines of a file with their numbers; a ValueError where one is no JSON. UsageError where there is no file."""
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name the file of `sgreports ask`, or of its answers") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, ValueError(f"it is no JSON: {error}")


def decision_of(numbers: Numbers, answer: Answer, reader: Reader) -> Decision | str | None:
    """The decision that an answer comes to; None for what has no row and is no count, else why there is none."""
    place, hash_ = asked_of(answer.id)
    paragraph = numbers.run.paragraph(place.document, place.paragraph)
    if paragraph is None or paragraph.hash != hash_:
        return f"{place.document} ¶{place.paragraph} says other words by now, or is not in the dataset; ask again"
    number = paragraph.at(place.start, place.end)
    if number is None:
        return _added(numbers, paragraph, (place.start, place.end), answer, reader)
    if not answer.is_count:
        return numbers.decide(number.count, "wrong", reader, note=answer.note)
    seen = numbers.seen(number.count).said
    changed = {name: cell for name, cell in answer.cells.items() if not same(name, cell, seen[name])}
    verdict = "corrected" if changed else "right"
    return numbers.decide(number.count, verdict, reader, cells=changed, note=answer.note)  # type: ignore[arg-type]


def _added(
    numbers: Numbers, paragraph: ParagraphNumbers, at: tuple[int, int], answer: Answer, reader: Reader
) -> Decision | None:
    if not answer.is_count:
        return None
    span = character_range(paragraph.text, *at)
    return numbers.add((paragraph.document, paragraph.paragraph), span, answer.cells, reader, note=answer.note)


def same(name: str, one: Any, other: Any) -> bool:
    """Whether two readers say the same of a cell: of a unit its last word, as rows are compared with gold."""
    if name == "unit" and one and other:
        return bool(_last(one) == _last(other))
    return bool(one == other)


def _last(unit: str) -> str:
    return ((unit_lemma(unit) or "").split() or [""])[-1]


def write_lines(path: Path, lines: Iterable[str]) -> int:
    """Writes lines as a file; how many. Raises UsageError where it cannot be written."""
    listed = list(lines)
    try:
        path.write_text("".join(f"{line}\n" for line in listed), encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}; name another file") from error
    return len(listed)
