"""Make the blocks of the record. Prose gets offsets in the body; each list and each table gets a group number.

Boxes and pull quotes are blocks without offsets: their text is not part of the body.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice

from app.extraction.document.layout import Place, TextBlock
from app.extraction.findings import Evidence
from app.extraction.story.block_roles import interview_roles
from app.extraction.story.live_entries import Times, find_entries
from app.extraction.story.media_blocks import media_block
from app.extraction.story.story_numbers import TYPED_BLOCKS_DEEPEST, TYPED_BLOCKS_GAP, TYPED_BLOCKS_NEAR
from app.schemas.article import Block, BlockRole

_WITHOUT_PROSE = frozenset({"image", "video", "embed"})
_LISTS = ("ul", "ol", "dl", "menu")
Apart = Sequence[tuple[TextBlock, BlockRole]]


def is_prose(block: TextBlock) -> bool:
    """Return whether the text of a block is part of the body."""
    return block.kind not in _WITHOUT_PROSE


def join_body(blocks: Iterable[Block]) -> str:
    """Join the texts of the prose blocks, separated by blank lines."""
    return "\n\n".join(block.text for block in blocks if block.start is not None)


def typed_blocks(
    kept: Sequence[TextBlock], evidence: Evidence, apart: Apart = (), times: Times = ()
) -> tuple[Block, ...]:
    """Return the blocks of the record in page order.

    The blocks in `apart` (boxes, pull quotes) get no offsets in the body. `times` are the `time` elements of the
    layout, see `Layout.times`.
    """
    prose = [block for block in kept if is_prose(block)]
    roles = {**interview_roles(prose), **{block.index: role for block, role in apart}}
    maker = _Maker(evidence, roles, find_entries(evidence, prose, times))
    beside = {block.index for block, _ in apart}
    for block in sorted([*kept, *(block for block, _ in apart)], key=lambda block: block.index):
        if block.index in beside:
            maker.add_apart(block)
        elif is_prose(block):
            maker.add_prose(block)
        else:
            maker.add_media(block)
    return tuple(maker.blocks)


class _Maker:
    """Builds the blocks of a record one by one.

    It counts the offset of each block in the body, and numbers the lists and tables.
    """

    def __init__(self, evidence: Evidence, roles: Mapping[int, BlockRole], entries: Mapping[int, datetime]) -> None:
        self.evidence, self.roles, self.entries = evidence, roles, entries
        self.blocks: list[Block] = []
        self.offset = 0
        self.groups: dict[Place, int] = {}
        self.shown: set[str | None] = set()

    def add_prose(self, block: TextBlock) -> None:
        end = self.offset + len(block.text)
        lists = _lists(block) if block.kind == "list_item" else []
        home = lists[-1] if lists else block.place.nearest("table") if block.kind == "table" else None
        self.blocks.append(
            Block(
                index=len(self.blocks),
                type=block.kind,
                level=min(len(lists), TYPED_BLOCKS_DEEPEST) or (block.level if block.kind == "heading" else None),
                start=self.offset,
                end=end,
                text=block.text,
                role=self._role(block, lists),
                group=self.groups.setdefault(home, len(self.groups)) if home else None,
                cells=block.cells or None,
                at=self.entries.get(block.index),
            )
        )
        self.offset = end + TYPED_BLOCKS_GAP

    def _role(self, block: TextBlock, lists: Sequence[Place]) -> BlockRole | None:
        if block.index in self.entries:
            return "entry"
        if block.is_header:
            return "header"
        return "numbered" if lists and lists[0].tag == "ol" else self.roles.get(block.index)

    def add_apart(self, block: TextBlock) -> None:
        """Add a pull quote, or a line of a box; lines of one box become one block."""
        role, before = self.roles[block.index], self.blocks[-1] if self.blocks else None
        if role != "pull_quote" and before is not None and before.role == role:
            self.blocks[-1] = before.model_copy(update={"text": f"{before.text}\n{block.text}"})
            return
        kind = "blockquote" if role == "pull_quote" else "aside"
        self.blocks.append(Block(index=len(self.blocks), type=kind, text=block.text, role=role))

    def add_media(self, block: TextBlock) -> None:
        media = media_block(self.evidence, block, len(self.blocks))
        if media is not None and media.url not in self.shown:
            self.shown.add(media.url)
            self.blocks.append(media)


def _lists(block: TextBlock) -> list[Place]:
    """Return the lists around a list item, innermost first."""
    return [place for place in islice(block.place.ancestors(), TYPED_BLOCKS_NEAR) if place.tag in _LISTS]
