"""The benchmarks: floors are only raised, and a missing part is reported in one line."""

import asyncio
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks import chart, commits, floors, growth, http, made_up, peer_losses, peer_systems, peers, prose
from benchmarks.asgi import Answer, costs
from benchmarks.collection import Collection
from tests.golden_case import address, expected, page


@pytest.mark.parametrize("module", ["benchmarks.floors", "benchmarks.peers", "benchmarks.calibration"])
def test_a_benchmark_without_a_corpus_prints_one_line_that_says_so(module: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", module]
    done = subprocess.run(command, env={"CORPUS": str(tmp_path)}, capture_output=True, text=True, check=True)
    assert "no corpus here" in done.stdout
    assert done.stdout.count("\n") == 1


def test_the_error_of_a_benchmark_names_an_extractor_that_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scoring").mkdir()
    (tmp_path / "scoring" / "pages.py").touch()
    monkeypatch.setenv("CORPUS", str(tmp_path))
    monkeypatch.setattr(peers, "PACKAGES", ("not-on-this-machine",))
    assert "not-on-this-machine is not installed" in (peers.missing() or "")


def test_the_row_of_this_project_in_the_comparison_has_all_scored_fields() -> None:
    case = "tr/trthaber-kulik"
    row = peer_systems.manset(page(case), "", address(case) or "")
    assert row["title"] == expected(case)["headline"]
    assert row["image"] == expected(case)["images"][0]["url"]
    assert "\n\n" in row["body"]


def test_the_benchmark_fails_if_a_score_is_below_its_floor() -> None:
    assert floors.failures({"a": 0.8, "b": 0.5}, {"a": 0.8, "b": 0.6, "c": 0.1}) == [
        "b: 0.500 is below its floor 0.600",
        "c: 0.000 is below its floor 0.100",
    ]


def test_the_pin_option_lowers_a_floor_only_if_the_floor_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    baseline = tmp_path / "baseline.json"
    monkeypatch.setattr(floors, "BASELINE", baseline)
    assert floors.pin({"a": 0.5}, {"a": 0.6}, set(), tmp_path)
    assert not baseline.exists()
    assert not floors.pin({"a": 0.5}, {"a": 0.6}, {"a"}, tmp_path)
    assert '"a": 0.5' in baseline.read_text("utf-8")


def test_a_refused_page_is_counted_as_refusal_and_not_as_crash() -> None:
    errors = [None, "NotAnArticle: no article is found", "KeyError: 'headline'"]
    pages = [{"dataset": "set", "out": {"error": error}} for error in errors]
    assert floors.refusal_scores(pages[:2]) == {"pages/no_crash": 1.0, "pages/set/accepted": 0.5}
    assert floors.refusal_scores(pages)["pages/no_crash"] == 0.0


def test_the_same_seed_draws_the_same_sample_of_prose() -> None:
    drawn = prose.draw(1, 1_000)
    assert drawn == prose.draw(1, 1_000)
    assert {text.kind for text in drawn} == {"docstring", "comment", "message", "test name", "docs"}
    assert len(set(drawn)) == 1_000
    beside = {text.beside.split()[0] for text in drawn if text.kind == "docstring" and text.beside}
    assert beside <= {"def", "class", "async"}
    assert all(text.beside and not text.beside.startswith("#") for text in drawn if text.kind == "comment")
    assert all(text.beside for text in drawn if text.kind == "docs")


def test_the_benchmark_says_how_much_each_kind_of_error_lowers_the_score() -> None:
    paragraphs = ["One two three four.", "Five six seven eight."]
    gold = {"body": "\n".join(paragraphs), "title": "A title", "paragraphs": paragraphs}
    html = b"<html><body><figcaption>The pier at noon</figcaption><p>Five six seven eight.</p></body></html>"
    found = peer_losses.losses(gold, "A title\n\nThe pier at noon\n\nFive six seven eight.\n\nSign up now", html)
    assert found == {"lede": 0.5, "paragraphs": 0.0, "captions": 0.5, "titles": 0.25, "boxes": 0.375}


def test_the_benchmark_reports_no_errors_if_there_are_no_pages() -> None:
    assert peer_losses.mean_losses([]) == {}


def test_the_benchmark_of_commits_stores_all_rows_whatever_the_size_of_a_batch(tmp_path: Path) -> None:
    articles = [commits.rows_of(key, ("one", "two", "three")) for key in range(5)]
    for batch in (1, 2):
        file = tmp_path / f"{batch}.db"
        assert commits.seconds(file, articles, batch) > 0
        with closing(sqlite3.connect(file)) as connection:
            tables = ("article", "quote", "mention", "word")
            counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
        assert counts == [5, 25, 50, 5]


def test_the_picture_of_growth_is_drawn_from_the_table_of_the_documentation() -> None:
    rows = chart.bars((chart.DOCS / "performance.md").read_text("utf-8"))
    assert len(rows) > 20
    assert chart.PICTURE.read_text("utf-8") == chart.chart(rows)


def test_the_benchmark_of_requests_measures_each_request_and_each_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "ARTICLES", 60)
    with http.filled_app() as (app, whole):
        works = {**whole, **http.layers(app), **http.parts(app)}
        assert set(costs(works, 1)) == set(works)
        for name, work in whole.items():
            answer = asyncio.run(work())
            assert isinstance(answer, Answer)
            assert answer.head["status"] == (304 if name in (http.LIST_KNOWN, http.ARTICLE_KNOWN) else 200)


def test_the_benchmark_of_growth_measures_each_request_and_each_table(tmp_path: Path) -> None:
    collection = Collection()
    with growth.collections(collection, [60], "sqlite", tmp_path) as stored:
        assert all(seconds > 0 for (seconds,) in growth.times(collection, stored).values())
        assert {"article_fts_data", "quote", "mention"} <= set(growth.disk(stored[60]))


def test_the_last_of_a_million_made_up_articles_has_a_date() -> None:
    first, last = (Collection().published_at(number, 1_000_000) for number in (0, 999_999))
    assert timedelta(days=5 * 364) < last - first < timedelta(days=5 * 365)


ARTICLE = {
    "language": "en",
    "paragraphs": ["The Health Ministry sent Emma Holm to Paris on Monday. “We will build it,” Holm said."],
    "quotes": [{"text": "We will build it,", "speaker": "Emma Holm"}],
    "persons": {"Emma Holm": ["Holm"]},
    "organizations": {"Health Ministry": []},
    "places": {"Paris": []},
}


def test_an_article_without_errors_has_full_scores_in_the_benchmark_of_made_up_articles() -> None:
    counts: Counter[str] = Counter()
    assert list(made_up.judge(ARTICLE, counts)) == []
    assert all(counts[share] == counts[whole] > 0 for share, whole in made_up.COLUMNS.items())


def test_the_benchmark_of_made_up_articles_names_what_is_wrong() -> None:
    wrong = {**ARTICLE, "places": {"Holm": []}, "quotes": [{"text": "We will build it,", "speaker": "Paul Lee"}]}
    assert [what for what, _ in made_up.judge(wrong, Counter())] == [
        "speaker Emma Holm, not Paul Lee",
        "location as person Emma Holm",
    ]


@pytest.mark.parametrize("is_read", [True, False])
def test_the_quotes_of_made_up_articles_stand_in_their_paragraphs(is_read: bool) -> None:
    for row in made_up.articles(is_read=is_read):
        assert all(any(quote["text"] in text for text in row["paragraphs"]) for quote in row["quotes"]), row["id"]
