"""Plain text of metadata and of code blocks: markup removed from the former, lines kept in the latter."""

import re

from app.extraction.document.class_names import markup
from app.text.nfc import nfc
from app.text.normalize import visible_text, without_invisible

_CODE = re.compile(r"<(script|style)\b[^<>]*+>(?:[^<]++|<(?!/?\1\b))*+</\1\s*>", re.I)
_TAG = re.compile(r"</?([a-z][^\s<>/]*+)[^<>]*+>", re.I)
INLINE = markup().elements.inline | {"a", "b", "strong"}


def without_markup(raw: str) -> str:
    """Return `visible_text` of a metadata value, without the markup that some pages leave in it."""
    return visible_text(_TAG.sub(_gap, _CODE.sub(" ", raw)) if "<" in raw else raw)


def _gap(tag: re.Match[str]) -> str:
    return "" if tag[1].lower() in INLINE else " "


def code_text(raw: str) -> str:
    """Return the text of a code block: lines kept, blank ones removed."""
    lines = (line.rstrip() for line in nfc(without_invisible(raw)).splitlines())
    return "\n".join(line for line in lines if line).strip()
