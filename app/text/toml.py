"""Read and write TOML."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)
Table = dict[str, Any]


def read_toml(path: Path, model: type[Model]) -> Model:
    """Return a TOML file as a model.

    Raises:
        tomllib.TOMLDecodeError: the file is not TOML.
        pydantic.ValidationError: a key is unknown, or a value does not fit.
    """
    return model.model_validate(read_table(path))


def read_table(path: Path) -> Table:
    """Return a TOML file as plain values."""
    return tomllib.loads(path.read_text("utf-8"))


def toml_text(values: Mapping[str, str | Sequence[str]]) -> str:
    """Return TOML text with one line for each key and its value. Keys must be bare names.

    Raises:
        UnicodeEncodeError: a string holds a lone surrogate.
    """
    return "".join(f"{key} = {_value(value)}\n" for key, value in values.items())


def _value(value: str | Sequence[str]) -> str:
    return _string(value) if isinstance(value, str) else f"[{', '.join(map(_string, value))}]"


def _string(text: str) -> str:
    """Return a string in the syntax of TOML: like JSON, but DEL is escaped, too."""
    text.encode()
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
