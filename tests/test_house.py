"""The house does not grow: what its rooms hold may only become less, and the limits here fall with it.

`make rooms` prints each room with its lines.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE, PAGES = {".py"}, {".sql", ".js", ".css", ".html", ".toml"}
MOST = {"src/sgreports": 50_956, "src/sgreports_gold": 9_929, "tests": 34_446}
"""Lines of Python in a package; in all rooms together, not in each, so that what belongs together stays together."""
MOST_PAGES = 16_813
"""Lines of SQL, scripts, styles, templates and rules in `src`."""


def lines(folder: Path, kinds: set[str]) -> int:
    return sum(len(f.read_bytes().splitlines()) for f in folder.rglob("*") if f.suffix in kinds and f.is_file())


@pytest.mark.parametrize("folder", MOST)
def test_a_package_does_not_grow(folder: str) -> None:
    assert lines(ROOT / folder, CODE) <= MOST[folder]


def test_pages_and_rules_do_not_grow() -> None:
    assert lines(ROOT / "src", PAGES) <= MOST_PAGES


def rooms(package: Path) -> Iterator[tuple[str, int, int]]:
    """The folders of a package, the largest first, with what stands beside them, and the whole."""
    folders = [f for f in package.iterdir() if f.is_dir() and f.name != "__pycache__"]
    found = [(f"{f.name}/", lines(f, CODE), lines(f, PAGES)) for f in folders]
    beside = [f.read_bytes() for f in package.iterdir() if f.suffix in CODE]
    found.append(("beside them", sum(len(f.splitlines()) for f in beside), 0))
    yield from sorted((room for room in found if room[1] or room[2]), key=lambda room: -room[1])
    yield "together", lines(package, CODE), lines(package, PAGES)


def table() -> Iterator[str]:
    for name in MOST:
        yield f"{name:24}{'Python':>8}{'other':>8}"
        yield from (f"  {room:22}{code:8,}{pages:8,}" for room, code, pages in rooms(ROOT / name))


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in table())
