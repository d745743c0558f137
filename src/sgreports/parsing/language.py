"""The only caller of `spacy.load`: the language model, loaded once a process, without unused components."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from thinc.api import use_ops

from sgreports.errors import UsageError
from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.report import Paragraph, Report, TextUnit
from sgreports.parsing.attributes import with_attribute_table
from sgreports.parsing.distinct_words import with_distinct_words
from sgreports.parsing.tokens import TEXT
from sgreports.parsing.unit import Unit

LONGEST = 100_000
"""Characters of a text unit that is parsed: spaCy takes a gigabyte for as many."""
SUFFIX = 60
"""Characters of a word's end in which a suffix stands; only a run of full stops may be longer."""


@lru_cache(maxsize=2)
def language(model: str) -> Language:
    """The installed spaCy model `model` without its entity recognizer. Raises UsageError if it is not installed."""
    return with_distinct_words(with_attribute_table(loaded(model)))


def loaded(model: str) -> Language:
    """The model as it comes, but for the forms that are ours.

    It multiplies by numpy's BLAS, which takes a fifth less time for the parse than Blis, thinc's default.
    """
    try:
        with use_ops("numpy", use_blis=False):
            return with_near_suffixes(with_co_verbs(spacy.load(model, exclude=["ner"])))
    except OSError as error:
        raise UsageError(
            f"the spaCy model {model!r} is not installed; install it or set another with --model / SGREPORTS_MODEL"
        ) from error


def with_co_verbs(nlp: Language) -> Language:
    """The model with `co-chaired` as one token: split at the hyphen, it would be no verb."""
    ruler = nlp.get_pipe("attribute_ruler") if nlp.has_pipe("attribute_ruler") else None
    for forms in (line.split() for line in relation_words()["co_verbs"]):
        for word in (f"co-{form}" for form in forms):
            nlp.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr]
            if isinstance(ruler, AttributeRuler):
                ruler.add([[{"ORTH": word}]], {"LEMMA": f"co-{forms[0]}"})
    return nlp


def with_near_suffixes(nlp: Language) -> Language:
    """The model whose tokenizer looks for a suffix in the end of a word alone.

    It cuts off brackets one by one and looks for a suffix after each, which takes minutes for 20,000 brackets.
    """
    search = nlp.tokenizer.suffix_search  # type: ignore[union-attr]
    if search is not None:
        nlp.tokenizer.suffix_search = lambda word: search(word, suffix_begin(word))  # type: ignore[union-attr]
    return nlp


def suffix_begin(word: str) -> int:
    """From where on a suffix is looked for: SUFFIX characters before the end, or where the full stops there begin."""
    return len(word[:-SUFFIX].rstrip("."))


def parse(texts: Iterable[str], model: str) -> Iterator[Doc]:
    """The texts, tagged, parsed and lemmatized, in their order."""
    for doc, text in language(model).pipe(((text, text) for text in texts), as_tuples=True, batch_size=64):
        doc.user_data[TEXT] = text
        yield doc


def parse_report(report: Report, model: str) -> list[Unit]:
    """The paragraphs of a report, in order, with their parses."""
    docs = parse((p.text for p in report.paragraphs), model)
    return [Unit(report, p, doc) for p, doc in zip(report.paragraphs, docs, strict=True)]


def parse_text_units(report: Report, model: str) -> list[Unit]:
    """The text units of a report, in order: titles, headings and captions parsed, cells cut into words alone."""
    text_units = [u for u in report.text_units if len(u.text) <= LONGEST]
    parsed = parse((u.text for u in text_units if u.kind != "cell"), model)
    return [
        Unit(report, _as_paragraph(u), words_only(u.text, model) if u.kind == "cell" else next(parsed))
        for u in text_units
    ]


def words_only(text: str, model: str) -> Doc:
    """The words of a text as one sentence, without tags and parse: cells are many, and hold names and numbers."""
    doc = language(model).make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    doc.user_data[TEXT] = text
    return doc


def _as_paragraph(unit: TextUnit) -> Paragraph:
    """A text unit as finders read it."""
    return Paragraph(
        key=unit.key, number=None, part="body", section=unit.section, order=unit.order, text=unit.text,
        pieces=unit.pieces, links=unit.links,
    )  # fmt: skip
