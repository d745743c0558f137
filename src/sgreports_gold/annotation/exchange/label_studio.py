"""Gold to and from Label Studio's JSON: a task a paragraph and reader, with annotations, predictions and relations.

Label Studio runs on JavaScript, so its `start` and `end` count UTF-16 code units: a character beyond the basic plane is
two. Its format: https://labelstud.io/guide/task_format and https://labelstud.io/guide/export. A mention is a region of
the control `label`; normal form, kind, unit and note are results of further controls on the same region; polarity and
modality stand beside the type in a relation's `labels` (label_studio_config.py). What Label Studio has no place for
(hash, state, doubt) travels in the task's `data`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, count
from typing import Any, get_args
from xml.etree import ElementTree as ET

from pydantic import ValidationError

from sgreports.errors import UsageError
from sgreports.model.facts import EVENTS, LABELS, MEASURES, RELATION_TYPES, ROLES, UnitSource
from sgreports.model.letters import digest
from sgreports_gold.annotation.gold.checks import wrong_marks
from sgreports_gold.annotation.gold.marks import gold_of, marks_of
from sgreports_gold.annotation.gold.records import KINDS, Arc, GoldParagraph, Mark, Marks

BASIC = 0xFFFF


class Utf16:
    """Turns offsets into one text from code points to code units and back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = list(accumulate((1 + (ord(c) > BASIC) for c in text), initial=0))

    def of(self, offset: int) -> int:
        """The code units before the code point at `offset`. Raises IndexError outside of the text."""
        return self.starts[offset]

    def back(self, units: int) -> int | None:
        """The code points before so many code units; None inside a character or outside of the text."""
        at = bisect_left(self.starts, units)
        return at if units >= 0 and at < len(self.starts) and self.starts[at] == units else None


Json = dict[str, Any]
TEXTS = ("entity", "unit", "years", "country", "note")
CHOICES: dict[str, tuple[str, ...]] = {
    "unit_from": get_args(UnitSource), "event": EVENTS, "measure": MEASURES, "again": ("again",),
}  # fmt: skip
"""Values of a COUNT that are chosen from a list."""
APART: dict[str, str] = {"negated": "polarity", "planned": "modality", **dict.fromkeys(ROLES, "role")}
"""Names in a relation's labels that are no type, and the field that they set."""


class ExchangeError(UsageError):
    """A task that cannot be taken over. The message names the task and what is wrong."""


def to_task(p: GoldParagraph, text: str, prediction: Mapping[str, Any] | None = None) -> Json:
    """The task of a paragraph whose text is `text`. Raises ValueError where a quote is not in it."""
    result = results(marks_of(p, text), text)
    return {
        "data": {
            "text": text, "document": p.document, "paragraph": p.paragraph, "annotator": p.annotator, "hash": p.hash,
            "done": not p.draft, "proposed": p.proposed, "adjudicated": p.adjudicated, "doubt": p.note,
        },
        "annotations": [{"result": result, "was_cancelled": False, "ground_truth": p.adjudicated is not None}],
        "predictions": [dict(prediction)] if prediction else [],
    }  # fmt: skip


def new_task(document: str, paragraph: str, text: str, prediction: Mapping[str, Any] | None) -> Json:
    """The task of a paragraph that nobody has read yet."""
    data = {"text": text, "document": document, "paragraph": paragraph, "hash": digest(text),
            "proposed": prediction is not None}  # fmt: skip
    return {"data": data, "annotations": [], "predictions": [dict(prediction)] if prediction else []}


def prediction(marks: Marks, text: str, version: str, score: float | None = None) -> Json:
    """A prediction of a task: what a program of that version marked, and how sure it is, 0 to 1."""
    return {"model_version": version, "score": score, "result": results(marks, text)}


def results(marks: Marks, text: str) -> list[Json]:
    """The result list of marks: each mention's region with its values, then the relations."""
    units = Utf16(text)
    return [row for m in marks.mentions for row in _region(m, units)] + [_relation(r) for r in marks.relations]


