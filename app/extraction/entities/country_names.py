"""Find names of countries and regions that the tagger misses or finds only in part: es `Trinidad y Tobago`, `Conn.`."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from app.extraction.entities.candidates import Named, mentions_inside
from app.extraction.entities.entity_numbers import SHARED_BEFORE
from app.extraction.entities.gazetteer import place_ids
from app.extraction.entities.short_names import is_frequent
from app.extraction.text.read_text import ReadText
from app.lang.gazetteers import place_languages, places
from app.lang.pack import LanguagePack, language_pack
from app.schemas.base import TextField

# a country name that contains one of these is used only in lists of countries, not in articles: `Congo - Kinshasa`
_UNUSUAL = (" - ", "(", ",")


def with_whole_countries(found: Sequence[Named], read: ReadText) -> list[Named]:
    """Return the mentions of a field, with the whole names of countries in place of their parts.

    For example, es `Trinidad y Tobago` replaces the mention `Trinidad`. The whole name replaces the mentions inside it
    only if one of them is a place. A mention that already is the whole name becomes a place, whatever the tagger says.
    `found`: mentions in the order of the text, without overlaps.
    """
    kept = list(found)
    for start, end, name in _occurrences(read):
        inside = mentions_inside(kept, start, end)
        parts = [] if inside is None else kept[inside]
        is_whole = [(named.start, named.end) for named in parts] == [(start, end)]
        if inside is not None and (is_whole or any(named.kind == "location" for named in parts)):
            kept[inside] = [Named(read.field, start, end, read.text[start:end], name, "location", parts[0].opens)]
    return kept


def _occurrences(read: ReadText) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, name) wherever a country's name of several words stands in the text; longer names first."""
    text, words, countries = read.text, read.words, _countries(read.pack.language)
    # for speed, the text is searched only for names whose first word it has
    for name in [name for name, beginning in countries.items() if beginning in words]:
        for printed in {name, name.replace("'", "\u2019")}:
            end = 0
            while (start := text.find(printed, end)) >= 0:
                end = start + len(printed)
                if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
                    yield start, end, name


@cache
def _countries(language: str) -> dict[str, str]:
    """Map the country names of several words that a language uses to the letters they begin with; longer names first.

    `Côte d'Ivoire` is mapped to `Côte`.
    """
    listed = {name for name, place in places().items() if place.startswith("iso3166:")}
    own = {name for name in listed if language in place_languages().get(name, ())}
    names = own.union(language_pack(language).entities.places)
    usual = (name for name in names if " " in name and not any(part in name for part in _UNUSUAL))
    return {name: "".join(takewhile(str.isalpha, name)) for name in sorted(usual, key=lambda name: (-len(name), name))}


def with_abbreviated_regions(found: Sequence[Named], field: TextField, text: str, pack: LanguagePack) -> list[Named]:
    """Return the mentions of a field, with a place for each abbreviation of a region: `Conn.` in `Fairview, Conn.`.

    The abbreviation stands after a place, that is, a capitalised word that is not a common word (`Thanks, Miss.`), and
    a comma. It replaces the mentions inside it.
    """
    kept = list(found)
    pattern = _abbreviations(pack.language)
    for abbreviation in pattern.finditer(text) if pattern else ():
        start, end = abbreviation.span(1)
        inside = mentions_inside(kept, start, end)
        if inside is not None and _is_name(text[max(0, start - SHARED_BEFORE) : abbreviation.start()], pack):
            kept[inside] = [Named(field, start, end, abbreviation[1], abbreviation[1], "location", False)]
    return kept


def _is_name(before: str, pack: LanguagePack) -> bool:
    """Return whether the last word before a comma is capitalised, and a place or no common word."""
    word = before.split()[-1] if before.strip() else ""
    is_capital = word[:1].isupper() and word[-1].isalpha()
    is_known = place_ids(word, pack.language) is not None
    return is_capital and (is_known or not is_frequent(word, pack.language))


@cache
def _abbreviations(language: str) -> re.Pattern[str] | None:
    """Return the pattern of the abbreviations of regions after a comma; None if the language's pack lists none."""
    listed = [re.escape(name) for name in language_pack(language).entities.regions if name.endswith(".")]
    return re.compile(rf", ({'|'.join(listed)})(?!\w)") if listed else None
