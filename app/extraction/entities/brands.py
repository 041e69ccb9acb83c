"""Recognise supposed names of people that are really brands, products or phrases.

Examples: `Vento Streakrun 6`, `Downloading Python`.
"""

import re
from collections.abc import Callable, Container, Iterator

from app.extraction.entities.bearers import FoundEntity
from app.extraction.entities.candidates import Named
from app.extraction.entities.entity_numbers import BRANDS_LEAST, BRANDS_NEAR, BRANDS_SHARE
from app.extraction.entities.short_names import is_given, is_of_people
from app.extraction.entities.surroundings import Texts
from app.lang.pack import LanguagePack
from app.text.normalize import fold, lower

_ENDS_WORD, _GOES_ON = re.compile(r"[\w-]\Z"), re.compile(r"[\w-]")
_LOWER = re.compile(r"\s([^\W\d_][\w'’-]*)(?=[\s,.;:)])")
_BEFORE, _AFTER = re.compile(r"\b([^\W\d_]\w*) \Z"), re.compile(r" ([^\W\d_]\w*)")


def is_brand(word: str, full: str, texts: Texts, pack: LanguagePack) -> bool:
    """Return whether a surname often stands before a noun, as a brand does: de `Holm Spielzeug`.

    False in a language that does not capitalise nouns. `full`: the full name that the surname may shorten. A mention
    directly after a word of the full name (`Emma Holm`) is left out. Names of people and words of the full name do not
    count as nouns.
    """
    if not pack.nouns_are_capitalised:
        return False
    names = set(fold(full).split())
    uses = [after for text in texts.values() for before, after in _beside(word, text) if fold(before) not in names]
    before_noun = sum(after[:1].isupper() and not is_of_people(after) and fold(after) not in names for after in uses)
    return before_noun >= BRANDS_LEAST and before_noun >= BRANDS_SHARE * len(uses)


def _beside(word: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield, for each occurrence of a word, the word directly before it and the word directly after it.

    An empty text stands for a missing word. To save time, `str.find` looks for the word, not a regular expression: all
    texts are searched for each surname of the article.
    """
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before, after = text[max(0, start - BRANDS_NEAR) : start], text[end : end + BRANDS_NEAR]
        if not _ENDS_WORD.search(before) and not _GOES_ON.match(after):
            beside = _BEFORE.search(before), _AFTER.match(after)
            yield beside[0][1] if beside[0] else "", beside[1][1] if beside[1] else ""
        start = text.find(word, end)


def is_product(person: FoundEntity, texts: Texts) -> bool:
    """Return whether a supposed name of a person is really the name of a product, such as `Vento Streakrun 6`.

    The last word of such a name is in no list of people's names, and a digit follows one of the name's mentions.
    """
    ends = (texts.get(one.field, "")[one.end : one.end + 2] for one in person.mentions)
    return not is_of_people(person.name.split()[-1]) and any(end[:1] == " " and end[1:].isdigit() for end in ends)


def is_opening(names: Iterator[Named], lower_words: Callable[[], Container[str]], pack: LanguagePack) -> bool:
    """Return whether a full name is really a phrase: `Downloading Python`.

    All mentions of a phrase open sentences, and its first word is an ordinary word: no list of people's names has the
    word, and the article also has it in lower case. `names`: the mentions of the full name. `lower_words` returns the
    words that the article has in lower case.
    """
    first = next(names)
    word = first.name.split()[0]
    if not first.opens or is_of_people(word) or is_given(word):
        return False
    return lower(word, pack.language) in lower_words() and all(named.opens for named in names)


def find_lower_words(texts: Texts) -> frozenset[str]:
    """Return the words of the texts that are in lower case."""
    return frozenset(found[1] for text in texts.values() for found in _LOWER.finditer(text) if found[1].islower())
