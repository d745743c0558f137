"""JSON that can stand in a script, whatever its texts hold."""

import json
from typing import Any

UNSAFE = {c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
"""What could end a script element, begin a comment in it, or break a line of it: escaped, it is the same JSON."""


def script_json(content: Any) -> str:
    """The content as JSON without a character that means something in HTML or ends a line of a script."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in UNSAFE.items():
        text = text.replace(character, escaped)
    return text
