"""Resolutions that a report is submitted pursuant to and the report that it follows, from its first paragraphs."""

import re
from collections.abc import Iterable, Iterator

from sgreports.knowledge.citations.document_symbols import SYMBOL, normal_symbol, symbols
from sgreports.knowledge.citations.resolutions import resolutions as cited_resolutions
from sgreports.knowledge.english import SENTENCE_BREAK
from sgreports.knowledge.layout.symbols import symbol_book, symbol_kind

_PURSUANT = re.compile(
    r"(?i)\b(?:pursuan(?:t|ce) (?:to|of)|in accordance with|in (?:response|compliance|conformity|keeping) (?:to|with)|"
    r"as (?:requested|mandated|called for)|responds? to|mandated by|in fulfilment of|further to|"
    r"present report\b[^.;,]{0,90}? on the implementation of(?= (?:\w+ ){0,4}(?:resolution|decision)s? ))\b"
)
_ASKS = re.compile(
    r"(?i)\b(?:request(?:ed|s|ing)|called (?:up)?on|invit(?:ed|es|ing)|asked) "
    r"(?:me|i|that i|the secretary-general|that the secretary-general|(?=a report|an interim report))\b|"
    r"\bthe secretary-general (?:was|is|had been) (?:requested|asked|invited)\b"
)
_REPORT = re.compile(
    r"(?i)\b(?:reports?|note|addendum|document)\b|\b(?:re|sub)?submitted\b|\bto report\b|"
    r"\bkeep\b.{0,60}\b(?:informed|apprised)\b"
)
# `by resolution 1`, `in paragraph 4 of its resolution 1`; not what another resolution says: `as authorized in its ...`
_BY = re.compile(
    r"(?i)(?<!ed )(?<! out )\b(?:by|in|under|through) "
    r"(?:(?:operative )?(?:para(?:graph)?s?\.?|section)\b[^,;]{1,40}? of )?"
    r"(?:(?:its|the|that|Security|General|Economic and Social|Human Rights|Council|Assembly)\b(?:[’']s)? )*"
    r"(?:resolution|decision)s?\b"
)
# What is said of a resolution, or what the organ does by it, names others that ask for no report.
_BOUNDARY = re.compile(
    r"(?i),? (?:by|in|under|through|of) which\b|,? \b(?:which|whereby|wherein|where)\b|;|\. |"
    r",? on (?:the )?(?:implementation|situation|activities|progress|developments)\b|, (?:I|and requested)\b|"
    r"\brequested\b(?= me| that| the)|"
    r", (?:inter alia, )?(?:the|that|this)(?: (?:present|Security|General|Economic and Social|Human Rights))* "
    r"(?:council|assembly|report|secretary-general|commission|members)\b(?!(?:[’']s)? (?:resolution|decision))"
)
# `resolution 1, by which the mission was set up, and resolution 2, by which`
_AND_ANOTHER = re.compile(
    r"(?i)\band (?:(?:its|the|Security|General|Council|Assembly)\b ?)*"
    r"(?=resolution \S{1,30} ?\S{0,30}[^,;]{0,30}, (?:by|in) which)"
)
# `In my report of 2 July (S/1998/608), prepared pursuant to`, `the report of the Team pursuant to`
_ANOTHER_REPORT = re.compile(
    rf"\breport\b[^.;]*\((?:see )?{SYMBOL}[^()]*\),? (?:\w+ )?$|\breport of the (?!Secretary-General)[^,;]{{0,90}}$"
)
# The report that a note of the Secretary-General brings, whoever wrote it.
_TRANSMITS = re.compile(r"(?i)\bhonour to (?:transmit|submit|present)\b|\b(?:transmit|submit)s\b")
# `The mission carries out its mandate in accordance with resolution 1`
_OF_A_MISSION = re.compile(
    r"(?i)\b(?:mandates?|tasks?|carried out|deployed|established|entrusted|imposed)\b(?! (?:for|to) report)[^.;]{0,80}$"
)
_SAME = re.compile(
    r"(?i)^(?:\W*\w+, )?(?:(?:by|in) (?:the same|that) resolution,? )?(?:the (?:\w+ )?(?:council|assembly)|it)\b|"
    r"\bas (?:requested|mandated)(?: by the (?:\w+ )?(?:council|assembly))?, |"
    r"\b(?:pursuant to|in accordance with|in response to) (?:that|this|the same) (?:re(?:solution|quest)|mandate)\b"
)
_IN_TITLE = re.compile(r"(?i)\b(?:pursuan(?:t|ce) (?:to|of)|implementation of|in accordance with|requested)\b")
_IN_TITLE_AFTER = re.compile(r"(?i)\bresolutions?\b")
_OTHERS = re.compile(r"\b(?:Commission|Committee|Conference|Board|Governing Council|(?:Environment|Health) Assembly)\b")
_PREVIOUS = re.compile(
    r"(?i)\b(?:previous|last|preceding|prior|most recent|latest)\s++(?:\w+\s++){0,3}?"
    r"(?:report|update|note)\b(?:(?!\breport\b)[^.;()]|\.(?=\d)){0,120}\((?:document |see )?(?P<symbol>" + SYMBOL + r")"
    r"|\bfollows (?:up )?(?:on )?(?:my|the) reports? of[^.;()]{0,60}\((?P<follows>" + SYMBOL + r")"
    r"|\bI last reported\b[^.;()]{0,100}\((?P<reported>" + SYMBOL + r")"
    r"|\b(?:since|(?:issuance|submission|publication|compilation|release) of) (?:my|the|his) (?:\w+\s++){0,2}report\b"
    r"[^.;()]{0,120}\((?:see )?(?P<since>" + SYMBOL + r")"
)
_LAST = re.compile(
    r"(?i)\b(?:my|the|his) (?:previous|last|preceding|most recent|latest) (?:\w+ ){0,2}?report\b"
    r"(?P<said>(?:(?!\breport\b)[^.;()]|\.(?=\d)){0,100})\((?:document |see )?(?P<symbol>" + SYMBOL + r")"
)
_TOPIC = re.compile(r"\bon (?!\d)(?:the )?(?P<words>[^,]+)")
_ANOTHER_S = re.compile(r"\b(?:of|by|from) (?:the|its) (?!Secretary-General)")
_RUN_TOGETHER = re.compile(r"S/\d{6}")  # of a bad scan: `S/20007214`


