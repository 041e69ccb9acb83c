"""The pages for people in a real browser: they work, and they ask no other host for anything."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from tests.builders.servers import ROOT, serving


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    page = (ROOT / "tests/golden/tr/trthaber-kulik/page.html").read_bytes()
    with serving(f"sqlite:///{tmp_path_factory.mktemp('browser') / 'news.db'}") as address:
        params = {"url": "https://www.trthaber.com/haber/dunya/rusya-gorusme-iddialarini-yalanladi-797123.html"}
        answer = httpx.post(
            f"{address}/v1/articles", params=params, content=page, headers={"Content-Type": "text/html"}, timeout=60
        )
        assert answer.status_code == 201
        yield address


def test_explorer_lists_and_opens_an_article(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/")
    tab.get_by_role("link", name="Rusya,").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("iddialarını yalanladı")
    assert tab.locator("mark.quote").count() >= 4
    assert "derhal" in tab.locator("article mark.quote").all_inner_texts()
    expect(tab.locator("aside")).to_contain_text("Chang Ho-jin")


def test_explorer_searches(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/")
    tab.get_by_role("searchbox").fill("BÜYÜKELÇİLİĞİ")
    tab.get_by_role("button", name="Search").click()
    expect(tab.get_by_role("link", name="Rusya,")).to_be_visible()
    tab.get_by_role("searchbox").fill("zürafa")
    tab.get_by_role("button", name="Search").click()
    expect(tab.get_by_text("No articles yet")).to_be_visible()


def test_a_late_answer_never_replaces_a_later_search(tab: Page, base_url: str) -> None:
    held: list[Route] = []
    tab.route("**/v1/articles?q=late", lambda route: held.append(route))
    tab.goto(f"{base_url}/")
    tab.get_by_role("searchbox").fill("late")
    tab.get_by_role("button", name="Search").click()
    tab.get_by_role("searchbox").fill("zürafa")
    tab.get_by_role("button", name="Search").click()
    expect(tab.get_by_text("No articles yet")).to_be_visible()
    for route in held:
        route.fulfill(json={"items": [{"id": "1", "headline": "Too late"}], "page": {}})
    tab.wait_for_load_state("networkidle")
    expect(tab.get_by_text("Too late")).to_have_count(0)
    expect(tab.get_by_text("No articles yet")).to_be_visible()
    tab.go_back()
    expect(tab.get_by_role("searchbox")).to_have_value("late")


def test_explorer_tries_a_page_and_shows_problems(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/#/try")
    tab.get_by_label("HTML of the page").fill((ROOT / "tests/golden/en/harbour-bridge/page.html").read_text("utf-8"))
    tab.get_by_role("button", name="Extract").click()
    expect(tab.get_by_role("heading", level=1).last).to_contain_text("Harbour bridge")
    tab.get_by_label("HTML of the page").fill("   ")
    tab.get_by_role("button", name="Extract").click()
    expect(tab.get_by_role("alert")).to_be_visible()


def test_page_text_stays_text(tab: Page, base_url: str) -> None:
    words = "The council met on Monday and spoke about roads, schools and the harbour for three hours. " * 6
    attack = "<p>&lt;img src=x onerror=alert(1)&gt; " + words + "</p><p>" + words + "</p>"
    title = "&lt;script&gt;alert(2)&lt;/script&gt; Roads and schools"
    html = f"<html lang=en><title>x</title><h1>{title}</h1><article>{attack}</article>"
    tab.goto(f"{base_url}/#/try")
    tab.get_by_label("HTML of the page").fill(html)
    tab.get_by_role("button", name="Extract").click()
    expect(tab.get_by_text("onerror=alert(1)").first).to_be_visible()
