"""The stand-off form of gold: one line a mention, one file a report, legible in a git diff.

    document S/2025/389
    annotator a1

    ¶ 26 letters=1043 hash=0f3a9c12
    m9 COUNT 566-584 "approximately 81,000" ~81000 cardinal unit=children from=own event=released
    count_by m9 m4 role=source planned

The line of a paragraph may go on with ` cells=READER` (the cells of its counts alone were read; lines `no COUNT 12-14
"6.1"` then name numbers that are none), ` asked` (it was drawn by words of what people ask about, not at random),
` draft` (not accepted yet: no gold, and its mentions may lack values), ` proposed` (read with the program's proposals
in view), ` adjudicated=NAME` (who decided between readers), ` note="what is doubted"`, in this order.

A span may be written `?` (the next place of the quote after the mention before) or `?2` (the second one): `place()`
in place.py fills it in. `-` stands for no entity. Entity, unit and note are JSON strings where they hold a space. A
count's row is `measure=flow years=2023 country=COD`, all of it or nothing (also `2023-2024`, `COD+RWA`, `-` where it is
unknown), then ` again` where the same fact was said before.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from sgreports.errors import UsageError
from sgreports.model.facts import LABELS, RELATION_TYPES
from sgreports.ownership import marked
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph, GoldRelation, NoCount, unfinished
from sgreports_gold.annotation.gold.row import row_of, written

PROOF = marked("gold", rb"\Adocument \S.*\r?\nannotator \S")
STRING = r'"(?:[^"\\]|\\.)*"'
HEADER = re.compile(
    r"¶ (?P<key>\S+) letters=(?P<letters>\d+) hash=(?P<hash>[0-9a-f]{8})(?: cells=(?P<cells>\S+))?(?P<asked> asked)?"
    rf"(?P<draft> draft)?(?P<proposed> proposed)?(?: adjudicated=(?P<adjudicated>\S+))?(?: note=(?P<note>{STRING}))?"
)
MENTION = re.compile(
    rf"(?P<id>m\d+) (?P<label>[A-Z]+) (?P<span>\d+-\d+|\?\d*) (?P<quote>{STRING}) (?P<entity>{STRING}|\S+)"
    rf"(?: (?P<kind>[a-z_]+))?(?: unit=(?P<unit>{STRING}|\S*))?"
    rf"(?: from=(?P<unit_from>own|ellipsis))?(?: event=(?P<event>[a-z_]+))?"
    r"(?: measure=(?P<measure>\S+))?(?: years=(?P<years>\S+))?(?: country=(?P<country>\S+))?(?P<again> again)?"
    rf"(?: note=(?P<note>{STRING}))?"
)
NO_COUNT = re.compile(rf"no COUNT (?P<span>\d+-\d+|\?\d*) (?P<quote>{STRING})")
RELATION = re.compile(
    r"(?P<type>[a-z_]+) (?P<subject>m\d+) (?P<object>m\d+)(?: role=(?P<role>[a-z]+))?"
    r"(?P<negated> negated)?(?P<planned> planned)?"
)


class GoldError(UsageError):
    """A line of a gold file that cannot be right. The message names file and line."""


def parse(text: str, name: str = "gold") -> list[GoldParagraph]:
    """The paragraphs of a stand-off file. Raises GoldError with file and line at the first line that is wrong."""
    lines = list(enumerate(text.split("\n"), 1))
    document = _field(lines, 0, "document", name)
    annotator = _field(lines, 1, "annotator", name)
    out: list[GoldParagraph] = []
    for number, block in _blocks(lines[2:], name):
        paragraph = _paragraph(block, number, document, annotator, name)
        if any(p.paragraph == paragraph.paragraph for p in out):
            raise GoldError(f"{name}:{number}: paragraph {paragraph.paragraph} comes twice")
        out.append(paragraph)
    return out


def parse_head(text: str, name: str) -> tuple[str, str]:
    """Document and annotator of a stand-off file, which its first two lines say. Raises GoldError where they do not."""
    lines = list(enumerate(text.split("\n"), 1))
    return _field(lines, 0, "document", name), _field(lines, 1, "annotator", name)


def read(path: Path) -> list[GoldParagraph]:
    """The paragraphs of a stand-off file on disk."""
    return parse(path.read_text(encoding="utf-8"), str(path))


def format_gold(paragraphs: Iterable[GoldParagraph]) -> str:
    """The stand-off text of paragraphs of one document and one annotator, at least one."""
    rows = list(paragraphs)
    if len({(p.document, p.annotator) for p in rows}) != 1:
        raise GoldError("a gold file holds the paragraphs of one document by one annotator")
    head = f"document {rows[0].document}\nannotator {rows[0].annotator}\n"
    return head + "".join(f"\n{format_paragraph(p)}" for p in rows)


def format_paragraph(p: GoldParagraph) -> str:
    """The lines of one paragraph, each with its line end."""
    return "".join(f"{line}\n" for line in _lines(p))


def _lines(p: GoldParagraph) -> Iterator[str]:
    state = f" cells={p.cells}" * (p.cells is not None) + " asked" * p.asked
    state += " draft" * p.draft + " proposed" * p.proposed
    by = "" if p.adjudicated is None else f" adjudicated={p.adjudicated}"
    doubt = "" if p.note is None else f" note={_quoted(p.note)}"
    yield f"¶ {p.paragraph} letters={p.letters} hash={p.hash}{state}{by}{doubt}"
    for m in p.mentions:
        unit = "" if m.unit is None else f" unit={_word(m.unit)}"
        unit += f" from={m.unit_from}" * bool(m.unit_from) + f" event={m.event}" * bool(m.event)
        row = f" {written(m.row)}" if m.row else ""
        note = "" if m.note is None else f" note={_quoted(m.note)}"
        kind = f" {m.kind}" if m.kind else ""
        yield f"{m.id} {m.label} {m.start}-{m.end} {_quoted(m.text)} {_word(m.entity or '-')}{kind}{unit}{row}{note}"
    for n in p.no_counts:
        yield f"no COUNT {n.start}-{n.end} {_quoted(n.text)}"
    for r in p.relations:
        negated, planned = " negated" * (r.polarity == "negated"), " planned" * (r.modality == "planned")
        yield f"{r.type} {r.subject} {r.object}{f' role={r.role}' * bool(r.role)}{negated}{planned}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _word(text: str) -> str:
    return text if re.fullmatch(r'[^\s"]*', text) else _quoted(text)


def _unquoted(text: str) -> str:
    return str(json.loads(text)) if text.startswith('"') else text


def _field(lines: list[tuple[int, str]], at: int, field: str, name: str) -> str:
    if at >= len(lines) or not (match := re.fullmatch(rf"{field} (\S(?:.*\S)?)", lines[at][1])):
        raise GoldError(f"{name}:{at + 1}: expected `{field} …`")
    return match[1]


def _blocks(lines: list[tuple[int, str]], name: str) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    block: list[tuple[int, str]] = []
    for number, line in lines:
        if line.startswith("¶"):
            if block:
                yield block[0][0], block
            block = [(number, line)]
        elif line.strip():
            if not block:
                raise GoldError(f"{name}:{number}: a line before the first ¶")
            block.append((number, line))
    if block:
        yield block[0][0], block


def _paragraph(block: list[tuple[int, str]], at: int, document: str, annotator: str, name: str) -> GoldParagraph:
    head = HEADER.fullmatch(block[0][1])
    if not head:
        raise GoldError(f"{name}:{at}: expected `¶ KEY letters=N hash=XXXXXXXX`, found {block[0][1]!r}")
    mentions, no_counts, relations = list[GoldMention](), list[NoCount](), list[GoldRelation]()
    draft, cells_alone = bool(head["draft"]), head["cells"] is not None
    for n, line in block[1:]:
        if re.match(r"m\d", line):
            mentions.append(parse_mention(line, n, name, draft, cells_alone))
        elif none := NO_COUNT.fullmatch(line):
            no_counts.append(_no_count(none, f"{name}:{n}"))
        else:
            relations.append(parse_relation(line, n, name))
    try:
        return GoldParagraph(
            document=document, paragraph=head["key"], letters=int(head["letters"]), hash=head["hash"],
            mentions=tuple(mentions), relations=tuple(relations), annotator=annotator, draft=draft,
            proposed=bool(head["proposed"]), adjudicated=head["adjudicated"],
            note=None if head["note"] is None else _unquoted(head["note"]),
            cells=head["cells"], asked=bool(head["asked"]), no_counts=tuple(no_counts),
        )  # fmt: skip
    except ValidationError as error:
        raise GoldError(f"{name}:{at}: ¶{head['key']}: {_reason(error)}") from error


def parse_mention(line: str, number: int, name: str, draft: bool, cells_alone: bool) -> GoldMention:
    """A mention line with its span filled in; one of a draft may lack values, one under `cells=` its unit's source."""
    match = MENTION.fullmatch(line)
    if not match or match["label"] not in LABELS:
        labels = ", ".join(LABELS)
        raise GoldError(f'{name}:{number}: expected `m1 LABEL 0-5 "quote" ENTITY …` with {labels}; found {line!r}')
    start, end = _filled(match, f"{name}:{number}")
    try:
        mention = GoldMention(
            id=match["id"], label=match["label"], start=start, end=end, text=_unquoted(match["quote"]),
            entity=None if match["entity"] == "-" else _unquoted(match["entity"]), kind=match["kind"],
            unit=None if match["unit"] is None else _unquoted(match["unit"]),
            unit_from=match["unit_from"], event=match["event"], row=row_of(match.groupdict()),
            note=None if match["note"] is None else _unquoted(match["note"]),
        )  # fmt: skip
    except ValueError as error:
        raise GoldError(f"{name}:{number}: {match['id']}: {_reason(error)}") from error
    if not draft and (lacks := next(unfinished(mention, mention.label, cells_alone), None)):
        raise GoldError(f"{name}:{number}: {match['id']}: {lacks}")
    return mention


