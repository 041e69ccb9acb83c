"""Blocks without prose: pictures with caption and credit, films, frames and embedded posts with their address."""

from lxml.etree import _Element as Element

from app.extraction.document.layout import TextBlock
from app.extraction.fields.conventions import conventions
from app.extraction.fields.image_elements import caption_and_credit, picture_url
from app.extraction.findings import Evidence
from app.schemas.article import Block
from app.text.url import absolute_url


def media_block(evidence: Evidence, block: TextBlock, index: int) -> Block | None:
    """The block of a picture, film, frame or post; None where it has no address that may be shown."""
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
    """Where a film, frame or post may be found: its own address, those of its sources, its last link."""
    own = [node.get(name) or "" for name in conventions().images.sources]
    sources = [source.get("src") or "" for source in node.iter("source")]
    links = [link.get("href") or "" for link in node.iter("a")]
    return [raw for raw in (*own, *sources, *reversed(links)) if raw.strip() and not raw.startswith("#")]
