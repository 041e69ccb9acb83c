"""The Python client against a real server: lists, posts, changes over a server that is killed, and a Scrapy crawl."""

import asyncio
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_type_hints
from uuid import UUID

import pytest
from manset_client import AsyncManset, Manset, Page, Problem, records, spans_of
from sqlalchemy import insert, update

from app.store.session import make_engine, writing
from app.store.tables import Change, Counter
from tests.builders.cookbook import posts
from tests.builders.servers import ROOT, free_port, serving, started

PACKAGE = ROOT / "clients" / "python"
CHANGES = int(os.environ.get("FOLLOWED_CHANGES", "3000"))
SEED = "https://www.trthaber.com/haber/dunya/rusya-gorusme-iddialarini-yalanladi-797123.html"


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the pages of the cookbook, sent by the client."""
    with serving(f"sqlite:///{tmp_path_factory.mktemp('client') / 'news.db'}") as address, Manset(address) as client:
        sent = list(client.send([*(Page(html, url) for url, html in posts()), Page("no page", "https://a.example/")]))
        assert [one.status for one in sent] == [201] * 6 + [200, 422]
        assert sent[-1].problem
        assert sent[-1].problem.slug == "not-html"
        yield address


def test_the_python_client_reads_articles_lists_and_changes(base_url: str) -> None:
    with Manset(base_url) as client:
        cards = list(client.articles(limit=2))
        assert len({card["id"] for card in cards}) == len(cards) == 6
        assert [change["seq"] for change in client.changes(limit=3)] == list(range(1, 8))
        quotes = list(client.quotes(speaker="Chang Ho-jin"))
        (entity,) = client.entities(name_prefix="kim", type="person")
        assert ({quote["text"] for quote in quotes}, entity["name"]) == ({"derhal"}, "Kim Jong-un")
        article = client.article(quotes[0]["article_id"])
        spans = spans_of(article)
        assert {span.of for span in spans} == {"quote", "speaker", "cue", "entity"}
        assert all(article[span.field][span.start : span.end] == span.text for span in spans if article[span.field])


def test_the_sync_and_the_async_client_give_the_same_results(base_url: str) -> None:
    async def read() -> list[Any]:
        async with AsyncManset(base_url) as client:
            cards = [card async for card in client.articles(limit=4, language="tr")]
            changes = [change async for change in client.changes()]
            article = await client.article(cards[0]["id"])
            preview = await client.extract(Page(next(posts())[1], SEED))
            posted = await client.post_page(Page(next(posts())[1], SEED))
            sent = [one.status async for one in client.send([Page(html, url) for url, html in posts()][:2])]
        return [cards, changes, article, preview, posted["outcome"], sent]

    with Manset(base_url) as client:
        cards = list(client.articles(limit=4, language="tr"))
        page = Page(next(posts())[1], SEED)
        expected = [cards, list(client.changes()), client.article(cards[0]["id"]), client.extract(page)]
        assert asyncio.run(read()) == [*expected, client.post_page(page)["outcome"], [200, 200]]


def test_a_refused_request_raises_an_error_with_status_and_problem_type(base_url: str) -> None:
    with Manset(base_url) as client:
        with pytest.raises(Problem) as caught:
            list(client.articles(langauge="tr"))
        assert (caught.value.status, caught.value.slug) == (422, "validation-error")
        with pytest.raises(Problem, match="422"):
            next(client.follow(limit=1))


def fill(database_url: str, number: int) -> None:
    """Write changes without their articles: following changes needs nothing else."""
    article, engine = UUID(int=1), make_engine(database_url)
    at = datetime(2024, 1, 1, tzinfo=UTC)
    fixed = {"type": "article.created", "article_id": article, "revision": 1, "publisher": None, "at": at}
    with writing(engine) as session:
        session.execute(insert(Change), [{"seq": seq, **fixed} for seq in range(1, number + 1)])
        session.execute(update(Counter).where(Counter.name == "seq").values(value=number))  # type: ignore[arg-type]
    engine.dispose()


@pytest.mark.parametrize(("is_async", "times"), [(False, 3), (True, 1)])
def test_the_client_continues_to_follow_changes_after_the_server_was_killed(
    is_async: bool, times: int, tmp_path: Path, sqlite_template: Path
) -> None:
    database = tmp_path / "news.db"
    database.write_bytes(sqlite_template.read_bytes())
    fill(url := f"sqlite:///{database}", CHANGES)
    port = str(free_port())
    base_url, seen = f"http://127.0.0.1:{port}", list[int]()
    kills = [CHANGES * (n + 1) // (times + 1) for n in range(times)]
    servers = started(url, PORT=port)
    server = servers.__enter__()[1]

    def take(seq: int) -> bool:
        """Note a change; kill the server at some of them, and start another one. Return whether it was the last."""
        nonlocal servers, server
        seen.append(seq)
        if kills and seq == kills[0]:
            kills.pop(0)
            server.kill()
            servers.__exit__(None, None, None)
            servers = started(url, PORT=port)
            server = servers.__enter__()[1]
        return seq == CHANGES

    async def follow() -> None:
        async with AsyncManset(base_url) as client:
            async for change in client.follow():
                if take(change["seq"]):
                    return

    try:
        if is_async:
            asyncio.run(follow())
        else:
            with Manset(base_url) as client:
                any(take(change["seq"]) for change in client.follow())
    finally:
        server.kill()
        with suppress(AssertionError):
            servers.__exit__(None, None, None)
    assert seen == list(range(1, CHANGES + 1))
    assert not kills


def test_every_member_of_a_type_of_the_python_client_exists_in_openapi() -> None:
    schemas = json.loads((ROOT / "tests" / "api" / "openapi.json").read_bytes())["components"]["schemas"]
    names = {"Article": "ArticleRead", "Card": "ArticleItem", "Quote": "QuoteRead", "CountedEntity": "EntityRead"}
    names |= {"Change": "ChangeItem", "IngestResult": "IngestResult", "Mention": "Mention", "Speaker": "Speaker"}
    for name, schema in names.items():
        members = set(get_type_hints(getattr(records, name)))
        assert members <= set(schemas[schema]["properties"]), name


def test_the_client_passes_mypy_and_its_wheel_has_all_modules(tmp_path: Path) -> None:
    run = {"cwd": PACKAGE, "capture_output": True, "text": True, "check": False}
    checked = subprocess.run([sys.executable, "-m", "mypy", "--config-file", "pyproject.toml"], **run)  # type: ignore[call-overload]
    assert checked.returncode == 0, checked.stdout
    built = subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], **run)  # type: ignore[call-overload]
    assert built.returncode == 0, built.stderr
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    sources = {f"manset_client/{path.name}" for path in (PACKAGE / "src" / "manset_client").glob("*.py*")}
    assert {*sources, "manset_client/py.typed"} <= set(names)


SPIDER = """
import pathlib, sys
import scrapy

