"""Find the story of a page: its lede, blocks and body, and the blocks that are dropped."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from app.extraction.document.jsonld import json_texts
from app.extraction.document.layout import Layout, TextBlock
from app.extraction.document.layout_builder import UNSCRIPTED
from app.extraction.document.script_state import state_pages
from app.extraction.evidence import page_layout
from app.extraction.findings import DroppedBlock, Evidence, Finding, Story, warn
from app.extraction.story.bold_headings import promote_headings
from app.extraction.story.container import Container, find_container
from app.extraction.story.jsonld_body import stored_body, stored_text
from app.extraction.story.lede import find_lede
from app.extraction.story.noise import find_reason, wording
from app.extraction.story.noise.context import DropContext, drop_context, first_prose
from app.extraction.story.noise.empty_headings import find_empty_headings
from app.extraction.story.noise.repeated import find_repeats
from app.extraction.story.story_numbers import (
    SHARED_SURE,
    STORY_CAPTION,
    STORY_CAPTIONS,
    STORY_LINKED,
    STORY_LITTLE,
    STORY_PROMPTS,
)
from app.extraction.story.typed_blocks import Apart, is_prose, join_body, typed_blocks
from app.schemas.article import BlockRole

_FINAL = frozenset({"rule", "repeated_headline", "embed"})
_TITLES = ("og:title", "twitter:title")
# reason to drop a block from the body -> role with which the record still shows the block
_APART: Mapping[str, BlockRole] = {"factbox": "fact_box", "key_points": "key_points"}


def find_story(evidence: Evidence, headline: str) -> Story:
    """Return the story of a page; an empty story if the page has no prose. Never raises."""
    story = printed = _story_of(evidence, headline, evidence.layout)
    if not story.body:
        story = _story_of(evidence, headline, page_layout(evidence.document, evidence.rule, UNSCRIPTED))
    if len(story.body) < STORY_LITTLE:
        story = _from_state(evidence, headline, story)
    if not story.body:
        story = _from_jsonld(evidence, story)
    return replace(story, ignored_hints=printed.ignored_hints)


def _without_body(story: Story) -> Story:
    note = warn("body_empty", "body", "the page has no text that could be a story")
    return replace(story, warnings=(*story.warnings, note))


def _from_state(evidence: Evidence, headline: str, story: Story) -> Story:
    """Return the story in the page's JSON data if it is much longer than the printed one, else `story`.

    The JSON data are in the scripts of the page.
    """
    found = [_story_of(evidence, headline, layout) for layout in state_pages(evidence.document.tree)]
    best = max(found, key=lambda one: len(one.body), default=story)
    if len(best.body) <= max(STORY_LITTLE, 2 * len(story.body)):
        return story
    note = warn("body_from_state", "body", "the page prints hardly any text; the body is from JSON in its scripts")
    return replace(best, lede=best.lede if best.lede.value else story.lede, warnings=(*story.warnings, note))


def _story_of(evidence: Evidence, headline: str, layout: Layout) -> Story:
    """Return the story found in one layout of the page."""
    container = find_container(layout, headline, stored_text(evidence.document))
    first = first_prose(layout, container, None)
    lede = find_lede(evidence, layout.blocks, container, headline, first, _stored_authors(evidence))
    kept, dropped, apart = _sort_out(layout, container, evidence, headline, lede.block if lede else None)
    if lede and not any(map(is_prose, kept)):
        lede = None  # if a page has only one text, the text is the body, not the lede
        kept, dropped, apart = _sort_out(layout, container, evidence, headline, None)
    blocks = typed_blocks(promote_headings(kept), evidence, apart, layout.times)
    finding: Finding[str | None] = Finding(lede.block.text, lede.provenance) if lede else Finding(None)
    return Story(finding, blocks, join_body(blocks), dropped, ignored_hints=container.ignored_hints)


def _sort_out(
    layout: Layout, container: Container, evidence: Evidence, headline: str, lede: TextBlock | None
) -> tuple[list[TextBlock], tuple[DroppedBlock, ...], Apart]:
    """Return the kept blocks, the dropped blocks with reasons, and those dropped blocks that the record still shows.

    If every block of prose in the container has a reason to be dropped, these blocks are kept nevertheless. Even then,
    a block is dropped if its reason is in `_FINAL`, or if it is hidden and the page has a lede.
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
    inside = [block for block in layout.blocks if container.prose(block, SHARED_SURE) and block is not lede]
    if not any(reasons[block.index] is None for block in inside):
        final = _FINAL | {"hidden"} if lede else _FINAL
        saved = {block.index for block in inside if reasons[block.index] not in final}
        reasons = [None if index in saved else why for index, why in enumerate(reasons)]
    for index in _telling_captions(layout, container, reasons):
        reasons[index] = None
    for index in find_repeats([block for block in layout.blocks if reasons[block.index] is None]):
        reasons[index] = "repeated"
    for index, why in find_empty_headings(layout.blocks, reasons, context.tail).items():
        reasons[index] = why
    kept = [block for block, why in zip(layout.blocks, reasons, strict=True) if why is None and block is not lede]
    gone = [(block, why) for block, why in zip(layout.blocks, reasons, strict=True) if why and block.text]
    dropped = tuple(DroppedBlock(block.text, why, block.place) for block, why in gone)
    return kept, dropped, list(_apart(gone, container, context))


