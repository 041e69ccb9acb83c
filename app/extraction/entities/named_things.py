"""Recognise names of things that were taken for people: an article stands before them, or they are called a film.

Examples: `the Terry Hershey Hike`, `the Joel Test`, `a Lemon Tree`; `Princess Cyd is her best film`. In a language that
capitalises nouns (German), an article may also stand before the name of a person.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from app.extraction.entities.beside_words import determiners
from app.extraction.entities.candidates import Named, word_before
from app.extraction.entities.entity_numbers import NAMED_THINGS_WORDS, SHARED_BEFORE
from app.extraction.entities.learned_lists import kind_of_name
from app.extraction.entities.short_names import is_before_name, is_frequent, is_given, is_of_people
from app.extraction.entities.works import is_title
from app.lang.pack import LanguagePack, language_pack
from app.text.normalize import fold, lower


def without_things(found: Sequence[Named], text: str, pack: LanguagePack) -> Iterator[Named]:
    """Yield the mentions of a field. A supposed person that is a thing has no kind."""
    people = [named for named in found if named.kind == "person" and " " in named.name]
    bare = {named.name for named in people if not _follows_article(named, text, pack)}
    things = {named.name for named in people if named.name not in bare and _may_be_thing(named.name, pack)}
    things |= {named.name for named in people if _is_work(named, text, pack)}
    for named in found:
        yield named._replace(kind=None, guessed=True) if named.name in things else named


def _follows_article(named: Named, text: str, pack: LanguagePack) -> bool:
    """Return whether an article or demonstrative directly precedes a mention: `the`, `a`, but not `our`."""
    before = "" if pack.nouns_are_capitalised else word_before(named, text)
    return lower(before, pack.language) in _articles(pack.language)


def _is_work(named: Named, text: str, pack: LanguagePack) -> bool:
    """Return whether a name that does not begin with a given name is called a film, book or the like."""
    before, after = text[max(0, named.start - SHARED_BEFORE) : named.start], text[named.end : named.end + SHARED_BEFORE]
    first = named.name.split()[0]
    is_name = is_given(first) and first not in pack.entities.regnal_titles
    return not is_name and is_title(before, after, pack)


@cache
def _articles(language: str) -> frozenset[str]:
    return determiners(language) - frozenset(language_pack(language).verb_adjacent.possessive_determiners)


def _may_be_thing(name: str, pack: LanguagePack) -> bool:
    """Return whether a name begins or ends with a word that is no part of people's names."""
    if kind_of_name(fold(name)) == "PER":
        return False
    first, *_, last = words = name.split()
    is_titled = is_before_name(first, pack) and not is_frequent(first, pack.language)
    if is_titled or first in pack.entities.regnal_titles:
        return False
    ends = not is_of_people(last) and (is_frequent(last, pack.language) or len(words) >= NAMED_THINGS_WORDS)
    return ends or (is_frequent(first, pack.language) and not is_given(first))
