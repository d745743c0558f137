"""The desk's page in a real browser, against the real server: only texts and proposals are made up."""

import re
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, ViewportSize
from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chromium import SECONDS, painted
from sgreports.model.facts import ROLES
from sgreports_gold.annotation.gold.marks import gold_of
from sgreports_gold.annotation.gold.records import Arc, Mark, Marks
from sgreports_gold.desk.desk import Desk
from sgreports_gold.desk.files.folder import AnnotationFolder
from sgreports_gold.desk.ordering import Item
from sgreports_gold.desk.server.answers import ParagraphAnswer
from sgreports_gold.desk.server.app import application
from sgreports_gold.desk.server.pictures import Pictures
from sgreports_gold.desk.server.serve import LOOPBACK, listening
from sgreports_gold.desk.sources.readings import warm
from sgreports_gold.desk.sources.source import Heading, Progress, Proposal, ProposedArc, ProposedMark, Read, Text

GUIDELINES = Path(__file__).parents[3] / "annotations" / "GUIDELINES.md"
SIZE: ViewportSize = {"width": 1280, "height": 800}
EMPTY = "/empty"
DOCUMENT = "A/99/7"
SECTION = (Heading(label="II", title="Cooperation"), Heading(label="A", title="In the field"))


@dataclass(frozen=True)
class Said:
    """A paragraph of a test and what is marked in it; `unsure` are the cells of rows of which the program is not."""

    text: str
    marks: Marks
    unsure: tuple[str, ...] = ()


def said(markup: str, *relations: str) -> Said:
    """`[Chad]{COUNTRY TCD name}` marks a mention, `supports m1 m2 planned` a relation.

    A COUNT ends with unit=…, in brackets where it is an ellipsis, and may have `row=flow,2043,TCD?years` after it, the
    cells that are unsure last; its event is `other` unless it stands after the kind. `-` stands for no entity.
    """
    text, mentions = "", list[Mark]()
    for words, inside, plain in re.findall(r"\[([^\]]+)\]\{([^}]+)\}|([^\[]+|\[)", markup):
        if inside:
            mentions.append(_mark(f"m{len(mentions) + 1}", len(text), words, inside))
        text += words or plain
    unsure = tuple(",".join(re.findall(r" row=[^?}]*\?([a-z,]+)", markup)).split(",")) if "?" in markup else ()
    return Said(text, Marks(mentions=tuple(mentions), relations=tuple(_arc(r) for r in relations)), unsure)


def _mark(name: str, start: int, words: str, inside: str) -> Mark:
    inside, _, row = inside.partition(" row=")
    values, _, unit = inside.partition(" unit=")
    label, entity, *kind = values.split()
    said: dict[str, Any] = {}
    if label == "COUNT":
        source = ("ellipsis" if unit.startswith("(") else "own") if unit else None
        said = {"unit": unit.strip("()"), "unit_from": source, "event": kind[1] if len(kind) > 1 else "other"}
        said |= {"row": _row(row)} if row else {}
    return Mark(
        id=name, label=label, start=start, end=start + len(words), text=words, entity=None if entity == "-" else entity,
        kind=kind[0] if kind else None, **said,
    )  # fmt: skip


def _row(cells: str) -> dict[str, Any]:
    measure, years, country = cells.partition("?")[0].split(",")
    return {"measure": measure, "years": None if years == "-" else years, "country": [country]}


def _arc(words: str) -> Arc:
    kind, subject, object_, *how = words.split()
    return Arc(
        type=kind, subject=subject, object=object_, role=next((word for word in how if word in ROLES), None),
        polarity="negated" if "negated" in how else "affirmed", modality="planned" if "planned" in how else "actual",
    )  # fmt: skip


@dataclass
class MadeUp:
    """A source of texts and proposals: one report, its paragraphs numbered from 1."""

    each: Sequence[Said]

    def open(self, progress: Progress) -> Sequence[str]:
        progress("made up", 1, 1)
        return [DOCUMENT]

    def report(self, document: str) -> Read:
        texts = (Text(key=str(i), part="body", text=s.text, section=SECTION) for i, s in enumerate(self.each, 1))
        return Read(document, "Children of <b>nowhere</b>", None, (None, None), tuple(texts))

    def proposals(self, document: str) -> Mapping[str, Proposal] | None:
        assert document == DOCUMENT
        return {str(i): _proposal(s) for i, s in enumerate(self.each, 1)}


