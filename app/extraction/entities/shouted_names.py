"""Find names in fields printed in capitals (`TRUMP MEETS CHANCELLOR`): names that other fields have in normal case."""

import re
from collections.abc import Sequence

from app.extraction.entities.candidates import Named
from app.extraction.entities.capitals import is_shouted
from app.extraction.text.read_text import ReadText
from app.lang.pack import LanguagePack
from app.text.normalize import lower

_WORD = re.compile(r"[^\W\d_]+")
Words = tuple[str, ...]


def with_shouted_names(found: Sequence[list[Named]], texts: Sequence[ReadText]) -> list[list[Named]]:
    """Return the mentions of each field, and add to fields in capitals the names that the other fields mention.

    A one-word name is left out if another field has the word in lower case: `MAY` in `RAIN MAY FALL`.
    """
    shouted = [bool(read.text) and is_shouted(read.text) for read in texts]
    if not any(shouted) or all(shouted):
        return list(found)
    printed = [number for number, is_loud in enumerate(shouted) if not is_loud]
    common = frozenset[str]().union(*(texts[number].lower_case_words for number in printed))
    pack = texts[0].pack
    mentioned = {_words(named.name, pack): named for number in printed for named in found[number] if named.kind}
    names = {words: named for words, named in mentioned.items() if len(words) > 1 or common.isdisjoint(words)}
    return [
        _completed(mentions, read, names) if is_loud else mentions
        for mentions, read, is_loud in zip(found, texts, shouted, strict=True)
    ]


def _words(name: str, pack: LanguagePack) -> Words:
    return tuple(lower(word, pack.language) for word in _WORD.findall(name))


def _completed(mentions: Sequence[Named], read: ReadText, names: dict[Words, Named]) -> list[Named]:
    """Add mentions of `names` to the mentions of a field in capitals.

    A longer name replaces mentions of its parts.
    """
    text = read.text
    spans = [match.span() for match in _WORD.finditer(text)]
    words = [lower(text[start:end], read.pack.language) for start, end in spans]
    at = {offset: named for named in mentions for offset in range(named.start, named.end)}
    for size in sorted({len(name) for name in names} - {0}, reverse=True):
        for first in range(len(words) - size + 1):
            if named := names.get(tuple(words[first : first + size])):
                start, end = spans[first][0], spans[first + size - 1][1]
                whole = named._replace(field=read.field, start=start, end=end, text=text[start:end], opens=False)
                if all(_is_part(at[offset], whole) for offset in range(start, end) if offset in at):
                    at.update(dict.fromkeys(range(start, end), whole))
    return sorted({named.start: named for named in at.values()}.values(), key=lambda named: named.start)


def _is_part(named: Named, whole: Named) -> bool:
    is_inside = whole.start <= named.start and named.end <= whole.end
    return is_inside and named.end - named.start < whole.end - whole.start
