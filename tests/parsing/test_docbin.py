"""A DocBin for training elsewhere: nothing is dropped, what cuts a token is told."""

import spacy
from spacy.tokens import DocBin

from sgreports.model.markup import Marked, MarkedSpan
from sgreports.parsing.docbin import doc_bin

TEXT = "UNICEF’8 helped 🌍 Chad in 2044."


def test_marks_become_spans_with_their_normal_forms() -> None:
    marks = (
        MarkedSpan(label="AGENCY", start=0, end=6, roles=("m1",), fields=(("entity", "unicef"), ("kind", "un"))),
        MarkedSpan(label="COUNTRY", start=18, end=22, roles=("m2",), fields=(("entity", "TCD"),)),
        MarkedSpan(label="YEAR", start=26, end=30),
    )
    relations = [{"type": "active_in", "subject": "m1", "object": "m2"}]
    one, two = Marked(text=TEXT, spans=marks), Marked(text="No.", spans=())
    made = doc_bin([("A/1 ¶1", one, {"relations": relations}), ("A/1 ¶2", two, {})])
    assert made.misaligned == ("A/1 ¶1: AGENCY 'UNICEF' is widened to 'UNICEF’8'",)
    first, second = DocBin().from_bytes(made.data).get_docs(spacy.blank("en").vocab)
    assert (first.text, second.text) == (TEXT, "No.")
    expected = [("UNICEF’8", "AGENCY", "unicef"), ("Chad", "COUNTRY", "TCD"), ("2044", "YEAR", "")]
    assert [(s.text, s.label_, s.kb_id_) for s in first.spans["gold"]] == expected
    assert [s.id_ for s in first.spans["gold"]] == ["m1", "m2", ""]
    assert [(e.text, e.label_, e.kb_id_) for e in first.ents] == expected
    assert first.user_data["gold"]["name"] == "A/1 ¶1"
    assert [dict(r) for r in first.user_data["gold"]["relations"]] == relations
    assert list(second.spans["gold"]) == []
