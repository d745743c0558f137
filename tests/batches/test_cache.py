"""Results on disk: what was stored comes back or nothing does, and not more is kept than may be."""

import logging
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sgreports.cache import Cache
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
    assert "is damaged; its report is read again" in caplog.text


def test_an_entry_of_another_key_is_none_and_logged(cache: Cache, caplog: pytest.LogCaptureFixture) -> None:
    cache.store(KEY, b"one")
    cache.store(OTHER, b"two")
    entry(cache, OTHER).write_bytes(entry(cache).read_bytes())
    assert (cache.load(KEY), cache.load(OTHER)) == (b"one", None)
    assert "is damaged; its report is read again" in caplog.text


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
    with pytest.raises(UsageError, match=r"cannot write to the cache .*: Directory not empty"):
        cache.store(OTHER, b"two")
    assert cache.trim(0, unused_for=-10) == 1
    assert (entry(cache, OTHER) / "more").is_dir()


def test_a_folder_that_cannot_be_read_is_logged(cache: Cache, caplog: pytest.LogCaptureFixture) -> None:
    entry(cache).mkdir(parents=True)
    with caplog.at_level(logging.WARNING):
        assert cache.load(KEY) is None
    assert "cannot be read (Is a directory)" in caplog.text
