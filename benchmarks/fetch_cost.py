"""What `sgreports fetch` adds to the service's own time and to the waits: seconds a document from a local service.

Usage: python benchmarks/fetch_cost.py [COUNT]     100 documents without a number

Each document takes two requests. The second row is the same call again: nothing is asked for.
"""

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from fetching.service import serving  # noqa: E402 - from tests/
from sgreports.fetching.fetch import fetch  # noqa: E402
from sgreports.settings import Settings  # noqa: E402


def main(count: int) -> None:
    """Prints a row for a first call and for a second one."""
    symbols = [f"S/2044/{number}" for number in range(1, count + 1)]
    with serving() as service, tempfile.TemporaryDirectory() as made:
        for number, symbol in enumerate(symbols):
            service.holds(symbol, b"%PDF-1.7\n%" + b"%d" % number + b" " * 200_000 + b"\n%%EOF\n")
        settings = Settings(fetch_address=service.address, fetch_wait=0, fetch_backoff=0)
        for call in ("first", "second"):
            before, start = len(service.asked), time.perf_counter()
            outcomes = {one.outcome for one in fetch(symbols, Path(made), settings)}
            took, asked = time.perf_counter() - start, len(service.asked) - before
            sys.stdout.write(
                f"{call:7} {count} documents {outcomes}: {asked} requests, {1000 * took / count:.1f} ms each\n"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
