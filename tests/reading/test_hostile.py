"""Hostile files: each gives a clear error or a sound result within 30 s and 1 GB, and the process goes on.

One child process, under resource limits, reads them all one after the other.
"""

import json
import random
import subprocess
import sys
import zlib
from pathlib import Path

from drawn.objects import pdf, stream
from drawn.paper import SENTENCE

MEGABYTES, SECONDS = 1024, 30

READER = f"""
import json, resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES} << 20, {MEGABYTES} << 20))
from sgreports.errors import SgreportsError
from sgreports.reading import read_report
from sgreports.settings import Settings
for name in sys.argv[1:]:
    start = time.process_time()
    try:
        outcome = read_report(Path(name), Settings()).status
    except SgreportsError as error:
        outcome = error.code
    print(json.dumps([Path(name).stem, outcome, time.process_time() - start]), flush=True)
"""


def paper(content: bytes, box: bytes = b"[0 0 612 792]", catalog: bytes = b"", pages: bytes = b"[3 0 R]") -> bytes:
    """One page with the content stream object; `pages` are its kids."""
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids %s /Count 1 >>" % pages,
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>" % box,
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    )


def text(lines: int = 8) -> bytes:
    shown = b" ".join(b"1 0 0 1 72 %d Tm (%s) Tj" % (700 - 14 * n, SENTENCE.encode()) for n in range(lines))
    return b"BT /F 10 Tf " + shown + b" ET"


def zeros(megabytes: int) -> bytes:
    """Zeros compressed: one megabyte of them, again and again, for its block ends where another may begin."""
    machine = zlib.compressobj(9, wbits=-15)
    block = machine.compress(bytes(1 << 20)) + machine.flush(zlib.Z_FULL_FLUSH)
    checksum = ((megabytes << 20) % 65521) << 16 | 1
    return b"\x78\xda" + block * megabytes + machine.flush() + checksum.to_bytes(4, "big")


def twice(megabytes: int) -> bytes:
    """Zeros compressed twice: a kilobyte unfolds to gigabytes."""
    return stream(zlib.compress(zeros(megabytes), 9), b"/Filter [/FlateDecode /FlateDecode]")


def once(megabytes: int) -> bytes:
    return stream(zeros(megabytes), b"/Filter /FlateDecode")


def many(objects: int) -> bytes:
    """Paths upon paths, compressed. Twice the limit do: the time they take grows as their number."""
    return stream(zlib.compress(b"1 1 m 9 9 l S\n" * objects + text()), b"/Filter /FlateDecode")


WHOLE = paper(stream(text()))
SCRIPT = b"/OpenAction << /S /JavaScript /JS (while\\(true\\){app.alert\\(1\\)}) >>"
NOISE = random.Random(7).randbytes(20_000)
FILES: dict[str, tuple[bytes, set[str]]] = {
    "whole": (WHOLE, {"ok"}),
    "empty": (b"", {"empty-file"}),
    "random": (NOISE, {"not-a-pdf"}),
    "random-with-header": (b"%PDF-1.7\n" + NOISE, {"damaged"}),
    "truncated": (WHOLE[: len(WHOLE) // 3], {"damaged"}),
    "without-table": (WHOLE[: WHOLE.index(b"xref")], {"damaged"}),
    "cyclic-tree": (paper(stream(text()), pages=b"[2 0 R 2 0 R]"), {"partial", "damaged"}),
    "endless-tree": (paper(stream(text())).replace(b"/Count 1 ", b"/Count 99999999 "), {"ok", "too-many-pages"}),
    "many-objects": (paper(many(60_000)), {"damaged"}),
    "unfolds-twice": (paper(twice(200)), {"unfolds-too-far"}),
    "unfolds-once": (paper(once(400)), {"unfolds-too-far"}),
    "absurd-page": (paper(stream(text()), b"[0 0 9e9 9e9]"), {"ok", "damaged"}),
    "page-without-size": (paper(stream(text()), b"[0 0 0 0]"), {"ok", "damaged"}),
    "script": (paper(stream(text()), catalog=SCRIPT), {"ok"}),
    "deep-nesting": (paper(stream(b"q " * 100_000 + text())), {"ok", "damaged"}),
    "endless-text": (paper(stream(b"BT /F 10 Tf " + b"(aaaaaaaa) Tj " * 20_000 + b" ET")), {"no-text-layer"}),
}


def test_the_process_goes_on(tmp_path: Path) -> None:
    names = []
    for name, (data, _) in FILES.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
        names.append(str(tmp_path / f"{name}.pdf"))
    run = subprocess.run([sys.executable, "-c", READER, *names], capture_output=True, text=True, check=False)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert [name for name, _, _ in found] == list(FILES), run.stderr[-2000:]
    assert {name: outcome for name, outcome, _ in found if outcome not in FILES[name][1]} == {}
    assert [name for name, _, seconds in found if seconds > SECONDS] == []
