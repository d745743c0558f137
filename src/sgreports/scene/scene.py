"""A paragraph's parse, aligned with its mentions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sgreports.evidence.encoder.model import EncodedMentions, EncodedParagraphs, EncoderCountScores
from sgreports.model.facts import Cue, Mention
from sgreports.model.report import NO_CONTEXT, Context
from sgreports.parsing.tokens import Parse, Span, Token
from sgreports.parsing.unit import Unit
from sgreports.sentence.counted import counted_noun, phrase_head

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention that an argument's token refers to; `inferred` if the token is a pronoun or a lower-case noun."""

    mention: Mention
    inferred: bool = False


@dataclass(slots=True)
class Scene:
    """A paragraph's parse, aligned with its mentions: the mention at each token, the head token of each mention."""

    doc: Parse
    mentions: Sequence[Mention]
    encoded: EncodedParagraphs | None = None
    context: Context = NO_CONTEXT
    at: dict[int, Mention] = field(default_factory=dict)
    heads: dict[str, Token] = field(default_factory=dict)
    nouns: dict[str, Token] = field(default_factory=dict)
    """What each count counts; the head of its phrase where it has no noun."""
    spans: dict[str, Span] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    known: dict[tuple[object, ...], Any] = field(default_factory=dict)
    """Answers that are kept (`once`)."""

    def __post_init__(self) -> None:
        for place, mention in enumerate(self.mentions):
            span = self.doc.char_span(mention.start, mention.end)
            if span is None:
                continue
            self.spans[mention.id] = span
            self.heads[mention.id] = span.root
            self.order[mention.id] = place
            if mention.label == "COUNT":
                self.nouns[mention.id] = self._noun_of(mention, span)
            self.at.update((token.i, mention) for token in span)

    def _noun_of(self, count: Mention, span: Span) -> Token:
        """The noun that was found with a count's unit, else its own, else the head of its phrase."""
        known = self.doc.char_span(count.noun.start, count.noun.end) if count.noun else None
        return known.root if known else counted_noun(span, count.unit) or phrase_head(span.root)

    def counts(self) -> list[Mention]:
        """The counts that align with the parse, in text order."""
        return [m for m in self.mentions if m.label == "COUNT" and m.id in self.heads]

    def placed(self) -> list[Mention]:
        """The mentions that align with the parse, in text order."""
        return [m for m in self.mentions if m.id in self.heads]

    def encoding(self) -> EncodedMentions | None:
        """The encoded mentions; None without an encoder or mentions."""
        if self.encoded is None or not (placed := self.placed()):
            return None
        return self.encoded.of(placed[0].paragraph, self.doc.text, placed, self.context)

    def encoder_scores(self, count: Mention) -> EncoderCountScores | None:
        """The encoder's scores of a count; None without an encoder."""
        encoding = self.encoding()
        if encoding is None or self.encoded is None or count.id not in encoding.rows:
            return None
        row = encoding.rows[count.id]
        return EncoderCountScores(self.encoded.encoder.meta, self.encoded.count(count.paragraph, row))

    def children(self, token: Token) -> Sequence[Token]:
        """The children of a token; of a mention's token, those of all its tokens that stand outside it."""
        mention = self.at.get(token.i)
        if mention is None:
            return token.children
        inside = self.spans[mention.id]
        return [child for inner in inside for child in inner.children if self.at.get(child.i) is not mention]

    def node(self, token: Token) -> Token:
        """The token, or the head of the mention that holds it."""
        mention = self.at.get(token.i)
        return self.heads[mention.id] if mention else token


def once(ask: Callable[Concatenate[Scene, Asked], Answer]) -> Callable[Concatenate[Scene, Asked], Answer]:
    """A question about tokens, sentences or mentions of a scene, whose answer is kept with it."""

    @wraps(ask)
    def asked(scene: Scene, /, *of: Asked.args, **more: Asked.kwargs) -> Answer:
        key = (asked, *(each.id if isinstance(each, Mention) else each for each in (*of, *more.values())))
        if key not in scene.known:
            scene.known[key] = ask(scene, *of, **more)
        answer: Answer = scene.known[key]
        return answer

    return asked


def cue_of(token: Token) -> Cue:
    """The token as a range of the paragraph's text."""
    return Cue(start=token.idx, end=token.idx + len(token.text), text=token.text)


def by_paragraph(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """The mentions of each paragraph, by its key."""
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.paragraph, []).append(mention)
    return grouped


class Scenes:
    """The scenes of a report's paragraphs, each built on first use."""

    def __init__(self, mentions: Mapping[str, Sequence[Mention]], encoded: EncodedParagraphs | None = None) -> None:
        """`mentions` are those of each paragraph, by its key; `encoded` are the encoder's, if one is run."""
        self._mentions, self._encoded = mentions, encoded
        self._scenes: dict[str, Scene] = {}

    def of(self, unit: Unit) -> Scene:
        """The scene of a paragraph, with its mentions in text order."""
        key = unit.paragraph.key
        if key not in self._scenes:
            mentions = sorted(self.mentions_of(unit), key=lambda m: m.start)
            self._scenes[key] = Scene(unit.parse, mentions, self._encoded, unit.context)
        return self._scenes[key]

    def renew(self, mentions: Iterable[Mention]) -> None:
        """Puts mentions with their events in the place of those of the same ids, by whose scenes these were found."""
        self._mentions = by_paragraph(mentions)
        for key, scene in self._scenes.items():
            scene.mentions = sorted(self._mentions.get(key, ()), key=lambda m: m.start)
            by_id = {m.id: m for m in scene.mentions}
            scene.at = {place: by_id[m.id] for place, m in scene.at.items()}

    def mentions_of(self, unit: Unit) -> Sequence[Mention]:
        return self._mentions.get(unit.paragraph.key, ())
