"""The story of a page: lede, blocks and body, and what was dropped around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.extraction.document.layout import Layout, TextBlock, path_of
from app.extraction.document.layout_builder import UNSCRIPTED
from app.extraction.document.script_state import state_pages
from app.extraction.evidence import split_page
from app.extraction.fields.sources import json_texts
from app.extraction.findings import Dropped, Evidence, Finding, Story, warn
from app.extraction.story.bold_headings import promote_headings
from app.extraction.story.container import Container, find_container
from app.extraction.story.jsonld_body import stored_body, stored_text
from app.extraction.story.lede import find_lede
from app.extraction.story.media_blocks import media_block
from app.extraction.story.noise import find_reason
from app.extraction.story.noise.context import DropContext, drop_context, first_prose
from app.extraction.story.noise.copies import find_copies
from app.schemas.article import Block
from app.text.fold import letters

_LITTLE = 200  # characters of a body that is a teaser at most
_REPEATED = 60  # characters from which the same words twice are one block printed twice
_SURE = 60  # worth of a piece that is surely prose
_FINAL = frozenset({"rule", "repeated", "headline", "embed"})
_WITHOUT_PROSE = frozenset({"image", "video", "embed"})


def find_story(evidence: Evidence, headline: str) -> Story:
    """Lede, blocks and body. Empty where the page has no prose; never raises."""
    story = _told(evidence, headline, evidence.layout)
    if not story.body:
        story = _told(evidence, headline, split_page(evidence.document, evidence.rule, UNSCRIPTED))
    if len(story.body) < _LITTLE:
        story = _from_state(evidence, headline, story)
    return story if story.body else _from_store(evidence, story)


def _without_body(story: Story) -> Story:
    note = warn("body_empty", "body", "the page has no text that could be the story's")
    return replace(story, warnings=(*story.warnings, note))


def _from_state(evidence: Evidence, headline: str, story: Story) -> Story:
    """The story that the page's scripts hold, where it is longer than the little that the page prints."""
    told = [_told(evidence, headline, layout) for layout in state_pages(evidence.document.tree)]
    best = max(told, key=lambda one: len(one.body), default=story)
    if len(best.body) <= max(_LITTLE, 2 * len(story.body)):
        return story
    note = warn("body_from_state", "body", "the page prints no text; the state of its scripts was taken")
    return replace(best, lede=best.lede if best.lede.value else story.lede, warnings=(*story.warnings, note))


def _told(evidence: Evidence, headline: str, layout: Layout) -> Story:
    container = find_container(layout, headline, stored_text(evidence.document))
    lede = find_lede(evidence, layout.pieces, container, headline, first_prose(layout, container, None))
    kept, dropped = _sort_out(layout, container, evidence, headline, lede.piece if lede else None)
    if lede and not any(map(_is_prose, kept)):
        lede = None  # the page's only text is no summary of another
        kept, dropped = _sort_out(layout, container, evidence, headline, None)
    blocks = tuple(_blocks(promote_headings(kept), evidence))
    finding: Finding[str | None] = Finding(lede.piece.text, lede.provenance) if lede else Finding(None)
    return Story(finding, blocks, join_body(blocks), dropped)


def join_body(blocks: Iterable[Block]) -> str:
    """Texts of the blocks that carry prose, with a blank line between."""
    return "\n\n".join(block.text for block in blocks if block.start is not None)


def _sort_out(
    layout: Layout, container: Container, evidence: Evidence, headline: str, lede: TextBlock | None
) -> tuple[list[TextBlock], tuple[Dropped, ...]]:
    """Pieces to keep, and the others with a reason; where reasons take nearly all, only worthless pieces go."""
    context = drop_context(
        layout, container, headline, lede, evidence.pack.noise, stored_text(evidence.document), _told_authors(evidence)
    )
    reasons = list(_reasons(layout.pieces, context, lede))
    inside = [piece for piece in layout.pieces if container.prose(piece, _SURE) and piece is not lede]
    if not any(reasons[piece.index] is None for piece in inside):
        saved = {piece.index for piece in inside if reasons[piece.index] not in _FINAL}
        reasons = [None if index in saved else why for index, why in enumerate(reasons)]
    copies = find_copies([piece for piece in layout.pieces if reasons[piece.index] is None])
    reasons = ["repeated" if index in copies else why for index, why in enumerate(reasons)]
    kept = [piece for piece, why in zip(layout.pieces, reasons, strict=True) if why is None and piece is not lede]
    gone = ((piece, why) for piece, why in zip(layout.pieces, reasons, strict=True) if why and piece.text)
    return kept, tuple(Dropped(piece.text, why, path_of(piece.place)) for piece, why in gone)


def _told_authors(evidence: Evidence) -> tuple[str, ...]:
    """Full names of the authors in the structured data."""
    names = (name for thing in evidence.document.news_objects for name in json_texts(thing.get("author")))
    return tuple(name for name in names if " " in name and letters(name) not in evidence.names)


def _reasons(pieces: Iterable[TextBlock], context: DropContext, lede: TextBlock | None) -> Iterator[str | None]:
    """Why each piece is dropped; None for what is kept, and for the lede."""
    said: set[str] = set()
    for piece in pieces:
        why = None if piece is lede else find_reason(piece, context) or ("repeated" if piece.text in said else None)
        if why is None and len(piece.text) >= _REPEATED:
            said.add(piece.text)
        yield why


def _is_prose(piece: TextBlock) -> bool:
    return piece.kind not in _WITHOUT_PROSE


def _blocks(kept: Sequence[TextBlock], evidence: Evidence) -> Iterator[Block]:
    offset = index = 0
    shown: set[str | None] = set()
    for piece in kept:
        if _is_prose(piece):
            level = piece.level if piece.kind == "heading" else None
            end = offset + len(piece.text)
            yield Block(index=index, type=piece.kind, level=level, start=offset, end=end, text=piece.text)
            offset = end + 2
        elif (block := media_block(evidence, piece, index)) is None or block.url in shown:
            continue
        else:
            shown.add(block.url)
            yield block
        index += 1


def _from_store(evidence: Evidence, story: Story) -> Story:
    """The body that the page's structured data holds, where the page prints none."""
    paragraphs, warnings = stored_body(evidence.document)
    if not paragraphs:
        return _without_body(story)
    root = evidence.layout.places[0]
    pieces = [TextBlock(index, "paragraph", text, root) for index, text in enumerate(paragraphs)]
    blocks = tuple(_blocks(pieces, evidence))
    return replace(story, blocks=blocks, body=join_body(blocks), warnings=(*story.warnings, *warnings))
