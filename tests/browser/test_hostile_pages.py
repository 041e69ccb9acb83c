"""Stored hostile pages, opened in the explorer: no dialog, no request elsewhere, no breach of policy.

Groups of pages that try to put markup or addresses into a record are opened as a whole. Of the others, which try the
parser, every HOSTILE_EVERY-th page is opened: their records differ little. `make fuzz` opens all.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

import httpx
import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.conftest import SLOW, watched_tab
from tests.builders.servers import serving
from tests.hostile.case import HostileCase
from tests.hostile.corpus import cases

EVERY = int(os.environ.get("HOSTILE_EVERY", "10"))
WHOLE = {"injection", "urls", "attributes"}
# Pages of ten megabytes and more test the limits of the server, not what is shown of them.
CASES = [
    case for number, case in enumerate(cases()) if not case.is_slow and (case.group in WHOLE or number % EVERY == 0)
]
BATCH = 50  # articles of a tab
MORE = 5  # pages of a list after its first; the corpus has thousands of names


def store(address: str, number: int, case: HostileCase) -> httpx.Response:
    """Post a page, also where it is no article."""
    params = {"url": f"https://www.example.com/hostile/{number}", "force": "true"}
    headers = {b"Content-Type": case.content_type.encode()}
    return httpx.post(f"{address}/v1/articles", params=params, content=case.page, headers=headers, timeout=300)


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the record of each of these pages that gives one."""
    with serving(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'news.db'}") as address:
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(store, repeat(address), range(len(CASES)), CASES))
        assert {answer.status_code for answer in answers} <= {200, 201, 400, 413, 415, 422}
        assert sum(answer.is_success for answer in answers) > len(CASES) / 2
        yield address


def all_ids(base_url: str) -> list[str]:
    """Ids of all articles, by cursor."""
    params, ids = {"limit": "200"}, []
    while True:
        page = httpx.get(f"{base_url}/v1/articles", params=params).json()
        ids += [item["id"] for item in page["items"]]
        if not page["page"]["next_cursor"]:
            return ids
        params["cursor"] = page["page"]["next_cursor"]


# Opens an article and returns what its view holds once its answer is there: one call to the browser instead of seven.
OPEN = """async ([id, patience]) => {
  location.hash = `#/articles/${id}`;
  const seen = selector => document.querySelector(selector)?.checkVisibility();
  const ready = main => main && seen(`.req .path[href*='${id}']`) && seen("#main article")
    && main.querySelectorAll("h1").length === 1;
  for (const begun = performance.now(); performance.now() - begun < patience;) {
    const main = document.querySelector("main:not([aria-busy=true])");
    if (ready(main)) return {
      links: [...main.querySelectorAll("a")].map(link => link.getAttribute("href")),
      active: main.querySelectorAll("script, iframe, img, object, embed, style, link, form").length,
    };
    await new Promise(requestAnimationFrame);
  }
}"""


def show(browser: Browser, base_url: str, ids: Sequence[str]) -> None:
    """Open articles in a new tab, which fails for a dialog, an error, a request elsewhere, or a breach of policy."""
    with watched_tab(browser, base_url) as tab:
        tab.goto(f"{base_url}/")
        expect(tab.locator(".row").first).to_be_visible()
        for article_id in ids:
            view = tab.evaluate(OPEN, [article_id, SLOW])
            assert view, f"the article {article_id} is not shown"
            assert view["active"] == 0, article_id
            assert all(link.startswith(("#", "http://", "https://")) for link in view["links"]), view["links"]


def show_in_parts(browser: Browser, base_url: str, ids: Sequence[str]) -> None:
    """Open articles in one tab; if the tab crashes, open each half in a tab of its own. A single article must not."""
    try:
        show(browser, base_url, ids)
    except (Error, AssertionError) as error:
        if "crashed" not in str(error) or len(ids) == 1:
            raise
        middle = len(ids) // 2
        show_in_parts(browser, base_url, ids[:middle])
        show_in_parts(browser, base_url, ids[middle:])


def test_hostile_pages_are_shown_as_text(browser: Browser, base_url: str) -> None:
    """Chromium itself crashes now and then after many such texts in one tab, not on any one of them."""
    ids = all_ids(base_url)
    for start in range(0, len(ids), BATCH):
        show_in_parts(browser, base_url, ids[start : start + BATCH])


def test_hostile_names_and_quotes_are_shown_as_text(tab: Page, base_url: str) -> None:
    for view, awaited in (("", ".row"), ("quotes", ".quote-row"), ("names", ".index a")):
        tab.goto(f"{base_url}/#/{view}")
        expect(tab.locator(awaited).first).to_be_visible()
        for _ in range(MORE):
            if tab.locator("#more").count():
                tab.locator("#more").click()
                tab.wait_for_load_state("networkidle")
        assert tab.locator("main :is(script, iframe, img, object, embed, style, link)").count() == 0
