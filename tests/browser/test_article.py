"""An article in a real browser: its quotes and names marked by the API's offsets, its notes, revisions and origins."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.builders.town import ARABIC_PAGE, SEED_URL, post_page

REVISED = "https://www.kiyipostasi.example/baraj-yuzde-20"


@pytest.fixture
def tab(kept_tab: Page) -> Page:
    return kept_tab


def article_at(base_url: str, url: str) -> dict[str, Any]:
    found = httpx.get(f"{base_url}/v1/articles", params={"url": url}).json()["items"][0]
    answer: dict[str, Any] = httpx.get(f"{base_url}/v1/articles/{found['id']}").json()
    return answer


def open_article(tab: Page, base_url: str, url: str) -> dict[str, Any]:
    article = article_at(base_url, url)
    tab.goto(f"{base_url}/#/articles/{article['id']}")
    expect(tab).to_have_title(f"{article['headline']} – Manşet")
    return article


def text_of_quotes(tab: Page) -> dict[int, str]:
    """The marked words of every quote by its number; a quote may be marked in pieces."""
    pieces = tab.locator("mark.q").evaluate_all(
        "marks => marks.map(mark => [Number(mark.dataset.q), mark.textContent])"
    )
    quotes: dict[int, str] = {}
    for number, text in pieces:
        quotes[number] = quotes.get(number, "") + text
    return quotes


def test_quotes_are_marked_in_the_text_with_notes_beside_them(tab: Page, base_url: str) -> None:
    article = open_article(tab, base_url, SEED_URL)
    tab.keyboard.press("End")
    expect(tab.locator("mark.q").last).to_contain_text("derhal")
    order = {"headline": 0, "lede": 1, "body": 2}
    quotes = sorted(article["quotes"], key=lambda quote: (order[quote["field"]], quote["start"]))
    assert text_of_quotes(tab) == {number: quote["text"] for number, quote in enumerate(quotes, start=1)}
    names = [quote["speaker"]["name"] if quote["speaker"] else "speaker not known" for quote in quotes]
    assert tab.locator(".note .who").all_text_contents() == names
    last = tab.locator(".note").last
    expect(last).to_have_attribute("aria-label", f"Quote {len(quotes)}")
    expect(last.locator(".how")).to_contain_text("çağrısında bulunmuştu")


def test_entities_are_marked_in_the_text_and_listed_by_type(tab: Page, base_url: str) -> None:
    article = open_article(tab, base_url, SEED_URL)
    expect(tab.locator("aside.names h2")).to_have_text(f"{len(article['entities'])} names")
    listed = tab.locator("aside.names ul.person .t").all_text_contents()
    assert listed == [entity["name"] for entity in article["entities"] if entity["type"] == "person"]
    tab.locator(".paper .line", has_text="Andrey Kulik").scroll_into_view_if_needed()  # marks come near the screen
    marks = tab.locator("mark.n.person").filter(has_text="Andrey Kulik")
    expect(marks).to_be_visible()
    tab.locator("aside.names").get_by_role("link", name="Andrey Kulik").click()
    expect(tab).to_have_url(re.compile("#/people/"))


def test_pointing_at_a_quote_highlights_its_note_and_speaker(tab: Page, base_url: str) -> None:
    open_article(tab, base_url, SEED_URL)
    number = tab.locator("a.qn", has_text="3").last
    number.focus()
    for partner in ("mark.q[data-q='3']", ".note[data-q='3']", "a.qn[data-q='3']"):
        expect(tab.locator(partner).first).to_have_class(re.compile(r"\bon\b"))
    tab.locator("#main").focus()
    expect(tab.locator(".note.on")).to_have_count(0)
    tab.locator(".note[data-q='4']").hover()
    expect(tab.locator("mark.q[data-q='4']")).to_have_class(re.compile(r"\bon\b"))
    expect(tab.locator("mark.n[data-q~='4']")).to_have_class(re.compile(r"\bon\b"))


def test_the_number_of_a_quote_and_its_note_link_to_each_other(tab: Page, base_url: str) -> None:
    open_article(tab, base_url, SEED_URL)
    address = tab.url
    tab.locator("a.qn").first.click()
    expect(tab.locator("#n1 a.n")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("a.qn").first).to_be_focused()
    assert tab.url == address
    tab.keyboard.press("]")
    expect(tab.locator("#n1 a.n")).to_be_focused()
    tab.keyboard.press("]")
    expect(tab.locator("#n2 a.n")).to_be_focused()
    tab.keyboard.press("[")
    expect(tab.locator("#n1 a.n")).to_be_focused()


def test_switches_in_the_article_view_choose_which_annotations_are_shown(tab: Page, base_url: str) -> None:
    open_article(tab, base_url, SEED_URL)
    origin = tab.locator("h1 .prov")
    expect(origin).to_be_hidden()
    tab.get_by_role("button", name="Origins").click()
    expect(origin).to_be_visible()
    expect(tab.locator(".line .prov", has_text="heading 2")).to_be_visible()
    tab.keyboard.press("o")
    expect(origin).to_be_hidden()
    quotes = tab.get_by_role("button", name="Quotes 7")
    quotes.click()
    expect(quotes).to_have_attribute("aria-pressed", "false")
    expect(tab.locator(".notes").first).to_be_hidden()
    tab.keyboard.press("a")
    expect(tab.locator(".notes").first).to_be_visible()
    tab.keyboard.press("n")
    expect(tab.locator("mark.n").first).to_have_css("text-decoration-line", "none")
    tab.keyboard.press("n")


def test_the_origins_of_the_fields_are_listed_in_a_table(tab: Page, base_url: str) -> None:
    article = open_article(tab, base_url, SEED_URL)
    tab.get_by_text("Where each field was found").click()
    rows = tab.locator(".fold table tbody tr")
    expect(rows).to_have_count(len(article["provenance"]))
    expect(rows.filter(has_text="headline")).to_contain_text(article["provenance"]["headline"]["origin"])


def test_the_article_view_shows_warnings_and_the_picture(tab: Page, base_url: str) -> None:
    open_article(tab, base_url, SEED_URL)
    expect(tab.get_by_text("The page names no time zone; UTC+3 is assumed")).to_be_visible()
    expect(tab.locator(".pic")).to_contain_text("Lead picture")
    assert tab.locator("article img").count() == 0


def test_the_revisions_view_shows_changes_word_by_word(tab: Page, base_url: str) -> None:
    open_article(tab, base_url, REVISED)
    tab.get_by_text("Revisions", exact=True).click()
    diff = tab.locator(".diff")
    expect(diff.locator("dt").first).to_have_text("headline")
    expect(diff.locator("dd").first).to_have_text("Doluluk Baraj yüzde 20'yi geçti, gece kesintisi pazartesi bitiyor")
    expect(diff.locator("dd").first.locator("del")).to_have_text("Doluluk ")
    assert diff.locator("dd").first.locator("ins").all_text_contents() == ["Baraj ", "pazartesi "]
    expect(diff.locator("ins", has_text="Yeni sayaç tarifesi aralık ayında")).to_be_visible()
    assert "blocks" not in diff.locator("dt").all_text_contents()


def test_an_older_revision_can_be_opened(tab: Page, base_url: str) -> None:
    open_article(tab, base_url, REVISED)
    tab.get_by_text("Revisions", exact=True).click()
    tab.get_by_role("button", name="Revision 1").click()
    expect(tab.get_by_text("First revision")).to_be_visible()
    tab.get_by_role("link", name="Read this revision").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Doluluk yüzde 20'yi geçti, gece kesintisi bitiyor")
    expect(tab.locator(".req .path")).to_contain_text("/revisions/1")
    tab.get_by_role("link", name="Read the current one").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("pazartesi")


def test_curl_commands_for_the_formats_of_an_article_can_be_copied(tab: Page, base_url: str) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    article = open_article(tab, base_url, SEED_URL)
    tab.get_by_role("group", name="Formats").get_by_role("button", name="Markdown").click()
    tab.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('curl -s'))")
    line = tab.evaluate("navigator.clipboard.readText()")
    assert line == f"curl -s \\\n  '{base_url}/v1/articles/{article['id']}' \\\n  -H 'Accept: text/markdown'"


def test_an_arabic_article_is_laid_out_from_right_to_left(tab: Page, base_url: str) -> None:
    article = open_article(tab, base_url, "https://www.almarsa.example/akhbar/jisr-almina")
    assert article["body"][:20] in ARABIC_PAGE.read_text("utf-8")
    expect(tab.locator("article")).to_have_attribute("dir", "rtl")
    expect(tab.locator("article .bar").locator("..")).to_have_attribute("dir", "ltr")
    section, publisher = (box for one in tab.locator(".kicker a").all() if (box := one.bounding_box()))
    assert section["x"] > publisher["x"] + publisher["width"], "the section is not first, that is on the right"
    expect(tab.locator(".dots > [dir]:not(.prov)")).to_have_count(
        0
    )  # its own direction would move the dot to the other side
    expect(tab.locator("aside.names")).to_have_count(0)  # nobody is named
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def ship_page(headline: str) -> bytes:
    """A page that has letters of two UTF-16 units before and inside of its quote."""
    sentence = "The 🚢 council met on Monday to talk about the harbour and the schools of the town. " * 3
    said = '"The 🚢 harbour 🚢 stays open for everybody," the mayor Ann Keller said on Monday.'
    story = f"<p>{sentence}</p><p>{said}</p><p>{sentence}</p>"
    return f"<html lang=en><meta charset=utf-8><body><article><h1>{headline}</h1>{story}</article></body>".encode()


@pytest.fixture(scope="module")
def ships(base_url: str) -> str:
    """The id of an article that was posted twice."""
    for headline in ("🚢🚢 Harbour stays open", "🚢🚢🚢 Harbour stays open for all"):
        answer = post_page(base_url, "https://www.harbourpost.example/ships", ship_page(headline))
    found: str = answer["article"]["id"]
    return found


@pytest.mark.parametrize("query", ["", "?revision=1"])
def test_marks_of_quotes_are_at_the_right_place_after_emoji(tab: Page, base_url: str, ships: str, query: str) -> None:
    path = f"/v1/articles/{ships}{'/revisions/1' if query else ''}"
    article = httpx.get(f"{base_url}{path}").json()
    assert article["quotes"]
    tab.goto(f"{base_url}/#/articles/{ships}{query}")
    expect(tab.locator("mark.q").first).to_be_visible()
    assert list(text_of_quotes(tab).values()) == [quote["text"] for quote in article["quotes"]]
    assert "Ann Keller" in tab.locator("mark.n").all_text_contents()


def test_the_article_view_lists_similar_articles_if_there_are_any(tab: Page, base_url: str, ships: str) -> None:
    post_page(base_url, "https://www.othersite.example/copy", ship_page("🚢 Harbour stays open for now"))
    similar = httpx.get(f"{base_url}/v1/articles/{ships}/similar").json()["items"]
    assert similar
    tab.goto(f"{base_url}/#/articles/{ships}")
    tab.get_by_text("Similar articles").click()
    expect(tab.locator(".under .row")).to_have_count(len(similar))
