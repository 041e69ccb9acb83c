"""Find names in fields printed in capitals (`TRUMP MEETS CHANCELLOR`) with the help of names in the other fields."""

import re
from collections.abc import Sequence

from app.extraction.entities.candidates import Named
from app.extraction.entities.capitals import is_shouted
from app.extraction.text.read_text import ReadText
from app.lang.pack import LanguagePack
from app.schemas.base import TextField
from app.text.normalize import lower

_WORD = re.compile(r"[^\W\d_]+")
Fields = Sequence[tuple[TextField, str]]
Words = tuple[str, ...]


def with_shouted_names(found: Sequence[list[Named]], fields: Fields, pack: LanguagePack) -> list[list[Named]]:
    """Return the mentions of each field. In a field in capitals, names from the other fields are found, too.

    A one-word name is not searched for if another field has the word in lower case: `MAY` in `RAIN MAY FALL`.
    """
    shouted = [bool(text) and is_shouted(text) for _, text in fields]
    if not any(shouted) or all(shouted):
        return list(found)
    printed = [number for number, is_loud in enumerate(shouted) if not is_loud]
    common = frozenset[str]().union(*(ReadText(fields[number][1], pack).lower_case_words for number in printed))
    mentioned = {_words(named.name, pack): named for number in printed for named in found[number] if named.kind}
    names = {words: named for words, named in mentioned.items() if len(words) > 1 or common.isdisjoint(words)}
    return [
        _completed(mentions, field, text, names, pack) if is_loud else mentions
        for mentions, (field, text), is_loud in zip(found, fields, shouted, strict=True)
    ]


def _words(name: str, pack: LanguagePack) -> Words:
    return tuple(lower(word, pack.language) for word in _WORD.findall(name))


def _completed(
    mentions: Sequence[Named], field: TextField, text: str, names: dict[Words, Named], pack: LanguagePack
) -> list[Named]:
    """Add the mentions of `names` to those of a field in capitals. A longer name replaces mentions of its parts."""
    spans = [match.span() for match in _WORD.finditer(text)]
    words = [lower(text[start:end], pack.language) for start, end in spans]
    at = {offset: named for named in mentions for offset in range(named.start, named.end)}
    for size in sorted({len(name) for name in names} - {0}, reverse=True):
        for first in range(len(words) - size + 1):
            if named := names.get(tuple(words[first : first + size])):
                start, end = spans[first][0], spans[first + size - 1][1]
                whole = named._replace(field=field, start=start, end=end, text=text[start:end], opens=False)
                if all(_is_part(at[offset], whole) for offset in range(start, end) if offset in at):
                    at.update(dict.fromkeys(range(start, end), whole))
    return sorted({named.start: named for named in at.values()}.values(), key=lambda named: named.start)


def _is_part(named: Named, whole: Named) -> bool:
    is_inside = whole.start <= named.start and named.end <= whole.end
    return is_inside and named.end - named.start < whole.end - whole.start
