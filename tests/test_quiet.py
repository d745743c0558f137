"""What the commands touch, C++ libraries included: no look-up, no connection beyond this machine, no file elsewhere.

Runs under strace the example of each command but `fetch`, those of servers until they serve. All take a minute and
more, so the suite runs those that between them use each library, and `make test-corpus` all.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from drawn.paper import Paper
from sgreports.cli.app import COMMANDS

GUIDE = Path(__file__).parents[1] / "docs" / "guides" / "settings.md"
PLACES = ("~/.cache/sgreports", "~/.cache/matplotlib", "~/.config/matplotlib")
"""Beside what is named on the command line and the folder for temporary files, as the guide says."""
OPENED = "openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat"
CALLS = f"connect,sendto,sendmsg,sendmmsg,{OPENED}"
PROGRAM = """
import asyncio, shlex, shutil, sys, uvicorn
from sgreports.cli.app import main
uvicorn.Server.main_loop = lambda _: asyncio.sleep(0.1)
for line in sys.stdin:
    sys.argv = ["sgreports", *shlex.split(line)]
    try:
        main()
    except SystemExit as end:
        print(sys.argv[1], end.code or 0, file=sys.stderr)
    if sys.argv[1] == "extract":
        for copy in ("dataset-before", "parts/1", "parts/2", "outputs/run", "outputs/before", "outputs/after"):
            shutil.copytree("dataset", copy)
"""
PLOT = "counts dataset/ --plot counts.svg"
EXAMPLES = [example for _, _, example in COMMANDS if not example.startswith("fetch ")]
FEW = [PLOT, *(example for example in EXAMPLES if example.split()[0] in {"extract", "export", "publish", "review"})]
REMOTE = re.compile(r'inet_addr\("(?!127\.)[^"]+"|inet_pton\(AF_INET6, "(?!::1")[^"]+"|htons\(53\)')
WRITTEN = re.compile(
    r'(?:openat\([^,]*?(?:<([^>]*)>)?, "([^"]*)", [^,)]*(?:O_CREAT|O_WRONLY|O_RDWR)'
    r'|(?:creat|mkdir|mkdirat)\(.*?"([^"]*)"'
    r'|(?:rename|link|symlink)\w*\(.*"([^"]*)")'
)


def traced(folder: Path, lines: list[str]) -> tuple[str, list[str]]:
    """What `lines` print of themselves, and the system calls that succeeded or tried to reach someone."""
    home = folder / "home"
    places = {"HOME": str(home), "TMPDIR": str(folder / "temporary"), "BROWSER": "true"}
    settings = {"SGREPORTS_ACCURACY": "best", "SGREPORTS_WORKERS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    theirs = ("SGREPORTS_CACHE", "ORT_DISABLE_TELEMETRY", "MPLCONFIGDIR")
    env = {k: v for k, v in os.environ.items() if k not in theirs and not k.startswith("XDG_")}
    for place in (home, folder / "temporary", folder / "work"):
        place.mkdir(exist_ok=True)
    trace = folder / "trace"
    watched = ["-f", "--seccomp-bpf", "-y", "-qq", "-s", "4096", "-o", trace, "-e", f"trace={CALLS}"]
    command = ["strace", *watched, sys.executable, "-c", PROGRAM]
    done = subprocess.run(
        list(map(str, command)), input="\n".join(lines), text=True, capture_output=True, check=False,
        cwd=folder / "work", env=env | places | settings,
    )  # fmt: skip
    return done.stderr, trace.read_text(encoding="utf-8", errors="replace").splitlines()


def written(calls: list[str], folder: Path) -> Iterator[str]:
    """The files and folders made or opened for writing."""
    for call in calls:
        if (match := WRITTEN.search(call)) and " = -1 " not in call:
            within, *names = match.groups()
            name = next(n for n in names if n is not None)
            yield os.path.normpath(folder / "work" / (within or "") / name)


def allowed(path: str, folder: Path) -> bool:
    places = [folder / "work", folder / "temporary", *(folder / "home" / p.removeprefix("~/") for p in PLACES)]
    above = {folder / "home" / ".cache", folder / "home" / ".config"}
    return (
        path.startswith(("/dev/", "/proc/")) or Path(path) in above or any(Path(path).is_relative_to(p) for p in places)
    )


def traceable() -> bool:
    it = shutil.which("strace")
    return it is not None and not subprocess.run([it, "-qq", "true"], capture_output=True, check=False).returncode


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize(
    "lines", [pytest.param(FEW, id="few"), pytest.param([*EXAMPLES, PLOT], id="all", marks=pytest.mark.corpus)]
)
def test_no_command_but_fetch_calls_out_or_writes_elsewhere(tmp_path: Path, lines: list[str]) -> None:
    if not traceable():
        pytest.skip("no strace on this machine, or it may not trace")
    work = tmp_path / "work"
    (work / "reports").mkdir(parents=True)
    paper = Paper().page()
    for y, line in enumerate(
        ("A/99/7", "Report of the Secretary-General", "1. In 2043 UNICEF helped 40 children in Chad.")
    ):
        paper.put(72, 80 + 40 * y, line)
    (work / "S_2025_389.pdf").write_bytes(paper.pdf())
    shutil.copy(work / "S_2025_389.pdf", work / "reports" / "A_99_8.pdf")
    said, calls = traced(tmp_path, sorted(lines, key=lambda line: not line.startswith("extract ")))
    assert said.startswith("extract 0\n") or "\nextract 0\n" in said, said
    assert said.count("\nTraceback") == 0, said
    ran = {words.split()[0] for words in said.splitlines() if re.fullmatch(r"[a-z-]+ \d", words)}
    assert ran == {example.split()[0] for example in lines}
    assert [call for call in calls if REMOTE.search(call)] == []
    assert sorted({path for path in written(calls, tmp_path) if not allowed(path, tmp_path)}) == []


def test_the_guide_names_the_places() -> None:
    told = GUIDE.read_text(encoding="utf-8")
    assert [place for place in PLACES if f"`{place}`" not in told] == []