def _proposal(its: Said) -> Proposal:
    how = {"score": 0.9, "source": "rule:test"}
    return Proposal(
        mentions=tuple(
            ProposedMark.model_validate(m.model_dump() | how | {"unsure": its.unsure if m.row else ()})
            for m in its.marks.mentions
        ),
        relations=tuple(ProposedArc.model_validate(r.model_dump() | how) for r in its.marks.relations),
    )


class Swapped:
    """One server for all tests: it answers for the desk of the test that runs.

    Loading the page is most of what tests cost, so the browser may keep its files, which the desk itself forbids, and
    goes in between to an empty page of this server: for one of elsewhere it starts a process.
    """

    def __init__(self) -> None:
        self.app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app
        if scope["path"] == EMPTY:
            return await HTMLResponse("")(scope, receive, send)

        async def kept(message: Message) -> None:
            if message["type"] == "http.response.start" and scope["path"].startswith("/page/"):
                MutableHeaders(scope=message)["Cache-Control"] = "max-age=3600"
            await send(message)

        return await self.app(scope, receive, kept)


@pytest.fixture(scope="package")
def server() -> Iterator[tuple[Swapped, int]]:
    with listening(0) as listener:
        swapped = Swapped()
        warm()
        running = uvicorn.Server(
            uvicorn.Config(swapped, log_level="error", lifespan="off", ws="none", access_log=False)
        )
        thread = threading.Thread(target=lambda: running.run(sockets=[listener]))
        thread.start()
        yield swapped, listener.getsockname()[1]
        running.should_exit = True
        thread.join(SECONDS)


@dataclass
class Bench:
    """A desk with its page open in a tab."""

    desk: Desk
    page: Page
    address: str
    trouble: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.set_default_timeout(SECONDS * 1000)
        for event, heard in self.heard.items():
            page.on(event, heard)  # type: ignore[call-overload]

    @cached_property
    def heard(self) -> dict[str, Callable[[Any], None]]:
        """What is listened for: errors and messages of the page are trouble, questions are answered with yes."""
        progress = self.trouble.append
        return {
            "pageerror": lambda error: progress(f"{error} {error.stack}"),
            "console": lambda message: None if "Failed to load resource" in message.text else progress(message.text),
            "dialog": lambda dialog: dialog.accept(),
        }

    def leave(self) -> None:
        """Leaves the tab as it was before the test."""
        for other in self.page.context.pages[1:]:
            other.close()
        self.page.context.set_offline(False)
        self.page.goto(self.address.partition("/?")[0] + EMPTY)
        self.page.set_viewport_size(SIZE)
        self.page.emulate_media(color_scheme="light")
        for event, heard in self.heard.items():
            self.page.remove_listener(event, heard)

    def open(self, index: int = 0) -> None:
        if self.page.url.partition("#")[0] == self.address:  # another paragraph alone loads no page
            self.page.goto(self.address.partition("/?")[0] + EMPTY)
        self.page.goto(f"{self.address}#{index}")
        self.page.locator("#text .line").first.wait_for()
        painted(self.page)

    def keys(self, keys: str) -> None:
        """Presses keys, written one after the other: `Tab r 2 'words` (an apostrophe types)."""
        for key in keys.split():
            if key.startswith("'"):
                self.page.keyboard.type(key[1:].replace("_", " "))
            else:
                self.page.keyboard.press(key)

    def shown(self) -> list[str]:
        """What stands below the mentions, in the text's order."""
        return [
            str(g)
            for g in self.page.locator("#text .mention.first").evaluate_all("all => all.map(e => e.dataset.gloss)")
        ]

    def gloss(self, text: str) -> None:
        """Waits until that stands below some mention."""
        self.page.locator(f"#text [data-gloss='{text}']").wait_for()

    def arcs(self) -> list[str]:
        return self.page.locator("#text .said").all_text_contents()

    def state(self, word: str) -> None:
        """Waits until saving is in that state."""
        self.page.locator(f"#saving.{word}").wait_for()

    def saved(self, index: int = 0) -> list[str]:
        """What the file holds once everything is saved: mentions and relations, a line each."""
        self.settle()
        self.state("saved")
        return lines(self.answer(index).saved)

    def answer(self, index: int = 0) -> ParagraphAnswer:
        return self.desk.paragraph(index)

    def kept(self, name: str) -> Mark:
        """A mention of the first paragraph as the file holds it."""
        saved = self.answer().saved
        assert saved
        return next(m for m in saved.mentions if m.id == name)

    def drag(self, words: str, meanwhile: Callable[[], object] = bool, to: str | None = None) -> None:
        """Moves the mouse over words of the text, or on `to` others; `meanwhile` is done while its button is down."""
        self.settle()  # what was done before may move the words
        start, end = self.page.evaluate(SPOT, words)
        if to:
            end = self.page.evaluate(SPOT, to)[1]
        self.page.mouse.move(*start)
        self.page.mouse.down()
        meanwhile()
        self.page.mouse.move(*end, steps=3)
        self.page.mouse.up()
        self.settle()

    def says(self, words: str) -> None:
        """Waits until the status line says that."""
        self.page.locator("#says", has_text=words).wait_for()

    def click(self, words: str) -> None:
        """Clicks on the first letter of words of the text."""
        (x, y), _ = self.page.evaluate(SPOT, words)
        self.page.mouse.click(x + 1, y)
        self.settle()

    def settle(self) -> None:
        """Waits for two frames: by then what the mouse did has come to the page."""
        painted(self.page)


