"""Names of events, which block: nothing is marked inside them (GUIDELINES, Rulings, "Events")."""

from collections.abc import Iterable

from sgreports.names.bodies.open_bodies import name_start, names_in, reader_of
from sgreports.names.candidate import Candidate
from sgreports.parsing.unit import Unit


def find_events(unit: Unit) -> Iterable[Candidate]:
    """Candidates with `label` None over conferences, summits, days; a conference that is a body is left alone.

    They are less sure than a registry's name of the same length, so that a body with such a name stands.
    """
    reader = reader_of(unit)
    for name in names_in(unit):
        first = name_start(unit, reader, name.first, name.at)
        if name.head.label != "EVENT" or (first == name.at and name.last == name.after):
            continue
        start, end = reader.words[first].start, reader.words[name.last - 1].end
        if not any(body in unit.text[start:end] for body in reader.grammar.standing):
            yield Candidate(None, start, end, "event", score=0.5)
