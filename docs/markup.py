"""Sentences with mentions marked in place: `[Myanmar](COUNTRY #subject) signed the [Protocol](INSTRUMENT #object).`

A mark is `[text](LABEL)`, with an optional role after `#` and optional fields `entity=`, `unit=`, `form=`. Offsets are
computed, never typed. Brackets that open no mark are escaped by a backslash.
"""

import re

from sgreports.errors import KnowledgeError
from sgreports.model.facts import LABELS
from sgreports.model.markup import Marked, MarkedSpan

MARK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<label>[A-Z]+)(?P<rest>[^()]*)\)")
FIELD = re.compile(r"\s++(?:#(?P<role>[a-z0-9_-]+)|(?P<name>[a-z]+)=(?P<value>\S+))")
FIELDS = ("entity", "unit", "kind", "form")


def parse_markup(source: str) -> Marked:
    """The plain text and spans of a marked sentence. KnowledgeError on an unknown label or a bracket not closed."""
    text, spans, at = "", [], 0
    for mark in MARK.finditer(source):
        text += plain(source[at : mark.start()], source)
        start = len(text)
        text += mark["text"]
        roles, fields = attributes(mark["rest"], source)
        if not (label := next((known for known in LABELS if known == mark["label"]), None)):
            raise KnowledgeError(f"unknown label {mark['label']!r} in {source!r}; the labels are {', '.join(LABELS)}")
        spans.append(MarkedSpan(label=label, start=start, end=len(text), roles=roles, fields=fields))
        at = mark.end()
    return Marked(text=text + plain(source[at:], source), spans=tuple(spans))


def plain(text: str, source: str) -> str:
    """Text between marks, unescaped; a bare bracket in it is a mark that was not closed."""
    if re.search(r"(?<!\\)[\[\]]", text):
        raise KnowledgeError(f"a bracket without a mark in {source!r}; write \\[ for a bracket of the text")
    return text.replace("\\[", "[").replace("\\]", "]")


def attributes(rest: str, source: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The roles and fields of a mark. KnowledgeError for anything else in it."""
    found, end = [], 0
    for field in FIELD.finditer(rest):
        if field.start() != end or (field["name"] and field["name"] not in FIELDS):
            break
        found.append(field)
        end = field.end()
    if rest[end:].strip():
        raise KnowledgeError(
            f"cannot read {rest.strip()!r} in {source!r}; a mark holds LABEL, #role, {', '.join(FIELDS)}="
        )
    roles = tuple(f["role"] for f in found if f["role"])
    return roles, tuple((f["name"], f["value"].replace("_", " ")) for f in found if f["name"])
