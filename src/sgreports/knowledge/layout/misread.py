"""What character recognition makes of document symbols: data/misread.toml."""

import re
from functools import lru_cache
from typing import Any

from sgreports.knowledge.data_files import any_of, toml_data
from sgreports.model.base import Frozen


class MisreadSymbols(Frozen):
    """The pattern of a symbol of the Security Council with a misread root, and the letters read for digits."""

    root: re.Pattern[str]
    digits: dict[str, str]
    examples: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def misread_symbols() -> MisreadSymbols:
    """The packaged data, loaded once a process."""
    data: dict[str, Any] = toml_data("misread.toml")
    return MisreadSymbols(
        root=re.compile(rf"(?<![\w/$])(?:{any_of(data['council_root'])})/(?={data['council_rest']}(?![\w]))"),
        digits=data["digits"],
        examples=tuple((row["read"], row["printed"]) for row in data["examples"]),
    )
