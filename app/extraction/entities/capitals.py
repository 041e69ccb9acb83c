"""Text in capitals, written as it would be elsewhere: names with a capital, other words small, acronyms as they are."""

import re
from collections.abc import Iterator

from app.extraction.entities.gazetteer import is_organization, place_ids
from app.extraction.entities.learned_lists import kind_of_name, letter_case, person_word
from app.extraction.entities.typing_rules import all_given_names
from app.lang.gazetteers import frequent_words, people
from app.lang.pack import LanguagePack
from app.text.normalize import fold, lower

_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_SPEAKER = re.compile(r"(?:[^\W\d_]+ ){0,2}[^\W\d_]+(?=:\s)")  # before a colon: `DEMİR: …`
_APOSTROPHES = "'\u2019\u02bc"
_FEW = 3  # words that make a text in capitals
_BEGINNING = 60  # characters that show whether a paragraph is in capitals
_MOSTLY = 0.8  # share of capitals among the letters
_SHORTEST_SPEAKER = 3  # letters
_ACRONYM = 4  # letters of an acronym that no list holds, at the most


def without_shouting(text: str, pack: LanguagePack) -> str:
    """The text with paragraphs in capitals, and speakers in capitals before a colon, rewritten; offsets hold."""
    return _PARAGRAPH.sub(lambda found: _rewritten(found[0], pack), text)


def speakers_in_capitals(text: str) -> Iterator[tuple[int, int]]:
    """Spans of what stands in capitals before a colon at the beginning of a paragraph."""
    for paragraph in _PARAGRAPH.finditer(text):
        speaker = _SPEAKER.match(text, *paragraph.span())
        if speaker and speaker[0].isupper():
            yield speaker.span()


def _rewritten(paragraph: str, pack: LanguagePack) -> str:
    if _is_shouted(paragraph[:_BEGINNING]) and _is_shouted(paragraph):
        return _WORD.sub(lambda found: _written(found, pack), paragraph)
    speaker = _SPEAKER.match(paragraph)
    if speaker and speaker[0].isupper() and _is_person(speaker[0], pack):
        return _WORD.sub(lambda found: _title(found[0], pack), speaker[0]) + paragraph[speaker.end() :]
    return paragraph


def _is_shouted(text: str) -> bool:
    capitals, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return capitals >= _MOSTLY * (capitals + small) and len(_WORD.findall(text)) >= _FEW


def _written(found: re.Match[str], pack: LanguagePack) -> str:
    """A word of a text in capitals."""
    word, low = found[0], lower(found[0], pack.language)
    if found.string[max(0, found.start() - 1) : found.start()] in tuple(_APOSTROPHES):
        return low
    case = letter_case(low, pack.language)
    if is_organization(word, pack.language) or case == "shouted":
        return word
    title = _title(word, pack)
    if low in pack.common_words or case == "low":
        return low
    if case or _is_name(title, pack):
        return title
    if low in frequent_words(pack.language):
        return low
    return word if len(word) <= _ACRONYM else title


def _is_person(speaker: str, pack: LanguagePack) -> bool:
    """Whether the last word is known as a surname, or is written with a capital in other texts, but is no acronym."""
    last = speaker.rpartition(" ")[2]
    low = lower(last, pack.language)
    case = letter_case(low, pack.language)
    if is_organization(last, pack.language) or case in ("shouted", "low") or len(last) < _SHORTEST_SPEAKER:
        return False
    is_listed = _title(last, pack) in people() or person_word(fold(low)) is not None
    return is_listed or (case == "capital" and place_ids(_title(last, pack), pack.language) is None)


def _title(word: str, pack: LanguagePack) -> str:
    return word[0] + lower(word, pack.language)[1:]


def _is_name(title: str, pack: LanguagePack) -> bool:
    is_listed = title in people() or title in all_given_names() or place_ids(title, pack.language) is not None
    return is_listed or kind_of_name(fold(title)) is not None
