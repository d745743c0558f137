"""Ids of rows."""

from sgreports.model.facts import Extraction


def row_id(extraction: Extraction, name: str) -> str:
    """An id unique in the run: `S/2025/389#m12`."""
    return f"{extraction.report.document}#{name}"
