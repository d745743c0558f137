"""Titles of national offices, which block: their holders are no mentions (GUIDELINES, AGENCY)."""

import re
from collections.abc import Iterable

from sgreports.mentions.candidate import Candidate
from sgreports.parsing.unit import Unit

_TITLE = re.compile(r"\b(?:(?:Deputy|Acting) )?Permanent Representatives?(?![\w’-])")


def find_national_offices(unit: Unit) -> Iterable[Candidate]:
    """Candidates with `label` None over `Permanent Representative`, of which no part is another office."""
    titles = _TITLE.finditer(unit.text) if "Permanent Representative" in unit.text else ()
    return [Candidate(None, *title.span(), "office", score=0.5) for title in titles]
