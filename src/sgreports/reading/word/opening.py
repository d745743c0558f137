"""Opens a Word file from bytes within limits: what cannot or must not be read raises an error here."""

import io
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE
from lxml.etree import LxmlError

from sgreports.errors import DamagedError, RefusedError
from sgreports.reading.signatures import OLE, RTF, WORD_PERFECT

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream of an OLE file that holds an encrypted package
_WORD = "WordDocument".encode("utf-16-le")  # the stream of an OLE file that is a .doc
_CONTENT_TYPES = "[Content_Types].xml"
_STRICT = b"http://purl.oclc.org/ooxml/"

# The ten files of ../shared/docx hold 30 to 40 parts that unfold to 2 to 14 MB, at most 12 MB of XML.
_MOST_PARTS = 5000
_MOST_MEGABYTES = 400
_MOST_XML_MEGABYTES = 120


def open_word(path: Path, data: bytes) -> WordDocument:
    """The document. RefusedError: no .docx, or one with macros. DamagedError: broken, encrypted, over a limit."""
    _check_kind(path, data)
    _check_package(path, data)
    try:
        return Document(io.BytesIO(data))
    except (KeyError, ValueError, AttributeError, LxmlError, zipfile.BadZipFile, NotImplementedError, OSError) as error:
        raise _damaged(path, error) from error


def without_doctype(root: Any) -> Any:
    """The root of a part. RefusedError for one that declares a document type, as no Word file may: what its entities
    stand for would be lost."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedError(
            "doctype", "its XML declares a document type (DOCTYPE): open it in Word and save it as .docx"
        )
    return root


def _check_kind(path: Path, data: bytes) -> None:
    if data.startswith(OLE):
        if _ENCRYPTED in data:
            raise DamagedError("encrypted", f"{path.name} is encrypted. Give a copy without a password.")
        kind = "a Word 97-2003 file (.doc)" if _WORD in data else "a file of an old Office program"
        raise _refused(path, kind)
    if data.startswith(RTF):
        raise _refused(path, "an RTF file")
    if data.startswith(WORD_PERFECT):
        raise _refused(path, "a WordPerfect file")


def _refused(path: Path, kind: str) -> RefusedError:
    advice = "open it in Word or LibreOffice and save it as .docx"
    return RefusedError("old-word-file", f"{path.name} is {kind}, which is not read: {advice}")


def _damaged(path: Path, error: Exception) -> DamagedError:
    return DamagedError("damaged", f"{path.name} is damaged ({error or type(error).__name__}). Download it again.")


def _check_package(path: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_size(path, package.infolist())
            names = set(package.namelist())
            if _CONTENT_TYPES not in names:
                raise RefusedError("not-a-docx", f"{path.name} is a zip file without a Word document: unpack it first")
            _check_content(path, names, package.read(_CONTENT_TYPES), package)
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, NotImplementedError) as error:
        raise _damaged(path, error) from error


def _check_size(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    """The sizes that the zip file states are upper bounds: Python reads no further."""
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    whole = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or whole > _MOST_MEGABYTES * 1_000_000 or xml > _MOST_XML_MEGABYTES * 1_000_000:
        limits = f"{_MOST_PARTS} parts, {_MOST_MEGABYTES} MB, {_MOST_XML_MEGABYTES} MB of XML"
        raise DamagedError("unfolds-too-far", f"{path.name} unfolds beyond the limit ({limits}). Download it again.")


def _check_content(path: Path, names: set[str], types: bytes, package: zipfile.ZipFile) -> None:
    if "vbaProject.bin" in {name.rpartition("/")[2] for name in names} or b"macroEnabled" in types:
        raise RefusedError(
            "macros", f"{path.name} contains macros, which are not opened: save it as .docx without them"
        )
    if CONTENT_TYPE.WML_DOCUMENT_MAIN.encode() not in types:
        raise RefusedError(
            "not-a-docx", f"{path.name} is no Word document (.docx): save it as one, or give a PDF or text"
        )
    main = next((name for name in names if name.endswith("word/document.xml")), None)
    if main is not None:
        with package.open(main) as part:
            if _STRICT in part.read(20_000):
                raise RefusedError(
                    "strict-docx", f"{path.name} is a Strict Open XML document: save it as Word document (.docx)"
                )
