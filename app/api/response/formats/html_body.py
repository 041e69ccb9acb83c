"""Write the blocks of an article as HTML: headings, lists, tables, quotations, boxes, pictures, live-blog entries."""

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree
from lxml.builder import E
from lxml.etree import _Element as Element
from lxml.html import builder

from app.api.response.formats.block_groups import BlockGroup, block_groups
from app.api.response.formats.html import sanitized, without_controls

TAGS = frozenset(
    {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "tr", "th", "td", "blockquote", "pre", "code"}
    | {"aside", "figure", "img", "figcaption", "a", "time", "strong"}
)
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "time": {"datetime"}, "aside": {"class"}, "blockquote": {"class"}}


def html_body(blocks: Sequence[dict[str, Any]]) -> str:
    """Return the blocks as HTML, without any script, style or attribute of the page."""
    parts = (part for group in block_groups(blocks) for part in _parts(group))
    return "\n".join(
        sanitized(etree.tostring(part, encoding="unicode", method="html"), TAGS, ATTRIBUTES) for part in parts
    )


def _parts(group: BlockGroup) -> Iterator[Element]:
    if group.kind == "list_item":
        yield _list(group.blocks)
    elif group.kind == "table":
        yield builder.TABLE(*map(_row, group.blocks))
    else:
        for block in group.blocks:
            if block.get("at"):
                yield builder.P(builder.TIME(block["at"], datetime=block["at"]))
            yield _element(block)


def _list(blocks: Sequence[dict[str, Any]]) -> Element:
    """Return a list as HTML. Items of a deeper level form a list inside the item before them."""
    open_lists = [_list_of(blocks[0])]
    for block in blocks:
        depth = min(block.get("level") or 1, len(open_lists) + 1)
        if depth > len(open_lists) and len(open_lists[-1]):
            inner = _list_of(block)
            open_lists[-1][-1].append(inner)
            open_lists.append(inner)
        del open_lists[max(1, depth) :]
        open_lists[-1].append(builder.LI(_clean(block)))
    return open_lists[0]


def _list_of(block: dict[str, Any]) -> Element:
    return builder.OL() if block.get("role") == "numbered" else builder.UL()


def _row(block: dict[str, Any]) -> Element:
    cell = builder.TH if block.get("role") == "header" else builder.TD
    return builder.TR(*(cell(without_controls(text)) for text in block.get("cells") or [block["text"]]))


def _element(block: dict[str, Any]) -> Element:
    text, kind, role = _clean(block), block["type"], block.get("role")
    if kind == "heading":
        return _tag(f"h{max(2, block['level'] or 2)}", text)
    if kind == "code":
        return builder.PRE(builder.CODE(text))
    if kind == "aside":
        return _tag("aside", *map(builder.P, text.splitlines()), **_class(role))
    if kind == "blockquote":
        return _tag("blockquote", builder.P(text), **_class(role))
    if kind == "image":
        return _figure(block, text)
    if kind in ("video", "embed") and block["url"]:
        return builder.P(builder.A(text or block["url"], href=block["url"]))
    return builder.P(builder.STRONG(text)) if role == "question" else builder.P(text)


def _figure(block: dict[str, Any], text: str) -> Element:
    credit = without_controls(block["credit"] or "")
    line = " ".join(filter(None, (text, credit)))
    image = builder.IMG(src=block["url"] or "", alt=text)
    return _tag("figure", image, *([_tag("figcaption", line)] if line else []))


def _tag(name: str, *children: Element | str, **attributes: str) -> Element:
    made: Element = E(name, *children, attributes)
    return made


def _class(role: str | None) -> dict[str, str]:
    return {"class": role} if role else {}


def _clean(block: dict[str, Any]) -> str:
    return without_controls(block["text"])
