"""Recognise names of people that are rather brands, products or phrases: `Vento Streakrun 6`, `Downloading Python`."""

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
    """Return whether a surname stands mostly before a noun, as brands do: de `Holm Spielzeug`.

    Only for a language that capitalises nouns (German). `full`: the full name that the surname may shorten; neither the
    surname in this name nor its other words count.
    """
    if not pack.nouns_are_capitalised:
        return False
    names = set(fold(full).split())
    uses = [after for text in texts.values() for before, after in _beside(word, text) if fold(before) not in names]
    before_noun = sum(after[:1].isupper() and not is_of_people(after) and fold(after) not in names for after in uses)
    return before_noun >= BRANDS_LEAST and before_noun >= BRANDS_SHARE * len(uses)


def _beside(word: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the words directly before and after each occurrence of a word; an empty text for a missing word.

    Only the letters of the word are searched for, because each surname of the article searches all texts.
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
    """Return whether the name of a person is rather that of a product, such as `Vento Streakrun 6`.

    The last word of such a name is in no list of people's names, and a digit follows one of its mentions.
    """
    ends = (texts.get(one.field, "")[one.end : one.end + 2] for one in person.mentions)
    return not is_of_people(person.name.split()[-1]) and any(end[:1] == " " and end[1:].isdigit() for end in ends)


def is_opening(names: Iterator[Named], lower_words: Callable[[], Container[str]], pack: LanguagePack) -> bool:
    """Return whether full names only open sentences, and their first word is an ordinary one: `Downloading Python`.

    Such a word is in no list of people's names, and the article has it in lower case, too. `lower_words` returns the
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
