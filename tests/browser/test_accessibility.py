"""axe-core finds nothing in any view and state: on a phone and wide, light and dark, in Turkish and in English.

Views that differ in their parts are opened in both looks; of those that show the same parts with other contents, one
is, and the others in one look each, in turn. With EVERY_LOOK=1, as `make fuzz` does, each view is opened in both.
"""

import os
from collections.abc import Callable
from importlib.resources import files
from typing import Any, NamedTuple

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_states import UNKNOWN, problem
from tests.builders.town import SEED_URL

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
REVISED = "https://www.kiyipostasi.example/baraj-yuzde-20"


class Look(NamedTuple):
    lang: str
    width: int
    scheme: str


LOOKS = [Look("en", 1440, "light"), Look("tr", 390, "dark")]


class Stage:
    """A tab with a colour scheme and size, and the steps by which a test reaches a view or state."""

    def __init__(self, tab: Page, base_url: str, look: Look) -> None:
        self.tab, self.base_url, self.look = tab, base_url, look
        tab.set_viewport_size({"width": look.width, "height": 900})
        tab.emulate_media(color_scheme="dark" if look.scheme == "dark" else "light", reduced_motion="reduce")

    def open(self, view: str, awaited: str) -> Page:
        self.tab.goto(f"{self.base_url}/?lang={self.look.lang}#/{view}")
        expect(self.tab.locator(awaited).first).to_be_visible()
        self.tab.wait_for_load_state("networkidle")
        return self.tab

    def article(self, url: str) -> Page:
        found = httpx.get(f"{self.base_url}/v1/articles", params={"url": url}).json()["items"][0]
        return self.open(f"articles/{found['id']}", "h1")

    def entity(self, name: str, query: str = "") -> Page:
        found = httpx.get(f"{self.base_url}/v1/entities", params={"name_prefix": name}).json()["items"][0]
        return self.open(f"people/{found['id']}{query}", "h1")

    def statement(self) -> Page:
        found = httpx.get(f"{self.base_url}/v1/statements").json()["items"][0]
        return self.open(f"statements/{found['id']}", "h1")

    def refuse(self, status: int, slug: str) -> Page:
        self.tab.route("**/v1/articles?*", lambda route: problem(route, status, slug, **{"Retry-After": "60"}))
        return self.open("", "main h2")

    def attempt(self, page: str) -> Page:
        tab = self.open("try", "#try-html")
        tab.locator("#try-html").fill(page)
        tab.locator("#extract").click()
        return tab


def folds(stage: Stage) -> None:
    tab = stage.article(REVISED)
    for fold in tab.locator(".fold > summary").all():
        fold.click()
    expect(tab.locator(".diff dd").first).to_be_visible()
    tab.keyboard.press("o")
    expect(tab.locator("h1 .prov")).to_be_visible()


def lit(stage: Stage) -> None:
    stage.article(SEED_URL).locator("a.qn").last.focus()
    expect(stage.tab.locator(".note.on")).to_have_count(1)


def filters(stage: Stage) -> None:
    tab = stage.open("?publisher=kiyipostasi.example&tag=su", ".row")
    if stage.look.width < 1000:
        tab.locator("#filters").click()
    expect(tab.locator("#rail .facet").first).to_be_visible()


def table(stage: Stage) -> None:
    stage.open("", ".row").locator(".chart .btn").click()
    expect(stage.tab.locator(".chart table")).to_be_visible()


def result(stage: Stage, part: str) -> None:
    tab = stage.open("try", "#try-html")
    tab.locator("[data-sample=sample_2]").click()
    tab.locator(f"#tab-{part}").click()
    expect(tab.locator(f"#p-{part}")).to_be_visible()


def no_article(stage: Stage) -> None:
    tab = stage.attempt("<ul><li><a href=/>x</a></ul>")
    expect(tab.locator("main [role=alert] .state .btn")).to_be_visible()


def dialog(stage: Stage, name: str) -> None:
    stage.open("", ".row").locator(f"[data-dialog={name}]").click()
    expect(stage.tab.locator(f"#{name}")).to_be_visible()


def loading(stage: Stage) -> None:
    stage.tab.clock.install()
    held: list[Route] = []
    stage.tab.route("**/v1/articles?*", lambda route: held.append(route))
    stage.tab.goto(f"{stage.base_url}/?lang={stage.look.lang}")
    stage.tab.clock.run_for(5_000)
    expect(stage.tab.locator(".bones ~ .meta")).to_be_visible()


def offline(stage: Stage) -> None:
    tab = stage.open("", ".row")
    tab.context.set_offline(True)
    tab.locator("[data-nav=quotes]").click()
    expect(tab.locator("#offline")).to_be_visible()


