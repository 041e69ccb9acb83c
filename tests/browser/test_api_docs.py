"""The API docs in a real browser: the usual first steps work, and no request goes to another host."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app.schemas.sample import SAMPLE_ARTICLE_ID, SAMPLE_SPEAKER, SAMPLE_URL
from tests.browser.conftest import watched_tab
from tests.builders.pages import council_page
from tests.builders.servers import serving

SLOW = 60_000  # milliseconds that a busy machine may take to draw the page or to answer


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with only the pages that these tests post."""
    with serving(f"sqlite:///{tmp_path_factory.mktemp('docs') / 'news.db'}") as address:
        yield address


@pytest.fixture(scope="module")
def opened_docs(browser: Browser, base_url: str) -> Iterator[Page]:
    """The API docs, opened once: to draw them takes the browser seconds."""
    with watched_tab(browser, base_url) as page:
        page.goto(f"{base_url}/docs")
        yield page


@pytest.fixture
def docs(opened_docs: Page) -> Iterator[Page]:
    """The API docs with all operations closed, in a watched tab."""
    yield opened_docs
    while (opened := opened_docs.locator(".opblock.is-open .opblock-summary-control")).count():
        opened.first.click()


@pytest.fixture(scope="module")
def reference(browser: Browser, base_url: str) -> Iterator[Page]:
    """The reference by Redoc, opened once, in a watched tab."""
    with watched_tab(browser, base_url) as page:
        page.goto(f"{base_url}/redoc")
        yield page


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


def test_the_sample_page_is_posted_in_two_clicks(docs: Page, base_url: str) -> None:
    httpx.delete(f"{base_url}/v1/articles/{SAMPLE_ARTICLE_ID}")
    status, body = execute(operation(docs, "ingest_article"))
    assert (status, SAMPLE_ARTICLE_ID in body) in {(201, True), (200, True)}
    assert httpx.get(f"{base_url}/v1/articles/{SAMPLE_ARTICLE_ID}").json()["url"] == SAMPLE_URL
    for name in ("get_article", "get_quote", "get_entity", "list_similar_articles"):
        status, body = execute(operation(docs, name))
        assert status == 200, name
        assert SAMPLE_ARTICLE_ID in body or SAMPLE_SPEAKER in body or name == "list_similar_articles"
    assert "# Bridge to close" in as_markdown(docs)


def as_markdown(tab: Page) -> str:
    """Read the article in another of its forms."""
    block = tab.locator("[id$='-get_article']")
    block.locator(".responses-inner select").first.select_option("text/markdown")
    block.get_by_role("button", name="Execute").click()
    expect(block.locator(".live-responses-table pre").first).to_contain_text("# Bridge", timeout=SLOW)
    return block.locator(".live-responses-table pre").first.inner_text()


def test_the_api_docs_can_post_the_sample_page_to_preview_and_batch(docs: Page) -> None:
    status, body = execute(operation(docs, "preview_extraction"))
    assert status == 200
    assert '"headline": "Bridge to close"' in body
    batch = operation(docs, "ingest_batch")
    lines = batch.locator("textarea.body-param__text")
    lines.fill(f"[{lines.input_value()}, {lines.input_value()}]")
    status, body = execute(batch)
    assert status == 200
    assert '"line":2,"status":200' in body.replace(" ", "").replace("\n", "")


def test_examples_in_the_api_docs_use_ids_of_stored_records(docs: Page, base_url: str) -> None:
    params = {"url": "https://www.harbourpost.example/council"}
    page = council_page(
        "The council met on Monday", head='<meta property="article:published_time" content="2025-06-01">'
    )
    posted = httpx.post(
        f"{base_url}/v1/articles", params=params, content=page, headers={"Content-Type": "text/html"}, timeout=300
    )
    newest = httpx.get(f"{base_url}/v1/articles", params={"limit": 1}).json()["items"][0]["id"]
    assert newest == posted.json()["article"]["id"]
    docs.reload()
    expect(operation(docs, "get_article").locator("input").first).to_have_value(newest)
    assert execute(operation(docs, "get_publisher"))[0] == 200


def test_the_schema_of_an_answer_shows_the_members_of_its_parts(docs: Page) -> None:
    answers = operation(docs, "get_article").locator(".responses-inner")
    answers.locator(".tablinks", has_text="Schema").first.click()
    answers.get_by_role("button", name="quotes").first.click()
    quotes = answers.locator("[data-json-schema-level]", has=docs.get_by_role("button", name="quotes")).last
    quotes.get_by_role("button", name="Expand all").first.click()
    expect(answers).to_contain_text("statement_id")  # a member of each quote


def test_the_api_docs_list_the_errors_of_an_operation_in_one_table(docs: Page, base_url: str) -> None:
    responses = operation(docs, "ingest_article").locator(".responses-inner .response")
    expect(responses.first).to_be_visible(timeout=SLOW)
    codes = [row.get_attribute("data-code") for row in responses.all()]
    assert codes == ["200", "201", "default"]
    rows = responses.last.locator("table tbody tr").all_inner_texts()
    assert any("not-an-article" in row and "422" in row for row in rows)
    declared = httpx.get(f"{base_url}/openapi.json").json()["paths"]["/v1/articles"]["post"]["responses"]
    assert {row.split()[0] for row in rows} == {status for status in declared if status >= "400"}


def test_the_api_docs_follow_the_colour_scheme_of_the_system(docs: Page) -> None:
    expect(docs.locator(".opblock").first).to_be_visible(timeout=SLOW)
    for scheme in ("dark", "light"):
        docs.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        colour = docs.evaluate(
            "getComputedStyle(document.querySelector('.swagger-ui')).color.match(/\\d+/g).map(Number)"
        )
        is_light = sum(colour[:3]) > 382
        assert is_light == (scheme == "dark"), "light text on dark ground, or the other way round"


@pytest.mark.parametrize("name", ["docs", "reference"])
def test_the_menu_of_the_api_docs_fits_on_a_phone(request: pytest.FixtureRequest, name: str) -> None:
    page: Page = request.getfixturevalue(name)
    page.set_viewport_size({"width": 390, "height": 844})
    links = [box for link in page.locator(".masthead a").all() if (box := link.bounding_box())]
    page.set_viewport_size({"width": 1280, "height": 720})
    assert len(links) == 4
    assert max(box["x"] + box["width"] for box in links) <= 390


def test_the_api_reference_loads_nothing_from_another_host(reference: Page) -> None:
    """The tab fails at any request to another host; Redoc as installed loads its logo from one."""
    expect(reference.locator("h1").first).to_contain_text("Manşet", timeout=SLOW)
    expect(reference.get_by_text("text/markdown").first).to_be_attached()
    expect(reference.locator("img").first).to_be_attached()
