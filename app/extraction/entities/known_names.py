"""Find the parts of known names among the tokens of a text, as features of the tagger."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial

from app.extraction.entities.endings import without_ending
from app.extraction.entities.entity_numbers import KNOWN_NAMES_PLACE, SHARED_CACHED, SHARED_NAME
from app.extraction.entities.gazetteer import is_listed_organization, organizations
from app.extraction.entities.learned_lists import kind_of_name, opens_long_name
from app.lang.gazetteers import places
from app.text.memo import Memo
from app.text.normalize import fold

Texts = Sequence[str]  # the texts of tokens


def known_names(texts: Texts, indexes: Iterable[int], language: str) -> dict[int, str]:
    """Map the index of each token in a known name to an attribute such as `name=PER`.

    If several names begin at the same token, the longest counts. If names overlap otherwise, the first counts.
    """
    found: dict[int, str] = {}
    known, kind_of = _known_words(language), _kinds_of_phrases(language).__getitem__
    for start in indexes:
        word = texts[start]
        if start in found or not word[0].isupper():
            continue
        opens_long, alone = known[word]
        size, kind = _longest_name(texts[start : start + SHARED_NAME], kind_of) if opens_long else (1, None)
        if kind := kind or alone:
            found[start] = f"name={kind}"
            if size > 1:
                found |= dict.fromkeys(range(start + 1, start + size), f"name-on={kind}")
    return found


def _longest_name(words: Texts, kind_of: Callable[[str], str | None]) -> tuple[int, str | None]:
    """Return (number of words, kind) of the longest known name of several words at the start of `words`.

    If no known name starts there, return one word without a kind: (1, None). In a name, a space separates words, but no
    space follows an elided word: `Côte d'Ivoire`. `kind_of` returns the kind of a known name, else None.
    """
    found: tuple[int, str | None] = 1, None
    name = words[0]
    for size, word in enumerate(words[1:], 2):
        name = f"{name}{word}" if name[-1] == "'" else f"{name} {word}"
        if kind := kind_of(name):
            found = size, kind
    return found


@cache
def _kinds_of_phrases(language: str) -> Memo[str, str | None]:
    return Memo(partial(_kind_of_phrase, language), SHARED_CACHED)


def _kind_of_phrase(language: str, name: str) -> str | None:
    folded = fold(name)
    return "ORG" if is_listed_organization(name, folded, language) else kind_of_name(folded)


@cache
def _known_words(language: str) -> Memo[str, tuple[bool, str | None]]:
    return Memo(partial(_known_word, language), SHARED_CACHED)


def _known_word(language: str, word: str) -> tuple[bool, str | None]:
    """Return whether a longer known name begins with the word, and the kind (`PER`, `LOC`, `ORG`) of the word alone.

    The kind is None if the word alone is no known name.
    """
    folded = fold(word)
    opens_long = folded in _openings(language) or opens_long_name(folded)
    return opens_long, _kinds_of_phrases(language)[without_ending(word, language)]


@cache
def _openings(language: str) -> frozenset[str]:
    """Return the first words of the names of all organizations that the language pack lists."""
    return frozenset(name.partition(" ")[0] for name in organizations(language))


def known_places(texts: Texts, indexes: Iterable[int]) -> dict[int, str]:
    """Map the index of each token in a place name of several words to an attribute such as `places-first`.

    If several names begin at the same token, the longest counts. If names overlap otherwise, the first counts. Names
    with a full stop (`St. Louis`) are left out, as they were when the tagger was trained.
    """
    found: dict[int, str] = {}
    beginnings, kind_of = _beginnings(), places().get
    for start in indexes:
        if texts[start] not in beginnings or start in found:
            continue
        words = texts[start : start + KNOWN_NAMES_PLACE]
        size, kind = _longest_name(words[: words.index(".")] if "." in words else words, kind_of)
        if kind:
            found |= {start + n: "places-on" if n else "places-first" for n in range(size)}
    return found


@cache
def _beginnings() -> frozenset[str]:
    """Return the first words of all known place names of several words."""
    return frozenset(name.partition(" ")[0] for name in places() if " " in name)
