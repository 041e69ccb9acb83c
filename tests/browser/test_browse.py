"""Browse and search in a real browser: rows, filters in the address, facets, chart, pages by cursor, the way back."""

import re

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from tests.builders.servers import ROOT

TITLE = "İskele ihalesini yerel ortaklık kazandı"


@pytest.fixture
def tab(kept_tab: Page) -> Page:
    return kept_tab


def rows(tab: Page) -> list[str]:
    return tab.locator(".row h2").all_text_contents()


def test_the_newest_article_comes_first(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/")
    expect(tab.locator(".row").first).to_contain_text("Baraj yüzde 20'yi geçti")
    expect(tab.locator(".row").first.locator(".side")).to_contain_text("Kıyı Postası")
    expect(tab.locator(".row").first.locator(".badge")).to_have_text("Revision 2")
    newest = httpx.get(f"{base_url}/v1/articles", params={"limit": 25}).json()["items"]
    assert rows(tab) == [item["headline"] for item in newest]


def test_the_content_security_policy_of_the_explorer_allows_no_inline_script_or_style(base_url: str) -> None:
    policy = httpx.get(base_url).headers["content-security-policy"]
    assert "style-src 'self';" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_a_search_highlights_its_words_and_is_stored_in_the_url(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/")
    tab.get_by_role("searchbox").fill("iskele")
    tab.get_by_role("button", name="Search").click()
    expect(tab.locator(".row mark").first).to_have_text(re.compile("[iİ]skele"))
    expect(tab).to_have_url(re.compile(r"#/\?q=iskele&sort=relevance"))
    expect(tab.get_by_role("searchbox")).to_have_value("iskele")
    expect(tab.locator(".row", has_text=TITLE)).to_be_visible()
    tab.get_by_role("button", name="Newest first").click()
    expect(tab).not_to_have_url(re.compile("sort="))


def test_a_click_on_a_facet_value_adds_a_filter_to_the_existing_filters(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/")
    tab.locator("#rail").get_by_role("button", name="Ova Haber").click()
    expect(tab).to_have_url(re.compile("publisher=ovahaber.example"))
    expect(tab.locator(".chart strong")).to_have_text("3 articles")
    pressed = tab.locator("#rail").get_by_role("button", name="Ova Haber")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(pressed).to_be_focused()
    tab.locator("#rail").get_by_role("button", name="Akkent Haber").click()
    expect(tab.locator(".chart strong")).to_have_text("9 articles")
    tab.get_by_role("button", name="Remove filter Publisher: Ova Haber").click()
    expect(tab.locator(".chart strong")).to_have_text("6 articles")
    tab.get_by_role("button", name="Clear filters").click()
    expect(tab).to_have_url(f"{base_url}/#/")


def test_the_javascript_example_of_the_readme_runs_in_a_browser(tab: Page, base_url: str) -> None:
    script = re.search(r"```js\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    assert script
    tab.goto(f"{base_url}/")
    found = tab.evaluate(f"async () => {{ {script[1].replace('http://127.0.0.1:8000', base_url)} }}")
    assert ["Selin Aydoğan", "Vanayı açıyoruz ama sayacı unutmuyoruz; bu kışı birlikte kazandık"] in found


def test_any_api_parameter_in_the_url_filters_the_list(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/#/?min_words=30&speaker=Murat%20Erdem")
    expect(tab.get_by_role("button", name="Remove filter min_words: 30")).to_be_visible()
    expect(tab.locator(".req .path")).to_contain_text("/v1/articles?min_words=30&speaker=Murat Erdem")
    expected = httpx.get(f"{base_url}/v1/articles", params={"min_words": 30, "speaker": "Murat Erdem"}).json()["items"]
    assert rows(tab) == [item["headline"] for item in expected]


def test_a_speaker_filter_with_an_id_shows_the_name_of_the_speaker(tab: Page, base_url: str) -> None:
    found = httpx.get(f"{base_url}/v1/entities", params={"name_prefix": "Oya Güner"}).json()["items"][0]
    tab.goto(f"{base_url}/#/?speaker={found['id']}")
    expect(tab.get_by_role("button", name="Remove filter Speaker: Oya Güner")).to_be_visible()
    expect(tab.locator(".row")).to_have_count(1)


def test_one_click_shows_all_values_of_a_facet(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/")
    group = tab.locator("#rail .group", has=tab.get_by_role("heading", name="Tag"))
    expect(group.get_by_role("listitem")).to_have_count(6)
    group.get_by_role("button", name="Show all").click()
    expect(group.get_by_role("button", name="turizm")).to_be_visible()
    expect(group.get_by_role("button").first).to_be_focused()


def test_a_click_on_a_bar_of_the_chart_sets_the_period(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/#/?publisher=kiyipostasi.example")
    tab.locator(".chart rect.hit").first.click()
    expect(tab).to_have_url(re.compile("published_after=2026-08-.*published_before="))
    expect(tab.locator(".row")).to_have_count(1)
    expect(tab.get_by_role("button", name=re.compile("Remove filter From: 21 Aug 2026"))).to_be_visible()


def test_the_chart_can_also_be_read_as_a_table_of_links(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/#/?publisher=kiyipostasi.example")
    expect(tab.locator(".chart svg[role=img]")).to_have_attribute("aria-label", re.compile("21 Aug 2026 – 26 Nov 2026"))
    tab.get_by_role("button", name="Table").click()
    link = tab.locator(".chart table a").last
    expect(link).to_have_text("26 Nov 2026")
    link.click()
    expect(tab.locator(".row")).to_have_count(1)


def test_the_days_of_the_period_follow_the_time_zone_of_the_reader(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/#/")
    tab.get_by_label("From").fill("2026-11-24")
    expect(tab).to_have_url(re.compile("published_after=2026-11-24T00%3A00%3A00Z"))
    tab.get_by_label("To", exact=True).fill("2026-11-24")
    expect(tab).to_have_url(re.compile("published_before=2026-11-25T00%3A00%3A00Z"))
    expect(tab.locator(".row")).to_have_count(1)
    expect(tab.get_by_label("To", exact=True)).to_have_value("2026-11-24")


def test_the_list_loads_more_rows_when_the_reader_scrolls_near_its_end(tab: Page, base_url: str) -> None:
    total = httpx.get(f"{base_url}/v1/articles", params={"count": "exact", "limit": 1}).json()["page"]["count"]["value"]
    tab.goto(f"{base_url}/#/?limit=5")
    while tab.get_by_text("That is all.").count() == 0:
        tab.locator(".end").scroll_into_view_if_needed()
        expect(tab.locator("#said")).to_have_text(re.compile(r"\d+ more"))
    expect(tab.locator(".row")).to_have_count(total)


def test_the_back_button_restores_the_scroll_position_without_a_new_request(tab: Page, base_url: str) -> None:
    tab.set_viewport_size({"width": 1200, "height": 500})
    tab.goto(f"{base_url}/#/")
    with tab.expect_response(lambda response: "/similar" in response.url):  # the last call of an article's view
        tab.locator(".row h2 a").nth(15).click()
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url) if "/v1/" in request.url else None)
    tab.go_back()
    expect(tab.locator(".row h2 a").nth(15)).to_be_focused()
    expect(tab.locator(".row h2 a").nth(15)).to_be_in_viewport()
    expect(tab).to_have_title("Articles – Manşet")
    assert asked == []


def test_a_late_answer_does_not_replace_the_result_of_a_later_search(tab: Page, base_url: str) -> None:
    held: list[Route] = []
    tab.route("**/v1/articles?q=late*", lambda route: held.append(route))
    tab.goto(f"{base_url}/")
    tab.get_by_role("searchbox").fill("late")
    tab.get_by_role("button", name="Search").click()
    tab.get_by_role("searchbox").fill("zürafa")
    tab.get_by_role("button", name="Search").click()
    expect(tab.get_by_text("Nothing matches these filters")).to_be_visible()
    for route in held:
        route.fulfill(json={"items": [], "page": {"count": {"value": 77, "relation": "eq"}, "next_cursor": None}})
    tab.wait_for_load_state("networkidle")
    expect(tab.get_by_text("77 articles")).to_have_count(0)
    expect(tab.get_by_text("Nothing matches these filters")).to_be_visible()


def test_the_api_call_can_be_copied_as_url_and_as_curl(tab: Page, base_url: str) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{base_url}/#/?q=it's")
    tab.locator(".req").get_by_role("button", name="Copy URL").click()
    expect(tab.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    address = tab.evaluate("navigator.clipboard.readText()")
    assert httpx.get(address).json()["page"]["count"]["value"] == 0
    tab.locator(".req").get_by_role("button", name="curl").click()
    tab.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('curl -s'))")
    assert tab.evaluate("navigator.clipboard.readText()") == f"curl -s \\\n  '{address.replace(chr(39), '%27')}'"
    expect(tab.locator(".req details summary")).to_have_text("+2 requests")


@pytest.mark.parametrize(("lang", "words"), [("tr", "Haberlerde ara"), ("en", "Search articles")])
def test_the_chosen_interface_language_is_kept_after_a_reload(tab: Page, base_url: str, lang: str, words: str) -> None:
    tab.goto(f"{base_url}/#/?publisher=ovahaber.example")
    tab.locator(f".lang a[lang={lang}]").click()
    expect(tab.locator("html")).to_have_attribute("lang", lang)
    expect(tab.get_by_role("searchbox", name=words)).to_be_visible()
    expect(tab).to_have_url(re.compile("publisher=ovahaber.example"))
    tab.goto(f"{base_url}/")
    expect(tab.get_by_role("searchbox", name=words)).to_be_visible()


def test_the_interface_starts_in_the_language_of_the_browser(tab: Page, base_url: str) -> None:
    context = tab.context.browser.new_context(locale="tr-TR") if tab.context.browser else tab.context
    page = context.new_page()
    page.goto(f"{base_url}/")
    expect(page.get_by_role("searchbox", name="Haberlerde ara")).to_be_visible()
    context.close()


def test_the_chosen_theme_is_kept_after_a_reload(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/")
    tab.get_by_role("button", name="Switch to dark").click()
    expect(tab.locator("html")).to_have_attribute("data-theme", "dark")
    expect(tab.locator("body")).to_have_css("background-color", "rgb(20, 21, 23)")
    tab.reload()
    expect(tab.get_by_role("button", name="Switch to light")).to_be_visible()
    expect(tab.locator("body")).to_have_css("background-color", "rgb(20, 21, 23)")


def test_on_a_phone_a_button_opens_the_filters(tab: Page, base_url: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto(f"{base_url}/")
    expect(tab.locator("#rail")).to_be_hidden()
    tab.get_by_role("button", name="Filters").click()
    expect(tab.get_by_role("button", name="Filters")).to_have_attribute("aria-expanded", "true")
    expect(tab.locator("#rail").get_by_role("button", name="Ova Haber")).to_be_visible()


def test_the_keys_j_and_k_move_through_the_rows(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/")
    expect(tab.locator(".row").first).to_be_visible()
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    expect(tab.locator(".row h2 a").nth(1)).to_be_focused()
    tab.keyboard.press("k")
    expect(tab.locator(".row h2 a").first).to_be_focused()
    tab.keyboard.press("/")
    expect(tab.get_by_role("searchbox")).to_be_focused()
    tab.keyboard.type("j?")
    expect(tab.get_by_role("searchbox")).to_have_value("j?")
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("searchbox")).to_have_value("")


def test_the_key_c_copies_the_url_of_the_request(tab: Page, base_url: str) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{base_url}/#/?q=iskele")
    expect(tab.locator(".row").first).to_be_visible()
    tab.keyboard.press("c")
    expect(tab.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert tab.evaluate("navigator.clipboard.readText()").startswith(f"{base_url}/v1/articles?q=iskele&")


def test_single_key_shortcuts_can_be_switched_off(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/")
    expect(tab.locator(".row").first).to_be_visible()
    tab.keyboard.press("?")
    dialog = tab.get_by_role("dialog", name="Keyboard shortcuts")
    dialog.get_by_label("Single-key shortcuts are on").uncheck()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    tab.locator("#main").focus()
    tab.keyboard.press("j")
    expect(tab.locator(".row h2 a").first).not_to_be_focused()
