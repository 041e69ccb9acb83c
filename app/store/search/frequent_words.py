"""Search frequent words as whole words: `Ankara` then does not match `Ankaragücü`.

Other words also match longer words that begin with them. Databases collect all these matches before they return the
first one, so for a frequent word a search would take longer in a larger collection.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache, partial
from typing import NamedTuple

from sqlalchemy import String, bindparam, literal, select
from sqlmodel import Session, col

from app.store.prepared import Prepared, Run, on
from app.store.search import postgresql, sqlite
from app.store.search.query import (
    EVERYWHERE,
    Search,
    SearchField,
    SearchQuery,
    Term,
    in_languages,
    parse_query,
    restricted_to,
)
from app.store.tables import Label

FREQUENT = 1_000  # a word is frequent if at least this many articles or quotes contain it or one of its forms
# The fields that together have all words of a row. The frequency of a word is counted in all of them, even if only some
# are searched: the index of PostgreSQL does not say in which field a word stands.
_WHOLE: dict[str, tuple[SearchField, ...]] = {"article": EVERYWHERE, "quote": ("body",)}
_INFO = "sought"  # key in `Session.info` under which parsed searches are cached
_LANGUAGES = Prepared(select(col(Label.value)).where(col(Label.kind) == "language", col(Label.article_count) > 0))


class Sought(NamedTuple):
    """A query prepared for the search: a frequent word in it matches only itself and words with the same stem."""

    query: SearchQuery
    whole_words: tuple[str, ...]  # the frequent words of the query, folded
    is_rare: bool = False  # whether fewer than FREQUENT articles or quotes match; found out on PostgreSQL only

    @property
    def is_fast(self) -> bool:
        """Whether SQLite finds the newest matches without reading many other rows.

        It does if `q` has one word or phrase (or several joined by `OR`), no prefix and no excluded word.
        """
        return (
            len(self.query.groups) == 1 and not self.query.without and not any(t.prefix for t in self.query.groups[0])
        )


def sought_query(session: Session, search: Search, name: str = "article") -> SearchQuery | None:
    """Parse a search; return None if it has no words. The result is cached in the session.

    `name`: what is searched, `article` or `quote`. A frequent word matches itself and words with the same stem, but no
    other longer words. The function `whole_words` lists the frequent words.
    """
    known = _parsed(session)
    if (search, name) not in known:
        run = on(session.connection())
        if session.get_bind().dialect.name == "sqlite":
            known[search, name] = _sought(run, search, name, partial(_is_frequent, run))
        else:
            postgresql.prepare(session.connection())
            found = _sought(run, search, name, partial(_is_frequent_on_postgresql, session))
            known[search, name] = found and _with_rarity(session, name, found)
    found = known[search, name]
    return found and found.query


def is_rare(session: Session, search: Search, name: str = "article") -> bool:
    """Return whether few articles or quotes match a search that `sought_query` has parsed in this session.

    On SQLite, it is always False.
    """
    found = _parsed(session).get((search, name))
    return found is not None and found.is_rare


def sought_on_sqlite(run: Run, search: Search) -> Sought | None:
    """Parse a search of articles as `sought_query` does, but without a session: `run` runs SQL on SQLite."""
    return _sought(run, search, "article", partial(_is_frequent, run))


def whole_words(session: Session) -> list[str]:
    """Return the frequent words of this session's searches: they were searched as whole words only."""
    known = _parsed(session).values()
    return list(dict.fromkeys(word for found in known if found for word in found.whole_words))


def _parsed(session: Session) -> dict[tuple[Search, str], Sought | None]:
    """Return the searches that were parsed in this session, each with what it searches: `article` or `quote`."""
    found: dict[tuple[Search, str], Sought | None] = session.info.setdefault(_INFO, {})
    return found


def _sought(run: Run, search: Search, name: str, is_frequent: Callable[[str, Term], bool]) -> Sought | None:
    query = parse_query(search)
    if query is None:
        return None
    if name == "quote":
        query = restricted_to(query, "body")
    query = in_languages(query, {row[0] for row in run(_LANGUAGES)[0]})
    whole: dict[Term, str] = {}
    for term in {*query.without, *(term for group in query.groups for term in group)}:
        if term.prefix and term.forms and is_frequent(name, replace(term, prefix=None, fields=_WHOLE[name])):
            whole[term] = term.prefix
    return Sought(_without_prefixes(query, whole), tuple(sorted(set(whole.values()))))


def _without_prefixes(query: SearchQuery, terms: Collection[Term]) -> SearchQuery:
    """Return the query with the prefixes of `terms` removed: these terms then match only whole words."""

    def cut(term: Term) -> Term:
        return replace(term, prefix=None) if term in terms else term

    return SearchQuery(tuple(tuple(map(cut, group)) for group in query.groups), tuple(map(cut, query.without)))


def _is_frequent(run: Run, name: str, term: Term) -> bool:
    # all columns of a row together have the same words as these fields; FTS5 finds words faster if it tests no columns
    anywhere = replace(term, fields=())
    # most frequent words are frequent even without their forms, and FTS5 finds one word faster than several
    matches = (sqlite.match_of(SearchQuery(((one,),))) for one in (replace(anywhere, forms=()), anywhere))
    return any(run(_frequent(name, FREQUENT), match=match)[0] for match in matches)


@cache
def _frequent(name: str, count: int) -> Prepared:
    """Return the SQL that selects one row if at least `count` rows of SQLite's index match.

    Its parameter `match` is the query of FTS5.
    """
    index, match = sqlite.index_of(name), bindparam("match", type_=String())
    return Prepared(select(index.c.rowid).where(sqlite.matches(name, match)).offset(count - 1).limit(1))


def _is_frequent_on_postgresql(session: Session, name: str, term: Term) -> bool:
    return _has_many(session, name, SearchQuery(((term,),)))


def _with_rarity(session: Session, name: str, found: Sought) -> Sought:
    """Find out whether few rows match: PostgreSQL's own estimates are often wrong by orders of magnitude."""
    has_many = (found.whole_words and len(found.query.groups) == 1) or _has_many(session, name, found.query)
    return found._replace(is_rare=not has_many)


def _has_many(session: Session, name: str, query: SearchQuery) -> bool:
    """Return whether at least FREQUENT rows of PostgreSQL's index match."""
    rows = postgresql.index_of(name)
    matching = select(literal(1)).select_from(rows).where(postgresql.condition(query, rows))
    return session.execute(matching.offset(FREQUENT - 1).limit(1)).first() is not None
