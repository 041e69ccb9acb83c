"""Conventions of the web, read from `web.toml`."""

import tomllib
from functools import cache
from pathlib import Path

from app.lang.section import Knowledge


class Types(Knowledge):
    """schema.org types by what they say of a page."""

    article: frozenset[str]


class Web(Knowledge):
    types: Types


@cache
def web() -> Web:
    """The conventions, read once."""
    return Web.model_validate(tomllib.loads((Path(__file__).parent / "web.toml").read_text("utf-8")))