def _region(m: Mark, units: Utf16) -> Iterator[Json]:
    place = {"start": units.of(m.start), "end": units.of(m.end)}
    same = {"id": m.id, "to_name": "text"}
    labels = {"text": m.text, "labels": [m.label]}
    yield {**same, "from_name": "label", "type": "labels", "value": place | labels}
    if m.kind is not None:
        yield {**same, "from_name": f"kind_{m.label}", "type": "choices", "value": place | {"choices": [m.kind]}}
    said = _said(m)
    for name in CHOICES:
        if value := said.get(name):
            yield {**same, "from_name": name, "type": "choices", "value": place | {"choices": [value]}}
    for name in TEXTS:
        if (value := said.get(name)) is not None:
            yield {**same, "from_name": name, "type": "textarea", "value": place | {"text": [value]}}


def _said(m: Mark) -> dict[str, str | None]:
    """What is said of a mention, by the name of its control."""
    said = m.model_dump(include={*TEXTS, *CHOICES})
    if m.row:
        said |= m.row.model_dump(include={"measure", "years"})
        said |= {"country": "+".join(m.row.country or ()) or None, "again": "again" if m.row.again else None}
    return said


def _relation(r: Arc) -> Json:
    apart = [name for name, field in APART.items() if getattr(r, field) == name]
    return {"type": "relation", "from_id": r.subject, "to_id": r.object, "direction": "right",
            "labels": [r.type, *apart]}  # fmt: skip


def from_task(task: Mapping[str, Any], annotator: str | None = None) -> GoldParagraph:
    """The paragraph of a task, by its own reader or the one given. Raises ExchangeError naming task and fault.

    Of several annotations the one that was changed last is taken; cancelled ones are none.
    """
    data = task.get("data") or {}
    missing = [name for name in ("text", "document", "paragraph") if not isinstance(data.get(name), str)]
    if missing:
        raise ExchangeError(f"task {task.get('id', '?')}: its data has no {missing[0]}; export it with `data` whole")
    where, text = f"{data['document']} ¶{data['paragraph']}", data["text"]
    if data.get("hash", digest(text)) != digest(text):
        raise ExchangeError(f"{where}: the text is not the one that its hash was made of; leave the task's data alone")
    marks = _read(_chosen(task, where), text, where)
    draft = not data.get("done", True)
    if wrong := wrong_marks(marks, text, draft):
        raise ExchangeError(f"{where}: {wrong[0].at}: {wrong[0].what}")
    reader = annotator or data.get("annotator") or ""
    how = {"proposed": bool(data.get("proposed", False)), "adjudicated": data.get("adjudicated")}
    made = gold_of(marks, text, data["document"], data["paragraph"], reader, draft=draft)
    return made.model_copy(update=how | {"note": data.get("doubt")})


def _read(result: Sequence[Json], text: str, where: str) -> Marks:
    try:
        return _marks(result, text, where)
    except (KeyError, IndexError, TypeError, AttributeError, ValidationError) as error:
        what = f"{type(error).__name__}: {error}"
        raise ExchangeError(f"{where}: a result is not as `sgreports gold config` makes them ({what})") from error


def _chosen(task: Mapping[str, Any], where: str) -> Sequence[Json]:
    done = [a for a in task.get("annotations") or () if not a.get("was_cancelled")]
    if not done:
        raise ExchangeError(f"{where}: no annotation in it; label the task first, or leave it out of the export")
    result: Sequence[Json] = max(done, key=lambda a: str(a.get("updated_at") or ""))["result"]
    return result


def _marks(result: Sequence[Json], text: str, where: str) -> Marks:
    units = Utf16(text)
    regions: dict[str, Json] = {}
    for row in result:
        if row["type"] != "relation":
            regions.setdefault(row["id"], {}).update(_value(row, units, where))
    names = _names(regions)
    mentions = tuple(_mark({**values, "id": names[key]}) for key, values in regions.items() if "label" in values)
    return Marks(mentions=mentions, relations=tuple(_arcs(result, names, where)))


def _value(row: Json, units: Utf16, where: str) -> Json:
    """What one result says of its region."""
    value = row["value"]
    match row["type"]:
        case "labels":
            return _labelled(value, units, f"{where}: region {row['id']}")
        case "choices":
            name = row["from_name"]
            return {name if name in CHOICES else "kind": value["choices"][0]}
        case "textarea":
            return {row["from_name"]: " ".join(value["text"])} if row["from_name"] in TEXTS else {}
        case _:
            return {}


