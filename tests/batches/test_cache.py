"""Results on disk: what was stored comes back or nothing does, and not more is kept than may be."""

import errno
import hashlib
import logging
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sgreports import cache as module
from sgreports.cache import PART, TAG, TAG_PART, Cache
from sgreports.errors import UsageError

KEY, OTHER = "ab" + "0" * 62, "cd" + "0" * 62


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def entry(cache: Cache, key: str = KEY) -> Path:
    return cache.folder / key[:2] / f"{key}.entry"


def test_what_was_stored_comes_back(cache: Cache) -> None:
    cache.store(KEY, b"one\ntwo")
    assert (cache.load(KEY), cache.load(OTHER)) == (b"one\ntwo", None)


@pytest.mark.parametrize("at", [0, 20, 40, -1])
@pytest.mark.parametrize("cut", [True, False])
def test_a_damaged_entry_is_none_and_logged(cache: Cache, at: int, cut: bool, caplog: pytest.LogCaptureFixture) -> None:
    cache.store(KEY, b"one\ntwo")
    data = bytearray(entry(cache).read_bytes())
    data[at] ^= 1
    entry(cache).write_bytes(data[:at] if cut else data)
    assert cache.load(KEY) is None
    assert caplog.messages == [f"cache entry {entry(cache)} is damaged; its report is read again"]


def test_two_writers_of_one_entry(cache: Cache) -> None:
    data = b"x" * 100_000

    def stored(_: int) -> bytes | None:
        cache.store(KEY, data)
        return cache.load(KEY)

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(stored, range(40))) == {data}
    assert [p.name for p in entry(cache).parent.iterdir()] == [entry(cache).name]


def test_the_longest_unused_goes_first_and_none_of_the_last_day(cache: Cache) -> None:
    keys = [f"{n:02}" + "0" * 62 for n in range(4)]
    for age, key in zip((3, 2, 1.5, 0.5), keys, strict=True):
        cache.store(key, b"x" * 500_000)
        used = time.time() - age * 24 * 3600
        os.utime(entry(cache, key), (used, used))
    cache.touch(keys[1])
    assert cache.trim(1) == 2
    assert [key for key in keys if cache.load(key)] == [keys[1], keys[3]]
    assert cache.trim(0) == 0
    assert cache.trim(0, unused_for=0) == 2


def test_what_a_killed_writer_left_goes_after_a_day(cache: Cache) -> None:
    cache.store(KEY, b"one")
    left = [entry(cache).with_name(f".{KEY}.{n}-0123abcd") for n in (1, 2)]
    for path in left:
        path.touch()
    os.utime(left[0], (0, 0))
    cache.trim(1)
    assert [path.exists() for path in left] == [False, True]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match=r"file is a file; set SGREPORTS_CACHE to .*--no-cache"):
        Cache(tmp_path / "file").store(KEY, b"one")


def test_a_folder_in_the_place_of_an_entry_is_replaced_if_nothing_is_lost(cache: Cache) -> None:
    cache.store(OTHER, b"other")
    entry(cache).mkdir(parents=True)
    cache.store(KEY, b"one")
    assert cache.load(KEY) == b"one"
    entry(cache, OTHER).unlink()
    (entry(cache, OTHER) / "more").mkdir(parents=True)
    with pytest.raises(
        UsageError, match=r"^cannot write to the cache .*: Directory not empty; .*goes on from there\)$"
    ):
        cache.store(OTHER, b"two")
    assert cache.trim(0, unused_for=-10) == 1
    assert (entry(cache, OTHER) / "more").is_dir()


def test_a_folder_that_cannot_be_read_is_logged(cache: Cache, caplog: pytest.LogCaptureFixture) -> None:
    entry(cache).mkdir(parents=True)
    with caplog.at_level(logging.WARNING):
        assert cache.load(KEY) is None
    assert caplog.messages == [f"cache entry {entry(cache)} cannot be read (Is a directory); its report is read again"]


