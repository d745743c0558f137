"""What CONTRIBUTING says of the size of modules and folders holds."""

from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
LINES, MODULES = 300, 12


def modules(folder: str, names: str) -> list[Path]:
    return [file for file in (ROOT / folder).rglob(names) if file.name != "__init__.py"]


def test_modules_are_short() -> None:
    long = {str(f.relative_to(ROOT)): n for f in modules("src", "*.py") if (n := _lines(f)) > LINES}
    assert long == {}


def _lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def test_no_folder_has_more_than_a_dozen_modules() -> None:
    count = Counter(str(f.parent.relative_to(ROOT)) for f in (*modules("src", "*.py"), *modules("tests", "test_*.py")))
    assert {folder: n for folder, n in count.items() if n > MODULES} == {}
