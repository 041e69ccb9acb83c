"""Text as a reader sees it: white space made one space, invisible characters removed, NFC."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u0000-\u0008\u000e-\u001b\u007f\ud800-\udfff]+")
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")


def visible_text(raw: str) -> str:
    """One line; no-break spaces become spaces, soft hyphens and zero widths vanish."""
    if raw.isascii():
        return " ".join(raw.split())
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", raw)).split())


def code_text(raw: str) -> str:
    """Lines kept, blank ones removed."""
    lines = (line.rstrip() for line in _INVISIBLE.sub("", unicodedata.normalize("NFC", raw)).splitlines())
    return "\n".join(line for line in lines if line).strip()
