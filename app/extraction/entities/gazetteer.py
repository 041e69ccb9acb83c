"""Look up names in lists of places (countries, provinces, cities, places of a language pack) and organizations."""

from functools import cache, lru_cache

from app.extraction.entities.entity_numbers import GAZETTEER_CACHED
from app.extraction.entities.learned_lists import is_often_low
from app.lang.agency_table import by_form
from app.lang.gazetteers import place_languages, places
from app.lang.pack import LanguagePack, language_pack, languages
from app.text.normalize import fold, lower

EVERYWHERE = "*"  # in `place_languages()`: mark of a name that all languages use for a place
Ids = dict[str, str]


@cache
def _added(language: str) -> dict[str, Ids]:
    """Map the name of each place in a language pack to the place's ISO code: `Scotland` → `{"iso3166_2": "GB-SCT"}`.

    A place that the pack lists without a code is mapped to `{}`.
    """
    words = language_pack(language).entities
    coded = {name: {"iso3166_2" if "-" in code else "iso3166": code} for name, code in words.places.items()}
    return coded | {name: {} for name in words.other_places}


@cache
def _regions(language: str) -> dict[str, str]:
    """Map names of states and regions to ISO 3166-2 codes: those of the language's pack, then those of other packs.

    Abbreviations (`Conn.`) are used only in their own language.
    """
    packs = [language_pack(other) for other in languages() if other != language]
    others = {name: code for pack in packs for name, code in pack.entities.regions.items() if name[-1] != "."}
    return others | language_pack(language).entities.regions


@lru_cache(maxsize=GAZETTEER_CACHED)
def place_ids(name: str, language: str) -> Ids | None:
    """Return the external ids of the place with exactly this name; None if the place is unknown."""
    added = _added(language).get(name)
    if added:
        return added
    if (region := _regions(language).get(name)) is not None:
        return {"iso3166_2": region}
    if added is not None:
        return added
    known = places().get(name)
    if known is None:
        return None
    system, number, _ = known.split(":")
    return {system: number} if system else {}


def linked_ids(name: str, language: str) -> Ids:
    """Return the external ids of the place that a name means in a language; none if only other languages have the name.

    So fr `Seul` (alone) is not linked to Seoul, nor en `Roma` (people) to Rome. A word that the pack does not count as
    a name (de `Humus`, an old name of Homs) is not linked, either.
    """
    ids = place_ids(name, language)
    is_of_pack = name in _added(language) or name in _regions(language)
    is_linked = is_of_pack or (is_of_language(name, language) and not _is_no_name(name, language))
    return ids if ids and is_linked else {}


def _is_no_name(name: str, language: str) -> bool:
    return name in language_pack(language).entities.not_names


def is_of_language(name: str, language: str) -> bool:
    """Return whether a language may use a name for a place.

    True if it is unknown which languages use the name, or if the language has no pack.
    """
    known = place_languages().get(name)
    return known is None or not known.isdisjoint((language, EVERYWHERE)) or language not in languages()


def is_region(name: str, language: str) -> bool:
    """Return whether a name is that of a state or region, such as `Indiana`, or of a place without an id."""
    return name in _regions(language) or place_ids(name, language) == {}


def is_country(name: str, pack: LanguagePack) -> bool:
    """Return whether a name is a country, or a place to which the pack gives an ISO code, such as `Scotland`."""
    return "iso3166" in (place_ids(name, pack.language) or {}) or name in pack.entities.places


def is_well_known(name: str, language: str) -> bool:
    """Return whether a name is a well-known place: a country, region, province, capital, large city, or of the pack."""
    # only regions of the own pack: tr `Bayern` is a club; no abbreviations: `S.D.` may be a person
    is_region = name[-1:] != "." and name in language_pack(language).entities.regions
    return name in _added(language) or is_region or places().get(name, "").endswith(":1")


def is_organization(name: str, language: str) -> bool:
    """Return whether a name is a news agency, or an organization in the list of the pack."""
    return name in by_form() or is_listed_organization(name, fold(name), language)


def is_listed(name: str, language: str) -> bool:
    """Return whether a name is a well-known place, or an organization in the list of the pack."""
    return is_well_known(name, language) or is_listed_organization(name, fold(name), language)


def is_listed_organization(name: str, folded: str, language: str) -> bool:
    """Return whether a name is an organization in the list of the pack.

    If the organization's name is also a word (tr `İYİ`), only a name in capitals counts.
    """
    return folded in organizations(language) and (folded not in _acronym_words(language) or name.isupper())


@cache
def organizations(language: str) -> frozenset[str]:
    """Return the folded names of all organizations that the language pack lists."""
    return frozenset(fold(name) for name in language_pack(language).entities.organizations)


@cache
def _acronym_words(language: str) -> frozenset[str]:
    """Return the folded names of listed organizations that are written in capitals, but are also words of the language.

    Example: tr `İYİ` (good).
    """
    pack = language_pack(language)
    names = {name: lower(name, language) for name in pack.entities.organizations if name.isupper()}
    words = (name for name, low in names.items() if low in pack.common_words or is_often_low(low, language))
    return frozenset(map(fold, words))
