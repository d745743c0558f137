"""Two reports about Chad whose rows readers check: what the program proposes of them may be said anew."""

import datetime
from pathlib import Path
from typing import Any

from invented.runs import report, said, whole_run
from sgreports.dataset.stored.stored import stored
from sgreports.decisions.deciding import Reader, numbers_of
from sgreports.decisions.decision import Decision
from sgreports.decisions.files import append
from sgreports.model.facts import CountFact, Extraction

KILLED = "In Chad 640 civilians were killed in 2043, of whom 75 in the east."
TRAINED = "Some 30 officers were trained; nobody said where 12 others (a dozen) went."
LATER = "In 2043 civilians killed numbered 640."
MK, AB, MODEL = Reader("mk"), Reader("ab"), Reader("gpt", "model")
ALL, EAST, OFFICERS, AGAIN = "A/99/7#m12-640", "A/99/7#m12-75", "A/99/7#m13-~30", "A/99/8#m3-640"


def fact(count: str, **cells: Any) -> CountFact:
    year = {"times": ("2043",), "time_from": "said", "time_start": "2043-01-01", "time_end": "2043-12-31"}
    scores = {"score": 0.8, "unit_score": 0.9, "event_score": 0.9, "time_score": 0.9, "country_score": 0.9}
    fixed = {"unit_class": "civilians", "unit_lemma": "civilian", "country": "TCD", "country_from": "said", **year}
    return CountFact.model_validate({"count": count, "sentence_text": KILLED, "scores": scores, **fixed, **cells})


def counted(extraction: Extraction, *facts: CountFact, **mentions: Any) -> Extraction:
    """The report with these rows; its numbers are civilians killed, but for what `mentions` says."""
    own = {"kind": "cardinal", "event": "killed", "unit": "civilians", "unit_from": "own", **mentions}

    def number(entity: str) -> dict[str, Any]:
        value = float(entity.strip("~"))
        return {"value_min": value, "value_max": value, "comparator": "~" if entity.startswith("~") else "="}

    changed = (m.model_copy(update={**own, **number(m.entity or "")}) for m in extraction.mentions)
    return extraction.model_copy(update={"mentions": tuple(changed), "counts": facts})


def first_report(name: str = "A/99/7", key: str = "12", text: str = KILLED, **cells: Any) -> Extraction:
    """640 civilians killed, of whom 75 in the east; 30 officers. `cells` are what the program says of the 640."""
    parts = (said(text, key, **{"640": "COUNT 640", "75": "COUNT 75"}), said(TRAINED, "13", **{"~30": "COUNT Some 30"}))
    facts = (
        fact(f"m{key}-640", **cells), fact(f"m{key}-75", part_of=f"m{key}-640", part_group=1),
        fact("m13-~30", sentence_text=TRAINED, unit_class="personnel", unit_lemma="officer"),
    )  # fmt: skip
    return counted(report(*parts, document=name), *facts)


def later_report() -> Extraction:
    """The same 640, as the next report tells them."""
    told = report(said(LATER, "3", **{"640": "COUNT 640"}), document="A/99/8")
    return counted(told, fact("m3-640", sentence_text=LATER))


def checked_run(folder: Path, *reports: Extraction) -> Path:
    """A run of these reports, else of both."""
    return whole_run(folder, *(reports or (first_report(), later_report())))


def say(run: Path, file: Path, reader: Reader, count: str, verdict: Any = "right", **more: Any) -> Decision:
    """A reader's word on a row, appended to a file."""
    with numbers_of(run) as numbers:
        decision = numbers.decide(count, verdict, reader, **more)
    append(file, [decision])
    return decision


def cells_of(run: Path, *columns: str) -> dict[str, tuple[Any, ...]]:
    """Columns of the rows of a run, by id, without its document's name where it is the first."""
    return {row["count"]: tuple(row[column] for column in columns) for row in stored(run, "counts")}


YEAR = (datetime.date(2043, 1, 1), datetime.date(2043, 12, 31))
