"""TOML of plain values, as the standard library reads it but cannot write it."""

import json
from collections.abc import Mapping, Sequence


def toml_text(values: Mapping[str, str | Sequence[str]]) -> str:
    """One line a value, strings and lists of strings; keys are bare names.

    Raises:
        UnicodeEncodeError: a string holds a lone surrogate.
    """
    return "".join(f"{key} = {_value(value)}\n" for key, value in values.items())


def _value(value: str | Sequence[str]) -> str:
    return _string(value) if isinstance(value, str) else f"[{', '.join(map(_string, value))}]"


def _string(text: str) -> str:
    """JSON's escapes are TOML's, too; DEL is the one control character that JSON leaves as it is."""
    text.encode()
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
