"""The arithmetic of totals and parts: numbers, breakdowns of a total, and parts that exceed it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sgreports.knowledge.statements.count_words import part_phrase
from sgreports.model.base import Issue
from sgreports.model.facts import Mention, Relation

NUMBER = re.compile(r"(?P<sign>[<>]=?|~)?(?P<number>\d+(?:\.\d+)?)(?P<vague>s?)(?:/.*)?")
SENTENCE_END = re.compile(r"[.;]\s+(?=[A-Z\d“])")


@dataclass(frozen=True, slots=True)
class Amount:
    """The number of a count; `exact` if it is neither approximate nor a bound."""

    number: float
    exact: bool


def amount(count: Mention) -> Amount | None:
    """The number of a count's normal form, of a ratio its first; None for ranges and where there is no normal form."""
    return _amount_in(count.entity or "")


@lru_cache(maxsize=10_000)
def _amount_in(form: str) -> Amount | None:
    """The number of a normal form."""
    found = NUMBER.fullmatch(form)
    return Amount(float(found["number"]), not (found["sign"] or found["vague"])) if found else None


def can_be_part(part: Mention, total: Mention) -> bool:
    """Whether a count can be a part of another: alike in kind, and smaller; a share can be one of anything."""
    small, large = amount(part), amount(total)
    if small is None or large is None or part.kind in ("rate", "ratio") or total.kind == "rate":
        return False
    if part.kind == total.kind and part.entity == total.entity:  # `831 were returned. Of these 831 …`
        return False
    if part.kind == "percent":
        return total.kind != "percent" or small.number <= large.number
    if part.kind in ("money", "measure") or total.kind in ("money", "measure", "percent"):
        return part.kind == total.kind and part.unit == total.unit and small.number <= large.number
    loose = 1.0 if large.exact or (total.entity or "").startswith("<") else 1.25
    return small.number <= large.number * loose or (total.entity or "").startswith(">")


def _sum_of(parts: Sequence[Mention]) -> float:
    """The sum of parts; shares are left out."""
    numbers = [amount(p) for p in parts if p.kind != "percent"]
    return sum(n.number for n in numbers if n is not None)


def adds_up(parts: Sequence[Mention], total: Mention) -> bool:
    """Whether at least two parts, all stated exactly, add up to the total."""
    numbers, whole = [amount(p) for p in parts], amount(total)
    if whole is None or not whole.exact or len(parts) < 2 or any(n is None or not n.exact for n in numbers):
        return False
    sums = [_sum_of(parts), *([sum(n.number for n in numbers if n)] if total.kind == "percent" else [])]
    return any(abs(each - whole.number) < 1e-6 for each in sums)


def exceeds(parts: Sequence[Mention], total: Mention) -> bool:
    """Whether parts add up to more than a total that sets a limit."""
    whole = amount(total)
    if whole is None or not parts or (total.entity or "").startswith((">", "~")):
        return False
    return _sum_of(parts) > whole.number + 1e-6 and all(p.kind == total.kind for p in parts)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Parts of one total that go together. `forced`: it begins only as those before left no room for its first."""

    parts: list[Mention]
    forced: bool = False


def breakdowns(text: str, parts: Sequence[Mention], total: Mention) -> list[Breakdown]:
    """The parts of one total, breakdown by breakdown, in text order. Another begins where the parts before make it up,
    where words or a new sentence open it, and with a part that would exceed it."""
    found: list[Breakdown] = []
    for part in parts:
        last = found[-1].parts if found else []
        if not last or adds_up(last, total) or _opens_another(text, last[-1], part):
            found.append(Breakdown([part]))
        elif exceeds([*last, part], total):
            found.append(Breakdown([part], forced=True))
        else:
            last.append(part)
    return found


def _opens_another(text: str, before: Mention, part: Mention) -> bool:
    """Whether the words before a part begin another breakdown; `the remaining 12` continues the one before."""
    between = text[before.end : part.start]
    if part_phrase("going_on").search(between):
        return False
    opened = "(" in between or part_phrase("opening", "opening_verbs").search(between)
    return bool(opened or SENTENCE_END.search(between))


def totals_by_part(relations: Iterable[Relation]) -> dict[str, str]:
    """The total that each part is a part of, by their ids."""
    return {r.subject: r.object for r in relations if r.type == "part_of"}


def all_breakdowns(
    texts: Mapping[str, str], mentions: Mapping[str, Mention], whole: Mapping[str, str]
) -> dict[str, list[Breakdown]]:
    """The breakdowns of each total, by its id. `texts` are those of the paragraphs, `whole` the total of each part."""
    parts: dict[str, list[Mention]] = {}
    for part, total in whole.items():
        parts.setdefault(total, []).append(mentions[part])
    return {
        total: breakdowns(texts[mentions[total].paragraph], sorted(its, key=lambda m: m.start), mentions[total])
        for total, its in parts.items()
    }


def sum_issues(texts: Mapping[str, str], mentions: Sequence[Mention], relations: Sequence[Relation]) -> Iterator[Issue]:
    """An issue for each breakdown whose parts add up to more than its total; `texts` are those of the paragraphs."""
    known = {m.id: m for m in mentions}
    for whole, found in all_breakdowns(texts, known, totals_by_part(relations)).items():
        for parts in _stated_groups(found):
            if exceeds(parts, known[whole]):
                yield _excess_issue(parts, known[whole])


def _stated_groups(found: Iterable[Breakdown]) -> list[list[Mention]]:
    """The parts of breakdowns as the words group them: forced ones are joined to the one before."""
    grouped: list[list[Mention]] = []
    for each in found:
        if each.forced:
            grouped[-1] += each.parts
        else:
            grouped.append([*each.parts])
    return grouped


def _excess_issue(parts: Sequence[Mention], total: Mention) -> Issue:
    summands = " + ".join(p.text for p in parts)
    detail = f"the parts {summands} add up to {_sum_of(parts):g}, more than the total {total.text}"
    return Issue(code="parts-exceed-total", detail=detail, paragraph=total.paragraph)
