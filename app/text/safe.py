"""Check and normalize text before it is stored."""

import re

from app.text.nfc import nfc

_REFUSED = re.compile("[\x00\ud800-\udfff]")


def checked_text(text: str) -> str:
    """Return the text unchanged.

    Raises:
        ValueError: the text holds a NUL or a lone surrogate.
    """
    if _REFUSED.search(text):
        raise ValueError("must be text without NUL and lone surrogates")
    return text


def safe_text(text: str) -> str:
    """Return the text in NFC.

    Raises:
        ValueError: the text holds a NUL or a lone surrogate.
    """
    return nfc(checked_text(text))
