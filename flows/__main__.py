"""The flow of an installed wheel: `sgreports-flow IN... --out DIR` runs `extract_reports.py` beside this file."""

import runpy
import sys
from importlib.util import find_spec
from pathlib import Path


def main() -> None:
    """Runs the flow as a script, or says what it lacks."""
    if find_spec("prefect") is None:
        sys.exit('sgreports-flow: the flow needs Prefect: pip install "sgreports[prefect]"')
    folder = Path(__file__).resolve().parent
    sys.path.insert(0, str(folder))
    runpy.run_path(str(folder / "extract_reports.py"), run_name="__main__")


if __name__ == "__main__":
    main()
