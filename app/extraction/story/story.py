"""The story of a page: lede, blocks and body, and the blocks dropped around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.extraction.document.jsonld import json_texts
from app.extraction.document.layout import Layout, TextBlock, path_of
from app.extraction.document.layout_builder import UNSCRIPTED
from app.extraction.document.script_state import state_pages
from app.extraction.evidence import page_layout
from app.extraction.findings import Dropped, Evidence, Finding, Story, warn
from app.extraction.story.bold_headings import promote_headings
from app.extraction.story.container import Container, find_container
from app.extraction.story.jsonld_body import stored_body, stored_text
from app.extraction.story.lede import find_lede
from app.extraction.story.media_blocks import media_block
from app.extraction.story.noise import find_reason
from app.extraction.story.noise.context import drop_context, first_prose
from app.extraction.story.noise.repeated import find_repeats
from app.schemas.article import Block

_LITTLE = 200  # a body with fewer characters is at most a teaser
_SURE = 60  # worth from which a block is surely prose
_FINAL = frozenset({"rule", "repeated_headline", "embed"})
_TITLES = ("og:title", "twitter:title")
_WITHOUT_PROSE = frozenset({"image", "video", "embed"})


def find_story(evidence: Evidence, headline: str) -> Story:
    """Return lede, blocks and body; empty if the page has no prose. Never raises."""
    story = printed = _story_of(evidence, headline, evidence.layout)
    if not story.body:
        story = _story_of(evidence, headline, page_layout(evidence.document, evidence.rule, UNSCRIPTED))
    if len(story.body) < _LITTLE:
        story = _from_state(evidence, headline, story)
    if not story.body:
        story = _from_jsonld(evidence, story)
    return replace(story, ignored_hints=printed.ignored_hints)


def _without_body(story: Story) -> Story:
    note = warn("body_empty", "body", "the page has no text that could be the story's")
    return replace(story, warnings=(*story.warnings, note))


def _from_state(evidence: Evidence, headline: str, story: Story) -> Story:
    """Return the story in the state of the page's scripts if it is much longer than the printed one, else `story`."""
    found = [_story_of(evidence, headline, layout) for layout in state_pages(evidence.document.tree)]
    best = max(found, key=lambda one: len(one.body), default=story)
    if len(best.body) <= max(_LITTLE, 2 * len(story.body)):
        return story
    note = warn("body_from_state", "body", "the page prints no text; the state of its scripts was taken")
    return replace(best, lede=best.lede if best.lede.value else story.lede, warnings=(*story.warnings, note))


def _story_of(evidence: Evidence, headline: str, layout: Layout) -> Story:
    """Return the story found in one layout of the page."""
    container = find_container(layout, headline, stored_text(evidence.document))
    lede = find_lede(evidence, layout.blocks, container, headline, first_prose(layout, container, None))
    kept, dropped = _sort_out(layout, container, evidence, headline, lede.block if lede else None)
    if lede and not any(map(_is_prose, kept)):
        lede = None  # the only text of a page is its body, not a summary
        kept, dropped = _sort_out(layout, container, evidence, headline, None)
    blocks = tuple(_blocks(promote_headings(kept), evidence))
    finding: Finding[str | None] = Finding(lede.block.text, lede.provenance) if lede else Finding(None)
    return Story(finding, blocks, join_body(blocks), dropped, ignored_hints=container.ignored_hints)


def join_body(blocks: Iterable[Block]) -> str:
    """Join the texts of the blocks that carry prose, with a blank line between."""
    return "\n\n".join(block.text for block in blocks if block.start is not None)


def _sort_out(
    layout: Layout, container: Container, evidence: Evidence, headline: str, lede: TextBlock | None
) -> tuple[list[TextBlock], tuple[Dropped, ...]]:
    """Split the blocks into those to keep and those to drop, with a reason.

    If all prose of the container would be dropped, keep its blocks, except those dropped for a reason in `_FINAL`.
    """
    context = drop_context(
        layout,
        container,
        [headline, *(title for name in _TITLES for title in evidence.document.meta.get(name, ())[:1])],
        lede,
        evidence.pack.noise,
        stored_text(evidence.document),
        _stored_authors(evidence),
    )
    reasons = [None if block is lede else find_reason(block, context) for block in layout.blocks]
    inside = [block for block in layout.blocks if container.prose(block, _SURE) and block is not lede]
    if not any(reasons[block.index] is None for block in inside):
        saved = {block.index for block in inside if reasons[block.index] not in _FINAL}
        reasons = [None if index in saved else why for index, why in enumerate(reasons)]
    repeats = find_repeats([block for block in layout.blocks if reasons[block.index] is None])
    reasons = ["repeated" if index in repeats else why for index, why in enumerate(reasons)]
    kept = [block for block, why in zip(layout.blocks, reasons, strict=True) if why is None and block is not lede]
    gone = ((block, why) for block, why in zip(layout.blocks, reasons, strict=True) if why and block.text)
    return kept, tuple(Dropped(block.text, why, path_of(block.place)) for block, why in gone)


def _stored_authors(evidence: Evidence) -> tuple[str, ...]:
    """Return the full names of the authors in the structured data, without the site's own names."""
    names = (name for thing in evidence.document.news_objects for name in json_texts(thing.get("author")))
    return tuple(name for name in names if " " in name and not evidence.site.is_site(name))


def _is_prose(block: TextBlock) -> bool:
    return block.kind not in _WITHOUT_PROSE


def _blocks(kept: Sequence[TextBlock], evidence: Evidence) -> Iterator[Block]:
    offset = index = 0
    shown: set[str | None] = set()
    for block in kept:
        if _is_prose(block):
            level = block.level if block.kind == "heading" else None
            end = offset + len(block.text)
            yield Block(index=index, type=block.kind, level=level, start=offset, end=end, text=block.text)
            offset = end + 2
        elif (media := media_block(evidence, block, index)) is None or media.url in shown:
            continue
        else:
            shown.add(media.url)
            yield media
        index += 1


def _from_jsonld(evidence: Evidence, story: Story) -> Story:
    """Return the story with the body from the page's structured data; with a warning if there is none."""
    paragraphs, warnings = stored_body(evidence.document)
    if not paragraphs:
        return _without_body(story)
    root = evidence.layout.places[0]
    texts = [TextBlock(index, "paragraph", text, root) for index, text in enumerate(paragraphs)]
    blocks = tuple(_blocks(texts, evidence))
    return replace(story, blocks=blocks, body=join_body(blocks), warnings=(*story.warnings, *warnings))
