"""What `sgreports counts` prints."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.console import Console, JustifyMethod
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sgreports.dataset.stored.stored import plural
from sgreports.dataset.views.bounds import SIGNS, amount, joint, of_things, said_amount
from sgreports.dataset.views.reasons import WHICH, WHY
from sgreports.knowledge.statements.unit_classes import is_person_class
from sgreports.model.facts import ADDED, SURE

if TYPE_CHECKING:
    from sgreports.answers.counts.answer import Answer
    from sgreports.dataset.files.parquet import Record

KINDS = {"stock": "at a moment", "running_total": "so far", "limit": "limit"}
"""How a number that stands at a moment is told from others; among its like a stock needs no word."""
WIDE = 1000
"""Characters in which a table stands as it would without a terminal's edge."""
SHOWN, SHOWN_UNSURE = 30, 10
"""Lines of numbers that stand at a moment, and unsure numbers, at most."""
LONG = ("country", "agent", "source", "whose", "unit", "counted", "words", "series", "document")
"""Groups whose names may need several lines."""
COLUMNS = (
    ("total", "counts", "decided", "assumed", "left out", "where"),
    ("total", "counts", "decided", "left out", "where"), ("total", "counts", "left out", "where"),
    ("total", "counts", "where"), ("total", "where"), ("total",),
)  # fmt: skip
"""The columns after the groups, from all to the fewest, for narrower terminals."""
NUMBERS = {"counts": "counts", "decided": "decided", "assumed": "assumed", "left out": "left_out"}
NOTHING_LIKELY = "No row is sure: these have a score of {:g} and more, none of {:g}."
NO_SENTENCE = "No fitting sentence has {!r}: its paragraphs and sections answer."
UNKNOWN, NOTHING, DOUBT = "unknown", "–", "? "


def print_rows(found: "Answer", rows: "Sequence[Record]") -> None:
    """A table of the totals in the width of the terminal, without groups in which nothing is added and a column for the
    one name that is asked for; under it what stands at a moment and what is left out."""
    console = Console(highlight=False)
    if found.is_empty:
        print_nothing(console, found)
        return
    added = [row for row in rows if row["counts"]]
    if (added or found.standing) and not found.is_likely and found.question.min_score < ADDED:
        console.print(NOTHING_LIKELY.format(found.question.min_score, ADDED), style="bold yellow")
    if found.question.about_in == "paragraph":
        console.print(NO_SENTENCE.format(found.question.about), style="bold yellow", markup=False)
    table = fitting(console, _shown(found, added), added)
    if table.row_count:
        console.print(table)
    _print_unsure(console, found, beside=True)
    print_standing(console, found)
    print_tables(console, found)
    _print_unsure(console, found, beside=False)
    for line in _notes(found, rows, "read it first (--cells)"):
        console.print(line, style="dim", markup=False)


def print_nothing(console: Console, found: "Answer") -> None:
    """That no count fits, and the nearest, of other events."""
    console.print(f"no count fits{'; the nearest, of other events:' * bool(found.near)}")
    for row in found.near:
        _print_number(console, row)


def _shown(found: "Answer", rows: "Sequence[Record]") -> list[str]:
    """The groups without one that was asked for by name and has that one alone; the United Nations are many bodies."""
    question, added = found.question, [row for row in rows if row["counts"]]
    asked = {name for name in LONG if getattr(question, name, None)} | ({"counted"} if question.unit_class else set())
    return [name for name in question.groups if name not in asked or len({row[name] for row in added}) > 1]


def fitting(console: Console, groups: Sequence[str], rows: "Sequence[Record]") -> Table:
    """The totals of groups with all their columns, or with as many as the terminal has room for."""
    table, wide = Table(), console.options.update(max_width=WIDE)
    without = () if any(row["decided"] for row in rows) else ("decided",)
    for shown in (tuple(name for name in names if name not in without) for names in COLUMNS):
        lines = [[*(group_name(row[name]) for name in groups), *_measures(row, shown)] for row in rows]
        table = _table((*groups, *shown), lines)
        if console.measure(table, options=wide).minimum <= console.width:
            break
    if left := ", ".join(name for name in COLUMNS[0] if name not in (*shown, *without)):
        table.caption = f"no room for {left}: a wider terminal or --csv shows them"
    return table


