"""Negated, planned and attributed relations, in sentences."""

import pytest

from invented.paragraphs import unit_of
from sgreports.links.find import find_relations

pytestmark = pytest.mark.model


def statuses(source: str) -> set[tuple[str, str, str, str | None]]:
    """Type, polarity, modality and source's words of each relation of a marked sentence."""
    unit, mentions = unit_of(source)
    words = {m.id: m.text for m in mentions}
    found = find_relations([unit], [m.model_copy(update={"unit": "people"}) for m in mentions])
    return {(r.type, r.polarity, r.modality, words[r.attributed_to] if r.attributed_to else None) for r in found}


@pytest.mark.parametrize(
    ("source", "kind", "polarity", "modality"),
    [
        ("[Palau](COUNTRY) has ratified the [Pact](INSTRUMENT).", "ratified", "affirmed", "actual"),
        ("[Palau](COUNTRY) has not ratified the [Pact](INSTRUMENT).", "ratified", "negated", "actual"),
        ("[Palau](COUNTRY) failed to ratify the [Pact](INSTRUMENT).", "ratified", "negated", "actual"),
        ("[Palau](COUNTRY) will ratify the [Pact](INSTRUMENT).", "ratified", "affirmed", "planned"),
        ("[Palau](COUNTRY) is to sign the [Pact](INSTRUMENT).", "signed", "affirmed", "planned"),
        ("The [Council](AGENCY) urged [Palau](COUNTRY) to ratify the [Pact](INSTRUMENT).", "ratified", "affirmed",
         "planned"),
        ("The Chair called for the adoption of the [Pact](INSTRUMENT) by [Palau](COUNTRY).", "adopted", "affirmed",
         "planned"),
        ("[Palau](COUNTRY) has yet to ratify the [Pact](INSTRUMENT).", "ratified", "negated", "actual"),
        ("[Palau](COUNTRY) did not speak but ratified the [Pact](INSTRUMENT).", "ratified", "affirmed", "actual"),
        ("[Palau](COUNTRY) will read the [Pact](INSTRUMENT) signed by [Fiji](COUNTRY).", "signed", "affirmed",
         "actual"),
        ("[WHO](AGENCY) will open a clinic in cooperation with [Palau](COUNTRY).", "works_with", "affirmed", "planned"),
        ("In its statement ([S/2031/5](INSTRUMENT)), the [Council](AGENCY) called for calm.", "issued", "affirmed",
         "actual"),
        ("The upcoming visit of the [Panel](AGENCY) to [Palau](COUNTRY) is short.", "active_in", "affirmed", "planned"),
        ("The [World Bank](AGENCY) is running ten projects in [Palau](COUNTRY).", "active_in", "affirmed", "actual"),
        ("It will be recalled that [Palau](COUNTRY) signed the [Pact](INSTRUMENT).", "signed", "affirmed", "actual"),
        ("[Palau](COUNTRY) stated its intention to sign the [Pact](INSTRUMENT).", "signed", "affirmed", "planned"),
        ("The [Pact](INSTRUMENT) to be signed by [Palau](COUNTRY) is short.", "signed", "affirmed", "planned"),
        ("[Palau](COUNTRY) intends to sign and ratify the [Pact](INSTRUMENT).", "ratified", "affirmed", "planned"),
        ("[UNDP](AGENCY) committed itself to supporting the [Lake Board](AGENCY).", "supports", "affirmed", "planned"),
        ("[UNDP](AGENCY) was not able to support the [Lake Board](AGENCY).", "supports", "negated", "actual"),
        ("[UNDP](AGENCY) no longer supports the [Lake Board](AGENCY).", "supports", "negated", "actual"),
        ("No support was provided by [UNDP](AGENCY) to the [Lake Board](AGENCY).", "supports", "negated", "actual"),
        ("The [Lake Board](AGENCY) registered voters without the support of [UNDP](AGENCY).", "supports", "negated",
         "actual"),
        ("Neither [UNDP](AGENCY) nor [UNICEF](AGENCY) supported the [Lake Board](AGENCY).", "supports", "negated",
         "actual"),
        ("[UNDP](AGENCY) has been prevented from supporting the [Lake Board](AGENCY).", "supports", "negated",
         "actual"),
        ("It was impossible for [UNDP](AGENCY) to support the [Lake Board](AGENCY).", "supports", "negated", "actual"),
        ("[UNDP](AGENCY) is not in a position to support the [Lake Board](AGENCY).", "supports", "negated", "actual"),
        ("[UNDP](AGENCY) did not only support the [Lake Board](AGENCY) but others too.", "supports", "affirmed",
         "actual"),
        ("Not only did [UNDP](AGENCY) support the [Lake Board](AGENCY), it paid for it.", "supports", "affirmed",
         "actual"),
        ("[UNDP](AGENCY) did not fail to support the [Lake Board](AGENCY).", "supports", "affirmed", "actual"),
        ("[UNDP](AGENCY) is due to support the [Lake Board](AGENCY).", "supports", "affirmed", "planned"),
        ("[UNDP](AGENCY) was asked to support the [Lake Board](AGENCY).", "supports", "affirmed", "planned"),
        ("The [Council](AGENCY) called upon [UNDP](AGENCY) to support the [Lake Board](AGENCY).", "supports",
         "affirmed", "planned"),
        ("[UNDP](AGENCY) agreed to support the [Lake Board](AGENCY).", "supports", "affirmed", "planned"),
        ("[UNDP](AGENCY) announced plans to support the [Lake Board](AGENCY).", "supports", "affirmed", "planned"),
        ("The project of [UNDP](AGENCY) is aimed at supporting the [Lake Board](AGENCY).", "supports", "affirmed",
         "planned"),
        ("[UNDP](AGENCY) may support the [Lake Board](AGENCY) in May.", "supports", "affirmed", "planned"),
        ("It is essential that [Palau](COUNTRY) ratify the [Pact](INSTRUMENT).", "ratified", "affirmed", "planned"),
        ("It is important for [UNDP](AGENCY) to support the [Lake Board](AGENCY).", "supports", "affirmed", "planned"),
        ("[UNDP](AGENCY) has decided to support the [Lake Board](AGENCY).", "supports", "affirmed", "planned"),
        ("The [Council](AGENCY) decided to extend the mandate of [UNFICYP](AGENCY).", "mandated_by", "affirmed",
         "actual"),
        ("[UNDP](AGENCY) offered its assistance to the [Lake Board](AGENCY).", "supports", "affirmed", "planned"),
        ("[UNDP](AGENCY) can support the [Lake Board](AGENCY).", "supports", "affirmed", "planned"),
        ("If [UNDP](AGENCY) supports the [Lake Board](AGENCY), all is well.", "supports", "affirmed", "planned"),
        ("He underlined the importance of cooperation between [Fiji](COUNTRY) and [Palau](COUNTRY).", "works_with",
         "affirmed", "planned"),
        ("Cooperation between [Fiji](COUNTRY) and [Palau](COUNTRY) is essential.", "works_with", "affirmed", "planned"),
        ("I should like to thank [UNDP](AGENCY) for supporting the [Lake Board](AGENCY).", "supports", "affirmed",
         "actual"),
        ("As requested by the Council, [UNDP](AGENCY) supported the [Lake Board](AGENCY).", "supports", "affirmed",
         "actual"),
        ("The [Law on Seeds](INSTRUMENT) has yet to be adopted by the [Senate](AGENCY).", "adopted", "negated",
         "actual"),
        ("[Chad](COUNTRY) is no longer a member of the [Contact Group](AGENCY).", "member_of", "negated", "actual"),
        ("The visit of the [Special Envoy](AGENCY) to [Chad](COUNTRY) will take place in May.", "active_in",
         "affirmed", "planned"),
        ("My [Special Envoy](AGENCY) plans a visit to [Chad](COUNTRY).", "active_in", "affirmed", "planned"),
        ("The [Mission](AGENCY) spent money at a rate not to exceed [$4 million](COUNT) a month in [May](YEAR).",
         "count_at", "affirmed", "actual"),
        ("In [May](YEAR) the [Mission](AGENCY) did not repair [40](COUNT) bridges.", "count_at", "negated", "actual"),
        ("In [May](YEAR) the [Mission](AGENCY) did not act after the killing of [40](COUNT) people.", "count_at",
         "affirmed", "actual"),
        ("In [May](YEAR) the [Mission](AGENCY) received half of the [$4 million](COUNT) required.", "count_at",
         "affirmed", "planned"),
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


@pytest.mark.parametrize(
    "source",
    [
        "As reported by [WHO](AGENCY), [UNDP](AGENCY) supported the [Electoral Board](AGENCY).",
        "The [WHO](AGENCY) alleged that [UNDP](AGENCY) had supported the [Electoral Board](AGENCY).",
    ],
)
def test_other_forms_of_naming_the_source(source: str) -> None:
    assert ("supports", "affirmed", "actual", "WHO") in statuses(source)
