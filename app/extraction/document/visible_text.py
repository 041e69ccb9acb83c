"""Text as a reader sees it: white space made one space, invisible characters removed, NFC."""

import re

from app.extraction.document.class_names import markup
from app.text.fold import fold
from app.text.normal import nfc

# Controls, soft hyphens, zero widths, marks of direction and of annotation, noncharacters, surrogates; not the joiners
# and tags that emoji and Persian words are made of.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    + "".join(chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]+"
)

_CODE = re.compile(r"<(script|style)\b[^<>]*+>(?:[^<]++|<(?!/?\1\b))*+</\1\s*>", re.I)
_TAG = re.compile(r"</?([a-z][^\s<>/]*+)[^<>]*+>", re.I)
INLINE = markup().elements.inline | {"a", "b", "strong"}


def visible_text(raw: str) -> str:
    """One line; no-break spaces become spaces, soft hyphens and zero widths vanish."""
    return " ".join(nfc(raw if raw.isprintable() else _INVISIBLE.sub("", raw)).split())


def told_text(raw: str) -> str:
    """`visible_text` of what the metadata say, without the markup that some leave in it."""
    return visible_text(_TAG.sub(_gap, _CODE.sub(" ", raw)) if "<" in raw else raw)


def _gap(tag: re.Match[str]) -> str:
    return "" if tag[1].lower() in INLINE else " "


def code_text(raw: str) -> str:
    """Lines kept, blank ones removed."""
    lines = (line.rstrip() for line in nfc(_INVISIBLE.sub("", raw)).splitlines())
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
