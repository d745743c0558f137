"""The place inside a text that a citation names: `paragraph 4 of`, `, annex I`. It stays outside the span."""

import re

_UNIT = (
    r"(?:paras?\.|paragraphs?|sections?|sects?\.|annex(?:es)?|articles?|arts?\.|parts?|chapters?|chap\.|pp?\.|pages?"
    r"|enclosures?|appendix|rules?|subparagraphs?|tables?|figures?|recommendations?)"
)
_PLACE = r"(?>(?:[IVXLC]+(?:\.[A-Z])?+(?!\w)|\d++(?:\.\d+)*+|[A-Z](?!\w))(?:\s?\([a-z0-9]+\))*+)"
_LIST = rf"{_PLACE}(?:(?:,\s|\sand\s|\sto\s|\sor\s|\s?[-–]\s?){_PLACE})*+"
_ONE = rf"(?:operative\s|preambular\s)?{_UNIT}(?:\s{_LIST})?"
_BEFORE = re.compile(
    rf"(?<![\w])(?P<place>{_ONE}(?:,?\s(?:and\s)?(?:of\s(?:the\s)?)?{_ONE})*)"
    r"\s(?:of|to|in)\s(?:(?:the|its|his|my|that|document|annex\sto|report)\s)*$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"\)?,?\s\(?(?P<place>{_ONE}(?:(?:,\s|\sand\s|,\sand\s){_ONE})*)(?![\w])")
_REACH = 90


def pinpoint(text: str, start: int, end: int) -> str | None:
    """What stands right before (`paragraph 4 of`) or after (`, annex I`) the span, as printed; None if nothing does."""
    after = _AFTER.match(text, end)
    if after:
        return after["place"]
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    return before["place"] if before else None
