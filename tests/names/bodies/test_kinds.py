"""Kinds of bodies that no list has, and the State in the keys of national ones."""

import pytest

from sgreports.knowledge.names.keys import name_key
from sgreports.model.facts import Mention
from sgreports.names.bodies.kinds import with_kinds
from sgreports.names.bodies.states import with_states

CODES = {"Haiti": "HTI", "Haitian": "HTI", "Chad": "TCD", "Chadian": "TCD", "Serbia": "SRB", "Canada": "CAN"}
KEYS = {"UNMIK": "unmik", "UNICEF": "unicef", "United Nations": "un"}


def read(text: str, about: tuple[str, ...] = ()) -> list[tuple[str, str | None, str | None]]:
    """Text, key and kind of the bodies in a paragraph that marks names so: `the [Senate] of [Haiti]`.

    `[Commission=Commission on Land]` is a short form of the body of that name.
    """
    plain, mentions = "", list[Mention]()
    for i, part in enumerate(text.replace("]", "[").split("[")):
        words, _, whole = part.partition("=")
        if i % 2:
            mentions.append(marked(f"m{i}", words, whole, len(plain), plain.count(". ")))
        plain += words
    texts = {"1": plain}
    found = with_states(texts, with_kinds(texts, mentions, about), about)
    return [(m.text, m.entity, m.kind) for m in found if m.label == "AGENCY"]


def marked(key: str, text: str, whole: str, start: int, sentence: int) -> Mention:
    """The mention as the finders give it: a country, a registered body, a short form, or a body that no list has."""
    country = CODES.get(text)
    entity = country or KEYS.get(text) or name_key(whole or text)
    source = "coref" if whole else "rule:body"
    return Mention(
        id=key, paragraph="1", label="COUNTRY" if country else "AGENCY", start=start, end=start + len(text), text=text,
        entity=entity, sentence=sentence, source=source,
    )  # fmt: skip


def kind(text: str, *about: str) -> str | None:
    """The kind of the last body of the paragraph."""
    return read(text, about)[-1][2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The [Land Bank] lent.", None),
        ("The [Swiss Agency for Works] paid.", "national"),
        ("the [Chad-Sudan Border Commission] met", "intergovernmental"),
        ("the [Indonesian Battalion] came", "un"),
        ("the [Haitian] [Commission on Land] met", "national"),
        ("[Haiti]’s [Commission on Land] met", "national"),
        ("the [Commission on Land] of [Haiti] met", "national"),
        ("the de facto [Office of Works] said so", "national"),
        ("the [Commission on Land] met", "un"),
        ("the [National Commission on Land] met", "national"),
        ("the [United Nations Working Group on Land] met", "un"),
        ("[UNMIK]’s [Commission on Land] met", "un"),
        ("the [UNMIK Police] came", "un"),
        ("[Radio UNMIK] aired it", "un"),
        ("my [Representative] came", "un"),
        ("the [Secretary-General of the League of Arab States] spoke", "intergovernmental"),
        ("the [KFOR Commander] left the north", "intergovernmental"),
        ("the [Tripartite Commission on Land] met", "intergovernmental"),
        ("the [Joint Land Commission] met", "intergovernmental"),
        ("the [Joint Working Group on Land] met", "partnership"),
        ("the [Federation Ministry of Land] and the [Federation Police Academy] met", "national"),
        ("the [Federation Ministry of Land] met", "national"),
        ("the [Workers Party of Ruritania] won", "civil"),
        ("the [National Association of Farmers] met", "civil"),
        ("the [Ministry of Works] paid", "national"),
        ("the armed group [Limnora Front] came", "armed_group"),
        ("The [Limnora Front] claimed two attacks.", "armed_group"),
        ("The [Limnora Front] won ten seats.", "civil"),
        ("[Zorvex] came", None),
        ("a [Conference of the Parties] decided", "un"),
    ],
)
def test_what_tells_a_kind(text: str, expected: str | None) -> None:
    assert kind(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the [Commission on Land] met", "national"),
        ("the [Land Bank] lent", "national"),
        ("the [Human Rights Section] came", "un"),
        ("the [Vulnerable Persons Unit] came", "national"),
        ("the [Electoral Certification Team] came", "un"),
        ("[Zorvex] came", None),
        ("the [Global Council on Land] met", None),
        ("the [Permanent Mission of Chad] wrote", "national"),
        ("the [Panel=Panel of Experts] reported", "un"),
    ],
)
def test_in_a_report_on_a_country(text: str, expected: str | None) -> None:
    assert kind(text, "HTI") == expected


def test_registered_bodies_keep_the_kind_of_the_registry() -> None:
    assert read("the [Haitian] [UNICEF] office", ("HTI",)) == [("UNICEF", "unicef", "un")]


def test_short_forms_have_the_kind_and_key_of_the_whole_name() -> None:
    assert read("The [Haitian] [Council on Land] met. In [Chad], the [Council=Council on Land] was praised.") == [
        ("Council on Land", "name/hti/council-on-land", "national"),
        ("Council", "name/hti/council-on-land", "national"),
    ]


def test_ministries_of_two_states_are_two_bodies() -> None:
    text = (
        "The [Ministry of Justice] of [Serbia] and the [Ministry of Justice] of [Haiti] met the [Ministry of Justice]."
    )
    assert [key for _, key, _ in read(text, ("TCD",))] == [
        "name/srb/ministry-of-justice", "name/hti/ministry-of-justice", "name/tcd/ministry-of-justice",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "about", "expected"),
    [
        ("The [Ministry of Justice] acted.", (), "name/ministry-of-justice"),
        ("The [Ministry of Justice] acted.", ("HTI",), "name/hti/ministry-of-justice"),
        ("The [Ministry of Justice] acted.", ("HTI", "TCD"), "name/ministry-of-justice"),
        ("[Haiti] asked, and the [Ministry of Justice] acted.", ("HTI", "TCD"), "name/hti/ministry-of-justice"),
        ("With [Canada], the [Ministry of Justice] acted.", ("HTI",), "name/hti/ministry-of-justice"),
        ("In [Canada], the [Ministry of Justice] acted.", ("HTI",), "name/can/ministry-of-justice"),
        ("[Serbia] asked, and the [Ministry of Justice] acted.", (), "name/srb/ministry-of-justice"),
        ("The [Chadian Ministry of Justice] acted.", (), "name/tcd/ministry-of-justice"),
        ("The [Ministry of Justice of Chad] acted.", ("HTI",), "name/tcd/ministry-of-justice"),
        ("The [Supreme Court] ruled.", ("HTI",), "name/hti/supreme-court"),
        ("The [Chadian Red Cross Society] acted.", ("HTI",), "name/chadian-red-cross-society"),
    ],
)
def test_the_state_of_a_national_body(text: str, about: tuple[str, ...], expected: str) -> None:
    assert read(text, about)[-1][1] == expected
