"""Search: one reading of `q`, and its meaning on SQLite (FTS5) and on PostgreSQL (tsvector).

`q` is never a syntax error: what is not understood is a word, and what holds no word finds nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, Select, and_, cast, column, func, not_, or_, select, table, text

from app.text.search import folded, query_parts, query_stems

MAX_TERMS = 32
MIN_PREFIX = 5  # letters from which a word also finds longer ones
CANDIDATES = 1_000  # newest matches that are ranked
_TOKEN = re.compile(r'(?P<minus>-)?(?P<headline>headline:)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Term:
    """One word or phrase; `forms` are alternatives of the stemmed index, `prefix` of the words as met."""

    forms: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    prefix: str | None = None
    headline: bool = False


@dataclass(frozen=True)
class SearchQuery:
    """All groups must match, one term of each is enough; no term of `without` may match."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...]


def parse_query(q: str) -> SearchQuery | None:
    """Read `q`; None when it holds no positive word."""
    groups: list[list[Term]] = []
    without: list[Term] = []
    alternative = False
    for match in list(_TOKEN.finditer(q.replace("\x00", " ")))[:MAX_TERMS]:
        if match["word"] == "OR" and not match["minus"]:
            alternative = bool(groups)
            continue
        terms = _terms(match)
        if match["minus"]:
            without += terms
        elif alternative and terms:
            groups[-1] += terms
        else:
            groups += [[term] for term in terms]
        alternative = alternative and not terms
    return SearchQuery(tuple(map(tuple, groups)), tuple(without)) if groups else None


def _terms(match: re.Match[str]) -> list[Term]:
    headline = bool(match["headline"])
    if match["phrase"] is not None:
        words = tuple(folded(part) for word in match["phrase"].split() for part in query_parts(word))
        return [Term(phrase=words, headline=headline)] if words else []
    word = match["word"]
    parts = query_parts(word)
    if word.endswith("*"):
        return [Term(prefix=folded(part), headline=headline) for part in parts]
    if "'" in word or "\u2019" in word or "\u02bc" in word:
        return (
            [Term(forms=tuple(form for part in parts for form in query_stems(part)), headline=headline)]
            if parts
            else []
        )
    return [_word(part, headline) for part in parts]


def _word(part: str, headline: bool) -> Term:
    return Term(tuple(query_stems(part)), prefix=folded(part) if len(part) >= MIN_PREFIX else None, headline=headline)


def matching_keys(query: SearchQuery, name: str, dialect: str, ranked: bool = False) -> Select[tuple[int, ...]]:
    """Keys of the rows of `<name>_search` that match; with `ranked` also a `score`, of the newest candidates."""
    return (_sqlite if dialect == "sqlite" else _postgresql)(query, name, ranked)


# ---------- SQLite ----------
def _sqlite(query: SearchQuery, name: str, ranked: bool) -> Select[tuple[int, ...]]:
    index = table(f"{name}_fts", column("rowid", Integer), column("rank"))
    has_headline = name == "article"
    wanted = " AND ".join(f"({' OR '.join(_fts(t, has_headline) for t in group)})" for group in query.groups)
    unwanted = " OR ".join(_fts(t, has_headline) for t in query.without)
    match = f"({wanted}) NOT ({unwanted})" if unwanted else wanted
    condition = text(f"{name}_fts MATCH :{name}_match").bindparams(**{f"{name}_match": match})
    if not ranked:
        return select(index.c.rowid).where(condition)
    newest = (
        select(index.c.rowid, index.c.rank).where(condition).order_by(index.c.rowid.desc()).limit(CANDIDATES).subquery()
    )
    return select(newest.c.rowid.label("found"), cast(newest.c.rank * -1_000_000, Integer).label("score"))


def _fts(term: Term, has_headline: bool) -> str:
    """The term in FTS5's language; every word is letters and digits, so nothing needs escaping but the quotes."""
    exact = "headline_exact" if term.headline else ("headline_exact text_exact" if has_headline else "text_exact")
    stem = exact.replace("exact", "stem")
    parts = []
    if term.forms:
        parts.append(f"{{{stem}}} : ({' OR '.join(_quoted(form) for form in term.forms)})")
    if term.phrase:
        parts.append(f"{{{exact}}} : {_quoted(' '.join(term.phrase))}")
    if term.prefix:
        parts.append(f"{{{exact}}} : {_quoted(term.prefix)} *")
    return f"({' OR '.join(parts)})"


def _quoted(words: str) -> str:
    return f'"{words}"'


# ---------- PostgreSQL ----------
def _postgresql(query: SearchQuery, name: str, ranked: bool) -> Select[tuple[int, ...]]:
    rows = table(f"{name}_search", column(f"{name}_key", Integer), column("exact_vector"), column("stem_vector"))
    condition = and_(
        *(or_(*(_vector(rows.c, term) for term in group)) for group in query.groups),
        *(not_(_vector(rows.c, term)) for term in query.without),
    )
    key = rows.c[f"{name}_key"]
    if not ranked:
        return select(key).where(condition)
    newest = (
        select(key.label("found"), rows.c.stem_vector)
        .where(condition)
        .order_by(key.desc())
        .limit(CANDIDATES)
        .subquery()
    )
    words = [
        form
        for group in query.groups
        for term in group
        for form in (*term.forms, *term.phrase, *filter(None, [term.prefix]))
    ]
    rank = func.ts_rank(newest.c.stem_vector, _tsquery(" | ".join(_lexeme(word) for word in words)))
    return select(newest.c.found, cast(rank * 1_000_000, Integer).label("score"))


def _vector(columns: object, term: Term) -> ColumnElement[bool]:
    weight = "A" if term.headline else ""
    parts = []
    if term.forms:
        parts.append(_match(columns, "stem_vector", _alternatives(term.forms, weight)))
    if term.phrase:
        parts.append(_match(columns, "exact_vector", " <-> ".join(_lexeme(word, weight) for word in term.phrase)))
    if term.prefix:
        parts.append(_match(columns, "exact_vector", _lexeme(term.prefix, f"*{weight}")))
    return or_(*parts)


def _match(columns: object, name: str, query: str) -> ColumnElement[bool]:
    vector: ColumnElement[str] = getattr(columns, name)
    return vector.bool_op("@@")(_tsquery(query))


def _tsquery(query: str) -> ColumnElement[str]:
    return func.to_tsquery("simple", query)


def _alternatives(words: Sequence[str], weight: str) -> str:
    return " | ".join(_lexeme(word, weight) for word in words)


def _lexeme(word: str, flags: str = "") -> str:
    return f"'{word}'" + (f":{flags}" if flags else "")
