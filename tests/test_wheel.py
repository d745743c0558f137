"""The wheel has all that it needs: installed elsewhere, it reads a report from another folder."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from sgreports.knowledge.components import META, WEIGHTS
from sgreports.knowledge.encoder_model import FILES
from sgreports.knowledge.linear_model import COUNT_MODELS, EVENT_MODELS

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"
OURS = ("sgreports", "sgreports_gold")
PACKED = {
    "relations": (WEIGHTS,), "encoder": FILES,
    **{kind.folder: (WEIGHTS,) for kind in (*EVENT_MODELS, *COUNT_MODELS)},
}  # fmt: skip
DATA = {".csv", ".toml", ".txt", ".html", ".css", ".js", ".json"}
pytestmark = [pytest.mark.slow, pytest.mark.model]


@pytest.fixture(autouse=True)
def _without_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the working tree."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a new environment with the wheel, and this one's dependencies without the source."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    site = next(home.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "zz_dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin" / "python"


def test_no_data_file_is_left_out(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if Path(name).suffix in DATA and name.split("/")[0] in OURS}
    there = {str(p.relative_to(SRC)) for name in OURS for p in (SRC / name).rglob("*") if p.suffix in DATA}
    models = {f"{name}/{META}" for name in PACKED} | {"encoder/tokenizer.json"}
    assert packed == there | {f"sgreports/models/{name}" for name in models}


def test_the_flow_is_packed_and_says_what_it_lacks(python: Path, tmp_path: Path) -> None:
    """Without Prefect, which the default install has not; its help is printed where Prefect is there."""
    without = "import sys; sys.modules['prefect'] = None; from sgreports_flows.__main__ import main; main()"
    outcomes = [
        subprocess.run([python, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
        for words in (("-c", without), ("-m", "sgreports_flows", "--help"))
    ]
    told = 'sgreports-flow: the flow needs Prefect: pip install "sgreports[prefect]"\n'
    assert [(done.returncode, done.stderr) for done in outcomes] == [(1, told), (0, "")]
    assert "--dask ADDRESS" in outcomes[1].stdout


@pytest.mark.parametrize("folder", PACKED)
def test_trained_models_are_packed(wheel: Path, folder: str) -> None:
    own = ROOT / "models" / folder
    with zipfile.ZipFile(wheel) as archive:
        packed = {name: archive.read(f"sgreports/models/{folder}/{name}") for name in (META, *PACKED[folder])}
    assert packed == {name: (own / name).read_bytes() for name in packed}


def test_the_installed_program_reads_a_report(python: Path, tmp_path: Path) -> None:
    said = "In 2044, UNICEF and UNHCR jointly helped 40 children in Chad."
    (tmp_path / "A_99_7.txt").write_text(f"# Report\n\n1. {said}\n")
    run = [str(python), "-m", "sgreports", "extract", "A_99_7.txt", "--out", "run", "--json"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {label: count for label, count in found["mentions"].items() if count} == {
        "AGENCY": 2, "COUNTRY": 1, "YEAR": 1, "COUNT": 1
    }  # fmt: skip
    assert (found["documents"], found["relations"]["count_in"]) == (1, 1)
    where = subprocess.run([str(python), "-c", "import sgreports; print(sgreports.__file__)"], cwd=tmp_path, check=True,
                           capture_output=True, text=True).stdout  # fmt: skip
    assert where.startswith(str(python.parents[1]))
