"""Write and delete bands: hashes by which similar articles and statements are looked up.

The tables have no index by article or statement. To delete bands, the caller therefore computes them again, from the
sketch of the article or the words of the statement. If a later version computes other bands, old rows may stay. They do
no harm: an article or statement found by its bands is compared again.
"""

from collections.abc import Iterable
from typing import Literal

from sqlalchemy import BigInteger, text
from sqlmodel import Session

from app.store.prepared import Prepared, run_many, typed

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


def add_bands(session: Session, owner: Owner, bands: Iterable[tuple[int, int]]) -> None:
    """Add the pairs (key of an article or statement, band)."""
    run_many(session, _ADDED[owner], _rows(bands))


def delete_bands(session: Session, owner: Owner, bands: Iterable[tuple[int, int]]) -> None:
    """Delete the pairs (key of an article or statement, band)."""
    run_many(session, _DELETED[owner], _rows(bands))


def _rows(bands: Iterable[tuple[int, int]]) -> list[dict[str, int]]:
    return [{"band": band, "key": key} for band, key in bands]
