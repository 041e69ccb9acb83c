"""Measure a long list and a long article in Chromium: `python -m tests.browser.large_views [--rows N]`.

First a list is scrolled until N rows are loaded, then an article of 1 MB with as many quotes and entities as the store
takes is opened, scrolled and hovered over. Printed for each step: the milliseconds that it takes, its longest task,
its longest frame, and after it the elements of the document and the memory of the tab. So much also depends on the
machine. `--database` names a file that keeps the articles of the list for the next run.
"""

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, FilePayload, sync_playwright
from rich.console import Console
from rich.table import Table

from app.schemas.article import ArticleDraft
from app.store.migrations import migrate
from app.store.session import make_engine, writing
from app.store.writes import save_article
from benchmarks.lists import fill
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.builders.drafts import article
from tests.builders.servers import serving

PARAGRAPHS, QUOTES, NAMES = 2_000, 1_000, 2_000
SLOW = 600_000  # milliseconds that a step may take
WATCH = """() => {
  const seen = { task: 0, frame: 0, last: null };
  window.seen = seen;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.task = Math.max(seen.task, duration);
  }).observe({ entryTypes: ["longtask"] });
  const frame = (now) => {
    if (seen.last !== null) seen.frame = Math.max(seen.frame, now - seen.last);
    seen.last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""
TAKE = """async () => {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)));
  const { task, frame } = window.seen;
  Object.assign(window.seen, { task: 0, frame: 0, last: null });
  return [task, frame];
}"""
LOAD = """(rows) => new Promise((done) => {
  const step = () => {
    if (document.querySelectorAll("main .row").length >= rows || !document.getElementById("more")) return done();
    window.scrollTo(0, document.body.scrollHeight);
    requestAnimationFrame(step);
  };
  step();
})"""
SCROLL = """() => new Promise((done) => {
  let [at, steps] = [0, 0];
  const step = () => {
    window.scrollTo(0, (at += 700));
    if ((steps += 1) === 120) done();
    else requestAnimationFrame(step);
  };
  step();
})"""
NODES = "document.getElementsByTagName('*').length"
PAGE = os.sysconf("SC_PAGE_SIZE")  # bytes


def resident_pages(process: int) -> int:
    """Return the pages of memory that a process holds."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1])


