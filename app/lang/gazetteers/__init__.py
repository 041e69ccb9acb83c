"""Read the lists of places and their ids, names of people, and frequent words, which scripts in `training/` write.

`make_place_links` writes `links`, `make_gazetteers` all others.
"""

import gzip
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from app.text.normalize import letters

FOLDER = Path(__file__).parent


@cache
def places() -> dict[str, str]:
    """Map names of places to `system:id:rank`; rank 1: countries, provinces, capitals, cities of 500,000 people."""
    return {name: ":".join(rest) for name, *rest in _rows("places")}


@cache
def place_links() -> dict[str, dict[str, str]]:
    """Map the id of a place to its ids in other systems: `geonames`, `wikidata`."""
    rows = ((number, {"geonames": geonames, "wikidata": wikidata}) for number, geonames, wikidata in _rows("links"))
    return {number: {system: other for system, other in ids.items() if other} for number, ids in rows}


@cache
def places_by_link() -> dict[str, str]:
    """Map ids of places in other systems to the ids that entities use: `wikidata:Q30` → `iso3166:US`."""
    return {f"{system}:{other}": number for number, ids in place_links().items() for system, other in ids.items()}


def with_links(ids: Mapping[str, str]) -> dict[str, str]:
    """Add the ids in other systems to an entity's external ids, after the one from which its own id is computed."""
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
    """Return the words for languages, months and weekdays in a language: they are capitalised, but are not names."""
    return frozenset(word for code, word in _rows("languages") if code == language)


@cache
def frequent_words(language: str) -> dict[str, int]:
    """Map frequent lower-case words to their Zipf class: 4 (ten in a million words) to 7 (one in a hundred words)."""
    return {word: int(zipf) for code, word, zipf in _rows("frequent") if code == language}


def _rows(name: str) -> Iterator[list[str]]:
    text = gzip.decompress((FOLDER / f"{name}.tsv.gz").read_bytes()).decode()
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
