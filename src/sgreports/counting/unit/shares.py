"""The whole of a percentage, where the text says it (GUIDELINES, "unit")."""

from sgreports.counting.unit.spans import CountedUnit
from sgreports.knowledge.statements.quantities import quantities
from sgreports.parsing.tokens import Parse, Span, Token
from sgreports.sentence.noun_phrases import noun_after_of
from sgreports.sentence.tags import NOMINAL

_F = quantities().frames


def whole_of_share(doc: Parse, span: Span) -> CountedUnit:
    """The whole of a percentage, where it stands right after it: `9 per cent of votes`. Others are for a choice."""
    bracketed = span.end < len(doc) and doc[span.end].text == ")"  # `a majority (58 per cent) of those asked`
    noun = noun_after_of(doc, span.end + bracketed) or _beside(doc, span)
    return CountedUnit("", "share_of") if noun is None else CountedUnit.of(noun, "share_of")


def _beside(doc: Parse, span: Span) -> Token | None:
    """The plural right after it whose share it is (`45 per cent Serbs`): no change (`5 per cent increases`)."""
    noun = doc[span.end] if span.end < len(doc) else None
    alone = noun is not None and not (span.end + 1 < len(doc) and doc[span.end + 1].pos_ in NOMINAL)
    plural = (
        noun is not None
        and (noun.tag_ in ("NNS", "NNPS") or (noun.pos_ == "PROPN" and noun.text.endswith("s")))
        and noun.lower_ not in ("women", "men")
    )
    return noun if noun is not None and alone and plural and noun.lemma_ not in _F.changes else None
