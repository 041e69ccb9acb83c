"""Names, people, publishers and quotes in a real browser: what the API says of them is what is shown."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def tab(kept_tab: Page) -> Page:
    return kept_tab


def entity(base_url: str, name: str) -> dict[str, Any]:
    found = httpx.get(f"{base_url}/v1/entities", params={"name_prefix": name}).json()["items"]
    return next(one for one in found if one["name"] == name)


@pytest.fixture(scope="module")
def mayor(base_url: str) -> dict[str, Any]:
    return entity(base_url, "Selin Aydoğan")


def test_the_list_of_names_is_filtered_while_the_user_types(tab: Page, base_url: str, mayor: dict[str, Any]) -> None:
    tab.goto(f"{base_url}/#/names")
    expect(tab.locator(".index a").first).to_contain_text("Selin Aydoğan")
    expect(tab.locator(".index a").first.locator(".num")).to_have_text(str(mayor["article_count"]))
    tab.get_by_role("searchbox").press_sequentially("defne")
    expect(tab.locator(".index a")).to_have_count(1)
    expect(tab.get_by_role("searchbox")).to_be_focused()
    expect(tab).to_have_url(re.compile("name_prefix=defne"))
    tab.locator(".index a").click()
    expect(tab.get_by_role("heading", level=1, name="Defne Korkmaz")).to_be_visible()


def test_the_list_of_names_can_be_filtered_by_type_and_sorted(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/#/names")
    tab.get_by_role("button", name="Places").click()
    tab.get_by_role("button", name="By name").click()
    expect(tab.get_by_role("button", name="By name")).to_have_attribute("aria-pressed", "true")
    params = {"type": "location", "sort": "name", "limit": "60"}
    expected = [one["name"] for one in httpx.get(f"{base_url}/v1/entities", params=params).json()["items"]]
    assert tab.locator(".index a > span:first-child").evaluate_all("all => all.map(x => x.firstChild.data)") == expected
    tab.get_by_role("searchbox").fill("zzzz")
    expect(tab.get_by_text("No such name is found")).to_be_visible()


def test_the_view_of_a_person_shows_a_timeline_of_quotes(tab: Page, base_url: str, mayor: dict[str, Any]) -> None:
    tab.goto(f"{base_url}/#/people/{mayor['id']}")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Selin Aydoğan")
    expect(tab.locator(".month").first).to_have_text("November 2026")
    params = {"speaker": mayor["id"], "limit": 50}
    quotes = httpx.get(f"{base_url}/v1/quotes", params=params).json()["items"]
    assert tab.locator(".said-item .said").all_text_contents() == [quote["text"] for quote in quotes]
    facts = tab.locator(".facts > div")
    expect(facts.filter(has_text="quotes").locator("dd")).to_have_text(str(len(quotes)))
    expect(tab.locator(".barlist a").first).to_be_visible()
    expect(tab.locator(".mini li")).to_have_count(5)
    tab.get_by_role("link", name=f"All {mayor['article_count']}").click()
    expect(tab.locator(".chart strong")).to_have_text(f"{mayor['article_count']} articles")


def test_the_quotes_of_a_person_can_be_searched_and_filtered(tab: Page, base_url: str, mayor: dict[str, Any]) -> None:
    tab.goto(f"{base_url}/#/people/{mayor['id']}")
    tab.get_by_role("searchbox", name="What did Selin Aydoğan say about …?").fill("kooperatif")
    tab.keyboard.press("Enter")
    expect(tab.locator(".said-item")).to_have_count(3)
    tab.get_by_role("button", name="In the words").click()
    expect(tab.get_by_text("Selin Aydoğan said nothing about this")).to_be_visible()
    tab.get_by_role("link", name="All", exact=True).click()
    tab.get_by_role("group", name="Tag").get_by_role("button", name="grev").click()
    expect(tab.locator(".said-item")).to_have_count(1)
    expect(tab).to_have_url(re.compile("tag=grev"))


def test_the_view_of_a_place_without_quotes_lists_its_articles(tab: Page, base_url: str) -> None:
    place = entity(base_url, "Güney Kore")
    tab.goto(f"{base_url}/#/people/{place['id']}")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Güney Kore")
    expect(tab.get_by_role("tabpanel").locator(".row")).to_have_count(place["article_count"])
    tab.get_by_role("tab", name="In the words of others").click()
    about = httpx.get(f"{base_url}/v1/quotes", params={"mentions": place["id"], "limit": 50}).json()["items"]
    expect(tab.locator(".said-item")).to_have_count(len(about))
    assert about
    expect(tab.locator(".said-item .meta").first).to_contain_text("Rusya'nın Seul Büyükelçiliği")


def test_the_selected_tab_of_the_view_of_a_person_is_kept_in_the_url(
    tab: Page, base_url: str, mayor: dict[str, Any]
) -> None:
    tab.goto(f"{base_url}/#/people/{mayor['id']}")
    tab.get_by_role("tab", name="In their own words").focus()
    tab.keyboard.press("End")
    others = tab.get_by_role("tab", name="In the words of others")
    expect(others).to_be_focused()
    expect(others).to_have_attribute("aria-selected", "true")
    expect(tab.get_by_text("Nobody is quoted naming Selin Aydoğan")).to_be_visible()
    expect(tab).to_have_url(re.compile("show=about"))
    tab.reload()
    expect(others).to_have_attribute("aria-selected", "true")


def test_external_ids_of_an_entity_are_links(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/#/people/{entity(base_url, 'Rusya')['id']}")
    expect(tab.get_by_role("link", name="ISO 3166 RU")).to_have_attribute("rel", "noreferrer noopener")


def test_the_view_of_a_publisher_lists_its_articles(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/#/publishers/kiyipostasi.example")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Kıyı Postası")
    expect(tab.locator(".row")).to_have_count(9)
    quotes = httpx.get(f"{base_url}/v1/quotes", params={"publisher": "kiyipostasi.example", "count": "exact"}).json()
    facts = tab.locator(".facts > div")
    expect(facts.filter(has_text="quotes").locator("dd")).to_have_text(str(quotes["page"]["count"]["value"]))
    tab.get_by_role("complementary").get_by_role("button", name="Kültür").click()
    expect(tab.locator(".row")).to_have_count(1)
    expect(tab).to_have_url(re.compile(r"publishers/kiyipostasi\.example\?section=kultur"))


def test_the_quotes_view_lists_quotes_with_their_speakers(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/#/quotes")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Who said what?")
    first = tab.locator(".quote-row").first
    expect(first.locator(".said")).to_be_visible()
    newest = httpx.get(f"{base_url}/v1/quotes", params={"include": "article"}).json()["items"]
    assert tab.locator(".quote-row .said").all_text_contents()[:25] == [quote["text"] for quote in newest]
    expect(first.locator(".side a")).to_have_text(newest[0]["article"]["headline"])
    tab.locator("#rail").get_by_role("button", name="Murat Erdem").click()
    expect(tab.locator(".quote-row")).to_have_count(2)
    tab.get_by_role("searchbox").fill("iskele")
    tab.get_by_role("button", name="Search").click()
    expect(tab.locator(".quote-row")).to_have_count(1)
    expect(tab.locator(".quote-row mark")).to_have_text("iskelede")
    tab.get_by_role("button", name="In the whole article").click()
    expect(tab).to_have_url(re.compile("about=iskele"))


def test_the_quotes_view_can_be_filtered_by_kind(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/#/quotes")
    tab.get_by_role("button", name="Partial").click()
    params = {"kind": "partial", "limit": "200"}
    partial = httpx.get(f"{base_url}/v1/quotes", params=params).json()["items"]
    expect(tab.locator(".quote-row")).to_have_count(len(partial))
    tab.get_by_role("button", name="Indirect").click()
    expect(tab.locator(".req .path")).to_contain_text("include=indirect")
