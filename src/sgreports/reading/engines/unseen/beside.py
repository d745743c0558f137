"""Files that are attached to a PDF, which are not read but said."""

from collections.abc import Iterator

import pypdfium2 as pdfium

from sgreports.model.base import Issue

ATTACHED = "attached-files"
_SETTINGS = ".joboptions"  # how the PDF was made, which its maker attaches
_NAMED = 5  # files that are named
_SHOWN = 60  # characters of a name


def attached_files(document: pdfium.PdfDocument) -> Iterator[Issue]:
    """An issue where files are attached to the document, as all are that a portfolio holds."""
    every = (document.get_attachment(at).get_name() for at in range(document.count_attachments()))
    names = [name for name in every if not name.lower().endswith(_SETTINGS)]
    if names:
        listed = ", ".join(repr(name[:_SHOWN]) for name in names[:_NAMED]) + ", …" * (len(names) > _NAMED)
        files = "1 attached file is" if len(names) == 1 else f"{len(names)} attached files are"
        yield Issue(code=ATTACHED, detail=f"{files} not read: {listed}. Save them from the PDF, and name them.")
