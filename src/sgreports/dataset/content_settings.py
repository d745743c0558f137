"""Which settings bear on what the tables hold."""

from pydantic.fields import FieldInfo

from sgreports.settings import Settings


def _bears(info: FieldInfo) -> bool:
    extra = info.json_schema_extra
    return not (isinstance(extra, dict) and extra.get("content") is False)


CONTENT_SETTINGS = tuple(name for name, info in Settings.model_fields.items() if _bears(info))
"""All but those whose field says that they do not."""
