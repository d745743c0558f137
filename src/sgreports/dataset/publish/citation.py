"""CITATION.cff, in the Citation File Format 1.2.0 (https://citation-file-format.github.io)."""

import json

from sgreports.dataset.publish.about import About


def citation(about: About) -> str:
    """The file; texts are JSON strings, which YAML reads as they are."""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this dataset, please cite it as below, and the reports that you quote by their symbols.",
        "type: dataset",
        f"title: {_quoted(about.title)}",
        "authors:",
        *(f"  - name: {_quoted(author)}" for author in about.authors),
        f"version: {_quoted(about.version)}",
        *([f"date-released: {about.released.isoformat()}"] if about.released else []),
        f"license: {about.licence.name}",
        "keywords:",
        *(f"  - {word}" for word in ("United Nations", "Secretary-General", "information extraction")),
        "references:",
        "  - type: software",
        "    title: sgreports",
        "    authors:",
        "      - name: The sgreports developers",
        f"    version: {_quoted(about.versions.get('program', '0'))}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