def _table(names: Sequence[str], lines: Sequence[Sequence[str]]) -> Table:
    """The lines under the names of their columns, of which long names alone may be broken."""
    table = Table(box=None, padding=(0, 1), header_style="dim", caption_justify="left")
    for name, *cells in zip(names, *lines, strict=True):
        words = (cell.split() if name in LONG else [cell] for cell in (name, *cells))
        whole = max(len(word) for its in words for word in its)
        side: JustifyMethod = "right" if name in ("total", *NUMBERS) else "left"
        style = "dim" if name == "where" else ""
        table.add_column(name, justify=side, style=style, min_width=whole, no_wrap=name not in LONG, overflow="fold")
    for line in lines:
        table.add_row(*map(Text, line))
    return table


def print_standing(console: Console, found: "Answer") -> None:
    """The stocks, running totals and limits, which no sum may take: all of them where dates are asked for, the last of
    each year where years are, else the latest. A limit beside what it limits has no line of its own."""
    by = found.question.by
    rows = [row for row in found.standing if row["limiting"] is not True and _is_asked(row, by)]
    if not rows:
        return
    console.print(f"\nAt a moment, never added{_larger(found, rows)}:", style="bold")
    before = None
    for row in rows[:SHOWN]:
        if (line := _line(row)) != before:
            console.print(Text(f" {line}"))
        before = line
        off = f", {plural(abs(row['days_off']), 'day')} {'before' if row['days_off'] < 0 else 'after'}"
        place = f"{row['document']} ¶{row['paragraph']}{off * bool(row['days_off'])}"
        console.print(Text.assemble(f"   {_moment(row)} ", (place, "dim")))
    _print_left(console, len(rows) - SHOWN)


def _larger(found: "Answer", rows: "Sequence[Record]") -> str:
    """That more people stand at a moment than any sum has, where an event is asked for; of a year until the next."""
    sure = (row for row in rows if row["score"] >= SURE and row["measure"] != "limit" and row["on_day"])
    until = (found.question.year or 9999) + 1
    people = {row["amount"]: row for row in sure if is_person_class(row["counted"]) and row["on_day"].year <= until}
    sums = [
        row["total"] for row in found.rows if row["counts"] and is_person_class(row.get("counted") or row.get("class"))
    ]
    larger = found.question.event and sums and max(sums) < max(people, default=0)
    return f"; {of_limit(people[max(people)])} is larger than any sum" if larger else ""


def print_tables(console: Console, found: "Answer") -> None:
    """The totals of tables, in the same way."""
    rows = [row for row in found.tables if _is_asked(row, found.question.by)]
    if not rows:
        return
    console.print("\nTotals of tables, never added:", style="bold")
    for line, its in groupby(rows[:SHOWN], key=lambda row: row["thing"]):
        console.print(Text(f" {line}"))
        for row in its:
            number = f"   {row['on_day']!s:<11}{amount(row['amount']):>20}           "
            console.print(Text.assemble(number, (f"{row['document']} {row['place']}", "dim")))
    _print_left(console, len(rows) - SHOWN)


def _print_unsure(console: Console, found: "Answer", beside: bool) -> None:
    """What would be added or stand if it were sure, the surest first; `beside` sums stand totals of their parts."""
    rows = [row for row in found.unsure if (row["parts_added"] is not None) is beside]
    if rows:
        below = f"Unsure, not added (a score below {found.question.min_score:g})"
        title = "Stated totals, unsure: their parts are added instead" if beside else below
        console.print(f"\n{title}:", style="bold")
    for row in rows[:SHOWN_UNSURE]:
        _print_number(console, row)
    _print_left(console, len(rows) - SHOWN_UNSURE)