class Spider(scrapy.Spider):
    name = "local"
    custom_settings = {
        "ITEM_PIPELINES": {"scrapy_pipeline.MansetPipeline": 300},
        "MANSET_URL": sys.argv[1],
        "TELNETCONSOLE_ENABLED": False,
    }
    start_urls = [path.as_uri() for path in sorted(pathlib.Path(sys.argv[2]).glob("*.html"))]

    def parse(self, response):
        yield {"html": response.body, "url": "https://www.crawled.example/" + response.url.rsplit("/", 1)[1]}

from scrapy.crawler import CrawlerProcess
process = CrawlerProcess({"LOG_LEVEL": "ERROR"})
process.crawl(Spider)
process.start()
"""


def test_a_scrapy_crawl_posts_its_pages_through_the_client(base_url: str, tmp_path: Path) -> None:
    for number, (_, page) in enumerate(posts()):
        (tmp_path / f"{number}.html").write_bytes(page)
    paths = os.pathsep.join([str(PACKAGE / "examples"), str(PACKAGE / "src")])
    command = [sys.executable, "-c", SPIDER, base_url, str(tmp_path)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    example = (PACKAGE / "examples" / "scrapy_pipeline.py").read_text("utf-8")
    assert len([line for line in example.splitlines() if line.strip()]) <= 15
    with Manset(base_url) as client:
        stored = {card["url"] for card in client.articles() if (card["url"] or "").startswith("https://www.crawled.")}
    assert stored == {f"https://www.crawled.example/{number}.html" for number in range(7)}
