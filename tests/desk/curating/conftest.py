"""A sitting over an invented report, and its page in a real browser against the real server."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from asking import HOST, TOKEN, Client
from chromium import SECONDS, painted, patient_tab
from invented.checked import checked_run, first_report
from sgreports.answers.counts.question import Question
from sgreports.decisions.deciding import Reader
from sgreports_gold.desk.curating.app import application
from sgreports_gold.desk.curating.curation import Curation, curation
from sgreports_gold.desk.curating.surroundings import Surroundings
from sgreports_gold.desk.server.serve import LOOPBACK, listening

KILLED = Question(event="killed", by=())
ALL, EAST, OFFICERS = "A/99/7 ¶12 6-9", "A/99/7 ¶12 40-42", "A/99/7 ¶13 0-6"


@pytest.fixture(scope="package")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checked_run(tmp_path_factory.mktemp("curated") / "run", first_report())


@dataclass
class Sitting:
    """A sitting, and a client of its application."""

    its: Curation
    client: Client

    def said(self, path: str, **body: Any) -> Any:
        """What the server answers to a word."""
        return self.client.put(body, path=f"/api/{path}").json()

    def asked(self, path: str, **parameters: Any) -> Any:
        return self.client.get(f"/api/{path}", params=parameters).json()

    def civilians(self) -> tuple[float, float, str]:
        """The first total as it stands, what is decided of it alone, and by whom."""
        total = self.asked("standing", since=0)["totals"][0]
        return total["total"], total["alone"], total["decided_by"]

    def lines(self) -> list[dict[str, Any]]:
        """The reader's file."""
        return [json.loads(line) for line in self.its.path.read_text("utf-8").splitlines()]


Sit = Callable[..., Sitting]


@pytest.fixture
def sit(run: Path, tmp_path: Path) -> Iterator[Sit]:
    """Sits down over the run: `sit()`, `sit("ab")`."""
    with ExitStack() as stack:

        def sitting(name: str = "mk", question: Question = KILLED) -> Sitting:
            its = stack.enter_context(curation(run, question, Reader(name), tmp_path / "decisions"))
            around = Surroundings(run, tmp_path / "reports", its)
            return Sitting(its, Client(application(its, around, TOKEN, [HOST])))

        yield sitting


@dataclass
class AtPage:
    """The page of a sitting in a tab."""

    sitting: Curation
    page: Page
    address: str

    def open(self) -> None:
        self.page.goto(self.address)
        self.page.locator(".item").first.wait_for()
        self.total("")
        painted(self.page)

    def keys(self, keys: str) -> None:
        for key in keys.split():
            if key.startswith("'"):
                self.page.keyboard.type(key[1:])
            else:
                self.page.keyboard.press(key)

    def total(self, words: str) -> None:
        """Waits until what is decided is counted, and the total says so."""
        self.page.locator("#totals:not(.counting)", has_text=words).wait_for()

    def says(self, words: str) -> None:
        self.page.locator("#says", has_text=words).wait_for()

    def listed(self) -> list[str]:
        """The rows of the list: sign and number."""
        return [" ".join(row.locator(".sign, b").all_text_contents()) for row in self.page.locator(".item").all()]


@pytest.fixture
def at_page(sit: Sit, run: Path, tmp_path: Path, browser: Browser) -> Iterator[AtPage]:
    its = sit().its
    with listening(0) as listener, patient_tab(browser) as page:
        trouble: list[str] = []
        page.on("pageerror", lambda error: trouble.append(f"{error} {error.stack}"))
        host = f"{LOOPBACK}:{listener.getsockname()[1]}"
        app = application(its, Surroundings(run, tmp_path / "reports", its), TOKEN, [host])
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none", access_log=False))
        thread = threading.Thread(target=lambda: server.run(sockets=[listener]))
        thread.start()
        try:
            at = AtPage(its, page, f"http://{host}/?token={TOKEN}")
            at.open()
            yield at
        finally:
            page.goto("about:blank")
            server.should_exit = True
            thread.join(SECONDS)
        assert trouble == []