def mandates(paragraphs: Iterable[str], title: str | None = None) -> tuple[str, ...]:
    """The resolutions by which the report was asked for: `A/RES/68/145`, `S/RES/1244(1999)`.

    Where the title says it, those of the title, and others only of a sentence that names one of these too.
    """
    stated = [symbol for _, symbol in _placed(title)] if title and _states_resolutions(title) else []
    found: dict[str, None] = dict.fromkeys(stated)
    for text in paragraphs:
        for named in _asked_by(SENTENCE_BREAK.split(text)):
            if not stated or set(stated) & set(named):
                found.update(dict.fromkeys(named))
    return tuple(found)


def _asked_by(sentences: Iterable[str]) -> Iterator[list[str]]:
    """The resolutions of each sentence of a paragraph that says by which the report was asked for; a sentence that
    names none goes on about those by which the one before it says that the organ acted."""
    before: list[str] = []
    for sentence in sentences:
        asking = _request(sentence)
        opened = _BY.search(sentence)
        acted = _governed(sentence, opened.start()) if opened else []
        if asking is not None:
            yield _governed(sentence, asking) or (before if _SAME.search(sentence) else [])
        before = acted or before


def _request(sentence: str) -> int | None:
    """Where the phrase begins that names what the report was asked for by; None where the sentence does not say."""
    for found in _PURSUANT.finditer(sentence):
        if _REPORT.search(sentence) and not _is_of_another(sentence[: found.start()]):
            return found.end()
    asks = _ASKS.search(sentence)
    if asks is None or not _REPORT.search(sentence, asks.start()):
        return None
    opened = _BY.search(sentence)
    return opened.start() if opened else asks.start()


def _is_of_another(before: str) -> bool:
    """Whether what is done pursuant to a resolution is a mission's work or another report."""
    another = _ANOTHER_REPORT.search(before) and not _TRANSMITS.search(before)
    return bool(another or _OF_A_MISSION.search(before))


def _governed(sentence: str, start: int) -> list[str]:
    """The resolutions of the phrase that begins there."""
    ends = _BOUNDARY.search(sentence, start + 1)
    end = ends.start() if ends else len(sentence)
    found = [symbol for place, symbol in _placed(sentence) if start <= place < end]
    more = _AND_ANOTHER.search(sentence, end) if found else None
    return found + _governed(sentence, more.end()) if more else found


def _states_resolutions(title: str) -> bool:
    begins = _IN_TITLE.search(title)
    return begins is not None and _IN_TITLE_AFTER.search(title, begins.end()) is not None


def _placed(text: str) -> list[tuple[int, str]]:
    """The resolutions of a text with their places; one whose organ is not named is of the main organ that numbers so,
    unless the text names a body that adopts others."""
    book = symbol_book()
    spans = {(found.start, found.entity) for found in symbols(text) if symbol_kind(found.entity) == "resolution"}
    for cited in cited_resolutions(text):
        symbol, of_main = cited.symbol, cited.number.form == "bare" or not _OTHERS.search(text)
        if not symbol and of_main and (organ := book.main_organ(cited.number)):
            symbol = book.resolution_symbol(organ, cited.noun, cited.number)
        spans |= {(cited.at, symbol)} if symbol and not symbol.startswith("name/") else set()
    return sorted(spans)


def previous_report(paragraphs: Iterable[str]) -> str | None:
    """The symbol of the previous report that this one names."""
    for text in paragraphs:
        if found := _PREVIOUS.search(text):
            symbol = normal_symbol(found["symbol"] or found["follows"] or found["reported"] or found["since"])
            return None if _RUN_TOGETHER.match(symbol) else symbol
    return None


def last_report(paragraphs: Iterable[str], title: str | None) -> str | None:
    """The symbol of `my last report`, where a report names one alone and says of it no other author and no other topic
    than its own title: a report that does not say so at its beginning may say so in passing."""
    named = (found for text in paragraphs for found in _LAST.finditer(text) if _is_own(found["said"], title))
    found = {normal_symbol(each["symbol"]) for each in named}
    symbol = found.pop() if len(found) == 1 else None
    return None if symbol is None or _RUN_TOGETHER.match(symbol) else symbol


def _is_own(said: str, title: str | None) -> bool:
    """Whether what is said of a report, between the word and its symbol, fits the Secretary-General's on that title."""
    topic = _TOPIC.search(said)
    of_another = _ANOTHER_S.search(said[: topic.start()] if topic else said)
    return not of_another and (topic is None or topic["words"].strip().casefold() in (title or "").casefold())
