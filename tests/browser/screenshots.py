"""Draw the pictures that README and docs show: `python -m tests.browser.screenshots [FOLDER]`; see docs/pictures."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import httpx
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import browsed_town
from tests.builders.servers import ROOT
from tests.builders.town import SEED_URL

MOST_BYTES = 200_000  # of a picture
SLOW = 120_000  # milliseconds that a busy machine may take for a step


class Shot(NamedTuple):
    """A picture: its name, size, language, colour scheme, and the steps to reach the view."""

    name: str
    lead: Callable[[Page, str], None]
    size: tuple[int, int] = (1200, 720)
    lang: str = "en"
    scheme: str = "light"


def view(address: str) -> Callable[[Page, str], None]:
    return lambda page, base_url: open_view(page, base_url, address)


def open_view(page: Page, base_url: str, address: str) -> None:
    page.goto(f"{base_url}/{address}")
    expect(page.locator("main h1")).to_be_attached()
    page.wait_for_load_state("networkidle")


def seed_article(page: Page, base_url: str) -> None:
    found = httpx.get(f"{base_url}/v1/articles", params={"url": SEED_URL}).json()["items"][0]
    open_view(page, base_url, f"#/articles/{found['id']}")


def joined(page: Page, base_url: str) -> None:
    seed_article(page, base_url)
    page.locator(".note[data-q='5']").hover()


def mayor(page: Page, base_url: str) -> None:
    found = httpx.get(f"{base_url}/v1/entities", params={"name_prefix": "Selin Aydoğan"}).json()["items"][0]
    open_view(page, base_url, f"#/people/{found['id']}")


def tried(page: Page, base_url: str) -> None:
    open_view(page, base_url, "#/try")
    page.locator("[data-sample=sample_2]").click()
    expect(page.locator("#p-result article")).to_be_visible()


SHOTS = [
    Shot("article", joined),
    Shot("browse", view("?lang=tr#/?language=tr"), lang="tr"),
    Shot("person", mayor, scheme="dark"),
    Shot("quotes", view("#/quotes?about=iskele")),
    Shot("try", tried),
    Shot("article-phone", seed_article, size=(390, 844), lang="tr"),
]


def draw(browser: Browser, base_url: str, shot: Shot, folder: Path) -> Path:
    """Draw one picture of what a person sees first of a view."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="tr-TR" if shot.lang == "tr" else "en-GB",
        color_scheme="dark" if shot.scheme == "dark" else "light",
        timezone_id="Europe/Istanbul",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(SLOW)
    shot.lead(page, base_url)
    path = folder / f"{shot.name}.png"
    page.screenshot(path=path)
    context.close()
    return path


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with browsed_town() as (base_url, browser):
        paths = [draw(browser, base_url, shot, folder) for shot in SHOTS]
    too_large = [path.name for path in paths if path.stat().st_size > MOST_BYTES]
    if too_large:
        sys.exit(f"more than {MOST_BYTES:,} bytes: {', '.join(too_large)}")


if __name__ == "__main__":
    main()
