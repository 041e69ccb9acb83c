"""Recognise names of people that are rather brands, products or phrases: `Vento Streakrun 6`, `Downloading Python`."""

import re
from collections.abc import Iterable

from app.extraction.entities.bearers import FoundEntity
from app.extraction.entities.candidates import Named
from app.extraction.entities.entity_numbers import BRANDS_LEAST, BRANDS_SHARE
from app.extraction.entities.short_names import is_given, is_of_people
from app.extraction.entities.surroundings import Texts
from app.lang.pack import LanguagePack
from app.text.normalize import fold, lower

_WORD = r"[^\W\d_]\w*"


def is_brand(word: str, full: str, texts: Texts, pack: LanguagePack) -> bool:
    """Return whether a surname stands mostly before a noun, as brands do: de `Holm Spielzeug`.

    Only for a language that capitalises nouns (German). `full`: the full name that the surname may shorten; neither the
    surname in this name nor its other words count.
    """
    if not pack.nouns_are_capitalised:
        return False
    names, uses = set(fold(full).split()), 0
    before_noun = 0
    alone = re.compile(rf"(?:({_WORD}) )?(?<![\w-]){re.escape(word)}(?![\w-])(?: (?=({_WORD})))?")
    for found in (found for text in texts.values() for found in alone.finditer(text)):
        before, after = found[1] or "", found[2] or ""
        if fold(before) not in names:
            uses += 1
            before_noun += after[:1].isupper() and not is_of_people(after) and fold(after) not in names
    return before_noun >= BRANDS_LEAST and before_noun >= BRANDS_SHARE * uses


def is_product(person: FoundEntity, texts: Texts) -> bool:
    """Return whether the name of a person is rather that of a product, such as `Vento Streakrun 6`.

    The last word of such a name is in no list of people's names, and a digit follows one of its mentions.
    """
    ends = (texts.get(one.field, "")[one.end : one.end + 2] for one in person.mentions)
    return not is_of_people(person.name.split()[-1]) and any(end[:1] == " " and end[1:].isdigit() for end in ends)


def is_opening(names: Iterable[Named], texts: Texts, pack: LanguagePack) -> bool:
    """Return whether full names only open sentences, and their first word is an ordinary one: `Downloading Python`.

    Such a word is in no list of people's names, and a text has it in lower case, too.
    """
    names = list(names)
    first = names[0].name.split()[0]
    if is_of_people(first) or is_given(first) or not all(named.opens for named in names):
        return False
    alone = re.compile(rf"(?<=\s){re.escape(lower(first, pack.language))}(?=[\s,.;:)])")
    return any(alone.search(text) for text in texts.values())
