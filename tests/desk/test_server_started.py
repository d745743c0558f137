"""The command as people start it: an address with a token, on this machine alone, until Ctrl-C."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from sgreports.cli.app import app
from sgreports.decisions.decision import checked_name
from sgreports.errors import UsageError
from sgreports_gold.desk.server.serve import PORTS, listening, usual_port

from .conftest import Open

SECONDS = 600  # the machine may be busy
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/\?token=(\S{32})")


@contextmanager
def started(*words: str | Path) -> Iterator[tuple[str, str, "subprocess.Popen[str]"]]:
    """The desk as a program of its own: its address, its token, the program."""
    command = [sys.executable, "-m", "sgreports", "review", *map(str, words), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as program:
        try:
            assert program.stdout is not None
            told = program.stdout.readline()
            match = ADDRESS.search(told)
            assert match, told + program.stdout.read()
            yield f"http://127.0.0.1:{match[1]}", match[2], program
        finally:
            program.kill()


@pytest.mark.slow
def test_it_serves_until_ctrl_c(annotations: Path, run: Path) -> None:
    with started(annotations, "--annotator", "mk", "--run", run, "--blind") as (address, token, program):
        with httpx.Client(base_url=address, headers={"X-Token": token}, timeout=SECONDS) as client:
            assert client.get("/", headers={"X-Token": ""}).status_code == 403
            assert client.get("/api/start", headers={"Host": "evil.example"}).status_code == 400
            while client.get("/api/start").json()["loading"]:
                pass
            start = client.get("/api/start")
            assert (start.json()["annotator"], {i["blind"] for i in start.json()["queue"]}) == ("mk", {True})
            assert "server" not in start.headers
        program.send_signal(signal.SIGINT)
        assert program.stdout is not None
        assert program.stdout.read().splitlines()[-1] == f"The desk is closed. What you did is in {annotations}."
        assert program.wait() == 0


@pytest.mark.slow
def test_aborted_uploads_and_garbage_do_not_stop_it_where_nobody_reads_what_it_prints(
    annotations: Path, run: Path
) -> None:
    """Its output is a pipe of 64 KB."""
    with started(annotations, "--annotator", "mk", "--run", run, "--blind") as (address, token, program):
        port = int(address.rpartition(":")[2])
        head = f"PUT /api/paragraph HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Token: {token}\r\n"
        head += "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
        for sent in [head] * 40 + ["no HTTP\r\n\r\n"] * 1500:
            with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as connection:
                connection.sendall(sent.encode())
                if sent != head:
                    connection.recv(100)
        assert httpx.get(f"{address}/api/start", headers={"X-Token": token}, timeout=SECONDS).status_code == 200
        program.send_signal(signal.SIGINT)
        assert program.stdout is not None
        printed = program.stdout.read()
        assert program.wait() == 0
    assert "Traceback" not in printed
    assert len(printed) < 32_000


@pytest.mark.slow
def test_an_upload_that_does_not_go_on_keeps_nobody_from_closing_it(annotations: Path, run: Path) -> None:
    with started(annotations, "--annotator", "mk", "--run", run, "--blind") as (address, token, program):
        port = int(address.rpartition(":")[2])
        head = f"PUT /api/paragraph HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Token: {token}\r\n"
        head += "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
        with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as connection:
            connection.sendall(head.encode())
            assert httpx.get(f"{address}/api/start", headers={"X-Token": token}, timeout=SECONDS).status_code == 200
            program.send_signal(signal.SIGINT)
            assert program.stdout is not None
            printed = program.stdout.read()
            assert program.wait(SECONDS) == 0
    assert printed.splitlines()[-1] == f"The desk is closed. What you did is in {annotations}."


def test_it_listens_on_this_machine_alone_and_a_port_that_is_taken_is_told() -> None:
    with listening(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
    with listening(0) as listener, pytest.raises(UsageError, match="choose another with --port"):
        listening(listener.getsockname()[1])


@pytest.mark.parametrize("name", ["", "..", "a/b", "a b", ".x", "é", "x" * 33, "-x", "a\n"])
def test_a_name_that_could_leave_the_folder_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="is no reader's name"):
        checked_name(name)


def test_wrong_use_is_said(annotations: Path, run: Path, tmp_path: Path) -> None:
    me = ["review", str(annotations), "--annotator", "mk"]
    for words, reason in (
        (["review", str(annotations)], "no annotator is given; use --annotator NAME"),
        (["review", str(tmp_path / "none"), "--annotator", "mk"], "name the folder of gold, or a --run or --report"),
        ([*me, "--run", str(run), "--report", str(run)], "--run and --report name two sources"),
        ([*me, "--report", str(tmp_path / "gone.pdf")], "gone.pdf is not there"),
        ([*me, "--document", "A/1/1"], "has no file A_1_1.pdf for A/1/1"),
        ([*me, "--run", str(tmp_path)], "holds no dataset of sgreports"),
        ([*me, "--adjudicate", "a", "b"], "has nothing by a; it has readings by nobody"),
    ):
        error = CliRunner().invoke(app, words).exception
        assert isinstance(error, UsageError)
        assert reason in str(error)


def test_a_folder_has_its_usual_port_which_another_program_may_have(opened: Open) -> None:
    desk, _ = opened()
    port = usual_port(desk)
    assert port in PORTS
    with listening(0, port) as first, listening(0, port) as second:
        assert first.getsockname()[1] == port
        assert second.getsockname()[1] != port
