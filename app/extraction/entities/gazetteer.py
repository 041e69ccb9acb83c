"""Names of places with their ids: countries, Turkish provinces, large cities, and what the packs add."""

from functools import cache, lru_cache
from pathlib import Path

import app.lang
from app.lang.pack import LanguagePack, language_pack
from app.text.fold import fold

PLACES = Path(app.lang.__file__).parent / "gazetteers" / "places.tsv"
LONGEST = 5  # words of one name
Ids = dict[str, str]


@cache
def _places() -> dict[str, Ids]:
    rows = (line.split("\t") for line in PLACES.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {name: {system: identity} for name, system, identity in rows}


@cache
def _added(language: str) -> dict[str, Ids]:
    """Places that the pack names: with an ISO code, or none."""
    words = language_pack(language).entities
    return {name: {"iso3166": code} for name, code in words.places.items()} | {name: {} for name in words.other_places}


@lru_cache(maxsize=50_000)
def place_ids(name: str, language: str) -> Ids | None:
    """External ids of a place by its name as written; None when it is none that is known."""
    found = _added(language).get(name)
    return found if found is not None else _places().get(name)


def is_country(name: str, pack: LanguagePack) -> bool:
    """A name of a country."""
    return "iso3166" in (place_ids(name, pack.language) or {})


@cache
def organizations(language: str) -> frozenset[str]:
    """Well-known organizations, folded."""
    return frozenset(fold(name) for name in language_pack(language).entities.organizations)
