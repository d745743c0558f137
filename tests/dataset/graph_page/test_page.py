"""The graph's page in a real browser."""

import io
import itertools
import json
import math
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from chromium import IN_CHROMIUM, patient_tab
from sgreports.dataset.graph_page import page as drawn
from sgreports.dataset.graph_page.graph import Document, Edge, Graph, Node, Sentence, Statement

pytestmark = IN_CHROMIUM
BAD = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded", "Page.javascriptDialogOpening")
ASKED = "Network.requestWillBeSent"
NASTY = "</script><script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'> \"q\" & {{data}}"


class Tab:
    """A tab by the DevTools protocol, and what happened in it."""

    def __init__(self, page: Page, home: Path) -> None:
        self.page, self.home, self.events = page, home, list[tuple[str, Any]]()
        self.session = page.context.new_cdp_session(page)
        for event in (*BAD, ASKED):
            self.session.on(event, partial(self._happened, event))
        for domain in ("Page", "Runtime", "Log", "Network"):
            self(f"{domain}.enable")

    def _happened(self, event: str, what: object) -> None:
        self.events.append((event, what))

    def __call__(self, method: str, **params: object) -> Any:
        """What the browser answers to a command."""
        return self.session.send(method, params)

    def open(self, graph: Graph, *, width: int = 1200, height: int = 800, dark: bool = False, at: str = "") -> None:
        """Shows a graph's page in a window of that size."""
        self.events.clear()
        file = self.home / f"{time.monotonic_ns()}.html"
        file.write_text(drawn(graph, "Relations of a test"), encoding="utf-8")
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        self.page.goto(file.as_uri() + at)
        self.settle()

    def settle(self) -> None:
        """Waits for two pictures."""
        self.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")

    def run(self, code: str) -> Any:
        """The value of an expression in the page."""
        answer = self("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def texts(self, selector: str) -> list[str]:
        return list(self.run(f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.textContent.trim())"))

    def click(self, selector: str) -> None:
        """A click of the mouse in the middle of an element."""
        box = self.run(f"""(() => {{ const e = document.querySelector({json.dumps(selector)});
            e.scrollIntoView({{block: "nearest"}});
            const b = e.getBoundingClientRect();
            return [b.x + b.width / 2, b.y + b.height / 2]; }})()""")
        self.click_at(*box)

    def click_at(self, x: float, y: float) -> None:
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.settle()

    def press(self, *keys: str) -> None:
        for key in keys:
            more = {"text": "\r", "windowsVirtualKeyCode": 13} if key == "Enter" else {}
            self("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, **more)
            self("Input.dispatchKeyEvent", type="keyUp", key=key, code=key)
        self.settle()

    def picture(self) -> Image.Image:
        return Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")

    def trouble(self) -> list[tuple[str, Any]]:
        """Exceptions, messages of the console, dialogs, and requests for more than the page."""
        asked = [event for event in self.events if event[0] == ASKED]
        return [event for event in self.events if event[0] in BAD] + asked[1:]


@pytest.fixture(scope="module")
def tab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with patient_tab(browser) as page:
        yield Tab(page, tmp_path_factory.mktemp("graph"))


def node(label: str, short: str, name: str = "", url: str | None = None) -> Node:
    return Node(f"{label}:{short.lower()}", label, None, name or short, short, (), url, 3)


def edge(type_: str, subject: str, object_: str, *its: Statement) -> Edge:
    return Edge(type_, subject, object_, type_ == "works_with", its)


def said(sentence: int, a: tuple[int, int] | None, b: tuple[int, int] | None, **more: Any) -> Statement:
    plain = {"subject_text": "a", "object_text": "b", "polarity": "affirmed", "modality": "actual",
             "attributed_to": None, "rule": "r", "relation": sentence}  # fmt: skip
    return Statement(sentence, a, b, **(plain | more))


SENTENCES = (
    Sentence("A/99/7", "4", 3, "😀 UNICEF works with UNHCR there."),
    Sentence("A/99/7", "5", 3, "UNICEF will support Chad."),
    Sentence("S/2044/9", "fn-1", None, "It reached 40 children in Chad."),
    Sentence("S/2044/9", "7", 9, "UNHCR does not lead the Group."),
)
GRAPH = Graph(
    documents=(Document("A/99/7", "One"), Document("S/2044/9", "Two")),
    nodes=(
        node("AGENCY", "UNICEF", "United Nations Children's Fund", "https://example.org/unicef"),
        node("AGENCY", "UNHCR"),
        node("AGENCY", "Group"),
        node("COUNTRY", "Chad"),
        node("COUNT", "40 children"),
    ),
    edges=(
        edge("works_with", "AGENCY:unhcr", "AGENCY:unicef", said(0, (20, 25), (2, 8))),
        edge("supports", "AGENCY:unicef", "COUNTRY:chad", said(1, (0, 6), (20, 24), modality="planned")),
        edge("count_in", "COUNT:40 children", "COUNTRY:chad", said(2, (11, 13), (26, 30))),
        edge("leads", "AGENCY:unhcr", "AGENCY:group",
             said(3, (0, 5), None, polarity="negated", attributed_to="WHO", object_text="Group")),
    ),
    sentences=SENTENCES,
)  # fmt: skip


def many(n: int) -> Graph:
    """A graph of n entities, each tied to some before it: about 4 n edges."""
    pairs = {(i * 7 // k % (i or 1), i) for i in range(1, n) for k in (7, 9, 13, 40)}
    nodes = tuple(Node(f"AGENCY:{i:04}", "AGENCY", None, f"Body {i}", f"B{i}", (), None, 1) for i in range(n))
    edges = tuple(edge("supports", f"AGENCY:{a:04}", f"AGENCY:{b:04}", said(0, None, None)) for a, b in sorted(pairs))
    return Graph(GRAPH.documents, nodes, edges, SENTENCES[:1])


def shown(tab: Tab) -> list[str]:
    return sorted(tab.run("[...document.querySelectorAll('.node')].map(e => e.dataset.key)"))


def test_it_opens_quietly_with_counts_left_out(tab: Tab) -> None:
    tab.open(GRAPH)
    assert shown(tab) == ["AGENCY:group", "AGENCY:unhcr", "AGENCY:unicef", "COUNTRY:chad"]
    assert tab.texts("#status") == ["4 of 4 entities · 3 lines · 3 relations"]
    assert sorted(tab.texts(".label")) == ["Chad", "Group", "UNHCR", "UNICEF"]
    assert tab.trouble() == []


def test_a_line_opens_its_sentences(tab: Tab) -> None:
    tab.open(GRAPH)
    middle = tab.run("""(() => { const b = document.getElementById("graph").getBoundingClientRect();
        const t = [...document.querySelectorAll(".reach")].find(e => e.textContent.includes("works with"));
        const n = (k) => Number(t.getAttribute(k));
        return [b.x + (n("x1") + n("x2")) / 2, b.y + (n("y1") + n("y2")) / 2]; })()""")
    tab.click_at(*middle)
    assert tab.texts("#panel h2") == ["UNHCR and UNICEF"]
    assert tab.texts("#panel h3") == ["UNHCR works with UNICEF"]
    assert tab.texts(".saying p") == ["😀 UNICEF works with UNHCR there.", "A/99/7 ¶4, p. 3"]
    assert tab.texts("mark.subject") + tab.texts("mark.object") == ["UNHCR", "UNICEF"]
    tab.press("Escape")
    assert tab.texts("#panel h2") == ["Most related"]
    assert tab.trouble() == []


def test_an_entity_opens_its_relations(tab: Tab) -> None:
    tab.open(GRAPH)
    tab.click(".node[data-key='AGENCY:unhcr']")
    assert tab.texts("#panel h2") == ["UNHCR"]
    assert tab.texts("#panel summary") == ["UNHCR leads Groupnegated  1", "UNHCR works with UNICEF  1"]
    assert tab.texts(".place")[0] == "S/2044/9 ¶7, p. 9 negated according to WHO object from the paragraph: Group"
    tab.click("#panel a[href='#AGENCY%3Aunicef']")
    assert tab.texts("#panel h2") == ["United Nations Children's Fund"]
    assert tab.run("document.querySelector('#panel .about a').href") == "https://example.org/unicef"
    assert tab.run("location.hash") == "#AGENCY%3Aunicef"


@pytest.mark.parametrize(
    ("box", "left"),
    [
        ("[name=type][value=works_with]", ["AGENCY:group", "AGENCY:unhcr", "AGENCY:unicef", "COUNTRY:chad"]),
        ("[name=type][value=leads]", ["AGENCY:unhcr", "AGENCY:unicef", "COUNTRY:chad"]),
        ("[name=type][value=count_in]",
         ["AGENCY:group", "AGENCY:unhcr", "AGENCY:unicef", "COUNT:40 children", "COUNTRY:chad"]),
        ("[name=label][value=COUNTRY]", ["AGENCY:group", "AGENCY:unhcr", "AGENCY:unicef"]),
        ("[name=document][value='A/99/7']", ["AGENCY:group", "AGENCY:unhcr"]),
        ("[name=modality][value=planned]", ["AGENCY:group", "AGENCY:unhcr", "AGENCY:unicef"]),
        ("[name=polarity][value=negated]", ["AGENCY:unhcr", "AGENCY:unicef", "COUNTRY:chad"]),
    ],
)  # fmt: skip
def test_a_filter(tab: Tab, box: str, left: list[str]) -> None:
    tab.open(GRAPH)
    tab.click(box)
    assert shown(tab) == left


def test_nothing_left_is_told(tab: Tab) -> None:
    tab.open(GRAPH)
    tab.click("[aria-label='Relations: none']")
    assert shown(tab) == []
    assert tab.run("document.getElementById('nothing').checkVisibility()") is True
    tab.click("[aria-label='Relations: all']")
    assert len(shown(tab)) == 5
    assert tab.trouble() == []


def test_search_by_keyboard(tab: Tab) -> None:
    tab.open(GRAPH)
    tab.run("document.getElementById('search').focus()")
    tab("Input.insertText", text="children")
    tab.settle()
    assert tab.texts("#found li")[0].startswith("UNICEF")
    tab.press("Enter")
    assert tab.texts("#panel h2") == ["United Nations Children's Fund"]
    assert tab.run("document.activeElement.id") == "panel"


def test_the_graph_by_keyboard(tab: Tab) -> None:
    tab.open(GRAPH)
    tab.run("document.getElementById('graph').focus()")
    seen = set()
    for key in ("ArrowDown", "ArrowLeft", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowLeft"):
        tab.press(key)
        seen |= set(tab.run("[...document.querySelectorAll('.node.at')].map(e => e.dataset.key)"))
    assert len(seen) > 1
    tab.press("Enter")
    assert tab.texts("#panel h2") != ["Most related"]
    tab.press("Escape")
    assert tab.run("document.activeElement.id") == "graph"


@pytest.mark.parametrize(("width", "height"), [(1200, 800), (900, 700), (700, 900), (390, 800)])
def test_nothing_sticks_out(tab: Tab, width: int, height: int) -> None:
    tab.open(many(120), width=width, height=height, at="#AGENCY%3A0001")
    assert tab.texts("#panel h2") == ["Body 1"]
    assert tab.run("document.documentElement.scrollWidth") == width
    stage = "const s = document.getElementById('stage').getBoundingClientRect()"
    assert (
        tab.run(f"""(() => {{ {stage}; return [...document.querySelectorAll(".node path")].filter(e => {{
        const b = e.getBoundingClientRect();
        return b.x < s.x || b.right > s.right || b.y < s.y || b.bottom > s.bottom; }}).length }})()""")
        == 0
    )


@pytest.mark.parametrize(("width", "unfolded"), [(1280, True), (390, False)])
def test_filters_are_folded_where_it_is_narrow(tab: Tab, width: int, unfolded: bool) -> None:
    tab.open(many(4), width=width)
    assert tab.run("document.getElementById('filters').open") is unfolded


@pytest.mark.parametrize(
    ("dark", "paper", "agency"), [(False, (252, 252, 251), (47, 109, 179)), (True, (20, 24, 29), (105, 167, 234))]
)
def test_it_is_drawn_light_and_dark(
    tab: Tab, dark: bool, paper: tuple[int, int, int], agency: tuple[int, int, int]
) -> None:
    tab.open(GRAPH, dark=dark)
    picture = tab.picture()
    colours = {colour: n for n, colour in picture.getcolors(2**24) or []}
    assert picture.size == (1200, 800)
    assert colours[paper] > 300_000
    assert colours[agency] > 300


def test_no_text_does_harm(tab: Tab) -> None:
    nodes = tuple(
        Node(f"AGENCY:{i}", "AGENCY", NASTY, NASTY, NASTY, (NASTY,), "javascript:window.harmed=1", 1) for i in "ab"
    )
    it = edge("supports", "AGENCY:a", "AGENCY:b", said(0, (0, 9), (9, 17), attributed_to=NASTY))
    tab.open(Graph((Document(NASTY, NASTY),), nodes, (it,), (Sentence(NASTY, NASTY, 1, NASTY),)))
    tab.click(".node")
    assert tab.texts("#panel h2") == [NASTY]
    assert tab.texts(".saying p")[0] == NASTY
    assert tab.run("[...document.querySelectorAll('#panel a')].map(e => e.protocol)") == ["file:"]
    assert tab.run("window.harmed === undefined") is True
    assert tab.trouble() == []


def test_the_same_data_give_the_same_picture(tab: Tab) -> None:
    def places() -> object:
        tab.open(many(60))
        return tab.run("[...document.querySelectorAll('.node')].map(e => e.getAttribute('transform'))")

    assert places() == places()


def test_only_the_most_related_at_first(tab: Tab) -> None:
    tab.open(many(400))
    assert 20 < len(shown(tab)) <= 40
    tab.run("(e => { e.value = 400; e.dispatchEvent(new Event('input')); })(document.getElementById('limit'))")
    tab.run("new Promise(done => setTimeout(done, 400))")
    assert len(shown(tab)) == 400
    tab.run("(e => { e.value = 10; e.dispatchEvent(new Event('input')); })(document.getElementById('limit'))")
    tab.run("new Promise(done => setTimeout(done, 400))")
    assert 1 < len(shown(tab)) <= 10


GROUPS = "abcd"


def four_groups() -> Graph:
    """Four groups of six, each around a first one; each of a group is tied to one of every other."""
    names = [f"{group}{i}" for group in GROUPS for i in range(6)]
    pairs = [(f"{g}{i}", f"{g}{j}") for g in GROUPS for i in (0, 1) for j in range(i + 1, 6)]
    pairs += [(f"{x}{i}", f"{y}{i}") for x, y in itertools.combinations(GROUPS, 2) for i in range(6)]
    nodes = tuple(Node(f"AGENCY:{n}", "AGENCY", None, n, n, (), None, 1) for n in names)
    twice = [(said(0, None, None, relation=2 * i), said(0, None, None, relation=2 * i + 1)) for i in range(len(pairs))]
    edges = tuple(
        edge("supports", f"AGENCY:{x}", f"AGENCY:{y}", *its[: 2 if x[0] == y[0] else 1])
        for (x, y), its in zip(pairs, twice, strict=True)
    )
    return Graph(GRAPH.documents, nodes, edges, SENTENCES[:1])


def test_communities_lie_apart(tab: Tab) -> None:
    tab.open(four_groups())
    assert (len(tab.texts(".area")), len(tab.texts(".tie.across"))) == (4, 36)
    places = tab.run("""Object.fromEntries([...document.querySelectorAll(".node")].map(e => {
        const b = e.querySelector("path").getBoundingClientRect();
        return [e.dataset.key.slice(-2), [b.x + b.width / 2, b.y + b.height / 2]]; }))""")
    its = {group: [xy for name, xy in places.items() if name[0] == group] for group in GROUPS}
    middle = {group: [sum(xy[i] for xy in each) / 6 for i in (0, 1)] for group, each in its.items()}
    reach = {group: max(math.dist(xy, middle[group]) for xy in each) for group, each in its.items()}
    pairs = itertools.combinations(GROUPS, 2)
    assert [(a, b) for a, b in pairs if math.dist(middle[a], middle[b]) < reach[a] + reach[b]] == []


STRANGERS = """(() => { const corners = [...document.querySelectorAll(".area")].map(
        e => e.getAttribute("d").slice(1, -1).split("L").map(p => p.split(" ").map(Number)));
    const inside = ([x, y], area) => area.every(([a, b], i) => { const [c, d] = area[(i + 1) % area.length];
        return (c - a) * (y - b) - (d - b) * (x - a) > .5; });
    const places = [...document.querySelectorAll(".node")].map(
        e => e.getAttribute("transform").match(/[-\\d.]+/g).map(Number));
    const near = (p, area) => area.some(q => Math.hypot(p[0] - q[0], p[1] - q[1]) < .5);
    const areas = (p) => corners.filter(area => near(p, area) || inside(p, area)).length;
    return [corners.length, places.length, places.filter(p => areas(p) > 1).length]; })()"""
"""The areas, the entities, and those that lie in the area of another community too."""


def test_nothing_lies_in_the_area_of_another_community(tab: Tab) -> None:
    tab.open(many(120))
    tab.run("(e => { e.value = 120; e.dispatchEvent(new Event('input')); })(document.getElementById('limit'))")
    tab.run("new Promise(done => setTimeout(done, 400))")
    areas, entities, strangers = tab.run(STRANGERS)
    assert (areas > 4, entities, strangers) == (True, 120, 0)


def test_search_puts_what_is_found_in_the_middle(tab: Tab) -> None:
    tab.open(many(60))
    tab.run("document.getElementById('search').focus()")
    tab("Input.insertText", text="Body 59")
    tab.settle()
    tab.press("Enter")
    away = tab.run("""(() => { const s = document.getElementById("graph").getBoundingClientRect();
        const b = document.querySelector(".node.chosen > path").getBoundingClientRect();
        return [s.x + s.width / 2 - b.x - b.width / 2, s.y + s.height / 2 - b.y - b.height / 2]; })()""")
    assert [abs(n) < 2 for n in away] == [True, True]


def test_a_relation_of_a_joined_entity_is_one(tab: Tab) -> None:
    both = said(0, (2, 8), (20, 25), relation=7)
    edges = (
        edge("leads", "AGENCY:unhcr", "AGENCY:group", both), edge("leads", "AGENCY:unicef", "AGENCY:group", both)
    )  # fmt: skip
    tab.open(Graph(GRAPH.documents, GRAPH.nodes, edges, SENTENCES), at="#AGENCY%3Agroup")
    assert tab.texts("#status") == ["3 of 3 entities · 2 lines · 1 relation"]
    assert tab.texts("#panel .about")[0] == "Agency · 3 mentions · 1 relation"
    assert tab.texts("label:has([value=leads]) .number") == ["1"]


def test_shapes_do_not_overlap(tab: Tab) -> None:
    tab.open(many(100))
    assert (
        tab.run("""(() => { const c = [...document.querySelectorAll(".node path")].map(e => {
        const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2, b.width / 2 - 1]; });
        const close = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) < a[2] + b[2] - 1;
        return c.flatMap((a, i) => c.slice(i + 1).filter(b => close(a, b))).length; })()""")
        == 0
    )
