"""The country of a count."""

from dataclasses import dataclass

from sgreports.facts.count_context import CountContext, joint_probability
from sgreports.model.facts import CountrySource


@dataclass(frozen=True, slots=True)
class CountCountry:
    """The country of a count, and its source."""

    country: str | None = None
    source: CountrySource | None = None
    score: float | None = None


def country_of(place: CountContext) -> CountCountry:
    """The one country of a count: said, carried, or that of the headings above, else of a report on one country, where
    the paragraph names no other."""
    named = place.objects("count_in")
    keys = {m.entity for m in named}
    if len(keys) > 1:
        return CountCountry()
    for key in keys:
        source: CountrySource = "said" if any(map(place.same_sentence, named)) else "carried"
        return CountCountry(key, source, joint_probability(place.linked("count_in")[:1])) if key else CountCountry()
    about = (place.heading_country,) if place.heading_country else place.report.masthead.about_countries
    others = {m.entity for m in place.scene.mentions if m.label == "COUNTRY"} - set(about)
    return CountCountry(about[0], "document") if len(about) == 1 and not others else CountCountry()
