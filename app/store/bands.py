"""Write and delete bands: hashes by which similar articles and statements are looked up.

The tables have no index by article or statement. To delete bands, the caller therefore computes them again, from the
sketch of the article or the words of the statement. If a later version computes other bands, old rows may stay. They do
no harm: an article or statement found by its bands is compared again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal

from sqlalchemy import BigInteger, bindparam, select, text
from sqlmodel import Session

from app.store.prepared import Prepared, rows_of, run_many, typed
from app.store.statement_tables import StatementBand
from app.store.tables import ArticleBand

Owner = Literal["article", "statement"]
_OWNERS: tuple[Owner, ...] = ("article", "statement")
_ADDED = {
    owner: Prepared(
        typed(
            f"INSERT INTO {owner}_band (band, {owner}_key) VALUES (:band, :key) ON CONFLICT DO NOTHING",
            band=BigInteger(),
            key=BigInteger(),
        )
    )
    for owner in _OWNERS
}
_DELETED = {
    owner: Prepared(text(f"DELETE FROM {owner}_band WHERE band = :band AND {owner}_key = :key")) for owner in _OWNERS
}
_TABLES: dict[Owner, Any] = {"article": ArticleBand, "statement": StatementBand}
_READ = {
    owner: Prepared(
        select(table.band, getattr(table, f"{owner}_key")).where(table.band.in_(bindparam("bands", expanding=True)))
    )
    for owner, table in _TABLES.items()
}


class Bands:
    """Bands, each with the keys of the articles or statements that have it: those that are stored, and new ones.

    Of each band, only the newest `most` keys are kept, because a band that many texts have comes from text that a site
    repeats, or from a common phrase.
    """

    def __init__(self, owner: Owner, most: int) -> None:
        self._owner, self._most = owner, most
        self._keys: dict[int, list[int]] = defaultdict(list)
        self._added: dict[tuple[int, int], None] = {}  # new pairs (band, key), in order
        self._dropped: list[tuple[int, int]] = []  # stored pairs to delete

    def read(self, session: Session, bands: Collection[int]) -> None:
        """Read the stored keys of these bands."""
        for band, key in rows_of(session, _READ[self._owner], bands=sorted(bands)) if bands else ():
            self._keys[band].append(key)

    def likeliest(self, bands: Iterable[int], most: int) -> list[int]:
        """Return the `most` keys that share most of these bands. A band counts more if fewer keys have it."""
        shared: dict[int, float] = defaultdict(float)
        for keys in filter(None, map(self._keys.get, bands)):
            share = 1 / len(keys)
            for key in keys:
                shared[key] += share
        return sorted(shared, key=lambda key: (-shared[key], -key))[:most]

    def add(self, bands: Iterable[int], key: int) -> None:
        """Add a new article or statement. `key` may be preliminary, see `write`."""
        for band in bands:
            keys = self._keys[band]
            keys.append(key)
            self._added[band, key] = None
            if len(keys) > self._most:
                self._drop(band, min(keys))

    def write(self, session: Session, final: Mapping[int, int] | None = None) -> None:
        """Store the new pairs, and delete those that were dropped. `final`: preliminary key -> key of the row."""
        found = final or {}
        add_bands(session, self._owner, [(band, found.get(key, key)) for band, key in self._added])
        delete_bands(session, self._owner, self._dropped)

    def _drop(self, band: int, key: int) -> None:
        self._keys[band].remove(key)
        if (band, key) in self._added:
            del self._added[band, key]
        else:
            self._dropped.append((band, key))


def add_bands(session: Session, owner: Owner, bands: Iterable[tuple[int, int]]) -> None:
    """Add the pairs (key of an article or statement, band)."""
    run_many(session, _ADDED[owner], _rows(bands))


def delete_bands(session: Session, owner: Owner, bands: Iterable[tuple[int, int]]) -> None:
    """Delete the pairs (key of an article or statement, band)."""
    run_many(session, _DELETED[owner], _rows(bands))


def _rows(bands: Iterable[tuple[int, int]]) -> list[dict[str, int]]:
    return [{"band": band, "key": key} for band, key in bands]
