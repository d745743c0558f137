"""Countries that a title, a mandate or a mission's name says."""

from sgreports.knowledge.names.countries import Context, CountryName, country_context, country_names
from sgreports.knowledge.names.entities import by_names
from sgreports.knowledge.names.series import mission_places, missions
from sgreports.mentions.lexical.name_trie import TrieNode, build_trie, find_names

_IN_CAPITALS = 0.8  # of the letters


def countries_in(text: str) -> list[str]:
    """The codes of the countries that a title or sentence names, in its order; demonyms where there is no name."""
    capitals = is_in_capitals(text)
    named = [value for value in _values(text.lower() if capitals else text, capitals) if value]
    by_name = [codes for form, codes in named if form == "name"]
    return list(dict.fromkeys(code for codes in by_name or [codes for _, codes in named] for code in codes))


def is_in_capitals(text: str) -> bool:
    """Whether a title is set in capitals; a few letters may be misread."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) > _IN_CAPITALS * len(letters)


def _values(text: str, small: bool) -> list[tuple[str, tuple[str, ...]]]:
    """The longest names in the text: their form and the one code that they stand for."""
    found: list[tuple[str, tuple[str, ...]]] = []
    last = 0
    for match in sorted(find_names(text, _forms(small)), key=lambda m: (m.start, -m.end)):
        if match.start < last:
            continue
        last = match.end
        names = [value for value in match.values if isinstance(value, CountryName)]
        codes = {name.iso3 for name in names if len(names) == len(match.values)}
        if len(codes) == 1:
            found.append((names[0].form, tuple(codes)))
    return found


@by_names(4)
def _forms(small: bool) -> TrieNode[CountryName | Context]:
    """The names of countries and the longer names that hold one, in lower case if needed."""
    names: list[tuple[str, CountryName | Context]] = [(name.name, name) for name in country_names()]
    names += [(context.words, context) for context in country_context() if context.where == "name"]
    return build_trie((name.lower() if small else name, value) for name, value in names)


@by_names(256)
def mission_countries(key: str) -> tuple[str, ...]:
    """The countries of a mission: those in its official name, else those of the list."""
    name = next((row.name for row in missions() if row.key == key), "")
    return mission_places().get(key) or tuple(countries_in(name))
