"""What the names of web markup say: hints read from class, id, role and the like, by the conventions of `markup.toml`."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PARTS = re.compile(r"[^A-Za-z0-9]+")
_LONGEST = 500  # characters of one attribute that are read
NOTHING: frozenset[str] = frozenset()


class Names(BaseModel):
    """Words inside of names, and whole names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


class Attributes(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    names: frozenset[str]


class WebNames(BaseModel):
    """`hints` mark what is not the article's, `parts` what is; `attributes` are read like a class."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hints: dict[str, Names]
    parts: dict[str, Names]
    attributes: Attributes


@cache
def web_names() -> WebNames:
    """The conventions, read once."""
    return WebNames.model_validate(tomllib.loads(Path(__file__).with_name("markup.toml").read_text("utf-8")))


@cache
def noise_hints() -> frozenset[str]:
    """Hints that mark what is not the article's."""
    return frozenset(web_names().hints)


@lru_cache(maxsize=8192)
def name_hints(value: str) -> frozenset[str]:
    """Hints and parts that a class, id or role stands for."""
    found = NOTHING
    for name in value[:_LONGEST].split():
        found |= _hints_of_name(name)
    return found


def _hints_of_name(name: str) -> frozenset[str]:
    words, whole = set(_PARTS.split(_CAMEL.sub(" ", name).lower())), name.lower()
    return frozenset(hint for hint, known in _groups() if whole in known.names or not known.words.isdisjoint(words))


@cache
def _groups() -> tuple[tuple[str, Names], ...]:
    web = web_names()
    return (*web.hints.items(), *web.parts.items())
