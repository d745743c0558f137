"""Flags win over the environment, the environment over sgreports.toml; docs/guides/settings.md says what there is."""

import re
from pathlib import Path

import pytest

from sgreports.errors import UsageError
from sgreports.settings import Settings, settings_from

PAGE = Path(__file__).parents[1] / "docs/guides/settings.md"


def test_the_page_has_every_setting_with_its_default() -> None:
    row = re.compile(r"^\| `(\w+)` \| `(\w+)` \|[^|]*\| `([^`]*)` \| (.*) \|$", re.MULTILINE)
    assert row.findall(PAGE.read_text(encoding="utf-8")) == [
        (name, f"SGREPORTS_{name.upper()}", str(field.default), field.description)
        for name, field in Settings.model_fields.items()
    ]


def test_which_source_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sgreports.toml").write_text('model = "from_file"\nmax_pages = 7\nlinks = false\n')
    monkeypatch.setenv("SGREPORTS_MODEL", "from_environment")
    monkeypatch.setenv("SGREPORTS_MAX_PAGES", "8")
    assert settings_from(max_pages=9, links=None) == Settings(model="from_environment", max_pages=9, links=False)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"max_pages = 0", "max_pages"),
        (b"lniks = true", "lniks"),
        (b'component = "none"', "setting 'component': the model of open names is gone; leave the setting out"),
        (b"links = ", "not valid TOML"),
        (b"\xff\xfe", "not valid TOML"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sgreports.toml").write_bytes(content)
    with pytest.raises(UsageError, match=said):
        settings_from()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("SGREPORTS_WORKER", r"SGREPORTS_WORKER is set, but is no setting; did you mean SGREPORTS_WORKERS\?"),
        ("SGREPORTS_QQQQ", "SGREPORTS_QQQQ is set, but is no setting; there are SGREPORTS_ACCURACY, .*"),
        ("SGREPORTS_COMPONENT", "is no setting; the model of open names is gone; leave the setting out"),
    ],
)
def test_a_misspelt_variable_is_told(monkeypatch: pytest.MonkeyPatch, name: str, said: str) -> None:
    monkeypatch.setenv(name, "2")
    with pytest.raises(UsageError, match=said):
        settings_from()


@pytest.mark.parametrize("value", ["inf", "nan", "1e30"])
@pytest.mark.parametrize("name", ["fetch_wait", "fetch_backoff", "fetch_timeout"])
def test_no_time_is_endless(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"SGREPORTS_{name.upper()}", value)
    with pytest.raises(UsageError, match=f"setting '{name}'"):
        settings_from()


@pytest.mark.parametrize("name", ["max_seconds", "max_ocr_seconds", "max_memory_mb", "workers"])
def test_no_limit_is_more_than_the_machine_can_count(name: str) -> None:
    with pytest.raises(UsageError, match=f"setting '{name}'"):
        settings_from(**{name: 10**30})