def _telling_captions(layout: Layout, container: Container, reasons: Sequence[str | None]) -> frozenset[int]:
    """Return the indexes of the captions if they are the story, as in a gallery; otherwise an empty set."""
    captions = [
        block
        for block in layout.blocks
        if reasons[block.index] == "caption" and container.holds(block) and len(block.text) >= STORY_CAPTION
    ]
    prose = (block for block in layout.blocks if reasons[block.index] is None and block.kind == "paragraph")
    told, said = sum(len(block.text) for block in captions), sum(len(block.text) for block in prose)
    return (
        frozenset(block.index for block in captions) if len(captions) >= STORY_CAPTIONS and told > said else frozenset()
    )


def _apart(
    dropped: Sequence[tuple[TextBlock, str]], container: Container, context: DropContext
) -> Iterator[tuple[TextBlock, BlockRole]]:
    """Yield those dropped blocks that are pull quotes or texts of boxes, each with its role."""
    boxed = [block for block, why in dropped if why in _APART and container.holds(block)]
    without_facts = _without_facts(boxed, context)
    for block, why in dropped:
        if why in _APART and container.holds(block) and block.index not in without_facts:
            yield block, _APART[why]
        elif why == "repeated" and block.kind == "blockquote":
            yield block, "pull_quote"


def _without_facts(boxed: Sequence[TextBlock], context: DropContext) -> frozenset[int]:
    """Return the indexes of the boxed blocks that hold no facts.

    Such blocks are entries and titles of tables of contents, and lines of boxes that ask for consent to show a post. A
    box asks for consent if several of its lines match noise words of the language pack.
    """
    lines = Counter(block.place.parent for block in boxed if wording.reason(block, context))
    prompts = (block for block in boxed if lines[block.place.parent] >= STORY_PROMPTS)
    linked = {block for block in boxed if block.link_share > STORY_LINKED}
    titles = (before for before, after in pairwise(boxed) if after in linked and before.kind != "list_item")
    return frozenset(block.index for block in (*prompts, *linked, *titles))


def _stored_authors(evidence: Evidence) -> tuple[str, ...]:
    """Return the full names of the authors in JSON-LD. Names of the site itself are left out."""
    names = (name for thing in evidence.document.news_objects for name in json_texts(thing.get("author")))
    return tuple(name for name in names if " " in name and not evidence.site.is_site(name))


def _from_jsonld(evidence: Evidence, story: Story) -> Story:
    """Return the story with the body from the page's JSON-LD, or with a warning if the JSON-LD has no body."""
    paragraphs, warnings = stored_body(evidence.document)
    if not paragraphs:
        return _without_body(story)
    root = evidence.layout.places[0]
    texts = [TextBlock(index, "paragraph", text, root) for index, text in enumerate(paragraphs)]
    blocks = typed_blocks(texts, evidence)
    return replace(story, blocks=blocks, body=join_body(blocks), warnings=(*story.warnings, *warnings))