VIEWS: dict[str, Callable[[Stage], Any]] = {
    "browse": lambda stage: stage.open("", ".row"),
    "search": lambda stage: stage.open("?q=iskele&sort=relevance", ".row mark"),
    "filters": filters,
    "table": table,
    "article": lambda stage: stage.article(SEED_URL),
    "article lit": lit,
    "article with folds and origins": folds,
    "article from right to left": lambda stage: stage.article("https://www.almarsa.example/akhbar/jisr-almina"),
    "person": lambda stage: stage.entity("Selin Aydoğan"),
    "words of others": lambda stage: stage.entity("Güney Kore", "?show=about"),
    "statements of a person": lambda stage: stage.entity("Selin Aydoğan", "?show=statements"),
    "statement": lambda stage: stage.statement(),
    "place": lambda stage: stage.entity("Güney Kore"),
    "publisher": lambda stage: stage.open("publishers/kiyipostasi.example", ".row"),
    "quotes": lambda stage: stage.open("quotes?q=iskele", ".quote-row mark"),
    "names": lambda stage: stage.open("names", ".index a"),
    "try": lambda stage: stage.open("try", "#try-html"),
    "try result": lambda stage: result(stage, "result"),
    "try dropped": lambda stage: result(stage, "dropped"),
    "try json": lambda stage: result(stage, "json"),
    "try curl": lambda stage: result(stage, "curl"),
    "no article": no_article,
    "key dialog": lambda stage: dialog(stage, "d-key"),
    "keys dialog": lambda stage: dialog(stage, "d-help"),
    "nothing matches": lambda stage: stage.open("?q=zürafa", ".state h2"),
    "nothing said": lambda stage: stage.entity("Selin Aydoğan", "?q=zürafa"),
    "wrong": lambda stage: stage.open("?limit=999", ".problem"),
    "unknown": lambda stage: stage.open(f"articles/{UNKNOWN}", "main h2"),
    "needs key": lambda stage: stage.refuse(401, "authentication-required"),
    "forbidden": lambda stage: stage.refuse(403, "insufficient-scope"),
    "busy": lambda stage: stage.refuse(503, "overloaded"),
    "broken": lambda stage: stage.refuse(500, "internal-error"),
}
WAITING: dict[str, Callable[[Stage], Any]] = {"loading": loading, "offline": offline}
IN_BOTH_LOOKS = {"browse", "filters", "article with folds and origins", "article from right to left", "person"}
IN_BOTH_LOOKS |= {"statement", "publisher", "quotes", "names", "try result", "no article", "key dialog", "wrong"}


def looks() -> list[tuple[str, Look]]:
    """Return each view with the looks in which it is opened."""
    both = set(VIEWS) if os.environ.get("EVERY_LOOK") else IN_BOTH_LOOKS
    turns = [(view, LOOKS if view in both else [LOOKS[number % 2]]) for number, view in enumerate(VIEWS)]
    return [(view, look) for view, seen in turns for look in seen]


def violations(tab: Page) -> list[str]:
    """Return the violations that axe-core finds: each rule with the elements that violate it."""
    tab.evaluate(AXE)
    found = tab.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [f"{one['id']}: {[node['html'][:200] for node in one['nodes']]}" for one in found]


def check(tab: Page) -> None:
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"


@pytest.mark.parametrize(("view", "look"), looks(), ids=str)
def test_axe_reports_no_violation_in_any_view(kept_tab: Page, base_url: str, view: str, look: Look) -> None:
    VIEWS[view](Stage(kept_tab, base_url, look))
    check(kept_tab)


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("view", WAITING)
def test_axe_reports_no_violation_while_a_view_waits_for_an_answer(
    tab: Page, base_url: str, view: str, look: Look
) -> None:
    """Each in a tab of its own, whose clock and connection it changes."""
    WAITING[view](Stage(tab, base_url, look))
    check(tab)


def test_axe_reports_a_button_without_a_name(tab: Page, base_url: str) -> None:
    stage = Stage(tab, base_url, LOOKS[0])
    stage.open("try", "#try-html")
    tab.evaluate("document.querySelector('#theme').removeAttribute('aria-label')")
    assert [found for found in violations(tab) if found.startswith("button-name")]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_keyboard_focus_moves_to_the_main_part_of_a_new_view(tab: Page, base_url: str, look: Look) -> None:
    stage = Stage(tab, base_url, look)
    stage.open("", ".row").locator("[data-nav=names]").click()
    expect(tab.locator("#main")).to_be_focused()
    expect(tab.locator("[data-nav=names]")).to_have_attribute("aria-current", "page")
    expect(tab.locator("[aria-live]:not([aria-live=off])")).to_have_count(0)
    tab.locator(".skip").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("#main")).to_be_focused()
