"""Gold files: what is written is what is read, and each wrong line is named."""

from pathlib import Path

import pytest

from sgreports.model.letters import digest, letters
from sgreports_gold.annotation.gold.align import move, place
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph, GoldRelation, NoCount
from sgreports_gold.annotation.gold.row import Row
from sgreports_gold.annotation.gold.standoff import GoldError, format_gold, parse

TEXT = "In 2015, UNICEF reached approximately 81,000 children in Serbia with UNHCR."
HEAD = f"document X/1\nannotator a1\n\n¶ 26 letters={len(letters(TEXT))} hash={digest(TEXT)}\n"
GOOD = HEAD + (
    'm1 YEAR 2-6 "2015" 2015\n'
    'm2 AGENCY 6-12 "UNICEF" unicef un\n'
    'm3 COUNT 19-37 "approximately 81,000" ~81000 cardinal unit=children from=own event=assisted'
    " measure=flow years=2014-2015 country=MNE+SRB again\n"
    'm4 COUNTRY 47-53 "Serbia" - name note="the State"\n'
    "count_at m3 m1 planned\n"
    "count_by m3 m2 role=agent negated\n"
)
COUNT = 'm1 COUNT 26-31 "81,000" 81000 cardinal'
ROW = f"{COUNT} unit= event=other measure={{}} years={{}} country={{}}"


def test_a_file_reads_as_its_paragraphs() -> None:
    assert parse(GOOD) == [
        GoldParagraph(
            document="X/1", paragraph="26", letters=len(letters(TEXT)), hash=digest(TEXT), annotator="a1",
            mentions=(
                GoldMention(id="m1", label="YEAR", start=2, end=6, text="2015", entity="2015"),
                GoldMention(id="m2", label="AGENCY", start=6, end=12, text="UNICEF", entity="unicef", kind="un"),
                GoldMention(id="m3", label="COUNT", start=19, end=37, text="approximately 81,000", entity="~81000",
                            kind="cardinal", unit="children", unit_from="own", event="assisted",
                            row=Row(measure="flow", years="2014-2015", country=("SRB", "MNE"), again=True)),
                GoldMention(id="m4", label="COUNTRY", start=47, end=53, text="Serbia", entity=None, kind="name",
                            note="the State"),
            ),
            relations=(
                GoldRelation(type="count_at", subject="m3", object="m1", modality="planned"),
                GoldRelation(type="count_by", subject="m3", object="m2", role="agent", polarity="negated"),
            ),
        )
    ]  # fmt: skip
    assert format_gold(parse(GOOD)) == GOOD


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('m1 PLACE 2-6 "2015" 2015', "gold:5: expected `m1 LABEL"),
        ('m1 YEAR 2-7 "2015" 2015', "gold:5: m1: '2015' has 4 letters, the span 2-7"),
        ('m1 YEAR 2-6 "2015" 2015 cardinal', "gold:5: m1: YEAR takes no kind: leave it"),
        ('m1 AGENCY 6-12 "UNICEF" unicef', "gold:5: m1: AGENCY takes the kinds un, "),
        ('m1 COUNT 26-31 "81,000" 81000 cardinal', "gold:5: m1: a COUNT has a unit: write what is counted"),
        (f"{COUNT} unit=", "gold:5: m1: a COUNT has an event: choose killed, "),
        (f"{COUNT} unit= from=own event=other", "gold:5: m1: without a unit there is no source of it: leave"),
        (f"{COUNT} unit=children event=other", "gold:5: m1: say where the unit comes from: own"),
        (f"{COUNT} unit= event=saved", "gold:5: m1: event: Input should be 'killed', 'injured', "),
        ('m1 YEAR 2-6 "2015" 2015 event=other', "gold:5: m1: YEAR takes no event: leave it"),
        ('m1 YEAR 2-6 "2015" 2015 measure=flow years=- country=-', "gold:5: m1: YEAR takes no row: leave it"),
        (f"{COUNT} unit= event=other measure=flow years=2015", "gold:5: m1: a row has measure=, years= and country="),
        (f"{COUNT} unit= event=other again", "gold:5: m1: a row has measure=, years= and country=: write all three"),
        (ROW.format("sum", "-", "-"), "gold:5: m1: 'sum' is no measure: choose flow, stock, running_total, rate"),
        (ROW.format("flow", "2015-2015", "-"), "gold:5: m1: '2015-2015' are no years of a row: write `2023`, "),
        (ROW.format("flow", "2015/2016", "-"), "gold:5: m1: '2015/2016' are no years of a row: write `2023`, "),
        (ROW.format("flow", "-", "Serbia"), "gold:5: m1: 'Serbia' is no code of countries.csv: write ISO 3166"),
        (ROW.format("flow", "-", "SRB+SRB"), "gold:5: m1: a row names each of its countries once: write `COD`"),
        ("count_by m1 m2", "gold:5: a count_by has a role: choose agent, whose, source"),
        ("count_at m1 m2 role=agent", "gold:5: count_at takes no role: leave it"),
        ("part_of m1 m2 planned", "gold:5: a part_of is always affirmed and actual"),
        ('m1 YEAR ? "2015" 2015', "gold:5: the span is still ?; run `sgreports gold place`"),
        ('m1 YEAR 2-6 "2015" 2015\nm1 AGENCY 6-12 "UNICEF" unicef un', "gold:4: ¶26: the mention id m1 comes twice"),
        ('m1 YEAR 2-6 "2015" 2015\nm2 AGENCY 5-11 "UNICEF" unicef un', "gold:4: ¶26: m2 'UNICEF' overlaps"),
        ("dated m1 m2", "gold:4: ¶26: dated names m"),
        ("likes m1 m2", "gold:5: expected a mention or `TYPE m1 m2"),
        ('m1 YEAR 900-904 "2015" 2015', "gold:4: ¶26: m1 ends after the paragraph's"),
    ],
)
def test_a_wrong_line_is_named(line: str, reason: str) -> None:
    with pytest.raises(GoldError) as error:
        parse(HEAD + line + "\n")
    assert str(error.value).startswith(reason)


