"""What comes by the dozen takes a key or two each, and of hundreds of mentions a key draws only what it changes."""

import pytest

from .conftest import Bench, Open

pytestmark = pytest.mark.slow
NUMBERS = range(11, 22)
ELEVEN = (
    f"[UNICEF]{{AGENCY unicef un}} is in [Chad]{{COUNTRY TCD name}}: "
    f"{'; '.join(f'[{n}]{{COUNT {n} cardinal unit=wells}} wells' for n in NUMBERS)}.",
    "active_in m1 m2", *(f"count_in m{n - 8} m2" for n in NUMBERS),
)  # fmt: skip
MENTIONS = [
    "UNICEF AGENCY unicef un", "Chad COUNTRY TCD name", *(f"{n} COUNT {n} cardinal unit=wells" for n in NUMBERS)
]  # fmt: skip
MANY = (
    " ".join(
        f"[Chad]{{COUNTRY TCD name}} had [{n}]{{COUNT {n} cardinal unit=wells}} wells;" for n in range(1000, 1200)
    ),
    *(f"count_in m{2 * i} m{2 * i - 1}" for i in range(1, 201)),
)
DRAWN = "#text .line, #text .said"
# Marks what is drawn now, so that what is drawn anew can be counted.
MARK = "all => all.forEach(node => (node.old = true))"
# Lines drawn anew, arcs drawn anew, and those of these arcs whose end is in a line that stayed.
FRESH = """all => {
  const [lines, arcs] = ["line", "said"].map(kind => all.filter(node => !node.old && node.classList.contains(kind)));
  const object = arc => arc.dataset.name.split(" ")[2];
  const stayed = arcs.filter(arc => !lines.some(line => line.querySelector(`[data-id="${object(arc)}"]`)));
  return [lines.length, arcs.length, stayed.length];
}"""


COUNTS = (
    "In [Chad]{COUNTRY TCD name} [UNICEF]{AGENCY unicef un} trained [40]{COUNT 40 cardinal trained unit=} teachers; "
    "[12]{COUNT 12 cardinal trained unit=} came from [Mali]{COUNTRY MLI name}.",
)


def relations(desk: Bench) -> list[str]:
    return [line for line in desk.saved() if line not in MENTIONS]


def test_removing_goes_on_at_the_same_mention(at_desk: Open) -> None:
    desk = at_desk(ELEVEN)
    desk.keys("Tab l l" + " Backspace" * 10)
    desk.says("Removed: 20 count in Chad.")
    assert relations(desk) == ["UNICEF active_in Chad", "21 count_in Chad"]
    desk.keys("Backspace")
    desk.says("Removed: 21 count in Chad. That was the last one of “Chad”.")
    assert desk.page.locator(".mention.focused").text_content() == "Chad"
    assert relations(desk) == ["UNICEF active_in Chad"]


def test_all_of_a_type_at_a_mention_go_at_once(at_desk: Open) -> None:
    desk = at_desk(ELEVEN)
    desk.keys("Tab x")
    assert desk.page.locator("#menu button").all_text_contents() == ["111 count in", "21 active in"]
    desk.keys("1")
    desk.says("Removed: 11 count in of “Chad”; u undoes.")
    assert relations(desk) == ["UNICEF active_in Chad"]
    desk.keys("u l l x")
    assert relations(desk) == ["UNICEF active_in Chad"]


def test_the_last_relation_is_drawn_again_with_another_end(at_desk: Open) -> None:
    desk = at_desk(COUNTS)
    desk.keys("Tab Tab r Tab")
    assert desk.page.locator("#menu p").first.text_content() == "40 … Mali"
    desk.keys("1 p Tab c")
    desk.says("12 count in Mali (planned). u undoes.")
    desk.keys("Shift+Tab Shift+Tab Shift+Tab c")
    assert desk.saved()[5:] == ["40 count_in Mali planned", "12 count_in Mali planned", "12 count_in Chad planned"]
    desk.keys("c Tab c")
    desk.says("“UNICEF” cannot be an end of 12 count in Chad.")


def test_a_count_dragged_onto_another_is_a_part_of_it(at_desk: Open) -> None:
    desk = at_desk(COUNTS)
    desk.keys("Tab Tab Tab")
    desk.drag("12", to="40")
    desk.says("12 part of 40. u undoes.")
    assert desk.saved()[5:] == ["12 part_of 40"]
    desk.drag("12", to="Mali")
    desk.keys("1")
    assert desk.saved()[5:] == ["12 part_of 40", "12 count_in Mali"]


def test_the_unit_is_a_noun_that_is_clicked_or_selected(at_desk: Open) -> None:
    desk = at_desk(COUNTS)
    desk.keys("Tab Tab o")
    desk.click("teachers")
    desk.says("40 counts teachers (own).")
    desk.keys("w Shift+ArrowRight =")
    assert desk.saved()[2] == "40 COUNT 40 cardinal trained unit=teachers; 12"
    desk.keys("u Tab")
    desk.page.keyboard.down("Alt")
    desk.click("teachers")
    desk.page.keyboard.up("Alt")
    desk.says("12 counts teachers (ellipsis).")
    assert desk.saved()[2:4] == [
        "40 COUNT 40 cardinal trained unit=teachers", "12 COUNT 12 cardinal trained unit=teachers ellipsis",
    ]  # fmt: skip


def test_a_count_takes_the_places_and_times_of_the_one_before(at_desk: Open) -> None:
    desk = at_desk((*COUNTS, "count_in m3 m1 planned", "count_by m3 m2 agent", "count_in m4 m1 planned"))
    desk.keys("Tab Tab Tab C")
    desk.says("As “40”: 12 count by UNICEF (agent). u undoes.")
    assert desk.saved()[5:] == [
        "40 count_in Chad planned", "40 count_by UNICEF agent", "12 count_in Chad planned", "12 count_by UNICEF agent",
    ]  # fmt: skip
    desk.keys("C")
    desk.says("“12” has all that “40” has.")
    desk.keys("Shift+Tab C")
    desk.says("No count before this one has a place, a time or a body.")


def fresh(desk: Bench, key: str) -> list[int]:
    """How many lines and arcs are drawn anew by a key, and how many of the arcs are of other lines."""
    desk.page.locator(DRAWN).evaluate_all(MARK)
    desk.keys(key)
    return list(desk.page.locator(DRAWN).evaluate_all(FRESH))


def test_a_key_draws_what_it_changes_alone(at_desk: Open) -> None:
    desk = at_desk(MANY)
    desk.keys("Tab Tab Tab")
    drawn = {key: fresh(desk, key) for key in ("Tab", "Backspace", "Escape", "w", "ArrowRight", "2", "u")}
    assert [drawn[key][:2] for key in ("Tab", "Escape", "w")] == [[1, 2], [1, 0], [1, 0]]
    # how many arcs of the line are moved by a border more or less depends on how many the machine's fonts leave in it
    assert {key: (lines, stayed) for key, (lines, _, stayed) in drawn.items()} == dict.fromkeys(drawn, (1, 0))
    assert desk.page.locator("#text .mention.first").count() == 399
    assert len(desk.arcs()) == 199
