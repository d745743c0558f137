"""The labelling configuration that Label Studio needs for our tasks: labels, values of each mention, relations."""

from xml.etree import ElementTree as ET

from sgreports.annotation.exchange.label_studio import APART, CHOICES
from sgreports.annotation.gold.records import KINDS
from sgreports.model.facts import LABELS, RELATION_TYPES

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
