"""How the bytes of Word files begin; kept apart from what opens them, so that a PDF is read without loading that."""

ZIP, OLE, RTF, WORD_PERFECT = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"\xffWPC"


def is_word(data: bytes) -> bool:
    """Whether the bytes begin as those of a Word file of any sort, which are never text."""
    return data.startswith((ZIP, OLE, RTF, WORD_PERFECT))
