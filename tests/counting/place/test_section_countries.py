"""The country of a section by its headings."""

import pytest

from sgreports.counting.place.section_countries import section_countries
from sgreports.model.facts import Mention
from sgreports.model.report import Section

COUNTRIES = {"Chad": "TCD", "Mali": "MLI", "Sudan": "SDN", "Chadian": "TCD"}


def country(*titles: str) -> str | None:
    """The country of the last of these headings, each under the one before."""
    sections, mentions = [], []
    for i, title in enumerate(titles):
        parent = f"s{i - 1}" if i else None
        sections.append(Section(key=f"s{i}", level=i + 1, label="", title=title, parent=parent, order=i))
        for word in title.replace(",", " ").replace("(", " ").split():
            if word in COUNTRIES:
                form, start = "demonym" if word == "Chadian" else "name", title.index(word)
                place = {"paragraph": f"heading/s{i}", "start": start, "end": start + len(word), "text": word}
                named = {"id": "m", "label": "COUNTRY", "entity": COUNTRIES[word], "form": form, "source": "rule:test"}
                mentions.append(Mention.model_validate(place | named))
    return section_countries(sections, mentions).get(sections[-1].key)


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("Chad",), "TCD"), (("The Sudan",), "SDN"), (("Children in Chad",), "TCD"), (("Chad (in the east)",), "TCD"),
        (("Chad", "Killing and maiming"), "TCD"), (("Chad", "Mali"), "MLI"), (("Chad", "Work with Mali"), None),
        (("Chad and Mali",), None), (("Aid to Chad",), None), (("Chad and its neighbours",), None),
        (("Chadian",), None), (("Security",), None),
    ],
)  # fmt: skip
def test_a_heading_that_names_one_country_as_a_place(titles: tuple[str, ...], expected: str | None) -> None:
    assert country(*titles) == expected