def test_an_entry_is_a_line_with_a_hash_and_what_was_stored(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "in" / "a" / "folder")
    cache.store(KEY, b"one\ntwo")
    digest = hashlib.sha256(f"{KEY}\none\ntwo".encode()).hexdigest()
    assert entry(cache).read_bytes() == f"sgreports-entry 2 {digest}\none\ntwo".encode()
    assert (cache.folder / TAG).read_text().splitlines() == [
        "Signature: 8a477f597d28d172789f06886806bc55",
        "# This folder is a cache of sgreports; it may be removed when no run goes on.",
        "# For information about cache directory tags, see https://bford.info/cachedir/",
    ]


def test_all_of_it_is_on_the_disk_before_it_has_its_name(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[tuple[int, bool]] = []
    monkeypatch.setattr(os, "fsync", lambda file: synced.append((os.fstat(file).st_size, entry(cache).exists())))
    cache.store(KEY, b"one")
    assert synced == [((cache.folder / TAG).stat().st_size, False), (entry(cache).stat().st_size, False)]


def test_what_could_not_be_stored_leaves_nothing(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left")

    cache.store(OTHER, b"two")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UsageError, match="No space left"):
        cache.store(KEY, b"one")
    assert sorted(p for p in cache.folder.rglob("*") if p.is_file()) == [cache.folder / TAG, entry(cache, OTHER)]


def test_what_a_killed_writer_leaves_has_a_name_that_is_swept(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    parts: list[str] = []
    replace = Path.replace

    def renamed(part: Path, to: Path) -> Path:
        parts.append(part.relative_to(cache.folder).as_posix())
        return replace(part, to)

    monkeypatch.setattr(Path, "replace", renamed)
    cache.store(KEY, b"one")
    tag, part = parts
    assert TAG_PART.fullmatch(tag)
    assert PART.fullmatch(part)


def test_a_folder_that_another_run_marks_meanwhile_is_a_cache(cache: Cache) -> None:
    cache.store(KEY, b"one")
    module.PROOF.check(cache.folder)
    (cache.folder / "mine").touch()
    with pytest.raises(UsageError, match=r"cache holds 'mine', which is of no cache; set SGREPORTS_CACHE"):
        module.PROOF.check(cache.folder)


@pytest.mark.parametrize(("sizes", "gone"), [((1_000_001,), 1), ((1_000_000,), 0), ((400_000,) * 3, 1)])
def test_no_more_goes_than_has_to(cache: Cache, sizes: tuple[int, ...], gone: int) -> None:
    for n, size in enumerate(sizes):
        key = f"{n:02}" + "0" * 62
        cache.store(key, bytes(size - len(b"sgreports-entry 2 ") - 65))
        os.utime(entry(cache, key), (n, n))
    assert cache.trim(1) == gone


def test_a_day_is_a_day(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store(KEY, b"one")
    left = entry(cache).with_name(f".{KEY}.1-0123abcd")
    left.touch()
    for path in (entry(cache), left):
        os.utime(path, (0, 0))
    monkeypatch.setattr(time, "time", lambda: 86_400.0)
    assert (cache.trim(0), left.exists()) == (1, True)


def test_what_another_run_removed_meanwhile_is_no_error(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store(KEY, b"one")
    entry(cache, OTHER).parent.mkdir()
    entry(cache, OTHER).symlink_to("gone")
    with monkeypatch.context() as there:
        there.setattr(Path, "is_file", lambda _: True)
        assert [path for *_, path in cache.entries()] == [entry(cache)]
    monkeypatch.setattr(Cache, "_files", lambda *_: iter([(0.0, 1, cache.folder / "ab" / "gone")]))
    assert cache.trim(0) == 1


def test_an_entry_is_discarded_or_that_is_logged(cache: Cache, caplog: pytest.LogCaptureFixture) -> None:
    cache.store(KEY, b"one")
    cache.store(OTHER, b"two")
    for _ in range(2):
        cache.discard(KEY)
    assert (cache.load(KEY), cache.load(OTHER), caplog.messages) == (None, b"two", [])
    entry(cache).mkdir()
    cache.discard(KEY)
    assert caplog.messages == [f"cache entry {KEY} cannot be removed (Is a directory)"]


def test_an_entry_that_cannot_be_touched_is_logged(cache: Cache, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        cache.touch(KEY)
    assert caplog.messages == [f"cache entry {KEY} cannot be touched"]
