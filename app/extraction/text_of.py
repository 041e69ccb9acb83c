"""Text as a reader sees it: white space made one space, invisible characters removed, NFC."""

import re
import unicodedata

from app.text.fold import fold

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u0000-\u0008\u000e-\u001b\u007f\ud800-\udfff]+")


def visible_text(raw: str) -> str:
    """One line; no-break spaces become spaces, soft hyphens and zero widths vanish."""
    if raw.isascii():
        return " ".join(raw.split())
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", raw)).split())


def code_text(raw: str) -> str:
    """Lines kept, blank ones removed."""
    lines = (line.rstrip() for line in _INVISIBLE.sub("", unicodedata.normalize("NFC", raw)).splitlines())
    return "\n".join(line for line in lines if line).strip()


def folded(text: str) -> str:
    """`fold`, with what each sign folds to remembered."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


def bare(text: str) -> str:
    """Folded letters and digits only, as `app.text.fold.letters`."""
    return "".join(filter(str.isalnum, folded(text)))


class _Folds(dict[int, str]):
    def __missing__(self, code: int) -> str:
        sign = fold(chr(code))
        if code < _REMEMBERED:
            self[code] = sign
        return sign


_REMEMBERED = 0xE000
_FOLDS = _Folds()
