"""The base model of all models that are read from TOML, and the types of their fields (lists of words, patterns)."""

import re
from typing import Annotated

from pydantic import AfterValidator

from app.schemas.base import Record


class Knowledge(Record):
    """A frozen model that rejects unknown keys."""


def _compiled(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


Words = tuple[str, ...]  # type of a list of words that are matched literally, not as patterns
WordSet = frozenset[str]
Pattern = Annotated[str, AfterValidator(_compiled)]
Patterns = tuple[Pattern, ...]
