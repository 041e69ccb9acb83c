"""Make the blocks of media: images with caption and credit, videos and embeds (`iframe`, posts), each with its URL."""

from lxml.etree import _Element as Element

from app.extraction.document.layout import TextBlock
from app.extraction.fields.conventions import conventions
from app.extraction.fields.image_elements import caption_and_credit, picture_url
from app.extraction.findings import Evidence
from app.schemas.article import Block
from app.text.url import absolute_url


def media_block(evidence: Evidence, block: TextBlock, index: int) -> Block | None:
    """Return the block of an image, video or embed; None if it has no usable URL and is not an embedded post."""
    if block.node is None:
        return None
    if block.kind == "image":
        url = picture_url(evidence, block.node)
        words = caption_and_credit(evidence, block.node)
        return Block(index=index, type="image", text=words.caption or "", url=url, credit=words.credit) if url else None
    url = next((url for raw in _addresses(block.node) if (url := absolute_url(evidence.document.base, raw))), None)
    is_post = block.node.tag == "blockquote"
    return Block(index=index, type=block.kind, text="", url=url) if url or is_post else None


def _addresses(node: Element) -> list[str]:
    """Return the possible URLs of a video or embed, the most trusted first.

    First come the URLs in attributes of the element, then those of `source` elements in it, then those of links in it,
    the last link first.
    """
    own = [node.get(name) or "" for name in conventions().images.sources]
    sources = [source.get("src") or "" for source in node.iter("source")]
    links = [link.get("href") or "" for link in node.iter("a")]
    return [raw for raw in (*own, *sources, *reversed(links)) if raw.strip() and not raw.startswith("#")]
