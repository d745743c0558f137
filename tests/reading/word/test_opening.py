"""Word files that are not read: each gives an error that says what to do."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from drawn.word import Word
from sgreports.errors import DamagedError, RefusedError
from sgreports.reading import read_report
from sgreports.reading.signatures import OLE
from sgreports.settings import Settings


def drawn(folder: Path) -> bytes:
    word = Word()
    word.put("1.\tThe ferries ran on time.")
    return word.save(folder / "good.docx").read_bytes()


def changed(data: bytes, change: Callable[[str, bytes], bytes | None], *added: tuple[str, bytes]) -> bytes:
    """The package with each part changed (None: left out), and more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (part := change(name, old.read(name))) is not None:
                new.writestr(name, part)
        for name, part in added:
            new.writestr(name, part)
    return out.getvalue()


def same(_: str, part: bytes) -> bytes:
    return part


def nothing(*_: object) -> None:
    """Leaves each part out."""


def without(left_out: str) -> Callable[[str, bytes], bytes | None]:
    return lambda name, part: None if name == left_out else part


def main_part(change: Callable[[bytes], bytes]) -> Callable[[str, bytes], bytes | None]:
    return lambda name, part: change(part) if name == "word/document.xml" else part


def said(folder: Path, data: bytes, name: str = "a.docx") -> tuple[str, str]:
    """The code of the error and what it says."""
    path = folder / name
    path.write_bytes(data)
    with pytest.raises((RefusedError, DamagedError)) as caught:
        read_report(path, Settings())
    assert isinstance(caught.value, RefusedError | DamagedError)
    return caught.value.code, caught.value.reason


def test_old_formats_are_refused_by_name(tmp_path: Path) -> None:
    advice = "which is not read: open it in Word or LibreOffice and save it as .docx"
    assert said(tmp_path, OLE + bytes(500) + "WordDocument".encode("utf-16-le"), "a.doc") == (
        "old-word-file", f"a.doc is a Word 97-2003 file (.doc), {advice}",
    )  # fmt: skip
    assert said(tmp_path, OLE + bytes(500), "a.doc")[1] == f"a.doc is a file of an old Office program, {advice}"
    assert said(tmp_path, b"{\\rtf1 Text}", "a.doc")[1] == f"a.doc is an RTF file, {advice}"
    assert said(tmp_path, b"\xffWPC" + bytes(90), "a.doc")[1] == f"a.doc is a WordPerfect file, {advice}"


def test_encrypted(tmp_path: Path) -> None:
    data = OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    assert said(tmp_path, data) == ("encrypted", "a.docx is encrypted. Give a copy without a password.")


def test_macros(tmp_path: Path) -> None:
    data = changed(drawn(tmp_path), same, ("word/vbaProject.bin", b"macro"))
    assert said(tmp_path, data, "a.docm")[0] == "macros"


def test_other_packages(tmp_path: Path) -> None:
    good = drawn(tmp_path)
    sheet = changed(good, lambda _, part: part.replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main"))
    assert said(tmp_path, sheet) == (
        "not-a-docx", "a.docx is no Word document (.docx): save it as one, or give a PDF or text",
    )  # fmt: skip
    bare = changed(good, nothing, ("a.txt", b"text"))
    assert said(tmp_path, bare) == ("not-a-docx", "a.docx is a zip file without a Word document: unpack it first")
    strict = changed(
        good,
        main_part(lambda part: part.replace(b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/")),
    )
    assert said(tmp_path, strict)[0] == "strict-docx"


def test_damaged(tmp_path: Path) -> None:
    good = drawn(tmp_path)
    torn = good[: len(good) // 2]
    cut = changed(good, main_part(lambda part: part[: len(part) // 2]))
    gone = changed(good, without("word/document.xml"))
    assert [said(tmp_path, data)[0] for data in (torn, cut, gone)] == ["damaged"] * 3


def test_what_unfolds_too_far(tmp_path: Path) -> None:
    for name in ("word/media/a.xml", "word/_rels/a.xml.rels"):
        bomb = changed(drawn(tmp_path), same, (name, bytes(130_000_000)))
        assert said(tmp_path, bomb)[0] == "unfolds-too-far"
    many = changed(drawn(tmp_path), same, *((f"word/media/{n}", b"") for n in range(5001)))
    assert said(tmp_path, many)[0] == "unfolds-too-far"


def test_deeply_nested_content_is_damaged_not_a_crash(tmp_path: Path) -> None:
    deep = b"<w:ins>" * 3000 + b"<w:r><w:t>a</w:t></w:r>" + b"</w:ins>" * 3000
    data = changed(drawn(tmp_path), main_part(lambda part: part.replace(b"<w:r>", deep + b"<w:r>", 1)))
    assert said(tmp_path, data)[0] == "damaged"


def test_no_text(tmp_path: Path) -> None:
    path = Word().save(tmp_path / "empty.docx")
    assert said(tmp_path, path.read_bytes())[0] == "empty-file"


def test_a_declared_document_type_is_refused(tmp_path: Path) -> None:
    def declared(name: str, part: bytes) -> bytes:
        if name != "word/document.xml":
            return part
        head, root, rest = part.partition(b"<w:document")
        return head + b'<!DOCTYPE w:document [<!ENTITY p "The team met.">]>' + root + rest

    path = tmp_path / "entity.docx"
    path.write_bytes(changed(drawn(tmp_path), declared))
    with pytest.raises(RefusedError, match="DOCTYPE"):
        read_report(path, Settings())