def _print_number(console: Console, row: "Record") -> None:
    place = f"{row['document']} ¶{row['paragraph']}"
    console.print(Text.assemble(f"   {row['score']:.2f}  {_counted(row)}  ", (place, "dim")), soft_wrap=True)


def _print_left(console: Console, lines: int) -> None:
    if lines > 0:
        console.print(f"... and {lines:,} more; --json and --excel FILE.xlsx have all", style="dim")


def _counted(row: "Record") -> str:
    """A number, what is counted, event and years: `some 1,261 persons, killed 2004`, `9 staff, at a moment`."""
    number = "" if row["amount"] is None else _said(row)
    event = row["event"] if row["event"] not in (None, "other") else None
    when = " ".join(filter(None, (event, row["event_years"])))
    thing = of_things(number, row["unit"] or "").strip()
    parts = None if row["parts_added"] is None else f"{amount(row['parts_added'])} of it added"
    return ", ".join(filter(None, (thing, when, KINDS.get(row["not_added"]), parts)))


def _is_asked(row: "Record", by: Sequence[str]) -> bool:
    return "date" in by or bool(row["last_of_year" if "year" in by else "latest"])


def _line(row: "Record") -> str:
    """What stands: `Haiti · MINUSTAH · police officer, deployed`; `Haiti · person, prosecuted, convicted`."""
    event = row["event"] if row["event"] not in (None, "other") else None
    told = row["counted"].partition(", ")[2] if is_person_class(row["counted"]) else None
    what = ", ".join(filter(None, (row["thing"] or row["counted"] or UNKNOWN, event, told)))
    place = (row["country_name"] or UNKNOWN, row["holder"], what)
    return " · ".join(filter(None, place))


def _moment(row: "Record") -> str:
    day = UNKNOWN if row["on_day"] is None else row["on_day"].isoformat()
    number = DOUBT * (row["score"] < SURE) + of_limit(row)
    return f"{day:<11}{number:>20}  {'' if row['measure'] == 'stock' else KINDS[row['measure']]:<7}"


def of_limit(row: "Record") -> str:
    """What there is at a moment, and of how many there may be: `some 2,084`, `2,190 of 2,400`."""
    limit = f" of {amount(row['limit_amount'])}" if row["limit_amount"] else ""
    return _said(row) + limit


def _said(row: "Record") -> str:
    text = None if row.get("verdict") == "corrected" else row.get("number_text")
    return said_amount(row["amount"], row["comparator"], text)


def print_cells(found: "Answer", rows: "Sequence[Record]") -> None:
    """Each number with its document, paragraph and page, its sentence, and why it is left out where it is."""
    console = Console(highlight=False)
    if not rows:
        print_nothing(console, found)
    before: tuple[Any, ...] | None = None
    groups = _shown(found, found.rows)
    for row in rows:
        group = tuple(row[f"by_{name}"] for name in groups)
        if group and group != before:
            console.print(Text(" · ".join(map(group_name, group)), style="bold"))
        before = group
        _print_cell(console, row)
    _print_unsure(console, found, beside=True)
    print_standing(console, found)
    print_tables(console, found)
    for line in _notes(found, found.rows, "read its sentence above"):
        console.print(line, style="dim", markup=False)


def _print_cell(console: Console, row: "Record") -> None:
    page = f" p. {row['page']}" if row["page"] else ""
    what = row["unit_phrase"] or row["unit"] or ""
    said = f"{row['document']} ¶{row['paragraph']}{page}  {of_things(row['number_text'], what)}"
    console.print(Padding(Text.assemble(said, (f"  {row['score']:.2f}", "dim")), (0, 0, 0, 2), expand=False))
    if row["verdict"]:
        who = f"{row['decided_by']}{' (a model)' if row['decided_kind'] == 'model' else ''}"
        console.print(Text(f"    decided: {row['verdict']}, by {who}", style="green"))
    if row["left_out"]:
        console.print(Padding(Text(f"not added: {_why(row)}", style="yellow"), (0, 0, 0, 4)))
    print_sentence(console, row)


