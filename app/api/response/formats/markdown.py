"""Write an article as Markdown: CommonMark, and GFM for tables. No text of the page becomes markup or HTML."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import orjson

from app.api.response.formats.block_groups import BlockGroup, block_groups
from app.api.response.formats.html import plain

_INLINE = re.compile(r"[\\`*_\[\]|~]")
_FENCE = re.compile(r"`{3,}")
_START = re.compile(r"^(\d{1,9}(?=[.)])|(?=[#+=-]))")
_WHITE = re.compile(r"\s+")


def write_markdown(record: bytes) -> bytes:
    """Write kicker, headline, byline, lede, and the body with its headings, lists, tables, boxes and pictures."""
    article = orjson.loads(record)
    return ("\n\n".join(part for part in _parts(article) if part) + "\n").encode()


def _parts(article: dict[str, Any]) -> Iterator[str]:
    if article["kicker"]:
        yield f"*{_escaped(article['kicker'])}*"
    yield f"# {_escaped(article['headline'])}"
    yield _byline(article)
    if article["lede"]:
        yield f"**{_escaped(article['lede'])}**"
    for group in block_groups(article["blocks"]):
        yield from _group(group)
    if article["url"]:
        yield f"[{_escaped(article['url'])}]({_address(article['url'])})"


def _byline(article: dict[str, Any]) -> str:
    publisher = [article["publisher"]["name"]] if article["publisher"] else []
    names = [*(author["name"] for author in article["authors"]), *(a["name"] for a in article["agencies"]), *publisher]
    at = [article["published"]["local"][:16].replace("T", " ")] if article["published"] else []
    return " · ".join(_escaped(word) for word in [*dict.fromkeys(names), *at])


def _group(group: BlockGroup) -> Iterator[str]:
    """Yield the Markdown of a group of blocks: one text for a list or table; otherwise one text for each block."""
    if group.kind == "list_item":
        yield "\n".join(map(_item, group.blocks))
    elif group.kind == "table":
        yield "\n".join(_rows([block["cells"] or [block["text"]] for block in group.blocks]))
    else:
        yield from (_entry(block) + _block(block) for block in group.blocks)


def _item(block: dict[str, Any]) -> str:
    mark = "1." if block.get("role") == "numbered" else "-"
    return f"{'    ' * ((block.get('level') or 1) - 1)}{mark} {_escaped(block['text'])}"


def _rows(rows: list[list[str]]) -> Iterator[str]:
    """Write the rows of a table. The first row becomes the header, which GFM requires."""
    width = max(map(len, rows))
    for index, cells in enumerate(rows):
        yield f"| {' | '.join(_escaped(cell) for cell in [*cells, *[''] * (width - len(cells))])} |"
        if index == 0:
            yield f"|{' --- |' * width}"


def _entry(block: dict[str, Any]) -> str:
    """Return a line with the time of a live-blog entry if the block begins one; otherwise an empty string."""
    return f"*{block['at'][:16].replace('T', ' ')} UTC*\n\n" if block.get("at") else ""


def _block(block: dict[str, Any]) -> str:
    text, kind = _escaped(block["text"]), block["type"]
    if kind == "heading":
        return f"{'#' * max(2, block['level'] or 2)} {text}"
    if kind == "blockquote":
        return f"> {text}"
    if kind == "aside":
        return "\n>\n".join(f"> {_escaped(line)}" for line in block["text"].splitlines())
    if kind == "code":
        return _code(block["text"])
    if kind == "image" and block["url"]:
        return f"![{text}]({_address(block['url'])})"
    if kind in ("video", "embed") and block["url"]:
        return f"[{text or _escaped(block['url'])}]({_address(block['url'])})"
    return f"**{text}**" if text and block.get("role") == "question" else text


def _code(text: str) -> str:
    """Return a Markdown code block: the text between two lines of backticks.

    Both lines have more backticks than any sequence of backticks in the text.
    """
    fence = "`" * max([3, *(len(found) + 1 for found in _FENCE.findall(text))])
    return f"{fence}\n{text}\n{fence}"


def _escaped(text: str) -> str:
    """Return the text on one line, with every character escaped that would be read as Markdown or HTML.

    Some characters, such as `#`, are escaped only at the start of the line.
    """
    line = plain(_INLINE.sub(lambda mark: f"\\{mark[0]}", _WHITE.sub(" ", text).strip()))
    return _START.sub(r"\1\\", line, count=1)


def _address(url: str) -> str:
    return quote(url, safe="/:?&=%~#+,;@!*'$-._")
