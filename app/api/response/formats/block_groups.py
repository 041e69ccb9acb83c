"""Group the blocks of an article: a list or a table is one group, any other block a group of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

_GROUPED = frozenset({"list_item", "table"})


@dataclass(frozen=True)
class BlockGroup:
    """Blocks of one type that a client shows together: the items of a list, the rows of a table, or a single other
    block.
    """

    kind: str
    blocks: Sequence[dict[str, Any]]


def block_groups(blocks: Sequence[dict[str, Any]]) -> Iterator[BlockGroup]:
    """Yield the groups in order.

    In records made by older versions of this program, blocks do not say to which list they belong: neighbouring list
    items then form one group.
    """
    for (kind, _), members in groupby(blocks, key=_group_of):
        yield BlockGroup(kind, list(members))


def _group_of(block: dict[str, Any]) -> tuple[str, int | None]:
    kind = block["type"]
    return kind, block.get("group") if kind in _GROUPED else block["index"]
