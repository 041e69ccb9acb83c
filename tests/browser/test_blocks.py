"""Blocks of an article in a real browser: numbered and nested lists, tables, boxes, pull quotes, and long articles."""

from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.builders.pages import long_page
from tests.builders.town import post_page

PROSE = "".join(
    f"<p>Köprüden {n}. gün geçenler, yeni yolun eskisinden çok daha rahat olduğunu söyledi.</p>" for n in range(4)
)
LIST = "<ol><li>Önce araçlar geçecek</li><li>Sonra yayalar<ul><li>çocuklar önde</li></ul></li></ol>"
TABLE = (
    "<table><tr><th>Gün</th><th>Araç</th><th>Yer</th></tr><tr><td>Pazartesi</td><td></td><td>Ankara</td></tr></table>"
)
BOX = "<div class='factbox'><h3>Köprünün tarihi</h3><p>1974: Açıldı.</p><p>2014: Kapandı.</p></div>"
PULL = "<blockquote>yeni yolun eskisinden çok daha rahat olduğunu söyledi</blockquote>"


@pytest.fixture(scope="module")
def bridge(base_url: str) -> dict[str, Any]:
    """The record of an article with blocks of many types."""
    story = f"<h1>Köprü on yıl sonra açılıyor</h1><div>{PROSE}{LIST}{TABLE}{BOX}{PULL}{PROSE[-90:]}</div>"
    page = f"<html lang=tr><meta charset=utf-8><body><article>{story}</article></body></html>".encode()
    posted = post_page(base_url, "https://www.kopru.example/aciliyor", page)
    record: dict[str, Any] = httpx.get(f"{base_url}/v1/articles/{posted['article']['id']}").json()
    return record


@pytest.fixture
def shown(tab: Page, base_url: str, bridge: dict[str, Any]) -> Page:
    tab.goto(f"{base_url}/#/articles/{bridge['id']}")
    expect(tab.locator("article .line").first).to_be_visible()
    return tab


def test_list_items_are_numbered_and_indented(shown: Page, bridge: dict[str, Any]) -> None:
    items = shown.locator(".text.li")
    expect(items).to_have_count(sum(block["type"] == "list_item" for block in bridge["blocks"]))
    assert items.evaluate_all("all => all.map(item => item.dataset.number ?? '')") == ["1.", "2.", ""]
    expect(items.last).to_have_class("text li deep-2")


def test_table_rows_are_shown_in_one_table_with_entities_marked(shown: Page, bridge: dict[str, Any]) -> None:
    rows = [block for block in bridge["blocks"] if block["type"] == "table"]
    expect(shown.locator("article table tr")).to_have_count(len(rows))
    assert shown.locator("article th").all_text_contents() == rows[0]["cells"]
    assert shown.locator("article td").all_text_contents() == rows[1]["cells"]
    expect(shown.locator("article td mark.n.location")).to_have_text("Ankara")


def test_boxes_and_pull_quotes_are_set_apart_from_the_text(shown: Page) -> None:
    expect(shown.locator("aside.box p")).to_have_text(
        ["Fact box", "Köprünün tarihi", "1974: Açıldı.", "2014: Kapandı."]
    )
    expect(shown.locator("blockquote.pull")).to_have_text("yeni yolun eskisinden çok daha rahat olduğunu söyledi")


def test_entities_are_marked_only_in_blocks_near_the_viewport(tab: Page, base_url: str) -> None:
    """An article of hundreds of paragraphs opens at once: the marks of a block are built when it comes near."""
    named = long_page(600).replace(b"The council", b"The council of Ankara")
    posted = post_page(base_url, "https://www.harbourpost.example/long", named)
    tab.set_viewport_size({"width": 1200, "height": 600})
    tab.goto(f"{base_url}/#/articles/{posted['article']['id']}")
    lines = tab.locator("article > .line")
    expect(lines.first.locator("mark.n")).to_have_count(1)
    total = lines.count()
    assert total >= 600
    assert tab.locator("mark.n").count() < total / 2
    lines.last.scroll_into_view_if_needed()
    expect(lines.last.locator("mark.n")).to_have_count(1)
