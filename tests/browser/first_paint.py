"""Measure when a view of the explorer first shows text or a picture: `python -m tests.browser.first_paint [ROUNDS]`.

Each view is opened in a context of its own, without cache, on a server with the articles of the town. The time is
Chromium's first contentful paint, in milliseconds after navigation starts; so much also depends on the machine.
"""

import sys
from statistics import median

import httpx
from playwright.sync_api import Browser
from rich.console import Console
from rich.table import Table

from tests.browser.conftest import browsed_town
from tests.builders.town import SEED_URL

PAINT = """async () => {
  const shown = () => performance.getEntriesByName("first-contentful-paint")[0];
  while (!shown()) await new Promise((done) => setTimeout(done, 10));
  return shown().startTime;
}"""


def addresses(base_url: str) -> dict[str, str]:
    """Return the address of each view by its name."""
    article = httpx.get(f"{base_url}/v1/articles", params={"url": SEED_URL}).json()["items"][0]["id"]
    person = httpx.get(f"{base_url}/v1/entities", params={"name_prefix": "Selin Aydoğan"}).json()["items"][0]["id"]
    statement = httpx.get(f"{base_url}/v1/statements").json()["items"][0]["id"]
    views = {"articles": "", "article": f"articles/{article}", "person": f"people/{person}", "quotes": "quotes"}
    views |= {"names": "names", "statement": f"statements/{statement}", "try a page": "try"}
    return {name: f"{base_url}/#/{view}" for name, view in views.items()}


def first_paint(browser: Browser, address: str) -> float:
    """Return the milliseconds until a view is first painted in a new context."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(address)
    milliseconds: float = page.evaluate(PAINT)
    context.close()
    return milliseconds


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    table = Table("view", "median", "slowest", title=f"first contentful paint in ms, {rounds} rounds")
    with browsed_town() as (base_url, browser):
        for name, address in addresses(base_url).items():
            times = [first_paint(browser, address) for _ in range(rounds)]
            table.add_row(name, f"{median(times):.0f}", f"{max(times):.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
