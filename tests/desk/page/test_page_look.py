"""How the page looks: nothing sticks out or lies on something else, contrast holds, the page image has its box."""

import datetime
from pathlib import Path

import pytest

from drawn.paper import Paper
from sgreports_gold.desk.sources.source import Read, Text

from .conftest import DOCUMENT, Bench, MadeUp, Open

pytestmark = pytest.mark.slow
FULL = (
    "In [March 2044]{YEAR 2044-03} the [Security Council]{AGENCY sc un} adopted [resolution 9701 (2044)]"
    "{INSTRUMENT - resolution}, by which it established the [United Nations Assistance Mission in Chad]"
    "{AGENCY name/unamic un} ([UNAMIC]{AGENCY - un}). The [Mission]{AGENCY name/unamic un}, together with "
    "[UNICEF]{AGENCY unicef un} and the [African Union]{AGENCY au un}, supports [Chad]{COUNTRY TCD name} with the "
    "[Convention on the Rights of the Child]{INSTRUMENT treaty/crc treaty}; [12 of 17]{COUNT 12/17 ratio "
    "assisted unit=provinces} provinces of [Chad]{COUNTRY TCD name} had schools "
    "in [2043]{YEAR 2043}, and [Wells for Schools]"
    "{PROGRAMME name/wells} began [mid-2044]{YEAR 2044}[2045]{YEAR 2045}.",
    "adopted m2 m3", "dated m3 m1", "mandated_by m4 m3", "works_with m6 m7", "works_with m6 m8", "supports m6 m9",
    "supports m7 m9", "supports m6 m10 planned", "count_in m11 m12", "count_at m11 m13", "launched m7 m14",
    "dated m14 m15", "supports m8 m9 negated",
)  # fmt: skip
# What is wrong with where things are drawn: arcs' labels on one another or on words, things wider than their room.
FAULTS = """() => {
  const box = e => e.getBoundingClientRect();
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const all = its => [...document.querySelectorAll(its)];
  const [said, words] = [all("#text .said"), all("#text [data-start]")];
  const faults = said.flatMap((e, i) => [...said.slice(0, i), ...words].filter(o => meet(box(e), box(o)))
    .map(o => `${e.textContent} lies on ${o.textContent}`));
  for (const room of document.querySelectorAll("body, header, nav, main, aside, footer, #reading, #labels"))
    if (room.scrollWidth > room.clientWidth + 1) faults.push(`${room.tagName} is too narrow`);
  for (const line of document.querySelectorAll("#text .line"))
    if (line.scrollWidth > line.clientWidth + 24) faults.push(`${line.textContent} is cut`);
  for (const way of all(".text .way")) {
    const room = box(way.closest("section, .scrolls"));
    if (box(way).left < room.left || box(way).right > room.right) faults.push("an arc leaves its room");
  }
  return faults;
}"""
# The least contrast of text that is shown, with what it says: the nearest ground that is not transparent counts.
CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const numbers = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map(n => n / 255); };
  const over = (top, below) => top.slice(0, 3).map((n, i) => n * top[3] + below[i] * (1 - top[3]));
  const ground = e => { if (!e) return [1, 1, 1]; const own = numbers(getComputedStyle(e).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, ground(e.parentElement)); };
  const light = rgb => rgb.map(n => n <= .03928 ? n / 12.92 : ((n + .055) / 1.055) ** 2.4)
    .reduce((sum, n, i) => sum + n * [.2126, .7152, .0722][i], 0);
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
  const all = [...document.querySelectorAll("body *")].filter(e => e.checkVisibility() &&
    [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
  const found = all.map(e => { const style = getComputedStyle(e), arc = e.closest("svg");
    const below = ground(arc ? e.closest(".text") : e), ink = numbers(arc ? style.fill : style.color);
    return [ratio(over(ink, below), below), e.textContent]; });
  for (const e of document.querySelectorAll("#text .mention.first")) {
    const below = ground(e.closest(".text"));
    found.push([ratio(numbers(getComputedStyle(e, "::after").color), below), e.dataset.gloss]); }
  return found.sort((a, b) => a[0] - b[0])[0];
}"""


def faults(desk: Bench) -> list[str]:
    desk.settle()
    return list(desk.page.evaluate(FAULTS))


def test_a_full_paragraph_is_legible_at_any_width(at_desk: Open) -> None:
    desk = at_desk(FULL, ("One word.",))
    assert len(desk.arcs()) == 13
    for width in (1920, 1280, 1100, 900):
        desk.page.set_viewport_size({"width": width, "height": 900})
        assert faults(desk) == []


def test_many_arcs_stay_beside_their_text(at_desk: Open) -> None:
    counts = "; ".join(f"[{n}]{{COUNT {n} cardinal unit=schools}} schools of the lake, north" for n in range(11, 31))
    many = (f"[Chad]{{COUNTRY TCD name}} had {counts}.", *(f"count_in m{n} m1" for n in range(2, 22)))
    desk = at_desk(sides=([many], [many]))
    assert len(desk.arcs()) == 20
    for width in (1920, 1280):
        desk.page.set_viewport_size({"width": width, "height": 900})
        assert faults(desk) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(at_desk: Open, scheme: str) -> None:
    desk = at_desk(FULL, ("One word.",))
    desk.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for keys in (
        "ArrowRight",
        "k",
        "l",
        "Escape w",
        "Escape r",
        "Escape Tab Tab Tab Tab Tab Tab Tab v",
        "Escape ?",
        "Escape e Control+a 'bad_one/x Enter",
    ):
        desk.keys(keys)
        desk.settle()
        least, words = desk.page.evaluate(CONTRAST)
        assert least >= 4.5, (keys, words)


def test_light_and_dark_can_be_chosen(at_desk: Open) -> None:
    desk = at_desk(FULL)
    paper = "getComputedStyle(document.body).backgroundColor"
    before = desk.page.evaluate(paper)
    desk.page.get_by_role("button", name="Light or dark").click()
    assert desk.page.evaluate(paper) != before
    desk.page.get_by_role("button", name="Light or dark").click()
    assert desk.page.evaluate(paper) == before


def test_help_opens_and_closes(at_desk: Open) -> None:
    desk = at_desk(FULL)
    desk.keys("?")
    assert desk.page.locator("#help h3").all_text_contents() == [
        "Walk", "Mention", "Relation", "Paragraph", "Word cursor (w)", "Drawing a relation (r)",
        "Choosing from a menu (v, k, m, Y, P, x)",
    ]  # fmt: skip
    desk.page.get_by_role("button", name="Close").click()
    desk.page.locator("#help").wait_for(state="hidden")


BOX = """() => { const of = name => document.querySelector(`#pages ${name}`).getBoundingClientRect();
    const [a, b] = [of("img"), of(".box")];
    const shares = [(b.x - a.x) / a.width, (b.y - a.y) / a.height, b.width / a.width, b.height / a.height];
    return shares.map(n => n.toFixed(2));
}"""


# The paragraph's box is seen in the panel beside the text, the page image being cut to the room that there is.
IN_VIEW = """() => { const of = name => document.querySelector(name).getBoundingClientRect();
    const [cut, box] = [of("#sheet .cut"), of("#sheet .box")];
    return box.height > 0 && box.top >= cut.top && box.bottom <= Math.min(cut.bottom, innerHeight); }"""


class Printed(MadeUp):
    """A report with its PDF: the paragraph's box is in the middle of page 2."""

    pdf = Path()

    def report(self, document: str) -> Read:
        text = Text(key="1", part="body", text=self.each[0].text, boxes=((2, 100, 200, 300, 300),))
        return Read(document, None, datetime.date(2044, 5, 6), (None, None), (text,), self.pdf)


def test_the_page_image_has_the_paragraphs_box(at_desk: Open, tmp_path: Path) -> None:
    desk = at_desk(("In [Chad]{COUNTRY TCD name} it rained.",))
    paper = Paper((400, 500))
    for _ in range(3):
        paper.page()
    (tmp_path / "a.pdf").write_bytes(paper.pdf())
    source = Printed(desk.desk.source.each)  # type: ignore[attr-defined]
    source.pdf = tmp_path / "a.pdf"
    desk.desk.source = source
    desk.open()
    assert desk.page.locator("#sheet-title").text_content() == "Page 2 of 3"
    for height in (700, 800, 1080):
        desk.page.set_viewport_size({"width": 1280, "height": height})
        assert desk.page.evaluate(IN_VIEW)
    desk.keys("i")
    desk.page.locator("#pages img").evaluate("image => image.decode()")
    place = desk.page.evaluate(BOX)
    assert place == ["0.25", "0.40", "0.50", "0.20"]
    assert desk.page.evaluate("document.querySelector('#pages img').naturalWidth") == 600


def test_a_paragraph_whose_text_changed_is_shown_and_not_saved(at_desk: Open) -> None:
    desk = at_desk(("In [Chad]{COUNTRY TCD name} it rained.",), ("Then it was over.",))
    desk.keys("k")
    assert desk.saved() == ["Chad COUNTRY TCD demonym"]
    kept = (desk.desk.folder.root / "eva" / "A_99_7.gold").read_bytes()
    desk.desk.source = MadeUp([desk.desk.source.each[1]] * 2)  # type: ignore[attr-defined]
    desk.page.goto("about:blank")
    desk.page.goto(f"{desk.address}#0")
    desk.says("was saved on another text than the report has now")
    desk.keys("1 Backspace Enter n 'x Enter")
    assert (desk.desk.folder.root / "eva" / "A_99_7.gold").read_bytes() == kept
    assert DOCUMENT in (desk.page.locator("#which").text_content() or "")
    desk.keys(".")
    desk.page.locator("#which", has_text="¶2").wait_for()


def test_the_report_stands_beside_the_text(at_desk: Open) -> None:
    desk = at_desk(("Chad asked for [wells]{PROGRAMME name/wells}.",), ("[Mali]{COUNTRY MLI name} had none.",), index=1)
    said = desk.page.locator("#report-part > :visible").all_inner_texts()
    assert said == ["The report", "Children of <b>nowhere</b>", "1\nChad asked for wells."]
    desk.keys(",")
    desk.page.locator("#which", has_text="¶1").wait_for()
    assert desk.page.locator("#report-part > :visible").all_inner_texts() == said[:2]
