"""Get plain text: of metadata values, without their markup; of code blocks, with their line breaks."""

import re

from app.extraction.document.class_names import markup
from app.text.nfc import nfc
from app.text.normalize import visible_text, without_invisible

_CODE = re.compile(r"<(script|style)\b[^<>]*+>(?:[^<]++|<(?!/?\1\b))*+</\1\s*>", re.I)
_TAG = re.compile(r"</?([a-z][^\s<>/]*+)[^<>]*+>", re.I)
INLINE = markup().elements.inline | {"a", "b", "strong"}


def without_markup(raw: str) -> str:
    """Return the visible text of a metadata value. Some pages leave HTML tags in such values; they are removed."""
    return visible_text(_TAG.sub(_gap, _CODE.sub(" ", raw)) if "<" in raw else raw)


def _gap(tag: re.Match[str]) -> str:
    return "" if tag[1].lower() in INLINE else " "


def code_text(raw: str) -> str:
    """Return the text of a code block with its line breaks, without blank lines."""
    lines = (line.rstrip() for line in nfc(without_invisible(raw)).splitlines())
    return "\n".join(line for line in lines if line).strip()
