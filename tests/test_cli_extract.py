"""`extract`: one page in every format, and many pages by several processes."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from pyarrow import parquet

from tests.builders.commands import GOLDEN, run, run_in
from tests.builders.servers import ROOT

PAGES = ("en/harbour-bridge", "de/nahverkehr", "tr/ntv-feribot")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pages, and a file that is not a page."""
    folder = tmp_path_factory.mktemp("pages")
    for case in PAGES:
        (folder / case).parent.mkdir(exist_ok=True)
        shutil.copy(GOLDEN / case / "page.html", folder / f"{case}.html")
    (folder / "broken.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return folder


def expected(case: str) -> str:
    headline: str = json.loads((GOLDEN / case / "expected.json").read_text("utf-8"))["headline"]
    return headline


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_extracting_a_folder_prints_one_line_per_page_sorted_by_file_name(folder: Path) -> None:
    done = run("extract", str(folder), "-j", "2")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    names = sorted(f"{case}.html" for case in PAGES)
    assert [record["source"] for record in records] == names
    assert [record["headline"] for record in records] == [expected(name.removesuffix(".html")) for name in names]
    assert done.returncode == 1
    assert "3 extracted; 1 failed" in done.stderr
    assert "broken.html: " in done.stderr


def test_every_output_format_of_an_extraction_has_the_same_articles(folder: Path, tmp_path: Path) -> None:
    formats = {name: tmp_path / f"pages.{name}" for name in ("json", "ndjson", "csv", "parquet", "md")}
    for path in formats.values():
        assert run("extract", str(folder), "--output", str(path)).stdout == ""
    records = json.loads(formats["json"].read_bytes())
    assert [json.loads(line) for line in formats["ndjson"].read_bytes().splitlines()] == records
    rows = csv_rows(formats["csv"].read_bytes().decode())
    typed = parquet.read_table(formats["parquet"]).to_pylist()
    for record, row, typed_row in zip(records, rows, typed, strict=True):
        assert row["body"] == typed_row["body"] == record["body"]
        assert int(row["word_count"]) == typed_row["word_count"] == record["word_count"]
        assert typed_row["authors"] == [author["name"] for author in record["authors"]]
        assert row["authors"] == "; ".join(typed_row["authors"])
        assert typed_row["published_at"].isoformat().replace("+00:00", "Z") == record["published_at"]
        assert f"# {record['headline']}" in formats["md"].read_text("utf-8")


@pytest.mark.parametrize("table", ["quotes", "entities"])
def test_each_row_of_a_quote_or_entity_names_its_article(folder: Path, table: str) -> None:
    records = [json.loads(line) for line in run("extract", str(folder)).stdout.splitlines()]
    printed = run("extract", str(folder), "--table", table, "--format", "csv").stdout
    rows = csv_rows(printed)
    wanted = [(record["source"], record["id"], item["id"]) for record in records for item in record[table]]
    assert [(row["source"], row["article_id"], row["id"]) for row in rows] == wanted
    assert wanted


def test_a_page_from_standard_input_is_extracted_in_any_output_format() -> None:
    page = (GOLDEN / "en/harbour-bridge/page.html").read_bytes()
    done = run_in(ROOT, "extract", "-", "--format", "md", given=page)
    assert done.returncode == 0
    assert done.stdout.startswith(f"# {expected('en/harbour-bridge')}\n")


def test_rows_of_a_single_page_have_no_source_column() -> None:
    page = str(GOLDEN / "en/harbour-bridge/page.html")
    rows = json.loads(run("extract", page, "--table", "quotes").stdout)
    assert rows
    assert all("source" not in row for row in rows)
    assert {row["article"]["headline"] for row in rows} == {expected("en/harbour-bridge")}


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--trace",), "one page"),
        (("--url", "https://a.example/"), "one page"),
        (("-f", "md", "--table", "quotes"), "md"),
        (("-f", "jsonld", "--table", "quotes"), "jsonld"),
    ],
)
def test_options_of_the_extract_command_that_contradict_each_other_are_refused(
    folder: Path, arguments: tuple[str, ...], reason: str
) -> None:
    done = run("extract", str(folder), *arguments)
    assert done.returncode == 2
    assert reason in done.stderr
