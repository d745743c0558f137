"""One document of each name: files without a symbol told apart by folder, of two with one symbol the longer kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from sgreports.model.run import Entry


def one_of_each(entries: Iterable[Entry]) -> list[Entry]:
    """The same entries, of those that go by one symbol only the one with the most text, the others refused."""
    listed, kept, taken = told_apart(list(entries)), dict[int, Entry](), dict[str, str]()
    for place, entry in sorted(enumerate(listed), key=lambda item: _characters(item[1]), reverse=True):
        lost = next((symbol for symbol in entry.symbols if symbol in taken), None)
        kept[place] = _refused(entry, lost, taken[lost]) if lost else entry
        taken |= {} if lost else dict.fromkeys(entry.symbols, entry.record.path)
    return [kept[place] for place in range(len(listed))]


def told_apart(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, with the folder in the name of those that differ and have the same file name for a symbol."""
    same: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.tally and entry.symbols == (Path(entry.record.path).stem,):
            same[entry.symbols[0]].append(entry)
    names = {key: name for document, group in same.items() for key, name in _by_folder(document, group).items()}
    return [_named(entry, names[_key(entry)]) if _key(entry) in names else entry for entry in entries]


def _key(entry: Entry) -> tuple[str, str | None]:
    return (entry.symbols[0], entry.record.sha256) if entry.tally else ("", None)


def _by_folder(document: str, group: Sequence[Entry]) -> dict[tuple[str, str | None], str]:
    """Names with as many folders as it takes, a copy with that of the first; none for two files of one folder."""
    folders = {_key(entry): _folder(entry) for entry in reversed(group)}
    if not len(set(folders.values())) == len(folders) > 1:
        return {}
    parts = {key: (*folder.parts[1:], document) for key, folder in folders.items()}
    tails = ({key: "/".join(p[-n:]) for key, p in parts.items()} for n in range(2, max(map(len, parts.values())) + 1))
    return next(tail for tail in tails if len(set(tail.values())) == len(tail))


def _folder(entry: Entry) -> Path:
    return Path(entry.record.path).absolute().parent


def _named(entry: Entry, name: str) -> Entry:
    record = entry.record.model_copy(update={"document": name})
    return entry.model_copy(update={"record": record, "symbols": (name,)})


def _characters(entry: Entry) -> int:
    return entry.context.characters if entry.context else 0


def _refused(entry: Entry, symbol: str, path: str) -> Entry:
    """The entry without its rows, for the symbol that another file has with as much text or more."""
    reason = f"{symbol} was read from {path}, which has no less text; give one file of a document"
    record = entry.record.model_copy(update={"outcome": "refused", "document": None, "reason": reason})
    return entry.model_copy(update={"record": record, "tally": None, "context": None})
