"""The flow, on Prefect's embedded default in a home of its own: what `make run` does, on Dask, and as deployments."""

import contextlib
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest

from sgreports.dataset.stored.stored import stored

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Prefect keeps its database: new for the first test, made once for all."""
    return tmp_path_factory.mktemp("prefect") / "home"


def environment(folder: Path, home: Path, cache: str = "cache") -> dict[str, str]:
    """No state of Prefect but that of its home, any proxy leading nowhere, time for a report on a busy machine, and no
    encoder, which has tests of its own.
    """
    nowhere = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
    dropped = ("PREFECT", "SGREPORTS")
    env = {k: v for k, v in os.environ.items() if not k.startswith(dropped) and k != "CI"} | nowhere
    return env | {"NO_PROXY": "127.0.0.1,localhost", "PREFECT_HOME": str(home), "COLUMNS": "80",
                  "SGREPORTS_CACHE": str(folder / cache), "SGREPORTS_MAX_SECONDS": "36000",
                  "SGREPORTS_ACCURACY": "fast"}  # fmt: skip


def run_python(tmp_path: Path, home: Path, *words: str, cache: str = "cache") -> subprocess.CompletedProcess[str]:
    """Python in a process of its own."""
    env = environment(tmp_path, home, cache)
    return subprocess.run([sys.executable, *words], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)


def run_flow(tmp_path: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_python(
        tmp_path, home, str(ROOT / "flows" / "extract_reports.py"), *words, "--out", str(tmp_path / "run")
    )


@pytest.mark.model
def test_a_first_start_prints_our_lines_only(tmp_path: Path, home: Path) -> None:
    done = run_flow(tmp_path, home)
    assert (done.returncode, done.stderr) == (0, "1/1 child-protection-2016.txt\n")
    lines = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    words = ["Documents", "Paragraphs", "Mentions", "Relations", "Warnings", "Seconds", "Dataset"]
    assert [line.split()[0] for line in lines] == words
    assert max(map(len, done.stdout.splitlines())) <= 80
    numbered = [p["number"] for p in stored(tmp_path / "run", "paragraphs") if p["number"]]
    assert numbered == list(range(1, 73))
    left = artifacts(home)
    assert set(left) == {f"extract-reports-{name}" for name in ("dataset", "summary", "failures", "quality")}
    assert (tmp_path / "run").as_uri() in left["extract-reports-dataset"]
    steps = dict(re.findall(r"\| (\w+) \| (.*?) \|", json.loads(left["extract-reports-summary"])))
    assert list(steps) == ["step", "ingest", "segment", "find", "relate", "validate", "write"]
    assert (steps["ingest"], steps["validate"]) == ("files 1, new or changed 1", "ok 1, partial 0, refused 0, failed 0")
    assert steps["write"] == f"[{tmp_path / 'run'}]({(tmp_path / 'run').as_uri()})"


def artifacts(home: Path) -> dict[str, str]:
    """What runs have left in Prefect's database, as JSON by key."""
    with contextlib.closing(sqlite3.connect(home / "prefect.db")) as database:
        return dict(database.execute("SELECT key, data FROM artifact"))


SERVER = """
import http.server, sys, time

class Late(http.server.BaseHTTPRequestHandler):
    seconds = [6]

    def do_GET(self):
        time.sleep(self.seconds.pop() if self.seconds else 0)
        self.send_response(200)
        self.end_headers()

http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Late).serve_forever()
"""
"""Stands in for Prefect's: its first answer takes longer than Prefect waits for it."""

TOLD = f"""
import http.server, json, os, subprocess, sys, time
sys.path.insert(0, {str(ROOT / "flows")!r})
import extract_reports, own_server, yaml
from prefect.flows import load_flow_from_entrypoint
from prefect.server.api.server import SubprocessASGIServer
from prefect.utilities.callables import parameter_schema
from sgreports.errors import SgreportsError

for words in (["empty"], ["--batch=0"], ["--batch=-3"], ["--workers=-1"]):
    sys.argv = ["extract_reports.py", *words]
    try:
        extract_reports.main()
    except SystemExit as end:
        print(end.code)

for program in ({SERVER!r}, "import sys; sys.exit(1)"):
    SubprocessASGIServer._run_uvicorn_command = lambda server: subprocess.Popen(
        [sys.executable, "-c", program, str(server.port)], stderr=subprocess.DEVNULL
    )
    try:
        own_server.start()
        print(SubprocessASGIServer().running)
    except SgreportsError as error:
        print(error)
    SubprocessASGIServer().stop()

os.chdir({str(ROOT)!r})
said = {{}}
for deployment in yaml.safe_load(open("prefect.yaml"))["deployments"]:
    flow = load_flow_from_entrypoint(deployment["entrypoint"])
    flow.validate_parameters(deployment["parameters"])
    said[deployment["name"]] = bool(deployment.get("schedules"))
shown = parameter_schema(flow).properties
print(json.dumps([said, {{name: "description" in shown[name] for name in shown}}]))
"""
"""One process, since Prefect alone takes seconds to import: wrong usage, two servers that do not start, deployments."""


