"""Titles that say what a page is, in the words of any language: such pages are too short to tell theirs."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain

from app.lang.pack import all_packs
from app.schemas.article import PageTypeName
from app.text.normalize import slug

_KINDS: tuple[PageTypeName, ...] = ("error", "consent", "login", "index")
_BESIDE_SITE = re.compile(r"\s+[^\w\s:!.,]+\s+|[|\u2013\u2014]")
_PARTS = re.compile(r"\s+[^\w\s]+\s+|[:!.,]")
_STATUS = re.compile(r"[45]\d\d")
_COUNT = re.compile(r"\A\d+-")
_OPEN = "…"
_LONGEST = 200  # characters of such a title


@dataclass(frozen=True)
class _Phrases:
    """Phrases as slugs, with what they name."""

    whole: dict[str, PageTypeName]
    beginnings: dict[str, PageTypeName]
    ends: dict[str, PageTypeName]


def kind_named(title: str, is_whole: bool = False) -> PageTypeName | None:
    """The kind that a title names: one part of it is the phrase, or, where `is_whole`, all of it.

    Words that merely hold the phrase say nothing: cookies are baked, and people are not found.
    """
    if len(title) > _LONGEST:
        return None
    own = [title] if is_whole else [title, *_BESIDE_SITE.split(title)]
    inner = [] if is_whole else _PARTS.split(title)
    found = (*(_kind_of_part(part, 1) for part in own), *(_kind_of_part(part, 2) for part in inner))
    return next(filter(None, found), None) or (None if is_whole else _kind_of_open(slug(title)))


def _kind_of_part(part: str, least: int) -> PageTypeName | None:
    """By a part of so many words at least, its status counted: a headline may begin with one and a colon."""
    words = slug(part).split("-")
    bare = [word for word in words if not _STATUS.fullmatch(word)]
    if not bare:
        return "error"
    return _phrases().whole.get("-".join(bare)) if len(words) >= least else None


def _kind_of_open(words: str) -> PageTypeName | None:
    """By a phrase that goes on, or that ends what went before."""
    known = _phrases()
    counted = _COUNT.sub("", words)  # `8 results for ...`
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
