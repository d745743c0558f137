"""The chromium of this machine, in which pages are tested."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
IN_CHROMIUM = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")]
FLAGS = ["--disable-gpu", "--no-sandbox", "--renderer-process-limit=1"]
SECONDS = int(os.environ.get("PAGE_SECONDS", "300"))
"""How long a test waits for what a page must show; the machine may be busy. A few will do while one works on a page."""

FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"


def painted(page: Page) -> None:
    """Waits for two frames: a page that was not painted yet drops the keys that are pressed."""
    page.evaluate(FRAMES)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window. One process shows all pages: it starts another for each that is loaded otherwise."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=SECONDS * 1000)
        yield started
        started.close()


@contextmanager
def quiet_tab(browser: Browser) -> Iterator[Page]:
    """A tab whose pages must raise no error and write nothing to the console."""
    trouble: list[str] = []
    with patient_tab(browser) as tab:
        tab.on("pageerror", lambda error: trouble.append(str(error)))
        tab.on("console", lambda message: trouble.append(message.text))
        yield tab
    assert trouble == []


@contextmanager
def patient_tab(browser: Browser) -> Iterator[Page]:
    """A tab with a memory of its own, closed in the end."""
    tab = browser.new_page()
    tab.set_default_timeout(SECONDS * 1000)
    yield tab
    tab.close()
