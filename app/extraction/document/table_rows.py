"""Cells of a table joined to rows; tables that only lay out the page are left as paragraphs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from app.extraction.document.layout import Place, TextBlock

_LONG_CELL, _MANY = 200, 3  # characters of a cell of data, at most, and texts in one that holds none
_BETWEEN = " | "


def join_rows(blocks: list[TextBlock]) -> list[TextBlock]:
    """The blocks with one block for each row of a data table, numbered again."""
    if not any(block.kind == "table" for block in blocks):
        return blocks
    joined = [row for table, group in groupby(blocks, key=_table) for row in _rows(table, list(group))]
    return [block if block.index == index else replace(block, index=index) for index, block in enumerate(joined)]


def _table(block: TextBlock) -> Place | None:
    return block.place.nearest("table") if block.kind == "table" else None


def _rows(table: Place | None, blocks: Sequence[TextBlock]) -> Iterable[TextBlock]:
    if table is None:
        return blocks
    shown = [block for block in blocks if table.is_hidden or not block.place.is_hidden]
    unseen = [block for block in blocks if block.place.is_hidden and not table.is_hidden]
    if _is_layout(shown):
        return [replace(block, kind="paragraph") for block in blocks]
    rows = [_row(list(cells)) for _, cells in groupby(shown, key=lambda block: block.place.nearest("tr"))]
    return [*rows, *unseen]


def _is_layout(blocks: Sequence[TextBlock]) -> bool:
    """A table with much in one cell, or several paragraphs, lays out the page."""
    cells = (list(group) for _, group in groupby(blocks, key=lambda block: block.place))
    return any(len(cell) >= _MANY or sum(len(block.text) for block in cell) > _LONG_CELL for cell in cells)


def _row(cells: Sequence[TextBlock]) -> TextBlock:
    text = _BETWEEN.join(cell.text for cell in cells)
    return replace(cells[0], text=text, linked=sum(c.linked for c in cells), bold=sum(c.bold for c in cells))