def _filled(match: re.Match[str], where: str) -> tuple[int, int]:
    if match["span"].startswith("?"):
        raise GoldError(f"{where}: the span is still {match['span']}; run `sgreports gold place` on the file")
    start, end = map(int, match["span"].split("-"))
    return start, end


def _no_count(match: re.Match[str], where: str) -> NoCount:
    start, end = _filled(match, where)
    return NoCount(start=start, end=end, text=_unquoted(match["quote"]))


def parse_relation(line: str, number: int, name: str) -> GoldRelation:
    """A relation line."""
    match = RELATION.fullmatch(line)
    if not match or match["type"] not in RELATION_TYPES:
        expected = "a mention or `TYPE m1 m2 [role=…] [negated] [planned]`"
        raise GoldError(f"{name}:{number}: expected {expected}, found {line!r}")
    try:
        return GoldRelation.model_validate(
            {
                "type": match["type"], "subject": match["subject"], "object": match["object"], "role": match["role"],
                "polarity": "negated" if match["negated"] else "affirmed",
                "modality": "planned" if match["planned"] else "actual",
            }
        )  # fmt: skip
    except ValidationError as error:
        raise GoldError(f"{name}:{number}: {_reason(error)}") from error


def _reason(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    return "; ".join(_told(e["loc"], str(e["msg"])) for e in error.errors())


def _told(place: tuple[int | str, ...], what: str) -> str:
    """What is wrong, after the name of the value where one is."""
    return ": ".join([*map(str, place), what.removeprefix("Value error, ")])
