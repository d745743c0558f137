"""Treaties and other texts that go by a name: data/treaties.csv, data/instruments.csv; heads of other names.

Columns: `key,kind,name,abbreviation,aliases,symbol,untc,since,source`. `aliases` are separated by `|`; `symbol` is the
document that holds the text; `untc` its number in "Multilateral Treaties Deposited with the Secretary-General"
(`IV-11`); `since` the year before which the name means another text.
Sources: treaties.un.org; docs.un.org; the official titles of the texts.
"""

import re
from functools import lru_cache
from typing import Literal

from sgreports.knowledge.data_files import csv_models, data_folder, toml_model
from sgreports.knowledge.layout.symbols import symbol_kind
from sgreports.knowledge.names import countries
from sgreports.knowledge.names.entities import EntityRecord
from sgreports.knowledge.names.goals import goal_records
from sgreports.model.base import Frozen

FILES = ("treaties.csv", "instruments.csv")
Kind = Literal["treaty", "policy", "law", "agreement", "publication", "goal"]
_UNTC = "https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no={}&clang=_en"
_SYMBOL = re.compile(r"(?:[A-Z]+/)++(?=\S*\d)\S++")


class Instrument(Frozen):
    """A named text with the forms of its name."""

    key: str
    kind: Kind
    name: str
    abbreviation: str | None = None
    aliases: tuple[str, ...] = ()
    symbol: str | None = None
    untc: str | None = None
    since: int | None = None
    source: str = ""

    def known(self, year: int | None) -> bool:
        """Whether a report of `year` can name it; names such as `Paris Agreement` are older than the text."""
        return self.since is None or year is None or year >= self.since

    @property
    def url(self) -> str | None:
        """Its page in the treaty collection, else its document."""
        if self.untc:
            return _UNTC.format(self.untc)
        return f"https://docs.un.org/en/{self.symbol}" if self.symbol else None


class InstrumentHeads(Frozen):
    """Head nouns of texts by kind, and what they need (data/instrument_heads.toml)."""

    kinds: dict[str, tuple[str, ...]]
    complements: tuple[str, ...]
    alone: tuple[str, ...]
    standing: tuple[str, ...]
    untitled: tuple[str, ...]
    preambular: tuple[str, ...]
    foreign: dict[str, tuple[str, ...]]
    short: tuple[str, ...]
    never: tuple[str, ...]
    never_begins: tuple[str, ...]
    titled: tuple[str, ...]
    numbered: tuple[str, ...]
    follows: tuple[str, ...]


@lru_cache(maxsize=1)
def instruments() -> dict[str, Instrument]:
    """Every named text by key."""
    return {row.key: row for name in FILES for row in csv_models(data_folder() / name, Instrument, ("aliases",))}


@lru_cache(maxsize=1)
def instrument_heads() -> InstrumentHeads:
    """The head nouns of open-class names."""
    return toml_model("instrument_heads.toml", InstrumentHeads)


def instrument_entity(key: str) -> EntityRecord | None:
    """What is known of a text: goals, registry, any document symbol; None for `name/…` and unknown keys."""
    if record := goal_records().get(key):
        return record
    if row := instruments().get(key):
        return EntityRecord(
            entity=key, label="INSTRUMENT", kind=row.kind, name=row.name, abbreviation=row.abbreviation,
            aliases=row.aliases, url=row.url,
        )  # fmt: skip
    if _SYMBOL.fullmatch(key) and key.partition("/")[0].isupper() and not key.startswith("MDG/"):
        return EntityRecord(
            entity=key, label="INSTRUMENT", kind=symbol_kind(key), name=key, url=f"https://docs.un.org/en/{key}"
        )  # fmt: skip
    return None


def entity_record(key: str) -> EntityRecord | None:
    """The record of a country, body, programme, Goal or text; None where no list has the key."""
    return countries.registered_entity(key) or instrument_entity(key)
