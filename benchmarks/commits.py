"""Measure what a batch can gain on this machine: plain rows in batches beside durable single commits.

    python -m benchmarks.commits [--articles N] [--folder DIR]

SQLite gets the rows from `sqlite3`, without SQLAlchemy and without any other work: of each article, its text with a
search index, five quotes and ten names. `--folder` chooses the disk.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

BATCH = 200  # articles of a batch
_WORDS, _QUOTES, _NAMES = 400, 5, 10  # of an article
_ALL_WORDS, _ALL_NAMES, _TIMES = 20_000, 5_000, 2**31
_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE article (key INTEGER PRIMARY KEY, at INTEGER, text TEXT);
CREATE INDEX article_by_time ON article (at, key);
CREATE TABLE quote (key INTEGER PRIMARY KEY, article INTEGER, speaker INTEGER, at INTEGER, text TEXT);
CREATE INDEX quote_by_article ON quote (article);
CREATE INDEX quote_by_speaker ON quote (speaker, at, key);
CREATE TABLE mention (name INTEGER, at INTEGER, article INTEGER, PRIMARY KEY (name, at, article)) WITHOUT ROWID;
CREATE VIRTUAL TABLE word USING fts5 (text, content = '');
"""


class Rows(NamedTuple):
    """The rows of an article, and of its quotes and names."""

    article: tuple[int, int, str]
    quotes: Sequence[tuple[int, int, int, int, str]]
    names: Sequence[tuple[int, int, int]]


def rows_of(key: int, words: Sequence[str]) -> Rows:
    """Return made-up rows of the article with this key. The same key always has the same rows."""
    chance = random.Random(key)
    at, text = chance.randrange(_TIMES), " ".join(chance.choices(words, k=_WORDS))
    said = (text[number * 100 : number * 100 + 120] for number in range(_QUOTES))
    quotes = [(key * _QUOTES + n, key, chance.randrange(_ALL_NAMES), at, part) for n, part in enumerate(said)]
    return Rows((key, at, text), quotes, [(name, at, key) for name in chance.sample(range(_ALL_NAMES), _NAMES)])


def seconds(file: Path, articles: Sequence[Rows], batch: int) -> float:
    """Return the seconds by the clock to store an article, with a durable commit for each `batch` of articles."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.executescript(_SCHEMA)
        begun = time.perf_counter()
        for start in range(0, len(articles), batch):
            connection.execute("BEGIN IMMEDIATE")
            _insert(connection, articles[start : start + batch])
            connection.execute("COMMIT")
        return (time.perf_counter() - begun) / len(articles)


def _insert(connection: sqlite3.Connection, articles: Sequence[Rows]) -> None:
    connection.executemany("INSERT INTO article VALUES (?, ?, ?)", [one.article for one in articles])
    connection.executemany("INSERT INTO quote VALUES (?, ?, ?, ?, ?)", [row for one in articles for row in one.quotes])
    connection.executemany("INSERT INTO mention VALUES (?, ?, ?)", [row for one in articles for row in one.names])
    words = [(one.article[0], one.article[2]) for one in articles]
    connection.executemany("INSERT INTO word (rowid, text) VALUES (?, ?)", words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--folder", type=Path, help="folder of the databases; by default one for temporary files")
    given, chance = parser.parse_args(), random.Random(0)
    words = ["".join(chance.choices("abcdefghijklmnoprstuvyz", k=chance.randint(2, 9))) for _ in range(_ALL_WORDS)]
    articles = [rows_of(key, words) for key in range(given.articles)]
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        single, batched = (seconds(Path(folder) / f"{batch}.db", articles, batch) for batch in (1, BATCH))
    sys.stdout.write(f"{single * 1000:.2f} ms an article in a commit of its own, {batched * 1000:.2f} ms in a batch\n")
    sys.stdout.write(f"{single / batched:.1f} × durable single commits: plain rows in batches of {BATCH}\n")


if __name__ == "__main__":
    main()
