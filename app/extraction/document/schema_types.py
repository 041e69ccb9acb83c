"""The metadata in which pages declare type, paywall, language and site name; `schema_types.toml` lists them."""

from functools import cache
from pathlib import Path

from app.lang.knowledge import Knowledge
from app.text.toml import read_toml


class Kinds(Knowledge):
    """Names of schema.org types, grouped by the kind of page or thing that they describe."""

    article: frozenset[str]
    live_blog: frozenset[str] = frozenset()
    gallery: frozenset[str]
    video: frozenset[str]
    index: frozenset[str]
    page: frozenset[str] = frozenset()
    site: frozenset[str] = frozenset()
    organization: frozenset[str] = frozenset()


class Tiers(Knowledge):
    """Values of the `meta` elements about paywalls, grouped by whether a reader has to pay."""

    locked: frozenset[str]
    free: frozenset[str]


class Languages(Knowledge):
    metas: tuple[str, ...]


class Web(Knowledge):
    types: Kinds
    og_types: Kinds
    paywall: dict[str, Tiers]
    languages: Languages
    site_metas: tuple[str, ...]


@cache
def web() -> Web:
    """Return what `schema_types.toml` lists: schema.org types of articles, metadata of paywalls … It is read once."""
    return read_toml((Path(__file__).parent / "schema_types.toml"), Web)