# The middle of the first and of the last letter of some words in the text, in pixels.
SPOT = """words => {
  const all = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  let text = ""; const at = [];
  while (all.nextNode()) {
    if (all.currentNode.parentElement.closest("svg")) continue;
    for (let i = 0; i < all.currentNode.data.length; i += 1) at.push([all.currentNode, i]);
    text += all.currentNode.data;
  }
  const first = text.indexOf(words);
  const middle = ([node, i]) => {
    const range = document.createRange(); range.setStart(node, i); range.setEnd(node, i + 1);
    const box = range.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const ends = [middle(at[first]), middle(at[first + words.length - 1])];
  return [[ends[0][0] - 1, ends[0][1]], [ends[1][0] + 1, ends[1][1]]];
}"""


def lines(marks: Marks | None) -> list[str]:
    """Marks as lines: `UNICEF AGENCY unicef un`, `UNICEF supports Chad planned`; what is usual is left out."""
    if marks is None:
        return []
    words = {m.id: m.text for m in marks.mentions}
    mentions = [
        _joined(m.text, m.label, m.entity or "-", m.kind, m.event, m.unit and f"unit={m.unit}", m.unit_from)
        for m in marks.mentions
    ]
    return mentions + [
        _joined(words[r.subject], r.type, words[r.object], r.role, r.polarity, r.modality) for r in marks.relations
    ]


USUAL = ("affirmed", "actual", "own", "other")


def _joined(*words: str | None) -> str:
    return " ".join(word for word in words if word and word not in USUAL)


def held(work: Callable[..., Any], until: threading.Event) -> Callable[..., Any]:
    """The same work of the server, done only once the event is set."""
    return lambda *asked: until.wait(SECONDS) and work(*asked)


Markup = tuple[str, ...]
Open = Callable[..., Bench]


@pytest.fixture(scope="package")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all tests: a new one for each costs more than all that is done in it."""
    page = browser.new_context(viewport=SIZE).new_page()
    yield page
    page.context.close()


@pytest.fixture
def at_desk(server: tuple[Swapped, int], tab: Page, tmp_path: Path) -> Iterator[Open]:
    """Opens a desk over paragraphs, each as `said` takes it, or over two readings of them (`sides`)."""
    benches = list[Bench]()

    def at(*each: Markup, sides: Sequence[Sequence[Markup]] = (), blind: bool = False, index: int = 0) -> Bench:
        shutil.copy(GUIDELINES, tmp_path)
        folder = AnnotationFolder(tmp_path)
        for name, its in zip(("ann", "ben"), sides, strict=False):
            keep(folder, name, [said(*p) for p in its])
        texts = [said(*p) for p in (sides[0] if sides else each)]
        desk = Desk("eva", folder, MadeUp(texts), Pictures(), sides=("ann", "ben") if sides else None)
        desk.items = [Item(DOCUMENT, str(i), f"reason {i}", blind) for i in range(1, len(texts) + 1)]
        swapped, port = server
        token = token_urlsafe()  # one of its own: what a page sends while it is left must not reach the next desk
        swapped.app = application(desk, token, [f"{LOOPBACK}:{port}"])
        bench = Bench(desk, tab, f"http://{LOOPBACK}:{port}/?token={token}")
        bench.listen(bench.page)
        benches.append(bench)
        bench.open(index)
        return bench

    yield at
    for bench in benches:
        bench.leave()
        assert bench.trouble == []


def keep(folder: AnnotationFolder, name: str, each: Sequence[Said]) -> None:
    keys = [str(i) for i in range(1, len(each) + 1)]
    for key, its in zip(keys, each, strict=True):
        gold = gold_of(its.marks, its.text, DOCUMENT, key, name)
        folder.save(folder.file(name, DOCUMENT), gold, "", keys)
