"""Calls Tesseract, a program of its own, on the picture of a page."""

import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from sgreports.time_limit import BACKSTOP

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    from PIL.Image import Image

PROGRAM = "tesseract"
DPI = 200  # 300 is no surer on poor scans (S/23999 0.887 against 0.882, S/24923 0.835 against 0.843), and slower
TABLE_DPI = 300  # digits that stand alone in columns are surer than at 200 (S/23106, A/S/21379), as quickly
PAGE_SECONDS = 120  # of processor time: a page takes 2 to 8 s; one that takes longer is noise
_TRIES = 3  # to ask for the version: a run in which Tesseract counts as not installed refuses scans
_DARK = 128  # of 255: what is darker is print
_STROKE = re.compile(rb"\x00{45,}")  # pixels: 11 points
_ROTATE = re.compile(r"^Rotate: (\d+)$.*^Orientation confidence: ([\d.]+)$", re.MULTILINE | re.DOTALL)
_SURE = 2.0  # of Tesseract's orientation confidence, which is above 5 on a page of text


_OVER_TIME = getattr(signal, "SIGXCPU", 0)
_TOO_LONG = f"Tesseract took more than {PAGE_SECONDS} s of processor time, or {BACKSTOP} times as long by the clock"


class TesseractError(Exception):
    """Tesseract could not read a page; the message says why."""


@lru_cache(maxsize=1)
def engine_version() -> str | None:
    """`tesseract 5.5.0`; None where it is not installed."""
    if shutil.which(PROGRAM) is None:
        return None
    answers = (_first_line("--version") for _ in range(_TRIES))
    return next((line for line in answers if line), None)


def _first_line(option: str) -> str | None:
    """The first line that Tesseract answers; None where it fails or is killed, as by a system short of memory."""
    try:
        done = subprocess.run([PROGRAM, option], capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = (done.stdout or done.stderr).splitlines()  # version 3 wrote it to stderr
    return lines[0].strip() if done.returncode == 0 and lines else None


def words_of(picture: "Image") -> str:
    """The words of an upright page in grey as Tesseract's TSV: boxes in pixels, confidence in percent."""
    return _run(picture, "-l", "eng", "--psm", "3", "tsv")


def rows_of(picture: "Image", unruled: bool) -> str:
    """As `words_of` for a page with a table: read as one block of rows, in which figures far apart stay together;
    `unruled` takes its rules off first."""
    return _run(without_rules(picture) if unruled else picture, "-l", "eng", "--psm", "6", "tsv", dpi=TABLE_DPI)


def without_rules(picture: "Image") -> "Image":
    """The picture in grey without level strokes that are longer than a dash: Tesseract takes a figure over a line for
    others (`_7`, `!1`)."""
    grey = picture.convert("L")
    dark = grey.point([0 if value < _DARK else 255 for value in range(256)]).tobytes()
    left = bytearray(grey.tobytes())
    for stroke in _STROKE.finditer(dark):
        left[stroke.start() : stroke.end()] = b"\xff" * (stroke.end() - stroke.start())
    grey.frombytes(bytes(left))
    return grey


def turn_of(picture: "Image") -> int:
    """By how many degrees clockwise the page must be turned to stand upright; 0 where that cannot be detected."""
    try:
        found = _ROTATE.search(_run(picture, "--psm", "0"))
    except TesseractError:  # too few letters
        return 0
    return int(found[1]) if found and float(found[2]) >= _SURE else 0


def _run(picture: "Image", *options: str, dpi: int = DPI) -> str:
    """What Tesseract writes. It runs in one thread: with several it takes more processor time for the same page."""
    command = [PROGRAM, "stdin", "stdout", "--dpi", str(dpi), *options]
    try:
        done = _done(command, _grey_map(picture))
    except subprocess.TimeoutExpired as error:
        raise TesseractError(_TOO_LONG) from error
    except OSError as error:
        raise TesseractError(f"Tesseract cannot be started ({error.strerror})") from error
    if done.returncode == -_OVER_TIME:
        raise TesseractError(_TOO_LONG)
    if done.returncode != 0:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise TesseractError(f"Tesseract failed ({reason[0] if reason else f'exit code {done.returncode}'})")
    return done.stdout.decode("utf-8", "replace")


def _done(command: list[str], given: bytes) -> "subprocess.CompletedProcess[bytes]":
    """As `subprocess.run`; the program ends by a signal when it has worked too long, where the system can do that."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    ) as program:  # fmt: skip
        if sys.platform == "linux":
            with suppress(OSError):  # it has ended
                resource.prlimit(program.pid, resource.RLIMIT_CPU, (PAGE_SECONDS, PAGE_SECONDS + 1))
        try:
            out, err = program.communicate(given, timeout=BACKSTOP * PAGE_SECONDS)
        except BaseException:
            program.kill()
            raise
        return subprocess.CompletedProcess(command, program.returncode, out, err)


def _grey_map(picture: "Image") -> bytes:
    """The picture as a portable grey map, which needs no encoder."""
    grey = picture.convert("L")
    return b"P5 %d %d 255\n" % grey.size + grey.tobytes()
