"""The noun that a series of numbers shares (GUIDELINES, *Two numbers before one noun*)."""

import re

from sgreports.knowledge.statements.quantities import quantities
from sgreports.parsing.parse import Parse
from sgreports.parsing.tokens import Span, Token
from sgreports.sentence.noun_phrases import head_from

_F = quantities().frames
SERIES = 30  # tokens after a number in which its series ends
_SERIES = re.compile(r"[Anp]{0,3}([An])(?:SS?N{1,3}[Anp]{0,4})+P")  # the classes of `_class_in_series`
_QUOTES = "“”\"'"


def shared_noun(doc: Parse, span: Span) -> Token | None:
    """The noun of the second of two numbers: `1,018 and 26 support weapons`; or of the last of a series, each with its
    modifiers: `52 presidential and 196 legislative candidates`."""
    at = span.end + 1
    if at + 1 >= len(doc):
        return None
    if doc[span.end].lower_ in ("and", "or", "to") and doc[at].like_num:
        return head_from(doc, at + 1) if doc[at + 1].pos_ in ("NOUN", "ADJ") else None
    after = doc[span.end : span.end + SERIES]
    series = _SERIES.match("".join(map(_class_in_series, after)))
    if series is None or after[0].lower_ in _F.harmed or (span[-1].lower_ in ("one", "1") and series[1] == "n"):
        return None
    return after[series.end() - 1]


def _class_in_series(token: Token) -> str:
    """N of a number, P of a plural, S of what joins the members of a series, else of what may modify the plural: n of a
    common noun, p of a name, A of others."""
    if token.like_num:
        return "N"
    if token.tag_ in ("NNS", "NNPS") or token.lower_ in _F.collectives:
        return "P"
    if token.text == "," or token.lower_ in ("and", "or"):
        return "S"
    if token.pos_ == "ADJ" or token.tag_ in ("VBN", "HYPH") or token.text in _QUOTES:
        return "A"
    return {"NOUN": "n", "PROPN": "p"}.get(token.pos_, ".")
