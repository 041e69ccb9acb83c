"""Bands are found again without an index of their own: those of the stored sketch, and of the head of a statement."""

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from app.store.bands import Bands, add_bands
from app.store.migrations import migrate
from app.store.session import make_engine, reading, writing
from app.store.writes import delete_article, save_article
from tests.builders.drafts import article


@pytest.fixture
def filled(database_url: str) -> Engine:
    engine = make_engine(database_url)
    with writing(engine) as session:
        for number in range(3):
            save_article(session, article(number))
    return engine


def bands(session: Session) -> list[tuple[object, ...]]:
    every = " UNION ALL ".join(f"SELECT '{of}', band, {of}_key FROM {of}_band" for of in ("article", "statement"))
    return sorted(tuple(row) for row in session.execute(text(every)))


def test_bands_of_an_article_are_removed_when_it_is_revised_or_deleted(filled: Engine) -> None:
    with writing(filled) as session:
        words = "Yol açıldı ve herkes evine döndü"
        revised = article(0, paragraphs=[f'Bugün her şey değişti. Demir, "{words}" dedi.'], said=[(words, "Demir")])
        ids = [save_article(session, article(number)).article_id for number in range(1, 3)]
        ids.append(save_article(session, revised).article_id)
        found = bands(session)
        for one in ids:
            delete_article(session, one)
        assert found
        assert bands(session) == []
    filled.dispose()


def test_storing_a_band_that_is_already_stored_is_not_an_error(filled: Engine) -> None:
    with writing(filled) as session:
        kept = bands(session)
        add_bands(session, "article", [(int(str(band)), int(str(key))) for of, band, key in kept if of == "article"])
        assert bands(session) == kept
    filled.dispose()


def test_of_a_band_only_the_newest_keys_are_stored_in_whatever_order_they_are_added(filled: Engine) -> None:
    """Keys 1 and 2 are stored; 9, 3 and 0 are added, of which 0 is too old at once."""
    band = 2**31 - 7
    with writing(filled) as session:
        add_bands(session, "article", [(band, 1), (band, 2)])
        of_band = Bands("article", 3)
        of_band.read(session, [band])
        for key in (9, 3, 0):
            of_band.add([band], key)
        assert sorted(of_band.likeliest([band], 9)) == [2, 3, 9]
        of_band.write(session)
        stored = session.execute(text(f"SELECT article_key FROM article_band WHERE band = {band}")).scalars()
        assert sorted(stored) == [2, 3, 9]
    filled.dispose()


def test_a_band_that_fewer_articles_have_counts_more() -> None:
    of_band = Bands("article", 3)
    of_band.add([1, 2], 10)
    of_band.add([1, 3, 4], 11)
    of_band.add([1], 12)
    assert of_band.likeliest([1, 2], 2) == [10, 12]
    assert of_band.likeliest([1, 2, 3, 4], 1) == [11]
    assert of_band.likeliest([5], 1) == []


def test_a_migration_deletes_the_older_articles_of_a_frequent_band(filled: Engine, database_url: str) -> None:
    frequent, rare = 2**31 - 7, 2**31 - 8
    migrate(database_url, "0024")
    with writing(filled) as session:
        add_bands(session, "article", [(frequent, key) for key in range(1, 61)] + [(rare, key) for key in range(1, 51)])
        others = [one for one in bands(session) if one[1] not in (frequent, rare)]
    migrate(database_url)
    with reading(filled) as session:
        kept = bands(session)
        assert [key for of, band, key in kept if (of, band) == ("article", frequent)] == list(range(11, 61))
        assert [key for of, band, key in kept if (of, band) == ("article", rare)] == list(range(1, 51))
        assert [one for one in kept if one[1] not in (frequent, rare)] == others
    filled.dispose()


def test_migrating_down_and_up_again_changes_no_band(filled: Engine, database_url: str) -> None:
    with reading(filled) as session:
        before = bands(session)
    migrate(database_url, "0022")
    migrate(database_url)
    with reading(filled) as session:
        assert bands(session) == before
    filled.dispose()
