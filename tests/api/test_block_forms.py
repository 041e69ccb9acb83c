"""Typed blocks in Markdown and in the HTML of ninjs: lists, tables, boxes, interviews, live-blog entries."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from markdown_it import MarkdownIt

from app.api.response.formats.html_body import html_body
from app.api.response.formats.markdown import write_markdown
from app.api.response.formats.ninjs import write_ninjs
from app.schemas.article import ArticleRead, Block
from app.schemas.record import record_of
from tests.builders.drafts import article

AT = datetime(2026, 3, 14, 10, 40, tzinfo=UTC)
BLOCKS = [
    Block(index=0, type="list_item", level=1, role="numbered", group=0, text="First *item*"),
    Block(index=1, type="list_item", level=2, group=0, text="Deeper"),
    Block(index=2, type="list_item", level=1, role="numbered", group=0, text="Second"),
    Block(index=3, type="list_item", level=1, group=1, text="Another list"),
    Block(index=4, type="table", role="header", group=2, text="Pier | Length", cells=("Pier", "Length")),
    Block(index=5, type="table", group=2, text="North", cells=("North | old", "")),
    Block(index=6, type="aside", role="fact_box", text="The pier\n<b>1974</b>: opened"),
    Block(index=7, type="blockquote", role="pull_quote", text="We will build again"),
    Block(index=8, type="paragraph", role="question", text="Why now?"),
    Block(index=9, type="paragraph", role="answer", text="Because."),
    Block(index=10, type="heading", level=3, role="entry", text="Power is back", at=AT),
    Block(index=11, type="image", text="Waves", url="https://img.example/a.jpg", credit="A. Keller"),
    Block(index=12, type="code", text="x = 1"),
    Block(index=13, type="embed", text="", url="https://social.example/p/1"),
]
HTML = """<ol><li>First *item*<ul><li>Deeper</li></ul></li><li>Second</li></ol>
<ul><li>Another list</li></ul>
<table><tr><th>Pier</th><th>Length</th></tr><tr><td>North | old</td><td></td></tr></table>
<aside class="fact_box"><p>The pier</p><p>&lt;b&gt;1974&lt;/b&gt;: opened</p></aside>
<blockquote class="pull_quote"><p>We will build again</p></blockquote>
<p><strong>Why now?</strong></p>
<p>Because.</p>
<p><time datetime="2026-03-14T10:40:00Z">2026-03-14T10:40:00Z</time></p>
<h3>Power is back</h3>
<figure><img src="https://img.example/a.jpg" alt="Waves"><figcaption>Waves A. Keller</figcaption></figure>
<pre><code>x = 1</code></pre>
<p><a href="https://social.example/p/1">https://social.example/p/1</a></p>"""


def record(blocks: list[Block], **changes: Any) -> bytes:
    draft = article(people=(), places=(), said=(), headline="Piers", lede="", paragraphs=("A pier.",))
    told = record_of(draft.model_copy(update={"blocks": tuple(blocks), **changes}))
    filled = told.model_copy(update={"revision": 1, "first_seen_at": AT})
    return ArticleRead.model_dump_json(filled).encode()


def test_markdown_of_every_block_type_is_rendered_by_a_markdown_parser() -> None:
    rendered = MarkdownIt("commonmark").enable("table").render(write_markdown(record(BLOCKS)).decode())
    plain = "".join(line.strip() for line in rendered.splitlines())
    for part in (
        "<ol><li>First *item*<ul><li>Deeper</li></ul></li><li>Second</li></ol>",
        "<ul><li>Another list</li></ul>",
        "<th>Pier</th><th>Length</th>",
        "<td>North | old</td><td></td>",
        "<blockquote><p>The pier</p><p>&lt;b&gt;1974&lt;/b&gt;: opened</p></blockquote>",
        "<p><strong>Why now?</strong></p><p>Because.</p>",
        "<p><em>2026-03-14 10:40 UTC</em></p><h3>Power is back</h3>",
        "<pre><code>x = 1</code></pre>",
    ):
        assert part in plain, plain


def test_blocks_of_every_type_are_rendered_in_the_html_of_ninjs() -> None:
    assert html_body([orjson.loads(block.model_dump_json()) for block in BLOCKS]) == HTML


def test_ninjs_has_the_body_as_text_and_as_html() -> None:
    bodies = orjson.loads(write_ninjs(record(BLOCKS)))["bodies"]
    assert [body["contentType"] for body in bodies] == ["text/plain", "text/html"]
    assert bodies[1]["value"] == HTML


def test_markdown_and_ninjs_contain_the_kicker() -> None:
    page = record([], kicker="HARBOUR *NEWS*")
    assert write_markdown(page).decode().startswith("*HARBOUR \\*NEWS\\**\n\n# Piers\n")
    assert {"role": "kicker", "contentType": "text/plain", "value": "HARBOUR *NEWS*"} in orjson.loads(
        write_ninjs(page)
    )["headlines"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://a.example/?q=<b>"])
def test_html_of_an_article_never_contains_a_script(url: str) -> None:
    text = "<script>alert(1)</script>\x00 \x0b & <img onerror=x>"
    kinds = ["paragraph", "heading", "list_item", "table", "blockquote", "code", "aside", "image", "embed"]
    plain = [Block.model_construct(index=n, type=kind, text=text, url=url) for n, kind in enumerate(kinds)]  # type: ignore[arg-type]
    told = html_body([orjson.loads(block.model_dump_json()) for block in plain])
    assert "<script" not in told
    assert "<img onerror" not in told
    assert "javascript:" not in told.replace(">javascript:", ">")


def test_blocks_of_records_stored_by_older_versions_are_rendered() -> None:
    old = [
        {"index": n, "type": "list_item", "level": None, "text": str(n), "url": None, "credit": None} for n in range(2)
    ]
    assert html_body(old) == "<ul><li>0</li><li>1</li></ul>"
