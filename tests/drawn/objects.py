"""PDFs put together from objects that a test writes itself, byte by byte."""


def pdf(*objects: bytes) -> bytes:
    """A PDF of the objects, numbered from 1, with its cross-reference table; the first is the root."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + tail


def stream(body: bytes, extra: bytes = b"") -> bytes:
    """A stream with this body; `extra` are further entries of its dictionary."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(body), extra, body)
