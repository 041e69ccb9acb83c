"""The API docs in a real browser: the usual first steps work, and no request goes to another host."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app.schemas.sample import SAMPLE_ARTICLE_ID, SAMPLE_SPEAKER, SAMPLE_URL
from tests.builders.pages import council_page
from tests.builders.servers import serving

SLOW = 60_000  # milliseconds that a busy machine may take to draw the page or to answer


@pytest.fixture
def tab(kept_tab: Page) -> Page:
    return kept_tab


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with only the pages that these tests post."""
    with serving(f"sqlite:///{tmp_path_factory.mktemp('docs') / 'news.db'}") as address:
        yield address


def operation(tab: Page, name: str) -> Locator:
    """Open an operation with one click."""
    block = tab.locator(f"[id$='-{name}']")
    block.locator(".opblock-summary-control").click(timeout=SLOW)
    return block


def execute(block: Locator) -> tuple[int, str]:
    """Send the request with a second click, and return status and body of its answer."""
    block.get_by_role("button", name="Execute").click()
    answer = block.locator(".live-responses-table .response")
    expect(answer.locator("pre").first).to_be_visible(timeout=SLOW)
    return int(answer.locator(".response-col_status").first.inner_text().split()[0]), answer.inner_text()


def test_the_sample_page_is_posted_in_two_clicks(tab: Page, base_url: str) -> None:
    httpx.delete(f"{base_url}/v1/articles/{SAMPLE_ARTICLE_ID}")
    tab.goto(f"{base_url}/docs")
    status, body = execute(operation(tab, "ingest_article"))
    assert (status, SAMPLE_ARTICLE_ID in body) in {(201, True), (200, True)}
    assert httpx.get(f"{base_url}/v1/articles/{SAMPLE_ARTICLE_ID}").json()["url"] == SAMPLE_URL
    for name in ("get_article", "get_quote", "get_entity", "list_similar_articles"):
        status, body = execute(operation(tab, name))
        assert status == 200, name
        assert SAMPLE_ARTICLE_ID in body or SAMPLE_SPEAKER in body or name == "list_similar_articles"
    assert "# Bridge to close" in as_markdown(tab)


def as_markdown(tab: Page) -> str:
    """Read the article in another of its forms."""
    block = tab.locator("[id$='-get_article']")
    block.locator(".responses-inner select").first.select_option("text/markdown")
    block.get_by_role("button", name="Execute").click()
    expect(block.locator(".live-responses-table pre").first).to_contain_text("# Bridge", timeout=SLOW)
    return block.locator(".live-responses-table pre").first.inner_text()


def test_the_api_docs_can_post_the_sample_page_to_preview_and_batch(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/docs")
    status, body = execute(operation(tab, "preview_extraction"))
    assert status == 200
    assert '"headline": "Bridge to close"' in body
    batch = operation(tab, "ingest_batch")
    lines = batch.locator("textarea.body-param__text")
    lines.fill(f"[{lines.input_value()}, {lines.input_value()}]")
    status, body = execute(batch)
    assert status == 200
    assert '"line":2,"status":200' in body.replace(" ", "").replace("\n", "")


def test_examples_in_the_api_docs_use_ids_of_stored_records(tab: Page, base_url: str) -> None:
    params = {"url": "https://www.harbourpost.example/council"}
    page = council_page(
        "The council met on Monday", head='<meta property="article:published_time" content="2025-06-01">'
    )
    posted = httpx.post(
        f"{base_url}/v1/articles", params=params, content=page, headers={"Content-Type": "text/html"}, timeout=300
    )
    newest = httpx.get(f"{base_url}/v1/articles", params={"limit": 1}).json()["items"][0]["id"]
    assert newest == posted.json()["article"]["id"]
    tab.goto(f"{base_url}/docs")
    expect(operation(tab, "get_article").locator("input").first).to_have_value(newest)
    assert execute(operation(tab, "get_publisher"))[0] == 200


def test_the_api_docs_list_the_errors_of_an_operation_in_one_table(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}/docs")
    responses = operation(tab, "ingest_article").locator(".responses-inner .response")
    expect(responses.first).to_be_visible(timeout=SLOW)
    codes = [row.get_attribute("data-code") for row in responses.all()]
    assert codes == ["200", "201", "default"]
    rows = responses.last.locator("table tbody tr").all_inner_texts()
    assert any("not-an-article" in row and "422" in row for row in rows)
    declared = httpx.get(f"{base_url}/openapi.json").json()["paths"]["/v1/articles"]["post"]["responses"]
    assert {row.split()[0] for row in rows} == {status for status in declared if status >= "400"}


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_api_docs_follow_the_colour_scheme_of_the_system(browser: Browser, base_url: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{base_url}/docs")
    expect(page.locator(".opblock").first).to_be_visible(timeout=SLOW)
    colour = page.evaluate("getComputedStyle(document.querySelector('.swagger-ui')).color.match(/\\d+/g).map(Number)")
    is_light = sum(colour[:3]) > 382
    assert is_light == (scheme == "dark"), "light text on dark ground, or the other way round"
    context.close()


@pytest.mark.parametrize("path", ["docs", "redoc"])
def test_the_menu_of_the_api_docs_fits_on_a_phone(tab: Page, base_url: str, path: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{base_url}/{path}")
    links = [box for link in tab.locator(".masthead a").all() if (box := link.bounding_box())]
    assert len(links) == 4
    assert max(box["x"] + box["width"] for box in links) <= 390


def test_the_api_reference_loads_nothing_from_another_host(tab: Page, base_url: str) -> None:
    """The tab fails at any request to another host; Redoc as installed loads its logo from one."""
    tab.goto(f"{base_url}/redoc")
    expect(tab.locator("h1").first).to_contain_text("Manşet", timeout=SLOW)
    expect(tab.get_by_text("text/markdown").first).to_be_attached()
    expect(tab.locator("img").first).to_be_attached()
