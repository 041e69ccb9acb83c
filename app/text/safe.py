"""Text that may be stored: NFC, without NUL and lone surrogates."""

import unicodedata


def safe_text(text: str) -> str:
    """The text in NFC.

    Raises:
        ValueError: it holds a NUL or a lone surrogate.
    """
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("must be text without NUL and lone surrogates")
    return unicodedata.normalize("NFC", text)
