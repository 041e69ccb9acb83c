"""Read lists that scripts in `training/` write: places and their ids, names of people, and frequent words.

`make_place_links` writes `links`; `make_gazetteers` writes all other lists.
"""

import gzip
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from app.text.normalize import letters

FOLDER = Path(__file__).parent


@cache
def places() -> dict[str, str]:
    """Map each name of a place to `system:id:rank`, for example `iso3166:US:1`; system and id may be empty.

    Places of rank 1 are countries, provinces, capitals, and cities of at least 500,000 people; all others have rank 2.
    Names have straight apostrophes, as the names of entities do: `Côte d'Ivoire`.
    """
    return {_straight(name): ":".join(rest) for name, *rest in _rows("places")}


@cache
def place_languages() -> dict[str, frozenset[str]]:
    """Map names of countries and large cities to the languages that use them; `*` stands for all languages.

    For a name without an entry, the languages are unknown.
    """
    return {_straight(name): frozenset(languages.split()) for name, languages in _rows("place_languages")}


def _straight(name: str) -> str:
    return name.replace("\u2019", "'")


@cache
def place_links() -> dict[str, dict[str, str]]:
    """Map the external id of a place to its ids in the systems `geonames` and `wikidata`."""
    rows = ((number, {"geonames": geonames, "wikidata": wikidata}) for number, geonames, wikidata in _rows("links"))
    return {number: {system: other for system, other in ids.items() if other} for number, ids in rows}


@cache
def places_by_link() -> dict[str, str]:
    """Map the id of a place in another system to the external id of its entity: `wikidata:Q30` → `iso3166:US`."""
    return {f"{system}:{other}": number for number, ids in place_links().items() for system, other in ids.items()}


def with_links(ids: Mapping[str, str]) -> dict[str, str]:
    """Return `ids` (an entity's external ids), and after them the ids of the same place in other systems.

    The first external id stays first, because the entity's own id is computed from it.
    """
    others = [place_links().get(f"{system}:{number}", {}) for system, number in ids.items()]
    return {**ids, **{system: number for found in others for system, number in found.items() if system not in ids}}


@cache
def people() -> dict[str, str]:
    """Map names of people to `g` (given name), `s` (surname) or `gs` (both)."""
    return dict(_rows("people"))


@cache
def single_names() -> frozenset[str]:
    """Return the one-word names of places and people, folded to letters and digits."""
    return frozenset(letters(name) for file in ("places", "people") for name, *_ in _rows(file) if " " not in name)


@cache
def genders() -> dict[str, str]:
    """Map each given name to its usual gender, `f` or `m`."""
    return dict(_rows("genders"))


@cache
def no_names(language: str) -> frozenset[str]:
    """Return the names of languages, months and weekdays in a language: capitalised words that name no entity."""
    return frozenset(word for code, word in _rows("languages") if code == language)


@cache
def frequent_words(language: str) -> dict[str, int]:
    """Map frequent lower-case words to their frequency class (Zipf).

    Class 4 is one in 100,000 words of text, class 7 is one in 100 words.
    """
    return {word: int(zipf) for code, word, zipf in _rows("frequent") if code == language}


def _rows(name: str) -> Iterator[list[str]]:
    text = gzip.decompress((FOLDER / f"{name}.tsv.gz").read_bytes()).decode()
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