def test_a_paragraphs_state_stands_in_its_line() -> None:
    line = f'{HEAD.splitlines()[-1]} draft proposed adjudicated=k note="so “it” \\"is\\" \\n ¶ 🌍"'
    text = f"document a report.pdf\nannotator a1\n\n{line}\n"
    (p,) = parse(text)
    assert (p.document, p.draft, p.proposed, p.adjudicated, p.note) == (
        "a report.pdf", True, True, "k", 'so “it” "is" \n ¶ 🌍',
    )  # fmt: skip
    assert format_gold([p]) == text
    assert place(text, {"26": TEXT}) == text


CELLS = HEAD.rstrip("\n") + (
    ' cells=A1+B2 asked\nm1 COUNT 19-37 "approximately 81,000" ~81000 cardinal unit=children event=assisted'
    ' measure=flow years=2015 country=SRB\nno COUNT 2-6 "2015"\n'
)


def test_a_paragraph_may_hold_the_cells_of_counts_alone() -> None:
    (p,) = parse(CELLS)
    assert (p.cells, p.asked, p.mentions[0].unit_from) == ("A1+B2", True, None)
    assert p.no_counts == (NoCount(start=2, end=6, text="2015"),)
    assert format_gold([p]) == CELLS
    assert place(CELLS.replace("19-37", "?").replace("2-6", "?"), {"26": TEXT}) == CELLS
    moved, _ = move(p, TEXT, f"See: {TEXT}")
    assert [(m.start, m.end) for m in moved.mentions] == [(22, 40)]
    assert [(m.start, m.end) for m in moved.no_counts] == [(5, 9)]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (" cells=A1+B2", "", "gold:5: m1: say where the unit comes from"),
        (" measure=flow years=2015 country=SRB", "", "gold:4: ¶26: m1: under cells= a count has a row"),
        ("no COUNT", 'm2 YEAR 2-6 "2015" 2015\nno COUNT', "gold:4: ¶26: "),
        ("2-6", "?", "gold:6: the span is still ?"),
    ],
)
def test_what_does_not_fit_cells_alone_is_named(old: str, new: str, reason: str) -> None:
    with pytest.raises(GoldError) as error:
        parse(CELLS.replace(old, new))
    assert str(error.value).startswith(reason)


def test_a_paragraph_twice_and_a_missing_head_are_named() -> None:
    with pytest.raises(GoldError, match="gold:7: paragraph 26 comes twice"):
        parse(HEAD + "\n" + HEAD.splitlines()[-1].replace("¶", "\n¶", 1) + "\n")
    with pytest.raises(GoldError, match="gold:2: expected `annotator"):
        parse("document X/1\n")


@pytest.mark.parametrize(
    ("quote", "text", "span"),
    [
        ("one", "Of the prisoners one left.", "14-17"),
        ("12", "In 2012, 12 left.", "6-8"),
        ("EC", "The security of EC staff.", "13-15"),
        ("UNHCR", "The staff ofUNHCR left.", "10-15"),  # a blank is lost, so that no word is whole
    ],
)
def test_a_quote_is_not_placed_within_a_word(quote: str, text: str, span: str) -> None:
    draft = f'document X/1\nannotator a1\n\n¶ 1\nm1 AGENCY ? "{quote}" un un\n'
    assert f"m1 AGENCY {span} " in place(draft, {"1": text})


def test_quotes_are_placed_in_order() -> None:
    row = "measure=stock years=- country=TCD again"
    draft = (
        'document X/1\nannotator a1\n\n¶ 1\nm1 COUNTRY ?2 "Chad" TCD name\nm2 AGENCY ? "UNHCR" unhcr un\n'
        f'm3 COUNT ? "40" 40 cardinal unit= event=other {row}\n'
    )
    placed = place(draft, {"1": "Mr. Chad left Chad. UNHCR stayed with 40."})
    assert placed.splitlines()[3:] == [
        f"¶ 1 letters=31 hash={digest('Mr. Chad left Chad. UNHCR stayed with 40.')}",
        'm1 COUNTRY 10-14 "Chad" TCD name',
        'm2 AGENCY 14-19 "UNHCR" unhcr un',
        f'm3 COUNT 29-31 "40" 40 cardinal unit= event=other {row}',
    ]
    with pytest.raises(GoldError, match='gold:5: "Mali" does not come'):
        place('document X/1\nannotator a1\n\n¶ 1\nm1 COUNTRY ? "Mali" MLI name\n', {"1": "Chad."})


def test_the_gold_of_the_project_comes_back() -> None:
    for file in sorted((Path(__file__).parents[2] / "annotations/gold").glob("*.gold"))[::5]:
        gold = parse(file.read_text(encoding="utf-8"))
        assert parse(format_gold(gold)) == gold, file.name
