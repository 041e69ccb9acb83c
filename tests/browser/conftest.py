"""A headless Chromium, tabs that fail on errors and foreign requests, and a server with the articles of a town."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.builders.once import once_a_run
from tests.builders.servers import serving
from tests.builders.town import post_town

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--no-zygote",  # saves a fifth of the time that a new tab takes
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
]

SLOW = 90_000  # milliseconds that a busy machine may take for a step
expect.set_options(timeout=SLOW)


# Of this folder: while it lives, an event loop runs in the main thread, and other tests cannot start their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not CHROMIUM and not os.environ.get("REQUIRE_BROWSER"):
        pytest.skip("no Chromium here; CI installs one (REQUIRE_BROWSER=1)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the articles of the town; tests may add others of their own."""

    def fill(folder: Path) -> None:
        with serving(f"sqlite:///{folder / 'news.db'}") as address:
            post_town(address)

    files = once_a_run(tmp_path_factory, "town", fill)
    folder = shutil.copytree(files, tmp_path_factory.mktemp("own-town"), dirs_exist_ok=True)
    with serving(f"sqlite:///{folder / 'news.db'}") as address:
        yield address


@pytest.fixture(scope="module")
def base_url(town: str) -> str:
    return town


@contextmanager
def browsed_town() -> Iterator[tuple[str, Browser]]:
    """Serve the articles of the town and open a browser, for commands outside of tests; yield address and browser."""
    with (
        TemporaryDirectory() as data,
        serving(f"sqlite:///{data}/news.db") as base_url,
        sync_playwright() as playwright,
    ):
        post_town(base_url)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield base_url, browser
        browser.close()


def is_given_up(request: Request, base_url: str) -> bool:
    """Whether the page itself stopped waiting for an answer of the server, or a test cut it off."""
    failures = ("net::ERR_ABORTED", "net::ERR_INTERNET_DISCONNECTED")
    return request.failure in failures and request.url.startswith(base_url)


def policy_breach(message: ConsoleMessage) -> list[str]:
    """Return the violations of the Content Security Policy."""
    return [message.text] if "Content Security Policy" in message.text else []


@contextmanager
def watched(page: Page, base_url: str) -> Iterator[None]:
    """Watch a tab, which must not ask another host, break the policy, raise an error, or open a dialog."""
    outside, errors = list[str](), list[str]()
    source: Any = page  # whose types name each event
    handlers: dict[str, Callable[..., object]] = {
        "request": lambda r: None if r.url.startswith((base_url, "data:", "blob:")) else outside.append(r.url),
        "requestfailed": lambda r: None if is_given_up(r, base_url) else outside.append(f"{r.url} {r.failure}"),
        "console": lambda message: errors.extend(policy_breach(message)),
        "pageerror": lambda error: errors.append(str(error)),
        "dialog": lambda dialog: errors.append(dialog.message),
    }
    for event, handler in handlers.items():
        source.on(event, handler)
    try:
        yield
    finally:
        for event, handler in handlers.items():
            source.remove_listener(event, handler)
    assert not outside
    assert not errors


@contextmanager
def watched_tab(browser: Browser, base_url: str) -> Iterator[Page]:
    """Open a watched tab, and close it at the end."""
    page = browser.new_page()
    page.set_default_timeout(SLOW)
    with watched(page, base_url):
        try:
            yield page
        finally:
            page.close()


@pytest.fixture
def tab(browser: Browser, base_url: str) -> Iterator[Page]:
    with watched_tab(browser, base_url) as page:
        yield page


@pytest.fixture(scope="module")
def opened_tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(SLOW)
    yield page
    page.close()


@pytest.fixture
def kept_tab(opened_tab: Page, base_url: str) -> Iterator[Page]:
    """A tab that tests of a module share: to open one takes longer than to load a view. It stores nothing of a test.

    What it cannot forget, such as a clock or a cut connection, needs the fixture `tab`.
    """
    with watched(opened_tab, base_url):
        yield opened_tab
        opened_tab.unroute_all()
        opened_tab.context.clear_permissions()
        opened_tab.evaluate("try { localStorage.clear(); sessionStorage.clear() } catch { /* no page is open */ }")
        opened_tab.goto("about:blank")
        opened_tab.set_viewport_size({"width": 1280, "height": 720})
