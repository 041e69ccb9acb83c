"""Re-extraction of stored pages: in all processes, in the order stored, each with its outcome."""

from collections.abc import Iterator
from uuid import UUID

import pytest
import zstandard
from sqlalchemy import Engine, select, update
from sqlmodel import col, func

from app.config import Settings
from app.errors import SettingsError
from app.extraction import extract
from app.services.extractor import Extractor
from app.services.ingest_page import store_article
from app.services.reextract import articles_to_extract, reextract_all
from app.store.raw_pages import Page, compressed
from app.store.session import writing
from app.store.tables import StoredPage
from app.store.writes import delete_article
from tests.builders.pages import harbour_page


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    extractor = Extractor(Settings(extraction_workers=2))
    yield extractor
    extractor.close()


def stored(engine: Engine, number: int) -> UUID:
    content, url = harbour_page(f"Harbour council meets again {number}"), f"https://www.portcourier.example/{number}"
    return store_article(engine, extract(content, url), page=Page(compressed(content), url)).article.id


def test_re_extraction_keeps_the_order_and_continues_after_a_bad_page(engine: Engine, extractor: Extractor) -> None:
    ids = [stored(engine, number) for number in range(12)]
    with writing(engine) as session:
        delete_article(session, ids[3])
        first = session.execute(select(func.min(col(StoredPage.article_key)))).scalar_one()
        broken = update(StoredPage).where(col(StoredPage.article_key) == first)
        session.execute(broken.values(content=zstandard.compress(b"no page any more")))
    found = dict(reextract_all(engine, extractor, ids))
    assert list(found) == ids
    assert "HTML" in found.pop(ids[0])
    assert "deleted" in found.pop(ids[3])
    assert set(found.values()) == {"unchanged"}


def test_re_extraction_reports_a_publisher_without_stored_pages(engine: Engine) -> None:
    ids = [stored(engine, number) for number in range(2)]
    assert articles_to_extract(engine) == articles_to_extract(engine, "portcourier.example") == ids
    with pytest.raises(SettingsError, match=r"elsewhere\.example"):
        articles_to_extract(engine, "elsewhere.example")