def _labelled(value: Json, units: Utf16, where: str) -> Json:
    """Label and span of a region; its own words, where it has them, must be those of the text, blanks aside."""
    start, end = (units.back(value[edge]) for edge in ("start", "end"))
    if start is None or end is None or len(value["labels"]) != 1:
        raise ExchangeError(f"{where} cuts a character or has not one label")
    words = units.text[start:end]
    if "".join(value.get("text", words).replace("\\n", "").split()) != "".join(words.split()):
        raise ExchangeError(f"{where} has {value['text']!r} where the text has {words!r}; count UTF-16 units")
    return {"start": start, "end": end, "text": words, "label": value["labels"][0]}


def _names(regions: Mapping[str, Json]) -> dict[str, str]:
    """Our ids as they are; a region made in Label Studio takes the next free number."""
    ours = {key for key in regions if key[:1] == "m" and key[1:].isascii() and key[1:].isdigit()}
    free = (f"m{n}" for n in count(1) if f"m{n}" not in ours)
    ordered = sorted(regions, key=lambda key: regions[key].get("start", 0))
    return {key: key if key in ours else next(free) for key in ordered}


def _mark(values: Json) -> Mark:
    """The mention of its values. A count without a unit has the empty one, which Label Studio does not keep."""
    said = {name: values.pop(name, None) for name in ("measure", "years", "country", "again")}
    if any(said.values()):
        country = said["country"].split("+") if said["country"] else None
        values["row"] = said | {"measure": said["measure"] or "", "country": country, "again": bool(said["again"])}
    m = Mark.model_validate(values)
    return m.model_copy(update={"unit": ""}) if m.label == "COUNT" and m.unit is None else m


def _arcs(result: Sequence[Json], names: Mapping[str, str], where: str) -> Iterator[Arc]:
    for row in result:
        if row["type"] == "relation":
            labels = list(row.get("labels") or ())
            types = [name for name in labels if name not in APART]
            if len(types) != 1:
                raise ExchangeError(f"{where}: {row['from_id']} → {row['to_id']} has {len(types)} types: give it one")
            ends = [names.get(row[end], row[end]) for end in ("from_id", "to_id")]
            if row.get("direction") == "left":
                ends.reverse()
            apart = {APART[name]: name for name in labels if name in APART}
            yield Arc(type=types[0], subject=ends[0], object=ends[1], **apart)


COLOURS = dict(zip(LABELS, ("#1f77b4", "#2ca02c", "#b8860b", "#9467bd", "#17becf", "#d62728"), strict=True))
ASKED = {"entity": "Normal form", "unit": "Unit", "years": "Years", "country": "Country codes", "note": "Note"}
OF_COUNTS = ("unit", "years", "country")


def config() -> str:
    """The configuration as XML, to be pasted into a project's settings."""
    view = ET.Element("View")
    ET.SubElement(view, "Header", value="$document ¶$paragraph")
    labels = ET.SubElement(view, "Labels", name="label", toName="text")
    for number, label in enumerate(LABELS, 1):
        ET.SubElement(labels, "Label", value=label, background=COLOURS[label], hotkey=str(number))
    ET.SubElement(view, "Text", name="text", value="$text", granularity="word")
    for label in LABELS:
        _choice(view, f"kind_{label}", label, KINDS[label])
    for name, values in CHOICES.items():
        _choice(view, name, "COUNT", values)
    for name, title in ASKED.items():
        _asked(view, name, title)
    relations = ET.SubElement(view, "Relations")
    for name in (*RELATION_TYPES, *APART):
        ET.SubElement(relations, "Relation", value=name)
    ET.indent(view)
    return ET.tostring(view, encoding="unicode") + "\n"


def _choice(view: ET.Element, name: str, label: str, values: tuple[str, ...]) -> None:
    """The choice of a value, shown for mentions of the label."""
    if not values:
        return
    choices = ET.SubElement(
        view, "Choices", name=name, toName="text", choice="single", perRegion="true",
        visibleWhen="region-selected", whenTagName="label", whenLabelValue=label,
    )  # fmt: skip
    for value in values:
        ET.SubElement(choices, "Choice", value=value)


def _asked(view: ET.Element, name: str, title: str) -> None:
    """A line of text for each mention; some for counts alone."""
    area = ET.SubElement(
        view, "TextArea", name=name, toName="text", perRegion="true", editable="true", maxSubmissions="1",
        placeholder=title, visibleWhen="region-selected",
    )  # fmt: skip
    if name in OF_COUNTS:
        area.attrib |= {"whenTagName": "label", "whenLabelValue": "COUNT"}
