"""Files of decisions: what is appended is read again, what is torn or wrongly edited is told and stays."""

import json
import random
import re
from datetime import date
from pathlib import Path

import pytest

from sgreports.decisions.decision import Decision
from sgreports.decisions.files import Decisions, append, read_decisions, replace_lines
from sgreports.errors import UsageError

LINE = {
    "document": "A/99/7", "paragraph": "12", "letters": [6, 9], "quote": "640", "sentence": "In Chad 640 died.",
    "hash": "0a1b2c3d", "verdict": "corrected", "cells": {"years": "2043-2044", "country": ["TCD"], "part_of": None},
    "seen": {"value": "640", "days": ["2043-01-01", None], "covered_by": "A/99/8 ¶3 4-7"}, "by": "mk", "kind": "person",
    "at": "2044-05-06T07:08:09Z", "note": "see the map", "settles": True,
}  # fmt: skip


def decision(**said: object) -> Decision:
    return Decision.model_validate_json(json.dumps({**LINE, **said}))


def decided(found: Decisions) -> list[Decision]:
    return [line.decision for line in found.lines]


def told(found: Decisions) -> list[str]:
    return [re.sub(r".*/(\w+\.jsonl)", r"\1", str(line)) for line in found.unread]


def test_a_decision_is_a_line_that_reads_as_it_was_said() -> None:
    assert json.loads(decision().line()) == LINE
    assert list(json.loads(decision().line())) == list(LINE)


def test_what_is_appended_is_read_reader_by_reader(tmp_path: Path) -> None:
    mk, ab = decision(), decision(by="ab", verdict="right", cells={})
    append(tmp_path / "mk.jsonl", [mk])
    append(tmp_path / "ab.jsonl", [ab, ab])
    append(tmp_path / "mk.jsonl", [mk])
    found = read_decisions(tmp_path)
    assert decided(found) == [ab, ab, mk, mk]
    assert [(file.path.name, file.lines) for file in found.files] == [("ab.jsonl", 2), ("mk.jsonl", 2)]
    assert decided(read_decisions(tmp_path / "mk.jsonl")) == [mk, mk]


def test_a_torn_line_is_told_and_the_next_one_stands_alone(tmp_path: Path) -> None:
    file = tmp_path / "mk.jsonl"
    whole = decision().line()
    file.write_text(f"{whole}\n{whole[:70]}")
    append(file, [decision()])
    found = read_decisions(tmp_path)
    assert decided(found) == [decision(), decision()]
    (torn,) = told(found)
    assert torn.startswith("mk.jsonl:2: Invalid JSON: EOF while parsing")
    assert file.read_text() == f"{whole}\n{whole[:70]}\n{whole}\n"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"verdict": "maybe"}, "verdict: Input should be 'right', 'corrected', 'wrong' or 'unsure'"),
        ({"cells": {"years": "2044-2043"}}, "'2044-2043' are no years: write `2023`, `2023-2024`, or null"),
        ({"cells": {"country": ["XYZ"]}}, "'XYZ' is no country: write its ISO 3166-1 code"),
        ({"cells": {"covered_by": "A/99/8"}}, "'A/99/8' is no place of a number: write `S/2025/389 ¶26 12-14`"),
        ({"cells": {}}, "`corrected` needs the cells that change"),
        ({"verdict": "right"}, "'right' changes no cells: write `corrected`"),
        ({"added": True}, "an added number is `corrected`, with all of its cells"),
        ({"letters": [9, 6]}, "letters [9, 6] end before they begin"),
        ({"by": "M. K."}, "by: String should match pattern"),
        ({"years": "2043"}, "years: Extra inputs are not permitted"),
    ],
)
def test_what_a_hand_got_wrong_is_named_by_file_and_line(tmp_path: Path, said: dict[str, object], why: str) -> None:
    edited = json.dumps({**LINE, **said})
    (tmp_path / "mk.jsonl").write_text(f"{decision().line()}\n\n{edited}\r\n")
    found = read_decisions(tmp_path)
    assert decided(found) == [decision()]
    (line,) = told(found)
    assert line.startswith("mk.jsonl:3: ")
    assert why in line


@pytest.mark.parametrize(
    ("years", "kept"),
    [
        ("2042-2043", (date(2042, 1, 1), date(2043, 2, 13))),
        ("2043", (date(2043, 2, 1), date(2043, 2, 13))),
        ("2043-2044", (date(2043, 2, 1), date(2044, 12, 31))),
        ("2041", (date(2041, 1, 1), date(2041, 12, 31))),
        (None, (None, None)),
    ],
)
def test_years_keep_the_days_that_were_seen_in_them(years: str | None, kept: tuple[date | None, date | None]) -> None:
    said = decision(verdict="corrected", cells={"years": years}, seen={"days": ("2043-02-01", "2043-02-13")})
    assert said.all_cells == {"years": years, "days": kept}


def test_lines_are_replaced_and_every_other_byte_stays(tmp_path: Path) -> None:
    file = tmp_path / "mk.jsonl"
    file.write_bytes(b"\xff torn\n" + decision().line().encode() + b"\r\n\nno end")
    replace_lines(file, {2: decision(note=None, paragraph="13")})
    moved = decision(note=None, paragraph="13").line().encode()
    assert file.read_bytes() == b"\xff torn\n" + moved + b"\r\n\nno end"


def test_where_there_are_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"mk\.jsonl: No such file.*name a folder of decisions"):
        read_decisions(tmp_path / "mk.jsonl")
    assert read_decisions(tmp_path) == Decisions()


def test_ten_thousand_damaged_lines_lose_nothing_and_stop_nothing(tmp_path: Path) -> None:
    dice, whole = random.Random(44), decision().line().encode()
    file = tmp_path / "mk.jsonl"
    lines = [_damaged(whole, dice) for _ in range(10_000)]
    data = b"\n".join(lines)
    file.write_bytes(data)
    found = read_decisions(tmp_path)
    stands: list[int] = [n for n, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1) if line.strip()]
    numbers = [line.number for line in found.lines] + [line.number for line in found.unread]
    assert sorted(numbers) == stands
    assert 100 < len(found.lines) < 9_900
    append(file, [decision()])
    assert file.read_bytes().startswith(data)
    assert read_decisions(tmp_path).lines[-1].decision == decision()


def _damaged(line: bytes, dice: random.Random) -> bytes:
    at, other = dice.randrange(len(line)), dice.randrange(len(line))
    match dice.randrange(6):
        case 0:
            return line[:at]
        case 1:
            return line[:at] + bytes([dice.randrange(256)]) + line[at + 1 :]
        case 2:
            return line[:at] + line[min(at, other) : max(at, other)] + line[at:]
        case 3:
            return line[:at] + line[at + dice.randrange(20) :]
        case 4:
            return line.replace(b'"', dice.choice([b"'", b"", b'\\"', b'"']), dice.randrange(1, 4))
        case _:
            return line.replace(b"2043", str(dice.randrange(10**9)).encode(), 1)
