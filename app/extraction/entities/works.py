"""Tell from the text beside a name whether the name means a film, a character in a film, or somebody's parent.

In the patterns of the language packs, `|` stands for the name: `the film |`.
"""

import re
from collections.abc import Iterable, Mapping

from app.extraction.entities.candidates import Named
from app.extraction.entities.entity_numbers import SHARED_BEFORE, WORKS_PARENT
from app.extraction.entities.short_names import is_given
from app.lang.pack import LanguagePack
from app.schemas.base import TextField
from app.text.normalize import fold

_WORD = r"[^\W\d_a-z][\w.'\u2019-]*"
# the first matches ` & H` (but not ` & Co`) after a name, the second matches `y & ` before a name: `Key & Holm`
_JOINED_AFTER, _JOINED_BEFORE = re.compile(r" ?& ?(?!Co\b)[^\W_]"), re.compile(r"[^\W_] ?& ?\Z")
# matches an actor in brackets after the name of a character: ` (Kate Reed)`
_ACTOR_AFTER = re.compile(rf" \(({_WORD})((?: {_WORD}){{1,3}})\)")


def names_work(before: str, after: str, pack: LanguagePack) -> bool:
    """Return whether the text beside a name shows that the name is the title of a work: `the film Emma`.

    Also return True if `&` joins the name with another name (`Key & Holm`), because this is the title of a show or the
    name of a firm. `& Co` does not count, because it may follow any name.
    """
    is_joined = _JOINED_AFTER.match(after) is not None or _JOINED_BEFORE.search(before) is not None
    return is_joined or is_title(before, after, pack)


def is_title(before: str, after: str, pack: LanguagePack) -> bool:
    """Return whether the text beside a name calls it a film, book or the like: `the film |`, `| is her best novel`."""
    beside = "|".join(part.replace("|", "/") for part in (before, after))
    return re.search(pack.entities.title_of_work_pattern, beside) is not None


def names_character(before: str, name: str, after: str, pack: LanguagePack) -> bool:
    """Return whether the text beside a given name shows that the name means a character in a film or play.

    Examples in which Kate Reed plays the character `Emma`: `Kate Reed as Emma`, `Emma (Kate Reed)`.
    """
    actor = _ACTOR_AFTER.match(after)
    is_played = actor is not None and is_given(actor[1]) and fold(name) not in fold(actor[1] + actor[2]).split()
    return is_played or re.search(pack.entities.character_pattern, f"{before}|{after}") is not None


def are_parents(names: Iterable[Named], texts: Mapping[TextField, str], pack: LanguagePack) -> bool:
    """Return whether all mentions of a full name mean somebody's parent: `born in Rome to Emma Holm`.

    If so, the surname alone (`Holm`) means the child, not the parent. `names`: all mentions of the full name.
    """
    return all(_is_parent(named, texts.get(named.field, ""), pack) for named in names)


def _is_parent(named: Named, text: str, pack: LanguagePack) -> bool:
    before = text[max(0, named.start - WORKS_PARENT) : named.start]
    after = text[named.end : named.end + SHARED_BEFORE]
    return re.search(pack.entities.parent_pattern, f"{before}|{after}") is not None
