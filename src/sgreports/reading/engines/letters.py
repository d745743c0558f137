"""Letters at places where no word has them, which show that a font's encoding was misread: `Missionís`, `S¯ren`.

The usual cause: bytes of Windows-1252 taken for those of Mac Roman, or the other way round. A font's letters are put
right by that map only where it leaves none of them misplaced.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from sgreports.reading.engines.content import TextObject

_WINDOWS, _MAC = "cp1252", "mac_roman"
_PROOFS = 2  # misplaced letters of a font that a map must put right


def _map(read_as: str, meant: str) -> dict[str, str]:
    pairs = ((bytes([code]).decode(read_as, "replace"), bytes([code]).decode(meant, "replace")) for code in _UPPER)
    return {wrong: right for wrong, right in pairs if wrong != right and "\ufffd" not in (wrong, right)}


_UPPER = range(0x80, 0x100)
_MAPS = (_map(_MAC, _WINDOWS), _map(_WINDOWS, _MAC))
_MAPS[1].pop("•")  # Windows-1252 shows a bullet for each code that it does not have
_PRINTED = frozenset("’‘“”–—…")  # of both encodings, where a report has them
ODD = frozenset(_MAPS[0]) | frozenset(_MAPS[1]) - _PRINTED
_SIGN = "¯˘˙ˆ˜¸∆Ω√∫∂∑∏πªº‰‡†¤¬ƒ‹›Œ€™¢£¥¿¡«»‚„•"
_CAPITAL = "ÁÈËÍÎÏÌÓÔÒÚÛÙÕŠŽÐŸÇÉÑÄÖÜÅ"
_SURE = frozenset("’“”–é")  # what most misplaced letters of a report are
_L = "[a-zà-öø-ÿ]"
_MISPLACED = re.compile(
    r"(?<=[A-Za-z]{3})[íÕ](?=s\b)"  # Missionís
    rf"|(?<={_L}{{2}}s)[íÕ](?![\wà-ÿ])"  # agenciesí
    r"|(?<=n)[íÕ](?=t\b)"  # doesnít
    r"|(?<![^\s(])[ìîÒ](?=[A-Za-z]{3})|(?<=[a-z]{3}[a-z.,])[ìîÓ](?!\w)"  # ìbanditsî
    rf"|(?<={_L})[{_SIGN}](?={_L})|(?<=\b[A-Z])[{_SIGN}](?={_L})"  # S¯ren
    rf"|(?<={_L})[{_CAPITAL}](?={_L})"  # DeÁan
    r"|(?<=\d)[ñÐ](?=\d)"  # 1999ñ2003
)


_DOUBTFUL = frozenset("íÕìîÒÓñÐ" + _SIGN + _CAPITAL)  # one of them is what each of these patterns finds


def odd_fonts(texts: Sequence[TextObject]) -> frozenset[str]:
    """The fonts that have letters which a wrong encoding may have made."""
    return frozenset(text.face.font for text in texts if not ODD.isdisjoint(text.chars))


def misplaced(texts: Sequence[TextObject]) -> Counter[str]:
    """How many letters of each font stand where no word has them."""
    found: Counter[str] = Counter()
    if all(_DOUBTFUL.isdisjoint(text.chars) for text in texts):
        return found
    for _, line in groupby(texts, key=lambda text: round(text.origin[1])):  # the objects on one baseline
        row = list(line)
        if all(ODD.isdisjoint(text.chars) for text in row):
            continue
        owners = [text.face.font for text in row for _ in text.chars]
        for match in _MISPLACED.finditer("".join(char for text in row for char in text.chars)):
            found[owners[match.start()]] += 1
    return found


def repaired(texts: Sequence[TextObject], fonts: Collection[str]) -> list[TextObject] | None:
    """The texts with the letters of these fonts put right, None where no map is proven to be right."""
    before = misplaced(texts)
    if any(before[font] < _PROOFS for font in fonts):
        return None
    for letters in _MAPS:
        mapped = [_mapped(text, letters) if text.face.font in fonts else text for text in texts]
        right = {letter for text, one in zip(mapped, texts, strict=True) for letter in set(text.chars) - set(one.chars)}
        if right & _SURE and not misplaced(mapped):
            return mapped
    return None


def _mapped(text: TextObject, letters: Mapping[str, str]) -> TextObject:
    return replace(text, chars=[letters.get(char, char) for char in text.chars])
