"""Names on covers that optical recognition misread: `UNITE3 NATIQNS`, `Reuort of the Secretary-Geners`."""

import difflib

from sgreports.knowledge.layout.covers import authors

_MISREAD = 0.85  # least similarity of a misread line to what it should be
_MISREAD_NAME, _LONGER = 0.75, 2  # the same of `United Nations`; characters more that its misreading has at most
_NAME = "united nations"


def is_misread_name(text: str) -> bool:
    """Whether a block is a misread `United Nations`; `United Nations police` has more to say."""
    longer = len(text) - len(_NAME) > _LONGER
    return not longer and bool(difflib.get_close_matches(text.lower(), [_NAME], cutoff=_MISREAD_NAME))


def is_misread_author(text: str) -> bool:
    """Whether a block is a misread `Report of the Secretary-General`, as in `Reuort of the Secretary-Geners`."""
    usual = [f"report of the {author.name.lower()}" for author in authors()]
    return bool(difflib.get_close_matches(text.lower(), usual, n=1, cutoff=_MISREAD))


def nearest_author(text: str) -> str:
    """The author whose name a misread block is most similar to."""
    return max(
        (author.name for author in authors()),
        key=lambda name: difflib.SequenceMatcher(None, text.lower(), f"report of the {name.lower()}").ratio(),
    )
