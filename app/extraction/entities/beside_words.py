"""Words directly beside a name which show that it does not mean one person: de `die Firma Holm`, `the Holm family`."""

from functools import cache, lru_cache

from app.extraction.entities.entity_numbers import BESIDE_WORDS_COMPOUND, SHARED_CACHED
from app.lang.pack import language_pack
from app.text.normalize import lower


@cache
def determiners(language: str) -> frozenset[str]:
    """Return the words that mark the word after them as a noun: `the`, de `dem`."""
    pack = language_pack(language)
    grammar = pack.verb_adjacent
    known = {*grammar.definite_determiners, *grammar.indefinite_determiners, *pack.entities.noun_determiners}
    return frozenset(known) - {*grammar.complementizers}


@lru_cache(maxsize=SHARED_CACHED)
def means_others(before: str, language: str) -> bool:
    """Return whether a name after the word `before` means a thing, another person or several people.

    Examples: `firm`, `other`, fr `rue`. In a language that capitalises nouns (German), the word may also be a compound
    that ends in a word for a thing: `Verlagsgruppe`.
    """
    pack, words = language_pack(language), language_pack(language).entities
    article, _, noun = lower(before, language).replace("\u2019", "'").rpartition("'")
    low = noun if article in words.elisions else lower(before, language)
    lists = words.other_people_words, words.lower_location_starts, words.lower_organization_starts
    is_thing = low in _things(language) or any(low in known for known in lists)
    if is_thing or low in pack.verb_adjacent.plural_determiners:
        return True
    return pack.nouns_are_capitalised and low.endswith(_ends(language))


@cache
def _ends(language: str) -> tuple[str, ...]:
    return tuple(word for word in _things(language) if len(word) >= BESIDE_WORDS_COMPOUND)


@cache
def _things(language: str) -> frozenset[str]:
    """Return the nouns that show, before a name, that it names a thing or an organization."""
    words = language_pack(language).entities
    return words.thing_words | words.company_nouns | words.namesake_nouns


@lru_cache(maxsize=SHARED_CACHED)
def means_family(after: str, language: str) -> bool:
    """Return whether a surname before this word means several people: `family`, tr `ailesinin`."""
    pack, low = language_pack(language), lower(after, language)
    words = pack.entities.family_words
    return low.startswith(tuple(words)) if pack.apostrophe_suffixes and words else low in words
