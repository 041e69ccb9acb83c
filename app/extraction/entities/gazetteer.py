"""Names of places with their ids: countries, Turkish provinces, cities and towns, and what the packs add."""

from functools import cache, lru_cache

from app.lang.agency_table import by_form
from app.lang.gazetteers import places
from app.lang.pack import LanguagePack, language_pack
from app.text.normalize import fold

LONGEST = 5  # words of one name
Ids = dict[str, str]


@cache
def _added(language: str) -> dict[str, Ids]:
    """Places that the pack names: with an ISO code, or none."""
    words = language_pack(language).entities
    return {name: {"iso3166": code} for name, code in words.places.items()} | {name: {} for name in words.other_places}


@lru_cache(maxsize=50_000)
def place_ids(name: str, language: str) -> Ids | None:
    """External ids of a place by its name as written; None when it is none that is known."""
    added = _added(language).get(name)
    if added is not None:
        return added
    system, _, rest = places().get(name, "").partition(":")
    return {system: rest.partition(":")[0]} if system else None


def is_country(name: str, pack: LanguagePack) -> bool:
    """A name of a country."""
    return "iso3166" in (place_ids(name, pack.language) or {})


def is_well_known(name: str, language: str) -> bool:
    """A country, a province, a capital, a large city, or a place that the pack names: what a name alone can tell."""
    return name in _added(language) or places().get(name, "").endswith(":1")


def is_organization(name: str, language: str) -> bool:
    """A wire service, or an organization that the pack names."""
    return name in by_form() or fold(name) in organizations(language)


def is_listed(name: str, language: str) -> bool:
    """A well-known place, or an organization that the pack names."""
    return is_well_known(name, language) or fold(name) in organizations(language)


@cache
def organizations(language: str) -> frozenset[str]:
    """Well-known organizations, folded."""
    return frozenset(fold(name) for name in language_pack(language).entities.organizations)
