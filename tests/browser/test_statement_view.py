"""A statement in a real browser: who said it, how each article words it, and which articles carry it."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.builders.town import post_page

WORDS = "The lighthouse will be lit again before the first storm of the winter,"
SITES = {
    "harbourpost": WORDS,
    "shorenews": WORDS.replace("before the first storm", "before the big storm"),
    "westquay": WORDS,
}


def lighthouse_page(words: str, day: int) -> bytes:
    """A page that quotes the keeper of a lighthouse."""
    return f"""<!doctype html><html lang="en"><head><title>Keeper speaks of the lighthouse</title>
      <meta property="article:published_time" content="2026-09-{day:02}T09:00:00Z"></head><body><article>
      <h1>Keeper speaks of the lighthouse</h1><p>Harriet Penrose keeps the lighthouse on the western quay.</p>
      <p>“{words}” said Harriet Penrose on Tuesday.</p>
      <p>The lamp has been dark since the autumn, when the gears that turn it were taken away for repair.</p>
      </article></body></html>""".encode()


@pytest.fixture(scope="module")
def statement(base_url: str) -> str:
    """The id of a statement that three articles carry, one of them in other words."""
    for day, (site, words) in enumerate(SITES.items(), start=1):
        post_page(base_url, f"https://www.{site}.example/lighthouse", lighthouse_page(words, day))
    found = httpx.get(f"{base_url}/v1/statements", params={"speaker": "Harriet Penrose"}).json()["items"]
    assert [one["article_count"] for one in found] == [3]
    return str(found[0]["id"])


def test_the_statement_view_shows_speaker_wordings_and_articles(tab: Page, base_url: str, statement: str) -> None:
    tab.goto(f"{base_url}/#/statements/{statement}")
    expect(tab.get_by_role("heading", level=1)).to_have_text(WORDS)
    expect(tab.locator(".facts dd")).to_have_text(["3", "3", "2"])
    expect(tab.locator(".wording")).to_have_count(2)
    expect(tab.locator(".wording").first.locator("ins, del")).to_have_count(0)
    expect(tab.locator(".wording").last.locator("del")).to_have_text("first ")
    expect(tab.locator(".wording").last.locator("ins")).to_have_text("big ")
    expect(tab.locator(".row .badge")).to_have_text("first")
    expect(tab.locator(".row").filter(has=tab.locator(".badge"))).to_contain_text("harbourpost")
    tab.get_by_role("link", name="Harriet Penrose").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Harriet Penrose")


def test_the_view_of_a_person_lists_each_statement_once(tab: Page, base_url: str, statement: str) -> None:
    speaker = httpx.get(f"{base_url}/v1/statements/{statement}").json()["speaker"]["entity_id"]
    tab.goto(f"{base_url}/#/people/{speaker}")
    expect(tab.locator(".said-item")).to_have_count(len(SITES))
    tab.get_by_role("tab", name="Statements").click()
    items = tab.get_by_role("tabpanel").locator(".said-item")
    expect(items).to_have_count(1)
    expect(items).to_contain_text("first published by harbourpost.example")
    items.get_by_role("link", name="3 articles").click()
    expect(tab.locator(".row")).to_have_count(len(SITES))
    expect(tab).to_have_url(f"{base_url}/#/statements/{statement}")


def test_the_view_of_an_unknown_statement_shows_a_not_found_message(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/#/statements/00000000-0000-0000-0000-000000000000")
    expect(tab.get_by_role("heading", level=2, name="There is no such record")).to_be_visible()
