"""Recognise error pages, logins and the like by phrases in their title.

Phrases of all languages are compared, because such pages are too short to detect the language.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain

from app.extraction.fields.field_numbers import PAGE_TYPE_TITLES_LONGEST
from app.lang.pack import all_packs
from app.schemas.article import PageTypeName
from app.text.normalize import slug

_KINDS: tuple[PageTypeName, ...] = ("error", "consent", "login", "index")
_BESIDE_SITE = re.compile(r"\s+[^\w\s:!.,]+\s+|[|\u2013\u2014]")
_PARTS = re.compile(r"\s+[^\w\s]+\s+|[:!.,]")
_STATUS = re.compile(r"[45]\d\d")
_COUNT = re.compile(r"\A\d+-")
_OPEN = "…"


@dataclass(frozen=True)
class _Phrases:
    """Phrases in titles, each with the kind of page that it shows. A phrase is a slug: `log-in`."""

    whole: dict[str, PageTypeName]  # phrases that must be a whole part of the title: `Log in | Site`
    beginnings: dict[str, PageTypeName]  # phrases with which the title must begin: `Results for …`
    ends: dict[str, PageTypeName]  # phrases with which the title must end: `… Test Page`


def kind_named(title: str, is_whole: bool = False) -> PageTypeName | None:
    """Return the kind of page that a title names by a phrase such as `Log in`.

    The phrase must be a whole part of the title, or a known beginning or end. With `is_whole`, the phrase must be
    the whole title, because the title of a story may contain such a phrase.
    """
    if len(title) > PAGE_TYPE_TITLES_LONGEST:
        return None
    own = [title] if is_whole else [title, *_BESIDE_SITE.split(title)]
    inner = [] if is_whole else _PARTS.split(title)
    found = (*(_kind_of_part(part, 1) for part in own), *(_kind_of_part(part, 2) for part in inner))
    return next(filter(None, found), None) or (None if is_whole else _kind_of_open(slug(title)))


def _kind_of_part(part: str, least: int) -> PageTypeName | None:
    """Return the kind of page that a part of a title names; None if it names none.

    A part of status codes alone (`404`) names an error page. Any other part must have at least `least` words; a status
    code counts as a word.
    """
    words = slug(part).split("-")
    bare = [word for word in words if not _STATUS.fullmatch(word)]
    if not bare:
        return "error"
    return _phrases().whole.get("-".join(bare)) if len(words) >= least else None


def _kind_of_open(words: str) -> PageTypeName | None:
    """Return the kind of page that the beginning (`Results for …`) or the end of a title names, or None.

    `words`: the title as a slug.
    """
    known = _phrases()
    counted = _COUNT.sub("", words)  # `8 results for …` is compared without the number
    begun = (kind for phrase, kind in known.beginnings.items() if counted.startswith(f"{phrase}-"))
    ended = (kind for phrase, kind in known.ends.items() if words.endswith(f"-{phrase}"))
    return next(chain(begun, ended), None)


@cache
def _phrases() -> _Phrases:
    known = [(phrase, kind) for pack in all_packs() for kind in _KINDS for phrase in getattr(pack.pages, kind)]
    return _Phrases(
        whole={slug(phrase): kind for phrase, kind in known if _OPEN not in phrase},
        beginnings={slug(phrase): kind for phrase, kind in known if phrase.endswith(_OPEN)},
        ends={slug(phrase): kind for phrase, kind in known if phrase.startswith(_OPEN)},
    )
