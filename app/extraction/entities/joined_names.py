"""Join the parts of a name that the tagger separated at a comma or a full stop, or after a title."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from app.extraction.entities.candidates import Named, connectors
from app.extraction.entities.entity_numbers import JOINED_NAMES_BEGINNING, SHARED_BEFORE
from app.extraction.entities.gazetteer import place_ids
from app.extraction.entities.learned_lists import letter_case
from app.extraction.entities.nicknames import with_nicknames
from app.extraction.entities.typing_rules import kind_by_head
from app.lang.gazetteers import frequent_words
from app.lang.pack import LanguagePack, language_pack
from app.text.normalize import lower
from app.text.word_patterns import NEVER

# matches the word before a name
_TITLE = re.compile(r"\b([^\W\d_]+) \Z")
# matches the word before a name if a comma is between them
_PART = re.compile(r"(?<![^\s\"\u201c(])[^\W\d_]+, \Z")

_INSTITUTIONS = ("organization", "location")


def joined(found: Iterable[Named], text: str, pack: LanguagePack) -> list[Named]:
    """Return the names found in a text. Parts that belong to one name are joined."""
    titled = [_with_title(named, text, pack) for named in _with_places(found, text, pack)]
    return _with_first_parts(_with_beginnings(with_nicknames(titled, text), text, pack), text, pack)


def _with_beginnings(found: Sequence[Named], text: str, pack: LanguagePack) -> list[Named]:
    """Add to a name the text with a number before it: es `Juzgado de Instrucción número 3 de ` before `Almería`."""
    pattern = pack.entities.institution_beginning_pattern
    kept: list[Named] = []
    for named in found:
        size = _beginning(named, text, pattern) if pattern != NEVER and named.kind in _INSTITUTIONS else 0
        if size:
            start = named.start - size
            kept = [each for each in kept if each.end <= start]
            name = text[start : named.start] + named.name
            named = named._replace(start=start, text=text[start : named.end], name=name, kind="organization")
        kept.append(named)
    return kept


def _beginning(named: Named, text: str, pattern: str) -> int:
    """Return how many characters before a name belong to it by the pattern, in which `|` stands before the name."""
    before = text[max(0, named.start - JOINED_NAMES_BEGINNING) : named.start]
    found = re.search(pattern, f"{before}|{named.name}")
    return len(before) - found.start() if found else 0


def _with_places(found: Iterable[Named], text: str, pack: LanguagePack) -> list[Named]:
    """Join two names if a full stop inside the name of a place separates them: de `FC St` and `Pauli`."""
    kept: list[Named] = []
    for named in found:
        first = kept[-1] if kept else None
        if first is not None and text[first.end : named.start] == ". " and _is_place(first, named, pack):
            whole, name = text[first.start : named.end], f"{first.name}. {named.name}"
            kept[-1] = first._replace(end=named.end, text=whole, name=name, kind=first.kind or named.kind)
        else:
            kept.append(named)
    return kept


def _is_place(first: Named, last: Named, pack: LanguagePack) -> bool:
    return place_ids(f"{first.name.split()[-1]}. {last.name.split()[0]}", pack.language) is not None


def _with_title(named: Named, text: str, pack: LanguagePack) -> Named:
    """Add to a person's name the title before it if the title is a part of the name: tr `Prens Harry` (Prince …)."""
    # for speed, the end of the text before the name is compared with the titles first: the pattern is slower
    if named.kind != "person" or not text.endswith(_title_ends(pack.language), 0, named.start):
        return named
    title = _TITLE.search(text, max(0, named.start - SHARED_BEFORE), named.start)
    if title is None or title[1] not in pack.entities.regnal_titles:
        return named
    start = title.start()
    return named._replace(start=start, text=text[start : named.end], name=title[0] + named.name)


@cache
def _title_ends(language: str) -> tuple[str, ...]:
    """Return the ends of a text that has a title directly before a name, if the title is a part of the name."""
    return tuple(f"{title} " for title in language_pack(language).entities.regnal_titles)


def _with_first_parts(found: Sequence[Named], text: str, pack: LanguagePack) -> list[Named]:
    """Add to an institution the noun and comma before it: tr `Tarım, ` before `Orman ve Köy İşleri Bakanlığı`."""
    kept: list[Named] = []
    for named in found:
        part = _PART.search(text, max(0, named.start - SHARED_BEFORE), named.start) if _is_list(named, pack) else None
        if part and _is_subject(part[0][:-2], pack):
            kept = [each for each in kept if each.end <= part.start()]
            start = part.start()
            named = named._replace(start=start, text=text[start : named.end], name=part[0] + named.name)
        kept.append(named)
    return kept


def _is_list(named: Named, pack: LanguagePack) -> bool:
    """Return whether an institution's name lists several fields of work: tr `Orman ve Köy İşleri Bakanlığı`.

    Such a name has a word for `and` (tr `ve`) after its first word.
    """
    if named.kind != "organization" or " " not in named.name:
        return False
    joint = named.name.split(" ", 2)[1]
    has_joint = joint in connectors(pack.language) and joint not in pack.entities.connectors
    return has_joint and kind_by_head(named.name, pack) is not None


def _is_subject(word: str, pack: LanguagePack) -> bool:
    """Return whether a word may be a field of work in an institution's name (`Health`): a capitalised common noun."""
    low = lower(word, pack.language)
    is_name = letter_case(low, pack.language) == "capital"
    return word[0].isupper() and not word.isupper() and low in frequent_words(pack.language) and not is_name
