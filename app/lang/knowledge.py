"""Base model and field types of all models read from TOML: `Knowledge`, lists of words, patterns."""

import re
from typing import Annotated

from pydantic import AfterValidator

from app.schemas.base import Record


class Knowledge(Record):
    """A frozen model that refuses an unknown key."""


def _compiled(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


Words = tuple[str, ...]  # compared literally
WordSet = frozenset[str]
Pattern = Annotated[str, AfterValidator(_compiled)]
Patterns = tuple[Pattern, ...]
