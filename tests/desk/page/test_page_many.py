"""Hundreds of mentions in one paragraph: a key draws only the lines and arcs that it changes."""

import pytest

from .conftest import Bench, Open

pytestmark = pytest.mark.slow
MANY = (
    " ".join(
        f"[Chad]{{COUNTRY TCD name}} had [{n}]{{COUNT {n} cardinal unit=wells}} wells;" for n in range(1000, 1200)
    ),
    *(f"count_in m{2 * i} m{2 * i - 1}" for i in range(1, 201)),
)
DRAWN = "#text .line, #text .said"
# Marks what is drawn now, so that what is drawn anew can be counted.
MARK = "all => all.forEach(node => (node.old = true))"
FRESH = "all => ['line', 'said'].map(kind => all.filter(node => !node.old && node.classList.contains(kind)).length)"


def fresh(desk: Bench, key: str) -> list[int]:
    """How many lines and arcs are drawn anew by a key."""
    desk.page.locator(DRAWN).evaluate_all(MARK)
    desk.keys(key)
    return list(desk.page.locator(DRAWN).evaluate_all(FRESH))


def test_a_key_draws_what_it_changes_alone(at_desk: Open) -> None:
    desk = at_desk(MANY)
    desk.keys("Tab Tab Tab")
    assert [(key, *fresh(desk, key)) for key in ("Tab", "Backspace", "Escape", "w", "ArrowRight", "2", "u")] == [
        ("Tab", 1, 2), ("Backspace", 1, 1), ("Escape", 1, 0), ("w", 1, 0), ("ArrowRight", 1, 0), ("2", 1, 3),
        ("u", 1, 3),
    ]  # fmt: skip
    assert desk.page.locator("#text .mention.first").count() == 399
    assert len(desk.arcs()) == 199
