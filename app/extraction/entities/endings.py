"""Remove the case ending of a name that is written without an apostrophe: de `Maduros` → `Maduro`."""

from functools import lru_cache

from app.extraction.entities.entity_numbers import ENDINGS_SHORTEST, SHARED_CACHED, SHARED_HEAD_START
from app.extraction.entities.gazetteer import is_listed, place_ids
from app.extraction.entities.learned_lists import kind_of_name, person_word
from app.lang.gazetteers import people
from app.lang.pack import language_pack
from app.text.normalize import fold


@lru_cache(maxsize=SHARED_CACHED)
def without_ending(word: str, language: str) -> str:
    """Return a word without its case ending (`Maduros` → `Maduro`) if a list of names has only the shortened word.

    Otherwise return the word unchanged.
    """
    for name in stems(word, language):
        if is_exact_name(name, language) and not is_exact_name(word, language):
            return name
        if _is_name(name) and not _is_name(word) and not is_exact_name(word, language):
            return name
    return word


@lru_cache(maxsize=SHARED_CACHED)
def stems(word: str, language: str) -> tuple[str, ...]:
    """Return the possible stems of a capitalised word: for each case ending it may have, the word without this ending.

    Other words have no stems.
    """
    endings = language_pack(language).entities.name_endings
    if not (word[:1].isupper() and word.endswith(endings)):
        return ()
    found = (ending for ending in endings if word.endswith(ending))
    return tuple(word[: -len(ending)] for ending in found if len(word) - len(ending) >= ENDINGS_SHORTEST)


def is_exact_name(word: str, language: str) -> bool:
    """Return whether a list of places, organizations or people's names has the word exactly as written."""
    return place_ids(word, language) is not None or is_listed(word, language) or word in people()


def _is_name(word: str) -> bool:
    folded = fold(word)
    return person_word(folded) is not None or kind_of_name(folded) is not None


def may_be_forms(name: str, other: str) -> bool:
    """Return whether two folded names may be case forms of one name: the words of both begin alike."""
    pairs = zip(name.split(), other.split(), strict=False)
    return all(one[:SHARED_HEAD_START] == word[: min(len(one), SHARED_HEAD_START)] for one, word in pairs)
