"""Find the whole name of an organization before its acronym in brackets: fr `Caisse des dépôts et consignations (CDC)`.

The tagger often finds only the capitalised words of such a name. The letters of the acronym tell where the name begins.
The method is that of Schwartz and Hearst, “A simple algorithm for identifying abbreviation definitions in biomedical
text” (2003).
"""

import re
from collections.abc import Sequence

from app.extraction.entities.candidates import Named, mentions_inside
from app.extraction.entities.entity_numbers import (
    LONG_FORMS_LEAST,
    LONG_FORMS_LETTERS,
    LONG_FORMS_TEXT,
    LONG_FORMS_WORDS,
    SHARED_BRACKET,
    SHARED_SHORT_WORD,
)
from app.extraction.entities.typing_rules import kind_by_head
from app.lang.pack import LanguagePack
from app.text.normalize import fold

_APOSTROPHES = ("'", "\u2019")
_BRACKETS = (" (", " [")
# matches what ends the words before an acronym in brackets, such as the end of a sentence or a comma before them
_BREAK = re.compile(r"[^\w '\u2019&-]")
_WORD = re.compile(r"[^\W\d_]+")


def with_long_forms(found: Sequence[Named], text: str, pack: LanguagePack) -> list[Named]:
    """Return the mentions of a field, with the long form of each acronym in brackets in place of its parts.

    `found`: mentions in the order of the text, without overlaps.
    """
    kept = list(found)
    for short in found:
        end = short.start - SHARED_BRACKET
        if text[max(0, end) : short.start] in _BRACKETS:
            end = len(text[:end].rstrip())
            start = long_form_start(short.text, text, end)
            if start is not None:
                end = _without_suffix(found, start, end, text)
                _replace_parts(kept, short, start, end, text, pack)
    return kept


def _without_suffix(found: Sequence[Named], start: int, end: int, text: str) -> int:
    """Return the end of a long form without the case ending after the apostrophe: tr `Para Kurulu'nun (PK)`.

    The mention at the end of the form shows which apostrophe that is.
    """
    ends = (named.end for named in found if start < named.end < end)
    return next((at for at in ends if text[at] in _APOSTROPHES and text[at + 1 : end].isalpha()), end)


def _replace_parts(kept: list[Named], short: Named, start: int, end: int, text: str, pack: LanguagePack) -> None:
    """Replace the mentions inside a long form by one of the whole form.

    Nothing is replaced if one of them is a person or extends beyond the form. Only a mention without a kind that begins
    before the form, such as `L'Office`, is dropped.
    """
    kept[:] = [named for named in kept if named.kind or not named.start < start < named.end]
    inside = mentions_inside(kept, start, end)
    parts = [] if inside is None else kept[inside]
    is_whole = [(named.start, named.end) for named in parts] == [(start, end)]
    if inside is None or is_whole or any(named.kind == "person" for named in parts):
        return
    # the name of a part has no case ending
    name = text[start : parts[-1].start] + parts[-1].name if parts and parts[-1].end == end else text[start:end]
    if short.kind in ("organization", "location") or kind_by_head(name, pack):
        opens = any(named.opens for named in parts[:1])
        kept[inside] = [Named(short.field, start, end, text[start:end], name, "organization", opens)]


def long_form_start(acronym: str, text: str, end: int) -> int | None:
    """Return where the long form of an acronym begins in the text; None if the words before `end` are none.

    The first word of a long form has a capital, and all words of a long form together spell the acronym.
    """
    if not acronym.isalpha() or acronym[0].islower() or len(acronym) < LONG_FORMS_LETTERS:
        return None
    first = max(0, end - LONG_FORMS_TEXT)
    *_, first = (first, *(each.end() for each in _BREAK.finditer(text, first, end)))
    words = list(_WORD.finditer(text, first, end))
    letters = fold(acronym)
    most = min(len(letters) + LONG_FORMS_WORDS, 2 * len(letters))
    for number in range(LONG_FORMS_LEAST, min(most, len(words)) + 1):
        word = words[-number]
        is_start = word[0][0].isupper() and fold(word[0]).startswith(letters[0])
        if is_start and spells([fold(each[0]) for each in words[-number:]], letters):
            return word.start()
    return None


def spells(words: Sequence[str], letters: str) -> bool:
    """Return whether the words together spell the letters. Words and letters are folded.

    Each word gives its first letter, and perhaps some of its other letters: `japan`, `aerospace`, `exploration`,
    `agency` spell `jaxa`. Short words (`de`) may give no letter.
    """
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    if len(word) <= SHARED_SHORT_WORD and spells(rest, letters):
        return True
    if not letters or word[0] != letters[0]:
        return False
    return any(spells(rest, letters[size:]) for size in range(1, _shared(word, letters) + 1))


def _shared(word: str, letters: str) -> int:
    """Return how many of the first letters stand in a word in this order."""
    others = iter(word)
    return next((number for number, letter in enumerate(letters) if letter not in others), len(letters))
