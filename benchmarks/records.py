"""Print how many records the entities of the corpus have after all pages are posted; draw names to check by hand.

    CORPUS=… python -m benchmarks.records [--draw 100] [--seed 7] [--limit N] [--database FILE]

Countries, provinces and other places with an external id must have one record. The drawn persons are checked by hand:
each is printed with the records that may be the same person. So are drawn merges, that is names assigned to a record of
another name (by the article that gives both, by an external id, by the collection), with the sentences that use them.
All that the collection resolved are printed, too. Last, the time of a merge of a record with 100,000 mentions, and the
slowest read beside it. With `--database`, the posted pages are kept in a SQLite file: the next command with this file
posts and measures nothing, and draws at once.
"""

import argparse
import gzip
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, insert, select, text, update
from sqlmodel import col

from app.errors import ExtractionError
from app.extraction import extract
from app.services.curate import merge
from app.store.filters import ArticleFilter
from app.store.migrations import migrate
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.listing import ListRequest
from app.store.session import make_engine, reading, writing
from app.store.tables import Article, Entity, Mention
from app.store.writes import save_article
from benchmarks.record_samples import OUT, print_merges, print_persons
from tests.builders.drafts import article

LARGE, MERGES = 100_000, 200
USED = (
    "WITH used AS (SELECT DISTINCT n.folded AS folded, coalesce(r.head_key, n.entity_key) AS head FROM entity_name n"
    " LEFT JOIN entity_redirect r ON r.entity_key = n.entity_key WHERE n.name_count > 0) "
)
DOUBLED = USED + (
    "SELECT DISTINCT a.name, b.name, b.type FROM used u JOIN used v ON v.folded = u.folded AND v.head <> u.head"
    " JOIN entity a ON a.key = u.head JOIN entity b ON b.key = v.head"
    " WHERE a.external_ids_json <> '{}' AND b.type <> 'person' ORDER BY 1, 2"
)
RESOLVED = (
    "SELECT e.name, e.type, h.name, h.type FROM entity_redirect r JOIN entity e ON e.key = r.entity_key"
    " JOIN entity h ON h.key = r.head_key WHERE r.resolved_by = 'collection' ORDER BY e.id"
)


def pages(limit: int | None) -> Iterator[tuple[str | None, bytes]]:
    """Yield address and bytes of the pages of the corpus."""
    golds = sorted(Path(os.environ["CORPUS"]).glob("data/pages/*/gold.jsonl"))
    rows = [(gold, json.loads(line)) for gold in golds for line in gold.read_text("utf-8").splitlines()]
    for gold, row in rows[:limit]:
        yield row.get("url"), gzip.decompress((gold.parent / f"{row['id']}.html.gz").read_bytes())


def post(engine: Engine, limit: int | None) -> int:
    """Extract and store the pages; return the number of articles."""
    stored = 0
    for url, page in pages(limit):
        try:
            draft = extract(page, url)
        except ExtractionError:
            continue
        with writing(engine) as session:
            save_article(session, draft)
        stored += 1
    return stored


def rows(engine: Engine, statement: str) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.execute(text(statement)))


def print_records(engine: Engine, size: int, seed: int) -> None:
    """Print the names to check by hand, the number of places with several records, and what the collection resolved."""
    doubled, resolved = rows(engine, DOUBLED), rows(engine, RESOLVED)
    OUT.print(f"places with an external id that share a name with another record: {len(doubled)}")
    for name, other, kind in doubled:
        OUT.print(f"  {name}: {other} ({kind})")
    print_persons(engine, size, seed)
    print_merges(engine, MERGES, seed)
    OUT.print(f"\nnames that the collection resolved: {len(resolved)}")
    for name, kind, record, record_kind in resolved:
        OUT.print(f"  {name} ({kind}) -> {record} ({record_kind})")


def enlarge(engine: Engine, count: int) -> tuple[UUID, UUID]:
    """Store an article with two people and copies of it that name the first; return the ids of both."""
    body = "Ayşe Demir ve Fatma Kaya."
    articles, mentions = Article.__table__, Mention.__table__  # type: ignore[attr-defined]
    with writing(engine) as session:
        save_article(session, article(people=("Ayşe Demir", "Fatma Kaya"), paragraphs=(body,), said=(), places=()))
        one, other = session.execute(select(col(Entity.id), col(Entity.key)).order_by(col(Entity.name))).all()
        first = dict(session.execute(select(articles)).one()._mapping)
        named = dict(session.execute(select(mentions).where(mentions.c.entity_key == one.key)).one()._mapping)
        copies = range(first["key"] + 1, first["key"] + count)
        fresh = [{**first, "key": n, "id": uuid4(), "url": None, "seq": n + count} for n in copies]
        session.execute(insert(Article), fresh)
        session.execute(insert(Mention), [{**named, "article_key": n} for n in copies])
        counted = {"article_count": count, "own_articles": count}
        session.execute(update(Entity).where(col(Entity.key) == one.key).values(counted))
    return one.id, other.id


def print_merge(engine: Engine) -> None:
    """Print the time of a merge of a large record, and of the slowest read beside it."""
    large, small = enlarge(engine, LARGE)
    ended, slowest = Event(), [0.0]

    def read() -> None:
        while not ended.is_set():
            start = time.perf_counter()
            with reading(engine) as session:
                list_articles(session, ArticleQuery(ArticleFilter()), ListRequest("-published_at"))
            slowest[0] = max(slowest[0], time.perf_counter() - start)

    reader = Thread(target=read)
    reader.start()
    start = time.perf_counter()
    merge(engine, large, small)
    taken = time.perf_counter() - start
    ended.set()
    reader.join()
    OUT.print(f"\nmerge of a record with {LARGE:,} mentions: {taken:.2f} s; slowest read beside it: {slowest[0]:.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draw", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7, help="other seeds draw other names and merges")
    parser.add_argument("--limit", type=int)
    parser.add_argument(
        "--database", help="SQLite file to keep the posted pages in, and to read them from if it exists"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(given.database or Path(folder) / "corpus.db").resolve()
        is_posted = file.exists()
        migrate(f"sqlite:///{file}")
        engine = make_engine(f"sqlite:///{file}")
        if not is_posted:
            OUT.print(f"articles stored: {post(engine, given.limit)}")
        print_records(engine, given.draw, given.seed)
        if not is_posted:
            migrate(f"sqlite:///{folder}/large.db")
            print_merge(make_engine(f"sqlite:///{folder}/large.db"))


if __name__ == "__main__":
    main()
