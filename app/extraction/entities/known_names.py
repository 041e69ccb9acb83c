"""Find the parts of known names among the tokens of a text, as features of the tagger."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import takewhile

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
    known = _known_words(language)
    for start in indexes:
        word = texts[start]
        if start in found or not word[0].isupper():
            continue
        opens_long, alone = known[word]
        size, kind = _longest_name(texts[start : start + SHARED_NAME], language) if opens_long else (1, None)
        if kind := kind or alone:
            found[start] = f"name={kind}"
            found |= dict.fromkeys(range(start + 1, start + size), f"name-on={kind}")
    return found


def _longest_name(words: Texts, language: str) -> tuple[int, str | None]:
    """Return (number of words, kind) of the longest known name of several words at the start of `words`.

    If no known name starts there, return one word without a kind: (1, None).
    """
    kinds = _kinds_of_phrases(language)
    found: tuple[int, str | None] = 1, None
    for size, name in enumerate(_phrases(words), 2):
        if kind := kinds[name]:
            found = size, kind
    return found


def _phrases(words: Texts) -> Iterator[str]:
    """Yield the first two words, joined by a space, then the first three, and so on.

    No space follows an elided word: `Côte d'Ivoire`.
    """
    name = words[0]
    for word in words[1:]:
        name = f"{name}{word}" if name[-1] == "'" else f"{name} {word}"
        yield name


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
    beginnings, known = _beginnings(), places()
    for start in indexes:
        if texts[start] not in beginnings or start in found:
            continue
        words = [*takewhile(lambda word: word != ".", texts[start : start + KNOWN_NAMES_PLACE])]
        sizes = [size for size, name in enumerate(_phrases(words), 2) if name in known]
        if sizes:
            found |= {start + n: "places-on" if n else "places-first" for n in range(sizes[-1])}
    return found


@cache
def _beginnings() -> frozenset[str]:
    """Return the first words of all known place names of several words."""
    return frozenset(name.partition(" ")[0] for name in places() if " " in name)