def test_usage_a_server_that_is_late_or_ends_and_deployments(tmp_path: Path, home: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run_python(tmp_path, home, "-c", TOLD)
    ended = "Prefect's server ended while it started (exit code 1); `prefect server start` says why"
    *out, deployments = done.stdout.splitlines()
    assert (done.returncode, out) == (0, ["2"] * 4 + ["True", ended]), done.stderr
    wrong = r"usage: .*\n( .*\n)*extract_reports\.py: error: argument {}: '{}' is no number from \d on\n"
    told = [wrong.format(*words) for words in (("--batch", "0"), ("--batch", "-3"), ("--workers", "-1"))]
    assert re.fullmatch(rf"sgreports: \S+ holds no reports .*\n{''.join(told)}", done.stderr), done.stderr
    scheduled, described = json.loads(deployments)
    assert scheduled == {"on-demand": False, "nightly": True, "watched-folder": True}
    names = ("inputs", "out", "workers", "batch", "dask", "use_cache", "links", "ocr", "model", "names")
    assert described == dict.fromkeys(names, True)


def server_of(flow: psutil.Process) -> psutil.Process | None:
    """Prefect's server among the processes that a flow has started; others end soon."""
    for child in flow.children():
        with contextlib.suppress(psutil.NoSuchProcess):
            if "uvicorn" in child.cmdline():
                return child
    return None


def test_ctrl_c_while_it_starts_is_one_line(tmp_path: Path) -> None:
    """When Prefect's server is there, and has used a little of the processor's time to start."""
    command = [sys.executable, str(ROOT / "flows" / "extract_reports.py"), "--out", str(tmp_path / "run")]
    env = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT")} | {
        "PREFECT_HOME": str(tmp_path / "home")
    }
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          start_new_session=True) as process:  # fmt: skip
        flow = psutil.Process(process.pid)
        while (server := server_of(flow)) is None:
            time.sleep(0.05)
        while server.cpu_times().user < 0.3:
            time.sleep(0.02)
        started = flow.children()
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate()
    stopped = "sgreports: stopped; the dataset is as it was, and what was read is kept for the next run\n"
    assert (process.returncode, *said) == (130, "", stopped)
    psutil.wait_procs(started)
    assert not (tmp_path / "run").exists()


ENDING = f"""
import os, sys, threading
sys.path.insert(0, {str(ROOT / "flows")!r})
import interrupt

interrupt._kill_children = lambda: gone.set() or threading.Event().wait(1)
gone = threading.Event()
threading.Thread(target=interrupt._end, daemon=True).start()
gone.wait()
interrupt.give_way()
sys.exit(2)
"""


def test_what_fails_because_ctrl_c_killed_its_server_says_nothing(tmp_path: Path, home: Path) -> None:
    done = run_python(tmp_path, home, "-c", ENDING)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.startswith("sgreports: stopped; ")


STAND_IN = f"""
import os, sys
from pathlib import Path
from sgreports import pipeline
from sgreports.batches import runs
from sgreports.batches.workers import Job
from sgreports.model.facts import Extraction
from sgreports.settings import Settings

def nothing_found(report, settings):
    return Extraction(report=report, mentions=(), relations=())

def as_told(file, settings):
    if "kills" in file.read_text():
        os._exit(9)
    pipeline.find = nothing_found
    return runs.process(file, settings)

if __name__ == "__main__":
    runs.JOB = Job(as_told, lambda settings: None)
    if sys.argv[-1] == "plain":
        runs.run([Path("in")], Path("plain"), Settings(workers=1))
    else:
        sys.path.insert(0, {str(ROOT / "flows")!r})
        import extract_reports
        extract_reports.main()
"""
"""The flow, or the pipeline alone, with a stand-in for finding, which a report can tell to kill its process."""


@pytest.mark.skipif(find_spec("prefect_dask") is None, reason="the extra [dask] is not installed")
def test_dask_writes_the_same_bytes_and_a_report_that_kills_its_worker_costs_its_own_row(
    tmp_path: Path, home: Path
) -> None:
    (tmp_path / "in").mkdir()
    for name in "abcde":
        said = "kills" if name == "c" else "stands"
        (tmp_path / "in" / f"{name}.txt").write_text(f"# Report\n\n1. This one {said} in the north.\n")
    (tmp_path / "stand_in.py").write_text(STAND_IN)
    plain = run_python(tmp_path, home, "stand_in.py", "plain", cache="cache-plain")
    words = ["--workers", "2", "--batch", "2", "--out", "dask", "--dask", "local"]
    dask = run_python(tmp_path, home, "stand_in.py", "in", *words, cache="cache-dask")
    assert (plain.returncode, dask.returncode, (tmp_path / "dask").exists()) == (0, 1, True), dask.stderr
    records = [json.loads((tmp_path / out / "run.json").read_text()) for out in ("plain", "dask")]
    assert [[i["outcome"] for i in run["inputs"]] for run in records] == [["ok", "ok", "failed", "ok", "ok"]] * 2
    assert re.match(r"its worker process ended \(EXIT\(9\)\)", records[0]["inputs"][2]["reason"])
    assert re.match(r"its worker was lost \(KilledWorker\)", records[1]["inputs"][2]["reason"])
    written = [{name: of for name, of in run["files"].items() if name != "sgreports.duckdb"} for run in records]
    assert written[0] == written[1]
    assert re.fullmatch(r"(\d/5 [abcde]\.txt( failed)?\n){5}", dask.stderr)
