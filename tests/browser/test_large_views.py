"""Long lists and long answers in a real browser: only what is near the screen is laid out. Counts, not clocks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.store.migrations import migrate
from benchmarks.lists import fill
from tests.builders.pages import long_page
from tests.builders.servers import serving

ARTICLES, PER_PAGE = 200, 25
IS_LAID_OUT = "all => all.filter(one => one.checkVisibility({ contentVisibilityAuto: true })).length"

HAS_OWN_HEIGHT = "all => all.filter(one => one.getBoundingClientRect().height !== 300 * 16).length"  # not the estimate


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with 200 articles, one for each hour, each with a quote of the same person."""
    url = f"sqlite:///{tmp_path_factory.mktemp('long') / 'news.db'}"
    migrate(url)
    fill(url, ARTICLES)
    with serving(url) as address:
        yield address


def load_all(tab: Page) -> None:
    """Scroll until the list that is shown is loaded to its end."""
    expect(tab.locator(".end")).to_be_attached()
    while tab.get_by_text("That is all.").count() == 0:
        tab.locator(".end").scroll_into_view_if_needed()
        expect(tab.locator("#said")).to_have_text(re.compile(r"\d+ more"))


@pytest.mark.parametrize(("view", "row"), [("", ".row"), ("quotes", ".quote-row")])
def test_a_long_list_lays_out_only_rows_near_the_screen(tab: Page, base_url: str, view: str, row: str) -> None:
    asked: list[str] = []
    path = f"/v1/{view or 'articles'}?"
    tab.on("request", lambda request: asked.append(request.url) if path in request.url else None)
    tab.set_viewport_size({"width": 1200, "height": 800})
    tab.goto(f"{base_url}/#/{view}")
    load_all(tab)
    rows = tab.locator(row)
    expect(rows).to_have_count(ARTICLES)
    assert len(asked) == ARTICLES / PER_PAGE
    assert 0 < rows.evaluate_all(IS_LAID_OUT) <= 4 * PER_PAGE
    assert tab.locator(".part").evaluate_all("all => all.map(part => part.querySelectorAll('li').length)") == [25] * 8


def test_a_month_has_one_heading_even_if_its_quotes_are_loaded_in_parts(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/#/names")
    tab.get_by_role("link", name="Demir").click()
    expect(tab.locator(".said-item").first).to_be_visible()
    load_all(tab)
    expect(tab.locator(".said-item")).to_have_count(ARTICLES)
    expect(tab.locator(".month")).to_have_text(["January 2024"])


def test_the_api_requests_behind_a_long_list_are_shown_only_while_their_panel_is_open(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/")
    load_all(tab)
    others = tab.locator(".req details")
    expect(others.locator("summary")).to_have_text(re.compile(r"^\+9 "))  # 7 pages, facets, the chart
    expect(others.locator("li")).to_have_count(0)
    others.locator("summary").click()
    expect(others.locator("li")).to_have_count(9)
    others.locator("summary").click()
    expect(others.locator("li")).to_have_count(0)


def test_a_long_json_answer_is_laid_out_in_parts(tab: Page, base_url: str, tmp_path: Path) -> None:
    page = tmp_path / "long.html"
    page.write_bytes(long_page(3_000))
    tab.goto(f"{base_url}/#/try")
    tab.locator("[type=file]").set_input_files(page)
    tab.locator("#tab-json").click()
    lines = tab.locator("#p-json .lines")
    expect(lines.first).to_be_visible()
    tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert lines.count() > 20
    assert 0 < lines.evaluate_all(HAS_OWN_HEIGHT) < lines.count() / 2
    shown = tab.locator("#p-json pre").evaluate("pre => JSON.parse(pre.textContent).blocks.length")
    assert shown == 3_000
