"""A server that requires a key: the explorer asks for it, keeps it for the tab, and never shows it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.builders.commands import run, sqlite_url
from tests.builders.servers import serving


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    return sqlite_url(tmp_path_factory.mktemp("locked"))


@pytest.fixture(scope="module")
def base_url(database: str) -> Iterator[str]:
    """A server without articles."""
    with serving(database, ANONYMOUS_SCOPES="none") as address:
        yield address


@pytest.fixture(scope="module")
def key(database: str, base_url: str) -> str:
    """A key that may read, and nothing else; `base_url` has made the tables."""
    made = run("keys", "create", "reader", "--scope", "read", DATABASE_URL=database)
    found = re.search(r"nk_\S+", made.stdout)
    assert found, (base_url, made.stderr)
    return found[0]


def give(tab: Page, key: str) -> None:
    tab.locator("main").get_by_label("Key").fill(key)
    tab.locator("main").get_by_role("button", name="Use this key").click()


def test_the_explorer_asks_for_a_key_and_keeps_it_in_the_browser_tab(tab: Page, base_url: str, key: str) -> None:
    tab.goto(f"{base_url}/#/quotes")
    expect(tab.get_by_role("heading", name="This server asks for an API key")).to_be_visible()
    give(tab, "nk_wrong_key")
    expect(tab.get_by_text("The key is wrong, expired or revoked.")).to_be_visible()
    expect(tab.locator("main").get_by_label("Key")).to_have_attribute("aria-invalid", "true")
    give(tab, key)
    expect(tab.get_by_role("heading", name="No articles yet")).to_be_visible()
    assert key not in tab.url
    tab.reload()
    tab.get_by_role("link", name="Try the sample").click()
    expect(tab.get_by_role("button", name="Try the sample")).to_be_visible()
    assert key not in tab.evaluate("JSON.stringify(localStorage)")


def test_copied_commands_do_not_contain_the_key(tab: Page, base_url: str, key: str) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(base_url)
    give(tab, key)
    expect(tab.get_by_role("heading", name="No articles yet")).to_be_visible()
    tab.locator(".req").get_by_role("button", name="curl").click()
    tab.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('curl -s'))")
    line = tab.evaluate("navigator.clipboard.readText()")
    assert '-H "Authorization: Bearer $NEWS_API_KEY"' in line
    assert key not in line


def test_a_key_is_forgotten_on_reload_if_the_user_chose_so(tab: Page, base_url: str, key: str) -> None:
    tab.goto(base_url)
    tab.locator("main").get_by_label("Remember until this tab closes").uncheck()
    give(tab, key)
    expect(tab.get_by_role("heading", name="No articles yet")).to_be_visible()
    tab.reload()
    expect(tab.get_by_role("heading", name="This server asks for an API key")).to_be_visible()


def test_the_explorer_explains_that_a_key_lacks_the_required_scope(tab: Page, base_url: str, key: str) -> None:
    tab.goto(f"{base_url}/#/try")
    tab.get_by_role("button", name="API key").click()
    dialog = tab.get_by_role("dialog", name="API key")
    dialog.get_by_label("Key").fill(key)
    dialog.get_by_role("button", name="Use this key").click()
    expect(dialog).to_be_hidden()
    tab.get_by_role("button", name="Try the sample").click()
    expect(tab.get_by_role("heading", name="The key does not allow this")).to_be_visible()
    tab.locator("main").get_by_role("button", name="API key").click()
    expect(dialog).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator("main").get_by_role("button", name="API key")).to_be_focused()
