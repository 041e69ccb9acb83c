"""The story of a page: lede, blocks and body, and what was dropped around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from app.extraction.blocks import split_blocks
from app.extraction.container import find_container
from app.extraction.findings import Dropped, Evidence, Finding, Story
from app.extraction.headings import promote_headings
from app.extraction.lede import find_lede
from app.extraction.markup import RULE_BODY, RULE_DROP, RULE_LEDE
from app.extraction.noise import find_reason
from app.extraction.noise.scene import Scene, first_prose, set_scene
from app.extraction.pieces import Piece, path_of
from app.extraction.stored import stored_body, stored_text
from app.extraction.witnesses import xpath_items
from app.schemas.article import Block

_REPEATED = 60  # characters from which the same words twice are one block printed twice
_WITHOUT_PROSE = frozenset({"image", "video", "embed"})


def find_story(evidence: Evidence, headline: str) -> Story:
    """Lede, blocks and body. Empty where the page has no prose; never raises."""
    page = split_blocks(evidence.document.tree, _ruled(evidence))
    container = find_container(page)
    lede = find_lede(evidence, page.pieces, container, headline, first_prose(page, container, None))
    scene = set_scene(
        page, container, headline, lede.piece if lede else None, evidence.pack.noise, stored_text(evidence.document)
    )
    kept, dropped = _sort_out(page.pieces, scene, lede.piece if lede else None)
    blocks = tuple(_blocks(promote_headings(kept)))
    finding: Finding[str | None] = Finding(lede.piece.text, lede.provenance) if lede else Finding(None)
    story = Story(finding, blocks, join_body(blocks), tuple(dropped))
    return _from_store(evidence, story) if not any(block.start is not None for block in blocks) else story


def join_body(blocks: Iterable[Block]) -> str:
    """Texts of the blocks that carry prose, with a blank line between."""
    return "\n\n".join(block.text for block in blocks if block.start is not None)


def _ruled(evidence: Evidence) -> dict[HtmlElement, str]:
    """What the publisher's rule names, with the hint it gives."""
    rule = evidence.rule
    named = ((rule.body, RULE_BODY), (rule.lede, RULE_LEDE), (rule.drop, RULE_DROP))
    found = ((item, hint) for path, hint in named for item in xpath_items(evidence.document, path))
    return {item: hint for item, hint in found if isinstance(item, HtmlElement)}


def _sort_out(pieces: Iterable[Piece], scene: Scene, lede: Piece | None) -> tuple[list[Piece], list[Dropped]]:
    kept: list[Piece] = []
    dropped: list[Dropped] = []
    said: set[str] = set()
    for piece in pieces:
        if piece is lede:
            continue
        why = find_reason(piece, scene) or ("repeated" if piece.text in said else None)
        if why is None:
            kept.append(piece)
            if len(piece.text) >= _REPEATED:
                said.add(piece.text)
        elif piece.text:
            dropped.append(Dropped(piece.text, why, path_of(piece.place)))
    return kept, dropped


def _blocks(kept: Sequence[Piece]) -> Iterator[Block]:
    offset = 0
    for index, piece in enumerate(kept):
        if piece.kind in _WITHOUT_PROSE:
            yield Block(index=index, type=piece.kind, text=piece.text)
            continue
        level = piece.level if piece.kind == "heading" else None
        end = offset + len(piece.text)
        yield Block(index=index, type=piece.kind, level=level, start=offset, end=end, text=piece.text)
        offset = end + 2


def _from_store(evidence: Evidence, story: Story) -> Story:
    """The body that the page's structured data holds, where the page prints none."""
    paragraphs, warnings = stored_body(evidence.document)
    if not paragraphs:
        return story
    root = split_blocks(evidence.document.tree).places[0]
    pieces = [Piece(index, "paragraph", text, root) for index, text in enumerate(paragraphs)]
    blocks = tuple(_blocks(pieces))
    return replace(story, blocks=blocks, body=join_body(blocks), warnings=(*story.warnings, *warnings))
