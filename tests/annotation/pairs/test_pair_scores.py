"""What a run's columns say of two rows, against gold's pairs."""

from typing import Any

from sgreports.model.letters import digest
from sgreports_gold.annotation.comparing.pair_scores import score_pairs, told
from sgreports_gold.annotation.gold.pairs import Pair
from sgreports_gold.annotation.scoring.figures import figures
from sgreports_gold.annotation.scoring.run_rows import RunRows

WORDS = ("12", "5", "7", "40", "12", "3")
TEXT = "Of 12 boats 5 sank and 7 came; 40 were seen; the 12 sailed again, 3 in May."
LATER = "Of 40 boats 12 sailed."


def starts(text: str, words: tuple[str, ...]) -> list[int]:
    found, at = [], 0
    for word in words:
        at = text.index(word, at)
        found.append(at)
        at += len(word)
    return found


def mentions(document: str, text: str, words: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"id": f"{document}#{n}", "document": document, "paragraph": "1", "label": "COUNT", "start": start,
         "end": start + len(word), "text": word, "entity": word, "kind": "cardinal"}
        for n, (word, start) in enumerate(zip(words, starts(text, words), strict=True), 1)
    ]  # fmt: skip


FOUND = {("A", "1"): mentions("A", TEXT, WORDS), ("B", "1"): mentions("B", LATER, ("40", "12"))}
SAID: dict[str, dict[str, Any]] = {
    "A#2": {"part_of": "A#1"}, "A#3": {"part_of": "A#1"}, "A#4": {"also_in": ("B",)}, "A#5": {"repeats": "A#1"},
    "A#6": {"covered_by": "A#5"}, "B#2": {"part_of": "B#1"},
}  # fmt: skip
RUN = RunRows(
    names={"A": "A", "B": "B"}, texts={("A", "1"): TEXT, ("B", "1"): LATER}, mentions=FOUND, relations={},
    counts={
        m["id"]: {"count": m["id"], "document": m["document"], "value_min": float(m["text"]), **SAID.get(m["id"], {})}
        for its in FOUND.values() for m in its
    },
)  # fmt: skip


def pair(one: str, is_: str, other: str, hash_: str | None = None) -> Pair:
    def row(name: str) -> dict[str, Any]:
        document, n = name.split("#")
        text, m = RUN.texts[document, "1"], FOUND[document, "1"][int(n) - 1]
        before = sum(c.isalnum() for c in text[: m["start"]])
        return {"document": document, "paragraph": "1", "letters": (before, before + len(m["text"])),
                "quote": m["text"], "hash": hash_ or digest(text)}  # fmt: skip

    return Pair.model_validate(row(one) | {"other": row(other), "is": is_, "by": "P1"})


def scores(*pairs: Pair) -> dict[str, tuple[float, float, int]]:
    return {f.name: (f.precision, f.recall, f.n) for f in figures(score_pairs(pairs, RUN))}


def test_each_kind_has_its_precision_and_recall() -> None:
    assert scores(
        pair("A#2", "part", "A#1"), pair("A#2", "part", "A#5"), pair("A#3", "different", "A#1"),
        pair("A#5", "same", "A#1"), pair("B#1", "same", "A#4"), pair("A#6", "covered", "A#1"),
        pair("A#6", "different", "A#3"), pair("A#6", "revised", "B#2"),
    ) == {
        "pair all": (5 / 6, 5 / 6, 6), "pair covered": (1, 1, 1), "pair known": (5 / 6, 5 / 6, 6),
        "pair part": (2 / 3, 1, 2), "pair revised": (0, 0, 1), "pair same": (1, 1, 2),
    }  # fmt: skip


def test_another_kind_and_the_wrong_way_round_are_wrong() -> None:
    assert scores(pair("A#6", "part", "A#1")) == {
        "pair all": (0, 0, 1), "pair covered": (0, 0, 0), "pair known": (1, 1, 1), "pair part": (0, 0, 1),
    }  # fmt: skip
    assert scores(pair("A#1", "part", "A#2")) == {
        "pair all": (0, 0, 1),
        "pair known": (0, 0, 1),
        "pair part": (0, 0, 1),
    }


def test_a_pair_of_other_letters_is_missed() -> None:
    assert scores(pair("A#5", "same", "A#1", "00000000")) == {
        "pair all": (0, 0, 1), "pair known": (0, 0, 1), "pair same": (0, 0, 1),
    }  # fmt: skip


def test_what_is_told_again_and_its_parts_are_parts_of_the_whole_of_its_first_telling() -> None:
    said = {"all": {}, "first": {"part_of": "all"}, "again": {"repeats": "first"}, "few": {"part_of": "again"}}
    counts = {name: {"count": name, "document": "A", **columns} for name, columns in said.items()}
    assert [told(counts[name], counts["all"], counts) for name in ("few", "again")] == [{"part"}, {"part"}]
