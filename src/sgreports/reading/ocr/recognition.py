"""Recognizes pages of a PDF: drawn one after the other, read by several Tesseracts at a time, kept for the next run."""

import hashlib
import json
import os
import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Literal

import pypdfium2 as pdfium
from PIL import Image

from sgreports.cache import Cache
from sgreports.errors import DamagedError
from sgreports.reading.ocr.tesseract import DPI, TABLE_DPI, TesseractError, engine_version, rows_of, turn_of, words_of
from sgreports.reading.ocr.words import Recognized, recognized
from sgreports.reading.optional import attempt
from sgreports.settings import Settings
from sgreports.time_limit import extend, worked

_MOST_PIXELS = 12_000_000  # a larger page (over A3) is drawn with fewer dots an inch
_DOUBTFUL = 0.75  # of its letters sure: a page with less may stand on its side
_FEWEST_LETTERS = 40  # by which a page's turn can be detected

Manner = Literal["page", "rows", "rows-unruled"]
"""How a page is read: blocks of text; as one block of the rows of a table; the same with its rules taken off."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was recognized on a page: Tesseract's TSV, by how many degrees clockwise the page was turned for it, and
    points a pixel."""

    tsv: str
    turn: int
    point: float


@dataclass(frozen=True, slots=True)
class _Job:
    """A page to recognize: its number, its picture, and the key of what is kept of it."""

    number: int
    picture: Image.Image
    point: float
    key: str
    manner: Manner


Result = Reading | TesseractError


def readings(
    document: pdfium.PdfDocument, sha256: str, wanted: Sequence[tuple[int, Manner]], settings: Settings
) -> Iterator[tuple[int, Result]]:
    """The pages as recognized in the manner that is wanted of each, or why one was not. The time that it takes extends
    the file's limit.

    DamagedError where all pages take longer than `max_ocr_seconds`. Not for two threads: pdfium draws in this one.
    """
    cache = Cache(settings.cache.expanduser()) if settings.use_cache else None
    known = {each: _known(cache, _key(sha256, *each)) for each in wanted}
    yield from ((number, kept) for (number, _), kept in known.items() if kept)
    missing = [each for each, kept in known.items() if kept is None]
    if not missing:
        return
    with _more_time(settings.max_ocr_seconds) as deadline:
        for number, key, result in _done(document, sha256, missing, threads(settings)):
            if cache and isinstance(result, Reading):
                cache.store(key, zlib.compress(json.dumps(asdict(result)).encode()))
            yield number, result
            if worked() > deadline:
                limit = f"{settings.max_ocr_seconds} s of processor time; raise max_ocr_seconds if it is a report"
                raise DamagedError("over-time", f"character recognition of its pages takes longer than {limit}")


def threads(settings: Settings) -> int:
    """How many pages a worker recognizes at a time: the workers share the processors."""
    return max(1, (os.cpu_count() or 1) // max(1, settings.workers))


def _done(
    document: pdfium.PdfDocument, sha256: str, wanted: Sequence[tuple[int, Manner]], count: int
) -> Iterator[tuple[int, str, Result]]:
    """The pages with the keys of what is kept of them. Only a few pictures are held at a time."""
    waiting: deque[tuple[_Job, Future[Result]]] = deque()
    pool = ThreadPoolExecutor(count, "ocr")
    try:
        for number, manner in wanted:
            job = attempt("recognition", number, None, _job, document, sha256, number, manner)
            if job is None:
                yield number, "", TesseractError("its picture cannot be drawn")
                continue
            waiting.append((job, pool.submit(_read, job)))
            if len(waiting) > count:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _next(waiting: "deque[tuple[_Job, Future[Result]]]") -> tuple[int, str, Result]:
    job, future = waiting.popleft()
    failed = TesseractError("what was recognized cannot be read")
    return job.number, job.key, attempt("recognition", job.number, failed, future.result)


def _job(document: pdfium.PdfDocument, sha256: str, number: int, manner: Manner) -> _Job:
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min((DPI if manner == "page" else TABLE_DPI) / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
        picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    finally:
        page.close()
    return _Job(number, picture, 1 / scale, _key(sha256, number, manner), manner)


def _read(job: _Job) -> Result:
    """The page as it stands or, where little can be read so, turned by what Tesseract detects."""
    try:
        if job.manner != "page":
            return Reading(rows_of(job.picture, job.manner == "rows-unruled"), 0, job.point)
        upright = Reading(words_of(job.picture), 0, job.point)
        turn = turn_of(job.picture) if _is_doubtful(recognized(upright.tsv)) else 0
        if not turn:
            return upright
        turned = Reading(words_of(job.picture.rotate(-turn, expand=True)), turn, job.point)
    except TesseractError as error:
        return error
    return max(upright, turned, key=lambda reading: recognized(reading.tsv).sure_letters)


def _is_doubtful(found: Recognized) -> bool:
    return found.letters >= _FEWEST_LETTERS and found.sure_letters < _DOUBTFUL * found.letters


@contextmanager
def _more_time(seconds: float) -> Iterator[float]:
    """Extends the file's limit by `seconds` in the block, and afterwards by what was used; gives the deadline."""
    began = worked()
    extend(seconds)
    try:
        yield began + seconds
    finally:
        extend(worked() - began - seconds)


def _key(sha256: str, number: int, manner: Manner) -> str:
    parts = ["ocr", sha256, number, DPI] if manner == "page" else [f"ocr-{manner}", sha256, number, TABLE_DPI]
    return hashlib.sha256(json.dumps([*parts, engine_version()]).encode()).hexdigest()


def _known(cache: Cache | None, key: str) -> Reading | None:
    """What an earlier run recognized; None where nothing is kept, or it is not whole."""
    data = cache.load(key) if cache else None
    if cache is None or data is None:
        return None
    try:
        kept = Reading(**json.loads(zlib.decompress(data)))
    except (zlib.error, ValueError, TypeError):
        return None
    cache.touch(key)
    return kept
