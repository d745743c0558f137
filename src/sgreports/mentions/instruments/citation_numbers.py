"""How resolutions and decisions are numbered, and what each form of number shows."""

import re
from dataclasses import dataclass

_ROMAN = r"\((?:S-|ES-)?[IVXLC]+\)"
_PART = r"(?:\s?[A-HJ-Z](?![\w’'/.-])(?:(?=[,;.)\]:”]|$)|(?=\s(?![A-Z][a-z]))))?"
NUMBER = (
    r"(?:"
    r"\d{1,4}\s?\(\s?(?:1[89]|20)\d{2}(?:\s?\)|[1l](?=[\s,;.]))"  # a scan may have 1 for the bracket
    rf"|\d{{1,4}}(?:\s?[A-Z])?\s?{_ROMAN}{_PART}"
    rf"|(?:ES-|S-)\d{{1,2}}/\s?\d{{1,3}}{_PART}"
    r"|(?:19|20)\d{2}/\s?\d{1,3}(?![\d/])(?:\s[A-H](?=[,;.)]|\s[a-z]))?"
    rf"|\d{{1,3}}/\s?\d{{1,3}}(?![\d/]){_PART}"
    r"|[A-Z]{2,5}/?\d{1,4}[./]\d{1,3}(?:\.\d+)?(?![\d/])"
    r"|\d{1,2}/[A-Z]{2,4}\.\d{1,2}"
    r"|[IVX]+/\d{1,2}(?!\d)|[A-Z]{2,5}/\d{4}/\d{1,3}"
    r"|\d{1,3}\.\d{1,2}(?!\d|\.\d)(?!\s(?:per|million|billion))"
    r"|(?<!\d)\d{1,4}(?![\d/,.]\d|\w|\sof\sthe\s\d|\s(?:per|years|days|million)\b)"
    r")"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written without spaces; `form` is session, yearly, dated, roman, bare, decimal or other."""

    written: str
    form: str
    year: int | None = None

    @property
    def plain(self) -> str:
        """What stands before a bracket."""
        return self.written.partition("(")[0]


_FORMS = (
    ("dated", re.compile(r"\d{1,4}\((?P<year>\d{4})\)")),
    ("roman", re.compile(rf"\d{{1,4}}[A-Z]?{_ROMAN}[A-Z]?")),
    ("yearly", re.compile(r"(?:19|20)\d\d/\d{1,3}[A-Z]?")),
    ("session", re.compile(r"(?:ES-|S-)?\d{1,3}/\d{1,3}[A-Z]?")),
    ("decimal", re.compile(r"\d{1,3}\.\d{1,2}|WHA\d+\.\d+")),
    ("bare", re.compile(r"\d{1,4}")),
)
_MISREAD = re.compile(r"(\(\d{4})[1l]$")
_LETTER = re.compile(r"(\d)[A-Z](\([^)]*\))$|(\([^)]*\))[A-Z]$")


def read_number(text: str) -> Number:
    """The number that `text` (a match of NUMBER) holds."""
    written = _MISREAD.sub(r"\1)", re.sub(r"\s", "", text))
    for form, pattern in _FORMS:
        if match := pattern.fullmatch(written):
            year = int(match["year"]) if form == "dated" else None
            return Number(_without_letter(written) if form == "roman" else written, form, year)
    return Number(written, "other")


def _without_letter(written: str) -> str:
    """docs.un.org addresses the parts of a resolution with a roman session together: `671 A (XXV)` → `671(XXV)`."""
    return _LETTER.sub(lambda m: f"{m[1]}{m[2]}" if m[1] else m[3], written)
