"""What the explorer shows when there are no records: nothing found, loading, problems, offline."""

import re

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from tests.builders.pages import council_page
from tests.builders.town import post_page

UNKNOWN = "8d6c0e52-7b0a-5c4e-8f5e-2f5f4a1f7a10"


def problem(route: Route, status: int, slug: str, **headers: str) -> None:
    """Answer with a problem as the API writes it."""
    body = {"type": f"/problems/{slug}", "title": slug, "status": status, "detail": "", "instance": "urn:request:f00"}
    route.fulfill(status=status, json=body, headers={**headers, "Content-Type": "application/problem+json"})


@pytest.mark.parametrize(
    ("lang", "title", "back"),
    [
        ("tr", "Böyle bir kayıt yok", "Haberlere dön"),
        ("en", "There is no such record", "Back to the articles"),
    ],
)
def test_an_unknown_record_shows_a_not_found_message(
    tab: Page, base_url: str, lang: str, title: str, back: str
) -> None:
    for view in (f"articles/{UNKNOWN}", f"people/{UNKNOWN}", "publishers/nowhere.example", "nowhere"):
        tab.goto(f"{base_url}/?lang={lang}#/{view}")
        expect(tab.get_by_role("alert")).to_contain_text(title)
    tab.get_by_role("link", name=back).click()
    expect(tab.locator(".row").first).to_be_visible()


def test_a_deleted_article_shows_that_it_was_deleted(tab: Page, base_url: str) -> None:
    posted = post_page(base_url, "https://www.harbourpost.example/gone", council_page("The council met and was gone"))
    path = f"articles/{posted['article']['id']}"
    assert httpx.delete(f"{base_url}/v1/{path}").status_code == 204
    tab.goto(f"{base_url}/#/{path}")
    expect(tab.get_by_role("alert")).to_contain_text("This article was deleted")


def test_the_message_about_an_invalid_parameter_in_the_url_names_it(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/#/?limit=999&sektion=spor")
    alert = tab.get_by_role("alert")
    expect(alert).to_contain_text("The request was not accepted")
    expect(alert.locator("p[lang=en]")).to_contain_text("Request did not validate")
    assert set(alert.locator("li code").all_text_contents()) == {"/limit", "/sektion"}
    expect(tab.locator(".req .answer")).to_contain_text("422")


def test_a_search_without_matches_shows_a_message(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/#/?publisher=kiyipostasi.example&q=zürafa")
    expect(tab.get_by_role("heading", name="Nothing matches these filters")).to_be_visible()
    tab.locator(".state").get_by_role("button", name="Remove filter “zürafa”").click()
    expect(tab.locator(".row")).to_have_count(9)


def test_a_server_error_shows_its_request_id(tab: Page, base_url: str) -> None:
    tab.route("**/v1/articles?*", lambda route: problem(route, 500, "internal-error"), times=1)
    tab.goto(f"{base_url}/")
    expect(tab.get_by_role("alert")).to_contain_text("urn:request:f00")
    tab.get_by_role("button", name="Try again").click()
    expect(tab.locator(".row").first).to_be_visible()


@pytest.mark.parametrize(("status", "slug"), [(429, "rate-limited"), (503, "overloaded")])
def test_a_request_to_an_overloaded_server_is_retried(tab: Page, base_url: str, status: int, slug: str) -> None:
    tab.clock.install()
    tab.route("**/v1/articles?*", lambda route: problem(route, status, slug, **{"Retry-After": "12"}), times=1)
    tab.goto(f"{base_url}/")
    expect(tab.get_by_role("heading", name="The server is busy")).to_be_visible()
    tab.clock.run_for(2_000)
    expect(tab.get_by_text(re.compile(r"Trying again by itself in (9|10) seconds\."))).to_be_visible()
    tab.clock.run_for(11_000)
    expect(tab.locator(".row").first).to_be_visible()


def test_a_slow_answer_shows_a_loading_state(tab: Page, base_url: str) -> None:
    tab.clock.install()
    held: list[Route] = []
    tab.route("**/v1/articles?*", lambda route: held.append(route), times=1)
    tab.goto(f"{base_url}/")
    tab.clock.run_for(200)
    expect(tab.locator(".bones").first).to_be_visible()
    expect(tab.get_by_role("status").filter(has_text="Loading…")).to_have_count(1)
    expect(tab.locator("#main")).to_have_attribute("aria-busy", "true")
    tab.clock.run_for(4_000)
    expect(tab.get_by_text("The server takes longer than usual.")).to_be_visible()
    held[0].continue_()
    expect(tab.locator(".row").first).to_be_visible()
    expect(tab.locator("#main")).not_to_have_attribute("aria-busy", "true")


def test_going_offline_keeps_the_current_list(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/")
    expect(tab.locator(".row").first).to_be_visible()
    tab.wait_for_load_state("networkidle")
    tab.context.set_offline(True)
    tab.get_by_role("searchbox").fill("iskele")
    tab.get_by_role("button", name="Search").click()
    expect(tab.get_by_role("alert")).to_contain_text("The server cannot be reached")
    expect(tab.locator(".row").first).to_be_visible()
    tab.context.set_offline(False)
    tab.get_by_role("button", name="Try again").click()
    expect(tab.locator(".row mark").first).to_be_visible()
    expect(tab.get_by_role("alert")).to_have_count(0)


def test_a_failed_facet_request_does_not_hide_the_list(tab: Page, base_url: str) -> None:
    tab.route("**/v1/stats/*", lambda route: problem(route, 503, "overloaded"))
    tab.goto(f"{base_url}/")
    expect(tab.locator(".row").first).to_be_visible()
    expect(tab.locator("#rail .group")).to_have_count(1)


def test_the_next_part_of_a_list_can_be_requested_again_after_an_error(tab: Page, base_url: str) -> None:
    tab.route("**/v1/articles?*cursor=*", lambda route: problem(route, 500, "internal-error"), times=1)
    tab.goto(f"{base_url}/#/?limit=5")
    tab.locator(".end").scroll_into_view_if_needed()
    expect(tab.locator(".end").get_by_role("alert")).to_be_visible()
    tab.get_by_role("button", name="Try again").click()
    expect(tab.locator(".row").nth(5)).to_be_visible()
