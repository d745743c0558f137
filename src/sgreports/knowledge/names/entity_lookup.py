"""The record of an entity from any of the lists."""

from sgreports.knowledge.names import countries
from sgreports.knowledge.names.entities import EntityRecord
from sgreports.knowledge.names.instruments import instrument_entity


def entity_record(key: str) -> EntityRecord | None:
    """The record of a country, body, programme, Goal or text; None where no list has the key."""
    return countries.registered_entity(key) or instrument_entity(key)
