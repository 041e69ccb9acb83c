"""Pages with scripts: nothing runs, neither as HTML or Markdown without a security policy nor in the explorer."""

import html
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.builders.servers import serving

CALL = "alert(document.domain)"
ELSEWHERE = "http://elsewhere.invalid/seen"
# Written as text on the page, as an author might, and as markup inside of it.
PAYLOADS = [
    f"<script>{CALL}</script>",
    f"</p></article></script><script src={ELSEWHERE}.js></script>",
    f"<img src={ELSEWHERE}.png onerror={CALL}>",
    f"<svg onload={CALL}>",
    f"<svg><animate onbegin={CALL} attributeName=x dur=1s>",
    f"<iframe srcdoc='<script>{CALL}</script>'></iframe>",
    f"<iframe src={ELSEWHERE}></iframe>",
    f"<object data={ELSEWHERE}></object><embed src={ELSEWHERE}>",
    f"<math><mtext><table><mglyph><style><img src onerror={CALL}></style></mglyph></table></mtext></math>",
    f"<noscript><p title='</noscript><img src onerror={CALL}>'></noscript>",
    f"<textarea></textarea><img src onerror={CALL}>",
    f"<style>@import '{ELSEWHERE}.css';</style>",
    f"<link rel=stylesheet href={ELSEWHERE}.css>",
    f"<meta http-equiv=refresh content='0;url=javascript:{CALL}'>",
    f"<base href={ELSEWHERE}>",
    f"<details open ontoggle={CALL}>",
    f"<input autofocus onfocus={CALL}>",
    f"<body onload={CALL}>",
    f"[click](javascript:{CALL})",
    f"![seen]({ELSEWHERE}.png)",
    f"<javascript:{CALL}>",
    f"[seen]: {ELSEWHERE}.png\n\n![seen][seen]",
    f"`` ` <img src onerror={CALL}>",
    f"```\n<img src onerror={CALL}>\n```",
    f"--><img src onerror={CALL}><!--",
    f"]]><img src onerror={CALL}>",
    f"&lt;img src onerror={CALL}&gt;",
    f"\u2028<img src onerror={CALL}>",
    f"'\"><img src onerror={CALL}>",
    f"{{{{constructor.constructor('{CALL}')()}}}}",
]


def injected(payload: str, number: int) -> bytes:
    """A page that carries a payload as text in every field, and as markup in its story."""
    text, sentence = html.escape(payload), "The council met on Monday to talk about the harbour and the schools."
    address = html.escape(f"javascript:{CALL}")
    return f"""<html lang=en><head><title>{text} {number}</title><meta name=description content="{text} told">
      <meta name=author content="{text}"><meta name=keywords content="{text}">
      <meta property=og:image content="{address}">
      <meta property=article:section content="{text}"></head><body><article><h1>Story {number} {text}</h1>
      <p>{sentence} {text}</p><p>{sentence}</p>{payload}<ul><li>{text}</li></ul><pre><code>{text}\n\n{text}</code></pre>
      <blockquote>{text}</blockquote><figure><img src="{address}"><figcaption>{text}</figcaption></figure>
      <p>“{text}” said the mayor. <a href="{address}">{sentence}</a></p></article></body></html>""".encode()


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(f"sqlite:///{tmp_path_factory.mktemp('injection') / 'news.db'}") as address:
        for number, payload in enumerate(PAYLOADS):
            answer = httpx.post(
                f"{address}/v1/articles",
                params={"url": f"https://www.example.com/news/{number}", "force": "true"},
                content=injected(payload, number),
                headers={"Content-Type": "text/html"},
                timeout=300,
            )
            assert answer.status_code in (200, 201), (payload, answer.text)
        yield address


@pytest.fixture(scope="module")
def articles(base_url: str) -> list[dict[str, Any]]:
    params = {"limit": "200", "include": "blocks"}
    items: list[dict[str, Any]] = httpx.get(f"{base_url}/v1/articles", params=params).json()["items"]
    assert len(items) == len(PAYLOADS)
    return items


def shown(dialog: Dialog, done: list[str]) -> None:
    done.append(dialog.message)
    dialog.dismiss()


class Watched:
    """A tab without a security policy: it shows markup and notes requests, dialogs and errors."""

    def __init__(self, page: Page) -> None:
        self.page, self.done = page, list[str]()
        page.on("request", lambda request: self.done.append(request.url))
        page.on("dialog", lambda dialog: shown(dialog, self.done))
        page.on("pageerror", lambda error: self.done.append(str(error)))

    def show(self, markup: str) -> list[str]:
        """Show markup as the whole page; return what the tab did meanwhile."""
        self.done.clear()
        self.page.set_content(f"<!doctype html><html><body>{markup}</body></html>")
        addresses = self.page.eval_on_selector_all("a", "links => links.map(link => link.getAttribute('href') || '')")
        assert all(address.startswith(("https://", "http://")) for address in addresses), addresses
        self.page.evaluate("() => new Promise(done => setTimeout(done, 50))")
        return list(self.done)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    page = browser.new_page()
    yield Watched(page)
    page.close()


def test_the_browser_of_these_tests_runs_injected_scripts(watched: Watched) -> None:
    """Each kind of effect is noted, also after a harmless page, and not counted for the next one."""
    for markup in (f"<script>{CALL}</script>", f"<svg onload={CALL}>", f"<img src={ELSEWHERE}.png>"):
        assert watched.show("<p>Harmless</p>") == []
        assert watched.show(markup)


def test_markdown_of_a_hostile_page_runs_no_script(
    watched: Watched, base_url: str, articles: list[dict[str, Any]]
) -> None:
    renderer = MarkdownIt("commonmark", {"html": True})  # the reader that trusts most
    for article in articles:
        told = httpx.get(f"{base_url}/v1/articles/{article['id']}", headers={"Accept": "text/markdown"}).text
        own = {block["url"] for block in article["blocks"] if block["type"] == "image"}  # pictures of the story
        assert set(watched.show(renderer.render(told))) <= own, told


def test_articles_of_a_hostile_page_run_no_script_in_a_feed(watched: Watched, base_url: str) -> None:
    rss = etree.fromstring(httpx.get(f"{base_url}/v1/feeds/articles.rss", params={"limit": "200"}).content)
    feed = httpx.get(f"{base_url}/v1/feeds/articles.json", params={"limit": "200"}).json()
    texts = [*(str(d) for d in rss.xpath("//item/description/text()")), *(i["content_html"] for i in feed["items"])]
    assert len(texts) == 2 * len(PAYLOADS)
    for markup in texts:
        assert watched.show(markup) == [], markup


def test_the_explorer_shows_markup_of_a_hostile_page_as_text(
    tab: Page, base_url: str, articles: list[dict[str, Any]]
) -> None:
    tab.goto(f"{base_url}/")
    expect(tab.get_by_role("link", name="Story").first).to_be_visible()
    for article in articles:
        tab.goto(f"{base_url}/#/articles/{article['id']}")
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Story")
    for words in ("<script>", "onerror", '"><svg onload=alert(1)>'):
        tab.goto(f"{base_url}/#/?q={words}")
        expect(tab.locator(".chip.set").first).to_contain_text(words)


def test_a_browser_does_not_render_a_stored_page(tab: Page, base_url: str, articles: list[dict[str, Any]]) -> None:
    for article in articles[:5]:
        tab.goto(f"{base_url}/v1/articles/{article['id']}/page")
        assert tab.evaluate("document.querySelectorAll('h1, script, img, iframe').length") == 0
