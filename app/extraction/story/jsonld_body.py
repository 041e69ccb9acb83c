"""Read the body from a page's JSON-LD, for pages whose text is rendered by a script."""

from html import unescape

from app.errors import ExtractionError
from app.extraction.document.document import Document
from app.extraction.document.layout_builder import build_layout
from app.extraction.document.parse import parse_tree
from app.extraction.findings import warn
from app.extraction.story.story_numbers import JSONLD_BODY_SHORTEST
from app.schemas.article import ExtractionWarning
from app.text.normalize import visible_text


def stored_body(document: Document) -> tuple[tuple[str, ...], tuple[ExtractionWarning, ...]]:
    """Return the paragraphs of the longest `articleBody` in JSON-LD, and a warning that the body is from there.

    Both are empty if the text is short.
    """
    text = stored_text(document)
    if len(text) < JSONLD_BODY_SHORTEST:
        return (), ()
    paragraphs = _printed(text) if "<" in text else tuple(filter(None, map(visible_text, text.splitlines())))
    return paragraphs, (warn("body_from_jsonld", "body", "the page prints no text; the body is from its JSON-LD"),)


def stored_text(document: Document) -> str:
    """Return the longest `articleBody` in JSON-LD, or an empty string."""
    stored = [text for thing in document.jsonld if isinstance(text := thing.get("articleBody"), str)]
    return unescape(max(stored, key=len, default=""))


def _printed(markup: str) -> tuple[str, ...]:
    """Return the texts of the blocks that a fragment of HTML prints."""
    try:
        tree, _, _ = parse_tree(f"<div>{markup}</div>".encode("utf-8", "replace"))
    except ExtractionError:
        return ()
    return tuple(block.text for block in build_layout(tree).blocks if block.text)
