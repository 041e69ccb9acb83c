"""One reading of `q`. It is never a syntax error: what is not understood is a word; without a word nothing is found."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from app.lang.search_words import folded, query_parts, query_stems

SearchField = Literal["headline", "lede", "body", "quotes"]
SearchMode = Literal["stem", "exact"]
EVERYWHERE: tuple[SearchField, ...] = ("headline", "lede", "body")  # quotes stand in these
MAX_TERMS = 32
MIN_PREFIX = 5  # letters from which a word also finds longer ones
_TOKEN = re.compile(r'(?P<minus>-)?(?P<headline>headline:)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_APOSTROPHES = frozenset("'\u2019\u02bc")


@dataclass(frozen=True)
class Term:
    """One word or phrase and where it is looked for.

    `phrase`: words as met, one behind the other; `forms`: alternatives of the stemmed index; `prefix`: the beginning
    of a word as met. A term of several of these is found by any.
    """

    phrase: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    prefix: str | None = None
    fields: tuple[SearchField, ...] = EVERYWHERE


@dataclass(frozen=True)
class SearchQuery:
    """All groups must match, one term of each is enough; no term of `without` may match."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Search:
    """What was asked: the text of `q`, the fields of `q_in`, and `q_mode`."""

    q: str
    fields: tuple[SearchField, ...] = ()
    mode: SearchMode = "stem"


def parse_query(search: Search) -> SearchQuery | None:
    """Read `q`; None when it holds no positive word."""
    groups: list[list[Term]] = []
    without: list[Term] = []
    alternative = False
    for match in list(_TOKEN.finditer(search.q.replace("\x00", " ")))[:MAX_TERMS]:
        if match["word"] == "OR" and not match["minus"]:
            alternative = bool(groups)
            continue
        terms = _terms(match, search)
        if match["minus"]:
            without += terms
        elif alternative and terms:
            groups[-1] += terms
        else:
            groups += [[term] for term in terms]
        alternative = alternative and not terms
    return SearchQuery(tuple(map(tuple, groups)), tuple(without)) if groups else None


def only_exact(query: SearchQuery) -> SearchQuery:
    """The query without its looser readings: words as met, explicit prefixes."""
    groups = tuple(tuple(_exact(term) for term in group) for group in query.groups)
    return replace(query, groups=groups)


def only_stems(query: SearchQuery) -> SearchQuery:
    """The query without the longer words that a word also finds."""
    groups = tuple(tuple(replace(t, prefix=None) if t.forms else t for t in group) for group in query.groups)
    return replace(query, groups=groups)


def asked_of(query: SearchQuery, *fields: SearchField) -> SearchQuery:
    """The query asked of these fields, whatever it says itself."""
    groups = tuple(tuple(replace(term, fields=fields) for term in group) for group in query.groups)
    return SearchQuery(groups, tuple(replace(term, fields=fields) for term in query.without))


def _exact(term: Term) -> Term:
    return replace(term, forms=(), prefix=None) if term.phrase and (term.forms or term.prefix) else term


def _terms(match: re.Match[str], search: Search) -> list[Term]:
    fields: tuple[SearchField, ...] = ("headline",) if match["headline"] else search.fields or EVERYWHERE
    return [replace(term, fields=fields) for term in _readings(match, search.mode)]


def _readings(match: re.Match[str], mode: SearchMode) -> list[Term]:
    if match["phrase"] is not None:
        words = tuple(folded(part) for word in match["phrase"].split() for part in query_parts(word))
        return [Term(phrase=words)] if words else []
    word, parts = match["word"], query_parts(match["word"])
    if word.endswith("*"):
        return [Term(prefix=folded(part)) for part in parts]
    if mode == "exact":
        return [Term(phrase=(folded(part),)) for part in parts]
    if not _APOSTROPHES.isdisjoint(word):
        return [Term(forms=tuple(form for part in parts for form in query_stems(part)))] if parts else []
    return [_word(part) for part in parts]


def _word(part: str) -> Term:
    met = folded(part)
    return Term(phrase=(met,), forms=tuple(query_stems(part)), prefix=met if len(part) >= MIN_PREFIX else None)
