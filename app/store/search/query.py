"""Parse `q`. Any text is a valid query: unknown syntax is read as words. `-word` alone matches nothing."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from app.lang.gazetteers import single_names
from app.lang.lang_numbers import SEARCH_WORDS_QUERY_STEM
from app.lang.search_words import folded, split_words, stemmed, tagged
from app.lang.word_rules import stemmed_languages

SearchField = Literal["headline", "lede", "body", "quotes"]
SearchMode = Literal["stem", "exact"]
# fields that a query searches by default; they contain all quotes, so `quotes` is not among them
EVERYWHERE: tuple[SearchField, ...] = ("headline", "lede", "body")
MAX_TERMS = 32
MIN_PREFIX = 5  # a query word with at least this many letters also matches longer words that begin with it
_MIN_HEAD = 2  # a word with at least this many letters before an apostrophe is a name with an ending: `Kars'ta`
_TOKEN = re.compile(r'(?P<minus>-)?(?P<headline>headline:)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Term:
    """One word or phrase of a query. It matches if its phrase, one of its stems or its prefix matches."""

    phrase: tuple[str, ...] = ()  # exact words that must directly follow each other
    forms: tuple[str, ...] = ()  # stems
    prefix: str | None = None  # letters with which a word must begin
    fields: tuple[SearchField, ...] = EVERYWHERE  # fields to search; on SQLite, none means all


@dataclass(frozen=True)
class SearchQuery:
    """A parsed query. A group holds the terms of one word or phrase, or of several that are joined by `OR`.

    A text matches the query if it matches at least one term of each group, and no term of `without`.
    """

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Search:
    """A search as requested: the parameters `q`, `q_in` (`fields`) and `q_mode`."""

    q: str
    fields: tuple[SearchField, ...] = ()
    mode: SearchMode = "stem"


def parse_query(search: Search) -> SearchQuery | None:
    """Parse a search; None if `q` has no words, or only excluded ones."""
    groups: list[list[Term]] = []
    without: list[Term] = []
    alternative = False
    for match in list(_TOKEN.finditer(search.q.replace("\x00", " ")))[:MAX_TERMS]:
        if match["word"] == "OR" and not match["minus"]:
            alternative = bool(groups)
            continue
        found = _groups(match, search)
        if match["minus"]:
            without += chain.from_iterable(found)
        elif alternative and found:
            groups[-1] += chain.from_iterable(found)
        else:
            groups += map(list, found)
        alternative = alternative and not found
    return SearchQuery(tuple(map(tuple, groups)), tuple(without)) if groups else None


def only_exact(query: SearchQuery) -> SearchQuery:
    """Return the query without stems and implicit prefixes: only exact words and prefixes written with `*` match."""
    groups = tuple(tuple(_exact(term) for term in group) for group in query.groups)
    return replace(query, groups=groups)


def only_stems(query: SearchQuery) -> SearchQuery:
    """Return the query without implicit prefixes: no word of it matches longer words that begin with this word."""
    groups = tuple(tuple(replace(t, prefix=None) if t.forms else t for t in group) for group in query.groups)
    return replace(query, groups=groups)


def restricted_to(query: SearchQuery, *fields: SearchField) -> SearchQuery:
    """Return the query restricted to these fields, even if its text names other fields (`headline:`)."""
    groups = tuple(tuple(replace(term, fields=fields) for term in group) for group in query.groups)
    return SearchQuery(groups, tuple(replace(term, fields=fields) for term in query.without))


def in_languages(query: SearchQuery, languages: Collection[str]) -> SearchQuery:
    """Return the query with only the stems of these languages. A term that has no such stem keeps all its stems."""
    marks = tuple(tagged("", language) for language in languages)

    def cut(term: Term) -> Term:
        return replace(term, forms=tuple(form for form in term.forms if form.startswith(marks)) or term.forms)

    return SearchQuery(tuple(tuple(map(cut, group)) for group in query.groups), tuple(map(cut, query.without)))


def _exact(term: Term) -> Term:
    return replace(term, forms=(), prefix=None) if term.phrase and (term.forms or term.prefix) else term


def _groups(match: re.Match[str], search: Search) -> list[tuple[Term, ...]]:
    """Return groups of terms for a word or phrase of `q`. A text matches if it has one term or more of each group."""
    fields: tuple[SearchField, ...] = ("headline",) if match["headline"] else search.fields or EVERYWHERE
    return [tuple(replace(term, fields=fields) for term in group) for group in _readings(match, search.mode)]


def _readings(match: re.Match[str], mode: SearchMode) -> list[tuple[Term, ...]]:
    if match["phrase"] is not None:
        return _phrase(split_words(match["phrase"]))
    words = split_words(match["word"])
    if match["word"].endswith("*"):
        return [(Term(prefix=folded(_main_part(parts))),) for parts in words]
    return [_alternatives(parts, mode) for parts in words]


def _phrase(words: Sequence[Sequence[str]]) -> list[tuple[Term, ...]]:
    """Return terms for a phrase: one with all its words, and one without the endings after apostrophes.

    `"Kars'ta kar"` gives `kars ta kar` and `kars kar`. The second term is needed because the index has names without
    their endings.
    """
    whole, cut = (tuple(map(folded, chain.from_iterable(parts))) for parts in (words, map(_without_ending, words)))
    return [tuple(Term(phrase=phrase) for phrase in dict.fromkeys((whole, cut)))] if whole else []


def _alternatives(parts: Sequence[str], mode: SearchMode) -> tuple[Term, ...]:
    """Return the terms of a word. A text matches the word if it matches at least one of them.

    A word with an apostrophe is a name with an ending (`Kars'ta`), or a word after an elided one (`l'été`).
    """
    if len(parts) == 1:
        return (_word(parts[0], mode),)
    whole = Term(phrase=tuple(map(folded, parts)))
    if len(parts[0]) < _MIN_HEAD:
        return whole, _word(_main_part(parts), mode)
    name = folded(parts[0])
    return whole, Term(
        forms=tuple(tagged(name, rules.language) for rules in stemmed_languages() if rules.cuts_suffixes)
    )


def _main_part(parts: Sequence[str]) -> str:
    """Return which part of a word with apostrophes is searched: the first (`Kars` of `Kars'ta`).

    If the first part has fewer than `_MIN_HEAD` letters, it is the longest part (`été` of `l'été`).
    """
    return parts[0] if len(parts[0]) >= _MIN_HEAD else max(parts, key=len)


def _without_ending(parts: Sequence[str]) -> Sequence[str]:
    return parts[:1] if len(parts[0]) >= _MIN_HEAD else parts


def _word(part: str, mode: SearchMode) -> Term:
    exact = folded(part)
    if mode == "exact":
        return Term(phrase=(exact,))
    return Term(phrase=(exact,), forms=_forms(part, exact), prefix=exact if len(part) >= MIN_PREFIX else None)


def _forms(part: str, exact: str) -> tuple[str, ...]:
    """Return the stem forms that are searched for a query word. A stem form is a language, `0` and a word: `tr0kar`.

    In each language that has stem forms, there is one of the word itself and one of its stem. The latter is left out if
    the stem has too few letters, or if the word is a known name.
    """
    is_name = exact in single_names()
    forms = {tagged(exact, rules.language) for rules in stemmed_languages()}
    for rules in stemmed_languages() if not is_name else ():
        stem = stemmed(part, rules.language, rules.stemmer) if rules.stemmer else exact
        if len(stem) >= SEARCH_WORDS_QUERY_STEM:
            forms.add(tagged(stem, rules.language))
    return tuple(sorted(forms))
