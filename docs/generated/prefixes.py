"""The prefixes of linked data."""

from generated.markdown import code, table
from sgreports.dataset.linked.write import PREFIXES


def prefixes() -> str:
    """A row for each prefix."""
    return table(("prefix", "address"), [(code(prefix), code(address)) for prefix, address in PREFIXES.items()])
