"""Fixtures that many tests share."""

import gc
import os
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import settings
from playwright.sync_api import Browser
from spacy.language import Language

from chromium import CHROMIUM, chromium
from sgreports.parsing.language import language
from sgreports.settings import Settings

os.environ["SGREPORTS_ACCURACY"] = "fast"  # before any module makes settings; the encoder has tests of its own

settings.register_profile("sgreports", deadline=None, max_examples=50)  # the machine may be busy
settings.load_profile("sgreports")
CACHES = count()
gc.disable()  # until all is imported: it would look at the same objects again and again


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each of two processes is given half of the tests, and in the end takes over some from the other's end: one begins
    with those of pages, the other with those of programs and of real reports, so that each makes what these share, and
    quick ones are last.
    """
    pages = {item.path for item in items if "browser" in getattr(item, "fixturenames", ())}
    long = {item.path for item in items if item.get_closest_marker("slow") or item.get_closest_marker("corpus")}
    programs = long - pages
    quick = [item for item in items if item.path not in pages | programs]
    first, second = ([item for item in items if item.path in paths] for paths in (pages, programs))
    half = max(0, len(items) // 2 - len(first))
    items[:] = [*first, *quick[:half], *second, *quick[half:]]


def pytest_collection_finish() -> None:
    """What is imported stays to the end: the garbage collector need not look at it again."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def _in_this_process(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs read in the test's own process, where it can put stand-ins, keep results in a cache of their own, and do not
    wait for the disk.
    """
    monkeypatch.setenv("SGREPORTS_WORKERS", "0")
    monkeypatch.setenv("SGREPORTS_CACHE", str(tmp_path_factory.getbasetemp() / "caches" / str(next(CACHES))))
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language model of the settings, loaded once."""
    return language(Settings().model)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of all tests, each of which has a tab of its own or shares one with its neighbours."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    with chromium() as started:
        yield started
