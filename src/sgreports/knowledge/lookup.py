"""What is known of an entity, whichever list knows it."""

from sgreports.knowledge import countries
from sgreports.knowledge.entities import EntityRecord
from sgreports.knowledge.instruments import instrument_entity


def entity_record(key: str) -> EntityRecord | None:
    """The record of a country, agency, programme or text; None where no list has the key."""
    return countries.entity_record(key) or instrument_entity(key)
