"""Restore the normal case of text in capitals: names are capitalised, acronyms stay, other words become lower case."""

import re
from collections.abc import Iterator

from app.extraction.entities.entity_numbers import (
    CAPITALS_ACRONYM,
    CAPITALS_BEGINNING,
    CAPITALS_MOSTLY,
    CAPITALS_SPEAKER,
    CAPITALS_WORDS,
)
from app.extraction.entities.gazetteer import is_organization, place_ids
from app.extraction.entities.learned_lists import kind_of_name, letter_case, person_word
from app.extraction.entities.typing_rules import all_given_names
from app.lang.gazetteers import frequent_words, people
from app.lang.pack import LanguagePack
from app.text.normalize import fold, lower

_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
# matches a speaker of up to three words before a colon: tr `ALİ DEMİR: …`
_SPEAKER = re.compile(r"(?:[^\W\d_]++ ){0,2}[^\W\d_]++(?=:\s)")
_APOSTROPHES = "'\u2019\u02bc"
# matches the start of a text with so many small letters that the beginning of the text is not mostly in capitals
_SMALL = re.compile(rf"(?:[^a-z]*+[a-z]){{{round((1 - CAPITALS_MOSTLY) * CAPITALS_BEGINNING) + 1}}}")


def without_shouting(text: str, pack: LanguagePack) -> str:
    """Restore the normal case of paragraphs in capitals, and of speakers in capitals: tr `DEMİR: …` → `Demir: …`.

    The length does not change, so offsets stay valid.
    """
    return _PARAGRAPH.sub(lambda found: _rewritten(found[0], pack), text)


def speakers_in_capitals(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each speaker in capitals before a colon at the start of a paragraph: tr `DEMİR: …`."""
    for paragraph in _PARAGRAPH.finditer(text):
        speaker = _SPEAKER.match(text, *paragraph.span())
        if speaker and speaker[0].isupper():
            yield speaker.span()


def _rewritten(paragraph: str, pack: LanguagePack) -> str:
    if is_shouted(paragraph):
        return _WORD.sub(lambda found: _written(found, pack), paragraph)
    speaker = _SPEAKER.match(paragraph) if ":" in paragraph else None
    if speaker and speaker[0].isupper() and _is_person(speaker[0], pack):
        return _WORD.sub(lambda found: title_case(found[0], pack), speaker[0]) + paragraph[speaker.end() :]
    return paragraph


def is_shouted(text: str) -> bool:
    """Return whether a text has several words and is mostly in capitals."""
    # to save time, test the beginning of the text first: most texts have too many small letters there
    if _SMALL.match(text, 0, CAPITALS_BEGINNING):
        return False
    return _has_capitals(text[:CAPITALS_BEGINNING]) and _has_capitals(text)


def _has_capitals(text: str) -> bool:
    small = sum(map(str.islower, text))
    if len(text) - small < CAPITALS_MOSTLY * len(text):
        return False  # even if all other characters were capitals; so most texts need not be counted twice
    capitals = sum(map(str.isupper, text))
    return capitals >= CAPITALS_MOSTLY * (capitals + small) and len(_WORD.findall(text)) >= CAPITALS_WORDS


def _written(found: re.Match[str], pack: LanguagePack) -> str:
    """Return a word of a paragraph in capitals in the word's usual letter case: `SAID` → `said`, `PARIS` → `Paris`.

    An acronym such as `NATO` stays in capitals.
    """
    word, low = found[0], lower(found[0], pack.language)
    if found.string[max(0, found.start() - 1) : found.start()] in tuple(_APOSTROPHES):
        return low
    case = letter_case(low, pack.language)
    if is_organization(word, pack.language) or case == "shouted":
        return word
    title = title_case(word, pack)
    if low in pack.common_words or case == "low":
        return low
    if case or _is_name(title, pack):
        return title
    if low in frequent_words(pack.language):
        return low
    return word if len(word) <= CAPITALS_ACRONYM else title


def _is_person(speaker: str, pack: LanguagePack) -> bool:
    """Return whether a speaker in capitals is a person, judged by the last word.

    A person's last word is in the lists of people's names, or is usually capitalised and not the name of a place.
    """
    last = speaker.rpartition(" ")[2]
    low = lower(last, pack.language)
    case = letter_case(low, pack.language)
    if is_organization(last, pack.language) or case in ("shouted", "low") or len(last) < CAPITALS_SPEAKER:
        return False
    is_listed = title_case(last, pack) in people() or person_word(fold(low)) is not None
    return is_listed or (case == "capital" and place_ids(title_case(last, pack), pack.language) is None)


def title_case(word: str, pack: LanguagePack) -> str:
    """Return a word in capitals with only its first letter in capitals: tr `IĞDIR` → `Iğdır`."""
    return word[0] + lower(word, pack.language)[1:]


def _is_name(title: str, pack: LanguagePack) -> bool:
    is_listed = title in people() or title in all_given_names() or place_ids(title, pack.language) is not None
    return is_listed or kind_of_name(fold(title)) is not None
