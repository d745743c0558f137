"""Where what is counted is or happened."""

from dataclasses import dataclass

from sgreports.facts.place import Place, joint
from sgreports.model.facts import CountrySource


@dataclass(frozen=True, slots=True)
class Where:
    """The country of a count, and where it is from."""

    country: str | None = None
    source: CountrySource | None = None
    score: float | None = None


def where(place: Place) -> Where:
    """The one country of a count: said, carried, or that of a report on one country whose paragraph names no other."""
    named = place.objects("count_in")
    keys = {m.entity for m in named}
    if len(keys) > 1:
        return Where()
    for key in keys:
        source: CountrySource = "said" if any(map(place.same_sentence, named)) else "carried"
        return Where(key, source, joint(place.linked("count_in")[:1])) if key else Where()
    about = place.report.masthead.about_countries
    others = {m.entity for m in place.scene.mentions if m.label == "COUNTRY"} - set(about)
    return Where(about[0], "document") if len(about) == 1 and not others else Where()
