"""Marked texts as spaCy's DocBin, for training elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import spacy
from spacy.tokens import Doc, DocBin, Span

from sgreports.model.markup import Marked, MarkedSpan

GOLD = "gold"
"""The key of `doc.spans` with all marks, and of `doc.user_data` for further data."""


class SerializedDocs(NamedTuple):
    """The bytes of a DocBin, and a line for each mark that is not aligned with tokens."""

    data: bytes
    misaligned: tuple[str, ...]


def doc_bin(texts: Iterable[tuple[str, Marked, Mapping[str, Any]]]) -> SerializedDocs:
    """A DocBin of texts, each with its name and further data; tokenized by spaCy's English.

    A doc has `spans["gold"]` and `ents`; a span's `kb_id_` is the normal form, its `id_` the mark's first role. A mark
    that cuts a token is widened to it and reported.
    """
    nlp, found = spacy.blank("en"), DocBin(store_user_data=True)
    misaligned: list[str] = []
    for name, marked, more in texts:
        doc = nlp.make_doc(marked.text)
        doc.user_data[GOLD] = {"name": name, **more}
        spans = [_span(doc, mark) for mark in marked.spans]
        misaligned += _misaligned(name, marked, spans)
        doc.spans[GOLD] = [span for span in spans if span]
        doc.ents = tuple(spacy.util.filter_spans(span for span in spans if span))
        found.add(doc)
    return SerializedDocs(found.to_bytes(), tuple(misaligned))


def _span(doc: Doc, mark: MarkedSpan) -> Span | None:
    entity = dict(mark.fields).get("entity", "")
    name = mark.roles[0] if mark.roles else ""
    span: Span | None = doc.char_span(
        mark.start, mark.end, label=mark.label, kb_id=entity, alignment_mode="expand", span_id=name
    )
    return span


def _misaligned(name: str, marked: Marked, spans: Iterable[Span | None]) -> Iterator[str]:
    for mark, span in zip(marked.spans, spans, strict=True):
        words = marked.text[mark.start : mark.end]
        if span is None:
            yield f"{name}: {mark.label} {words!r} holds no token and is left out"
        elif (span.start_char, span.end_char) != (mark.start, mark.end):
            yield f"{name}: {mark.label} {words!r} is widened to {span.text!r}"
