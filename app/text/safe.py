"""Text that may be stored: NFC, without NUL and lone surrogates."""

import re

from app.text.nfc import nfc

_REFUSED = re.compile("[\x00\ud800-\udfff]")


def checked_text(text: str) -> str:
    """The text as it is.

    Raises:
        ValueError: it holds a NUL or a lone surrogate.
    """
    if _REFUSED.search(text):
        raise ValueError("must be text without NUL and lone surrogates")
    return text


def safe_text(text: str) -> str:
    """The text in NFC.

    Raises:
        ValueError: it holds a NUL or a lone surrogate.
    """
    return nfc(checked_text(text))