class Gauge:
    """A tab whose steps are measured, and the table that they fill."""

    def __init__(self, browser: Browser) -> None:
        self.page = browser.new_page(viewport={"width": 1440, "height": 900})
        self.page.set_default_timeout(SLOW)
        self.page.add_init_script(f"({WATCH})()")
        self.system = browser.new_browser_cdp_session()
        self.table = Table("step", "ms", "longest task", "longest frame", "elements", "MB of the tab")

    def step(self, name: str, act: Callable[[], object]) -> None:
        started = time.perf_counter()
        act()
        taken = (time.perf_counter() - started) * 1_000
        task, frame = self.page.evaluate(TAKE)
        nodes = self.page.evaluate(NODES)
        self.table.add_row(
            name, f"{taken:,.0f}", f"{task:.0f}", f"{frame:.0f}", f"{nodes:,}", f"{self.megabytes():.0f}"
        )

    def megabytes(self) -> float:
        """Return the resident memory of the largest process that renders."""
        processes = self.system.send("SystemInfo.getProcessInfo")["processInfo"]
        pages = [resident_pages(one["id"]) for one in processes if one["type"] == "renderer"]
        return max(pages) * PAGE / 1e6

    def open(self, address: str, awaited: str) -> None:
        self.page.goto(address)
        self.page.locator(awaited).first.wait_for()

    def list(self, base_url: str, rows: int) -> None:
        page = self.page
        self.step("open the list", lambda: self.open(f"{base_url}/", ".row"))
        self.step(f"load {rows:,} rows", lambda: page.evaluate(LOAD, rows))
        self.step("scroll through 84,000 px of them", lambda: page.evaluate(SCROLL))
        self.step("press j ten times", lambda: self.press("j", 10))
        self.step("open an article", self.follow)
        self.step("go back", self.back)
        self.step("switch to dark", page.locator("#theme").click)

    def press(self, key: str, times: int) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)

    def back(self) -> None:
        self.page.go_back()
        self.page.locator(".row :focus").wait_for()

    def follow(self) -> None:
        self.page.keyboard.press("Enter")
        self.page.locator("article.paper").wait_for()

    def article(self, address: str) -> None:
        page = self.page
        page.goto("about:blank")
        self.step("open the article", lambda: self.open(address, "mark.q"))
        self.step("hover over a quote", lambda: page.locator("mark.q").first.hover())
        self.step("hover over the name with most mentions", lambda: page.locator(".names a").first.hover())
        self.step("scroll through 84,000 px of it", lambda: page.evaluate(SCROLL))
        self.step("hide the quotes", lambda: page.keyboard.press("a"))
        self.step("show the origins", lambda: page.keyboard.press("o"))
        self.step("go to its end", lambda: page.keyboard.press("End"))
        self.step("step through ten notes", lambda: self.press("]", 10))

    def attempt(self, base_url: str, page: bytes) -> None:
        tab = self.page
        tab.goto(f"{base_url}/#/try")
        given: FilePayload = {"name": "long.html", "mimeType": "text/html", "buffer": page}
        tab.locator("#try-html").wait_for()

        def choose() -> None:
            tab.locator("[type=file]").set_input_files(given)
            tab.locator("#p-result article").wait_for()

        def show() -> None:
            tab.locator("#tab-json").click()
            tab.locator("#p-json pre").wait_for()

        self.step("extract its page", choose)
        self.step("show the JSON", show)


def long_article() -> ArticleDraft:
    """An article of 1 MB: every second paragraph quotes somebody, each names one of 2,000 people and a minister."""
    people = [f"Ayşe {chr(65 + n // 77 % 26)}{chr(97 + n % 26)}demir{n:04}" for n in range(NAMES - 1)]
    words = "Köprünün ayakları yeniden yapılacak, yol on yıl sonra açılacak. " * 6
    said = [f"Söz {n}: köprü bu yıl bitecek, kimse merak etmesin" for n in range(QUOTES)]
    paragraphs = [
        f"{words}Bakan Kaya, {people[n % len(people)]} ile görüştü. "
        + (f'"{said[n // 2]}" diyen Kaya, sözünü tuttu.' if n % 2 == 0 else "Kaya bekliyor.")
        for n in range(PARAGRAPHS)
    ]
    return article(paragraphs=paragraphs, people=("Kaya", *people), places=(), said=[(one, "Kaya") for one in said])


def page_of(draft: ArticleDraft) -> bytes:
    story = "".join(f"<p>{block.text}</p>" for block in draft.blocks)
    return f"<html lang=tr><body><article><h1>{draft.headline}</h1>{story}</article></body></html>".encode()


def prepare(file: Path, rows: int, long: ArticleDraft) -> str:
    """Store the articles of the list if the file is new, and the long one; return its id."""
    url = f"sqlite:///{file}"
    is_new = not file.exists()
    migrate(url)
    if is_new:
        fill(url, rows)
    engine = make_engine(url)
    with writing(engine) as session:
        saved = save_article(session, long)
    engine.dispose()
    return str(saved.article_id)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--database", type=Path)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        file = given.database or Path(folder) / "news.db"
        draft = long_article()
        long = prepare(file, given.rows, draft)
        with serving(f"sqlite:///{file}") as base_url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            gauge = Gauge(browser)
            gauge.list(base_url, given.rows)
            gauge.article(f"{base_url}/#/articles/{long}")
            gauge.attempt(base_url, page_of(draft))
            browser.close()
    Console().print(gauge.table)


if __name__ == "__main__":
    main()