def _why(row: "Record") -> str:
    """Why a number is left out, and for which other."""
    if row["left_out"] == "unsure":
        return f"unsure, its score is {row['score']:.2f}"
    if row["left_out_for"] is None:
        return WHY[row["left_out"]]
    other = f"{row['left_out_for_number']} of {row['left_out_for_document']} ¶{row['left_out_for_paragraph']}"
    return WHICH[row["left_out"]].format(other)


def print_sentence(console: Console, row: "Record") -> None:
    """The sentence behind a row, and the address of its page."""
    console.print(Padding(Text(row["sentence_text"], style="dim"), (0, 0, 0, 4)))
    if row["link"]:
        console.print(Text(f"    {row['link']}", style="dim", overflow="fold"))


def group_name(value: Any) -> str:
    return UNKNOWN if value is None else str(value)


def _measures(row: "Record", shown: Sequence[str]) -> Iterator[str]:
    """The columns of COLUMNS that are shown."""
    others = row["counts"] - 1
    cells = {
        "total": NOTHING if row["total"] is None else _total(row),
        "where": f"{amount(row['largest_amount'])} in {row['largest']} +{others:,}" if others else row["largest"],
        **{name: f"{row[key]:,}" if row[key] else NOTHING for name, key in NUMBERS.items()},
    }
    return (cells[name] for name in shown)


def _total(row: "Record") -> str:
    sign = SIGNS[row["bound"]]
    return f"{DOUBT * row['doubtful']}{sign}{amount(row['total'])}"


def _notes(found: "Answer", rows: "Sequence[Record]", advice: str) -> Iterator[str]:
    """What the totals are made of, in short lines."""
    made = f"{plural(found.summed, 'count')} in {plural(found.documents, 'report')}"
    decided = f"; {found.decided:,} decided ({found.decided_by})" if found.decided else ""
    mixed = not {"event", "counted", "class", "unit"}.isdisjoint(_shown(found, rows))
    yield ""
    if not mixed and found.summed:
        total = sum(row["total"] or 0 for row in rows)
        bounds = {row["bound"] for row in rows if row["counts"]}
        yield f"In all {amount(total, joint(bounds))}, from {made}{decided}."
        if found.summed > 1 and total:
            yield from _largest([row for row in rows if row["total"]])
    elif found.summed:
        yield f"{made} {'is' if found.summed == 1 else 'are'} summed{decided}."
    if doubted := sum(row["doubtful"] for row in rows):
        rest = "total rests" if doubted == 1 else "totals rest"
        yield f"{DOUBT}{doubted:,} {rest} mostly on a score below {SURE:g}: {advice}."
    elif any(row["score"] < SURE for row in found.standing):
        yield f"{DOUBT.strip()}: a score below {SURE:g}, {advice}."
    yield from _dates(found)
    if found.unlikely and found.is_likely:
        yield f"{found.unlikely:,} of {found.summed:,} score below {ADDED:g}; --min-score {ADDED:g} leaves them out."
    if found.left_out:
        yield f"Not added {sum(found.left_out.values()):,}:"
        yield from (f"  {n:,} {WHY[reason]}" for reason, n in found.left_out.items())


def _largest(summed: "Sequence[Record]") -> Iterator[str]:
    """The largest number of a sum of all these totals, and how much of it that is."""
    most = max(summed, key=lambda row: row["largest_amount"])
    share, total = most["largest_amount"], sum(row["total"] for row in summed)
    score = f"score {most['largest_score']:.2f}"
    yield f"The largest number is {amount(share)} ({most['largest']}, {score}), {share / total:.0%} of all."


def _dates(found: "Answer") -> Iterator[str]:
    """Where the times of what is summed come from, unless all are given."""
    if found.dated < found.summed:
        unknown = found.summed - found.dated - found.dated_by_report
        yield f"Dates: {found.dated:,} given, {found.dated_by_report:,} the report's, {unknown:,} unknown."
