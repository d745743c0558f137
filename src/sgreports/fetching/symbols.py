"""The symbols that are asked for: their form, and the names of the files that they become."""

import re
from pathlib import Path

from sgreports.errors import UsageError
from sgreports.knowledge.layout.symbols import root_pattern

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""The languages of the service, which answers in English for any other without saying so."""

_SYMBOL = re.compile(rf"(?:{root_pattern()})(?:/[A-Za-z0-9][A-Za-z0-9.\[\]-]*(?:\([A-Za-z0-9. -]+\))?)+")
_OTHER = re.compile(r"[^A-Za-z0-9.()\[\]-]")


def checked_symbol(text: str) -> str:
    """The symbol without spaces. Raises UsageError for what cannot be one."""
    symbol = re.sub(r"\s", "", text)
    if not _SYMBOL.fullmatch(symbol) or not any(map(str.isdigit, symbol)):
        raise UsageError(f"{text!r} is no document symbol; one looks like S/2025/389; of a joint symbol, name one")
    return symbol


def is_symbol(text: str) -> bool:
    """Whether a text can be a symbol."""
    try:
        checked_symbol(text)
    except UsageError:
        return False
    return True


def checked_language(language: str) -> str:
    """The language's code. Raises UsageError for one that the service does not have."""
    if language not in LANGUAGES:
        raise UsageError(f"{language!r} is no language of the service; it has {', '.join(LANGUAGES)}")
    return language


def stem(symbol: str, language: str) -> str:
    """The file's name without its ending: `S_2025_389`, `S_2025_389_fr`."""
    name = _OTHER.sub("_", symbol)
    return name if language == "en" else f"{name}_{language}"


def listed(file: Path) -> list[str]:
    """The symbols of a list, one a line; `#` begins a comment. Raises UsageError where it cannot be read."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the list {file} cannot be read ({error}); it is UTF-8 text, a symbol a line") from error
    return [checked_symbol(text) for line in lines if (text := line.partition("#")[0].strip())]
