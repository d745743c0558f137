"""Negated, planned and attributed relations, in sentences."""

import pytest

from invented.paragraphs import scene_of, unit_of
from sgreports.links.find import find_relations
from sgreports.scene.status import status_between

pytestmark = pytest.mark.model


def statuses(source: str) -> set[tuple[str, str, str, str | None]]:
    """Type, polarity, modality and source's words of each relation of a marked sentence."""
    unit, mentions = unit_of(source)
    words = {m.id: m.text for m in mentions}
    found = find_relations([unit], [m.model_copy(update={"unit": "people"}) for m in mentions])
    return {(r.type, r.polarity, r.modality, words[r.attributed_to] if r.attributed_to else None) for r in found}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[Palau](COUNTRY) has ratified the [Pact](INSTRUMENT).", "ratified"),
        ("[Palau](COUNTRY) has not ratified the [Pact](INSTRUMENT).", "ratified negated"),
        ("[Palau](COUNTRY) failed to ratify the [Pact](INSTRUMENT).", "ratified negated"),
        ("[Palau](COUNTRY) will ratify the [Pact](INSTRUMENT).", "ratified planned"),
        ("[Palau](COUNTRY) is to sign the [Pact](INSTRUMENT).", "signed planned"),
        ("The [Council](AGENCY) urged [Palau](COUNTRY) to ratify the [Pact](INSTRUMENT).", "ratified planned"),
        ("The Chair called for the adoption of the [Pact](INSTRUMENT) by [Palau](COUNTRY).", "adopted planned"),
        ("[Palau](COUNTRY) has yet to ratify the [Pact](INSTRUMENT).", "ratified negated"),
        ("[Palau](COUNTRY) did not speak but ratified the [Pact](INSTRUMENT).", "ratified"),
        ("[Palau](COUNTRY) will read the [Pact](INSTRUMENT) signed by [Fiji](COUNTRY).", "signed"),
        ("[WHO](AGENCY) will open a clinic in cooperation with [Palau](COUNTRY).", "works_with planned"),
        ("[WHO](AGENCY) will open a clinic jointly with [Palau](COUNTRY).", "works_with planned"),
        ("In addition, the [Unit](AGENCY), in coordination with [Palau](COUNTRY), will do it.", "works_with planned"),
        ("It asked the [Board](AGENCY), in cooperation with [Fiji](COUNTRY), to open a clinic.", "works_with planned"),
        ("Much will depend upon joint efforts by [WHO](AGENCY) and [Palau](COUNTRY).", "works_with planned"),
        ("It will read of the joint [WHO](AGENCY)/[FAO](AGENCY) programme.", "works_with"),
        ("[WHO](AGENCY) would lend ten boats to support the [Lake Board](AGENCY).", "supports planned"),
        ("It is subject to a decision of the [Council](AGENCY) to extend the mandate of [UNMGL](AGENCY).",
         "mandated_by planned"),
        ("In its statement ([S/2031/5](INSTRUMENT)), the [Council](AGENCY) called for calm.", "issued"),
        ("The upcoming visit of the [Panel](AGENCY) to [Palau](COUNTRY) is short.", "active_in planned"),
        ("The [World Bank](AGENCY) is running ten projects in [Palau](COUNTRY).", "active_in"),
        ("It will be recalled that [Palau](COUNTRY) signed the [Pact](INSTRUMENT).", "signed"),
        ("[Palau](COUNTRY) stated its intention to sign the [Pact](INSTRUMENT).", "signed planned"),
        ("The [Pact](INSTRUMENT) to be signed by [Palau](COUNTRY) is short.", "signed planned"),
        ("[Palau](COUNTRY) intends to sign and ratify the [Pact](INSTRUMENT).", "ratified planned"),
        ("[UNDP](AGENCY) committed itself to supporting the [Lake Board](AGENCY).", "supports planned"),
        ("[UNDP](AGENCY) was not able to support the [Lake Board](AGENCY).", "supports negated"),
        ("[UNDP](AGENCY) no longer supports the [Lake Board](AGENCY).", "supports negated"),
        ("No support was provided by [UNDP](AGENCY) to the [Lake Board](AGENCY).", "supports negated"),
        ("The [Lake Board](AGENCY) registered voters without the support of [UNDP](AGENCY).", "supports negated"),
        ("Neither [UNDP](AGENCY) nor [UNICEF](AGENCY) supported the [Lake Board](AGENCY).", "supports negated"),
        ("[UNDP](AGENCY) has been prevented from supporting the [Lake Board](AGENCY).", "supports negated"),
        ("It was impossible for [UNDP](AGENCY) to support the [Lake Board](AGENCY).", "supports negated"),
        ("[UNDP](AGENCY) is not in a position to support the [Lake Board](AGENCY).", "supports negated"),
        ("[UNDP](AGENCY) did not only support the [Lake Board](AGENCY) but others too.", "supports"),
        ("Not only did [UNDP](AGENCY) support the [Lake Board](AGENCY), it paid for it.", "supports"),
        ("[UNDP](AGENCY) did not fail to support the [Lake Board](AGENCY).", "supports"),
        ("[UNDP](AGENCY) is due to support the [Lake Board](AGENCY).", "supports planned"),
        ("[UNDP](AGENCY) was asked to support the [Lake Board](AGENCY).", "supports planned"),
        ("The [Council](AGENCY) called upon [UNDP](AGENCY) to support the [Lake Board](AGENCY).", "supports planned"),
        ("[UNDP](AGENCY) agreed to support the [Lake Board](AGENCY).", "supports planned"),
        ("[UNDP](AGENCY) announced plans to support the [Lake Board](AGENCY).", "supports planned"),
        ("The project of [UNDP](AGENCY) is aimed at supporting the [Lake Board](AGENCY).", "supports planned"),
        ("[UNDP](AGENCY) may support the [Lake Board](AGENCY) in May.", "supports planned"),
        ("It is essential that [Palau](COUNTRY) ratify the [Pact](INSTRUMENT).", "ratified planned"),
        ("It is important for [UNDP](AGENCY) to support the [Lake Board](AGENCY).", "supports planned"),
        ("[UNDP](AGENCY) has decided to support the [Lake Board](AGENCY).", "supports planned"),
        ("The [Council](AGENCY) decided to extend the mandate of [UNFICYP](AGENCY).", "mandated_by"),
        ("[UNDP](AGENCY) offered its assistance to the [Lake Board](AGENCY).", "supports planned"),
        ("[UNDP](AGENCY) can support the [Lake Board](AGENCY).", "supports planned"),
        ("If [UNDP](AGENCY) supports the [Lake Board](AGENCY), all is well.", "supports planned"),
        ("All waits until [Palau](COUNTRY) has ratified the [Pact](INSTRUMENT).", "ratified planned"),
        ("The office will close once [Palau](COUNTRY) ratifies the [Pact](INSTRUMENT).", "ratified planned"),
        ("The office stood empty until [Palau](COUNTRY) ratified the [Pact](INSTRUMENT).", "ratified"),
        ("He underlined the importance of cooperation between [Fiji](COUNTRY) and [Palau](COUNTRY).",
         "works_with planned"),
        ("Cooperation between [Fiji](COUNTRY) and [Palau](COUNTRY) is essential.", "works_with planned"),
        ("I should like to thank [UNDP](AGENCY) for supporting the [Lake Board](AGENCY).", "supports"),
        ("As requested by the Council, [UNDP](AGENCY) supported the [Lake Board](AGENCY).", "supports"),
        ("The [Law on Seeds](INSTRUMENT) has yet to be adopted by the [Senate](AGENCY).", "adopted negated"),
        ("[Chad](COUNTRY) is no longer a member of the [Contact Group](AGENCY).", "member_of negated"),
        ("The visit of the [Special Envoy](AGENCY) to [Chad](COUNTRY) will take place in May.", "active_in planned"),
        ("My [Special Envoy](AGENCY) plans a visit to [Chad](COUNTRY).", "active_in planned"),
        ("The [Mission](AGENCY) spent money at a rate not to exceed [$4 million](COUNT) a month in [May](YEAR).",
         "count_at"),
        ("In [May](YEAR) the [Mission](AGENCY) did not repair [40](COUNT) bridges.", "count_at negated"),
        ("In [May](YEAR) the [Mission](AGENCY) did not act after the killing of [40](COUNT) people.", "count_at"),
        ("In [May](YEAR) the [Mission](AGENCY) received half of the [$4 million](COUNT) required.", "count_at planned"),
    ],
)  # fmt: skip
def test_polarity_and_modality(source: str, expected: str) -> None:
    said = (status[:3] for status in statuses(source) if status[0] == expected.partition(" ")[0])
    told = {" ".join(word for word in its if word not in ("affirmed", "actual")) for its in said}
    assert told == {expected}


def test_what_is_to_be_done_is_planned() -> None:
    scene = scene_of("It welcomed the new [Lake Scheme](PROGRAMME), to be launched in [Chad](COUNTRY) in May.")
    assert status_between(scene, "active_in", scene.doc[1], *scene.heads.values()).modality == "planned"
    scene = scene_of("[UNMGL](AGENCY) would stay, should the [Council](AGENCY) continue its mandate.")
    assert status_between(scene, "mandated_by", scene.doc[7], *scene.heads.values()).modality == "planned"


@pytest.mark.parametrize(
    "source",
    [
        "According to [WHO](AGENCY), [UNDP](AGENCY) supported the [Electoral Board](AGENCY).",
        "As reported by [WHO](AGENCY), [UNDP](AGENCY) supported the [Electoral Board](AGENCY).",
        "The [WHO](AGENCY) reported that [UNDP](AGENCY) had supported the [Electoral Board](AGENCY).",
    ],
)
def test_the_source_named_is_told(source: str) -> None:
    assert ("supports", "affirmed", "actual", "WHO") in statuses(source)
