"""`export`: articles, quotes and entities as files, resumed after it was stopped."""

import csv
import io
import json
from pathlib import Path

import pytest
from pyarrow import parquet
from sqlalchemy import Engine

from app.errors import FileRefused
from app.record_forms import Format, Table
from app.services.export import PAGE, Export, Selection
from app.services.record_columns import stored_columns
from app.services.record_files import record_file
from app.store.filters import EVERY_ARTICLE, ArticleFilter
from app.store.session import writing
from app.store.writes import save_article
from tests.builders.commands import GOLDEN, one_line, run, sqlite_url
from tests.builders.drafts import article

ARTICLES = 2 * PAGE + 50


def fill(engine: Engine, *numbers: int) -> None:
    with writing(engine) as session:
        for number in numbers:
            save_article(session, article(number))


def csv_rows(target: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(target.read_bytes().decode(), newline="")))


def export(
    engine: Engine, target: Path, table: Table = Table.articles, chosen: ArticleFilter = EVERY_ARTICLE
) -> Export:
    return Export(engine, Selection(table, chosen), target, {"database": "one"})


def finish(export: Export, form: Format = Format.ndjson, table: Table = Table.articles) -> list[int]:
    return list(export.run(lambda stream: record_file(form, stream, stored_columns(table))))


def stop_after_a_page(export: Export) -> None:
    next(iter(export.run(lambda stream: record_file(Format.ndjson, stream, {}))))


def ids(target: Path) -> list[str]:
    return [json.loads(line)["id"] for line in target.read_bytes().splitlines()]


@pytest.mark.postgresql
def test_an_export_that_was_stopped_and_resumed_gives_the_same_file(engine: Engine, tmp_path: Path) -> None:
    fill(engine, *range(ARTICLES))
    whole, resumed = tmp_path / "whole.ndjson", tmp_path / "resumed.ndjson"
    assert finish(export(engine, whole)) == [PAGE, 2 * PAGE, ARTICLES]
    stop_after_a_page(export(engine, resumed))
    assert not resumed.exists()
    journal = tmp_path / ".resumed.ndjson.part"
    with journal.open("ab") as stream:
        stream.write(b'{"id":"half a li')  # the machine stopped in the middle of a page
    fill(engine, ARTICLES)  # newer than the export
    again = export(engine, resumed)
    assert again.start == PAGE
    assert finish(again) == [2 * PAGE, ARTICLES]
    assert resumed.read_bytes() == whole.read_bytes()
    assert len(set(ids(whole))) == ARTICLES
    assert sorted(path.name for path in tmp_path.glob("*resumed*")) == ["resumed.ndjson"]


def test_an_export_stopped_before_its_last_step_repeats_only_that_step(engine: Engine, tmp_path: Path) -> None:
    fill(engine, 1)
    target = tmp_path / "a.csv"

    def fail(_stream: object) -> None:
        raise FileRefused("the disk is full")

    with pytest.raises(FileRefused):
        list(export(engine, target).run(fail))  # type: ignore[arg-type]
    fill(engine, 2)
    assert finish(export(engine, target), Format.csv) == []
    assert len(csv_rows(target)) == 1


def test_an_export_with_another_filter_starts_over(engine: Engine, tmp_path: Path) -> None:
    fill(engine, *range(PAGE + 1))
    target = tmp_path / "a.ndjson"
    stop_after_a_page(export(engine, target))
    other = export(engine, target, chosen=ArticleFilter(language=("de",)))
    assert other.start == 0
    assert finish(other) == [0]
    assert ids(target) == []


@pytest.mark.parametrize("table", list(Table))
def test_columns_of_every_exported_table_have_their_types(engine: Engine, tmp_path: Path, table: Table) -> None:
    fill(engine, 1, 2)
    lines, typed = tmp_path / "a.ndjson", tmp_path / "a.parquet"
    finish(export(engine, lines, table), Format.ndjson, table)
    finish(export(engine, typed, table), Format.parquet, table)
    rows = parquet.read_table(typed).to_pylist()
    assert rows
    assert [row["id"] for row in rows] == ids(lines)
    if table is Table.quotes:
        assert {(row["speaker"], row["text"], row["publisher"]) for row in rows} == {
            ("Demir", "Yol bitti", "ornek.com.tr")
        }
    if table is Table.statements:
        assert [(row["text"], row["speaker"], row["article_count"]) for row in rows] == [("Yol bitti", "Demir", 2)]
    if table is Table.entities:
        assert {(row["name"], row["article_count"]) for row in rows} == {("Demir", 2), ("Ankara", 2)}


@pytest.mark.parametrize("numbers", [(), (1, 2)])
def test_entities_are_exported_as_one_graph_of_linked_data(
    engine: Engine, tmp_path: Path, numbers: tuple[int, ...]
) -> None:
    fill(engine, *numbers)
    lines, linked = tmp_path / "a.ndjson", tmp_path / "a.jsonld"
    finish(export(engine, lines, Table.entities), Format.ndjson, Table.entities)
    finish(export(engine, linked, Table.entities), Format.jsonld, Table.entities)
    graph = json.loads(linked.read_bytes())
    assert graph["@context"] == "https://schema.org"
    assert [one["@id"] for one in graph["@graph"]] == [f"urn:uuid:{number}" for number in ids(lines)]


def test_the_export_command_writes_files_or_prints_lines(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    run("db", "upgrade", DATABASE_URL=url)
    run("import", str(GOLDEN / "en" / "harbour-bridge"), DATABASE_URL=url)
    done = run("export", "quotes", str(tmp_path / "quotes.csv"), DATABASE_URL=url)
    rows = csv_rows(tmp_path / "quotes.csv")
    assert f"{len(rows)} exported" in done.stderr
    assert {row["article_headline"] for row in rows} == {"Harbour bridge to close for nine weekends"}
    run("export", "entities", str(tmp_path / "entities.jsonld"), DATABASE_URL=url)
    assert json.loads((tmp_path / "entities.jsonld").read_bytes())["@graph"]
    assert one_line(run("export", "articles", str(tmp_path / "a.jsonld"), DATABASE_URL=url), "only for entities")
    printed = run("export", "articles", DATABASE_URL=url).stdout
    assert json.loads(printed)["quote_count"] == len(rows)
    nothing = run(
        "export", "articles", "--published-after", "2030-01-01T00:00:00Z", "--language", "en", DATABASE_URL=url
    )
    assert (nothing.returncode, nothing.stdout) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("articles", "a.xlsx"), ".parquet"),
        (("articles", "--published-after", "2030"), "--published-after"),
        (("articles", "--language", "klingon"), "--language"),
        (("nothing",), "TABLE"),
    ],
)
def test_the_error_of_an_export_names_the_unknown_table_or_format(
    arguments: tuple[str, ...], reason: str, tmp_path: Path
) -> None:
    done = run("export", *arguments, DATABASE_URL=sqlite_url(tmp_path))
    assert done.returncode == 2
    assert reason in done.stderr


def test_an_export_without_a_database_gives_a_one_line_error(tmp_path: Path) -> None:
    assert one_line(run("export", "articles", DATABASE_URL=sqlite_url(tmp_path)), "db upgrade")
