"""Bands are found again without an index of their own: those of the stored sketch, and of the head of a statement."""

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from app.store.bands import add_bands
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


def test_migrating_down_and_up_again_changes_no_band(filled: Engine, database_url: str) -> None:
    with reading(filled) as session:
        before = bands(session)
    migrate(database_url, "0022")
    migrate(database_url)
    with reading(filled) as session:
        assert bands(session) == before
    filled.dispose()
