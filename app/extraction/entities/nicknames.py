"""Join the parts of a person's name around a nickname, and find the nickname: es `Juan “Tony” Hernández`."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from app.extraction.entities.candidates import Named, mentions_inside
from app.extraction.entities.short_names import is_given, is_of_people
from app.text.normalize import fold

_SPACE = "[ \u00a0\u202f]?"
_WORD = r"(?:[^\W\d_]+['\u2019 ])?(?=[^\W\d_])[^\s\"\u201d\u201c\u00bb\u00ab'\u2019\u2018.,;:?!()]{2,20}"
_OPEN, _CLOSE = "[\"\u201c\u201e\u00ab\u00bb'\u2018\u201a]", "[\"\u201d\u201c\u00bb\u00ab'\u2019\u2018]"
_OPENING = frozenset(f"({_OPEN[1:-1]}")  # what a nickname may begin with
# matches a nickname in quotation marks or brackets, and the connector before the surname: ` “Tony” de `
_NICKNAME = re.compile(
    rf" (?:{_OPEN}{_SPACE}(?P<nickname>{_WORD}){_SPACE}{_CLOSE}|\((?P<other>{_WORD})\)) (?P<link>(?:[a-z]{{2,3}} )?)"
)
_SURNAME = re.compile(r"[^\W\d_][\w-]*")
_MARK = re.compile(rf" {_OPEN}")


def with_nicknames(found: Sequence[Named], text: str) -> list[Named]:
    """Return the mentions of a field, with a whole name in place of its parts before and after a nickname.

    `found`: mentions in the order of the text, without overlaps.
    """
    kept = list(found)
    for first in found:
        mark = _MARK.search(first.text) if " " in first.text else None
        end = first.start + mark.start() if mark else first.end
        # the character after the space is tested first, for speed
        nickname = _NICKNAME.match(text, end) if text[end + 1 : end + 2] in _OPENING else None
        if nickname is not None and first in kept and _has_capital(nickname):
            _join(kept, first, nickname, text)
    return kept


def _has_capital(nickname: re.Match[str]) -> bool:
    """Return whether the last word of a nickname begins with a capital, and is not an acronym, such as a party."""
    last = (nickname["nickname"] or nickname["other"]).split(" ")[-1]
    return last[0].isupper() and not last.isupper()


def _join(kept: list[Named], first: Named, nickname: re.Match[str], text: str) -> None:
    """Replace the mentions from the first name to the surname by one, if the words around the nickname are a name."""
    given = text[first.start : nickname.start()]
    last = _surname(kept, first, nickname, text)
    is_person = is_given(given.split()[0]) or (first.kind == "person" and nickname["nickname"] is not None)
    if last is None or not is_person:
        return
    inside = mentions_inside(kept, first.start, last.end)
    if inside is not None:
        name, whole = f"{given} {nickname['link']}{last.name}", text[first.start : last.end]
        kept[inside] = [first._replace(end=last.end, text=whole, name=name, kind="person", guessed=False)]


def _surname(kept: Sequence[Named], first: Named, nickname: re.Match[str], text: str) -> Named | None:
    """Return the mention after a nickname. If there is none, make one of a word that is a name of people, else None."""
    start = nickname.end()
    at = bisect_left(kept, start, key=lambda named: named.start)
    if at < len(kept) and kept[at].start == start:
        return kept[at] if kept[at].kind in ("person", "location", None) else None
    word = _SURNAME.match(text, start)
    is_name = word is not None and word[0][0].isupper() and is_of_people(word[0])
    return first._replace(start=start, end=word.end(), name=word[0]) if word and is_name else None


def nickname_of(named: Named) -> str | None:
    """Return the nickname in a person's name, folded and without its article: `turca` in `Ana “la Turca” Abdala`."""
    found = _NICKNAME.search(named.text) if named.kind == "person" else None
    words = found["nickname"].split(" ") if found and found["nickname"] else ()
    return fold(words[-1]) if words else None
