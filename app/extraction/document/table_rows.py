"""Join the cells of each row of a data table into one block. Tables that only lay out the page become paragraphs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from app.extraction.document.layout import Place, TextBlock

_LONG_CELL = 200  # a cell with more characters holds prose, not a datum
_MANY_TEXTS = 3  # a cell with this many blocks holds prose
_PROSE_SHARE = 0.5  # a table with a larger share of its text in cells of prose lays out the page
_BETWEEN = " | "
_CELLS = ("td", "th")


def join_rows(blocks: list[TextBlock]) -> list[TextBlock]:
    """Return the blocks, renumbered, with one block for each row of a data table."""
    if not any(block.kind == "table" for block in blocks):
        return blocks
    tables: dict[int, list[TextBlock]] = defaultdict(list)
    for block in blocks:
        if table := _table(block):
            tables[table.index].append(block)
    layouts = _nesting(blocks) | {index for index, cells in tables.items() if _is_layout(cells)}
    joined = [row for table, group in groupby(blocks, key=_table) for row in _rows(table, list(group), layouts)]
    return [block if block.index == index else replace(block, index=index) for index, block in enumerate(joined)]


def _table(block: TextBlock) -> Place | None:
    return block.place.nearest("table") if block.kind == "table" else None


def _nesting(blocks: Iterable[TextBlock]) -> set[int]:
    """Return the indexes of tables with another table in one of their cells."""
    tables = {table.index: table for block in blocks if (table := _table(block))}
    around = (table.parent.nearest("table") for table in tables.values() if table.parent)
    return {table.index for table in around if table}


def _is_layout(blocks: Sequence[TextBlock]) -> bool:
    """Return whether most of a table's text stands in cells of prose."""
    cells: dict[int, list[int]] = defaultdict(list)
    for block in blocks:
        cells[_cell(block).index].append(len(block.text))
    sizes = [(sum(texts), len(texts)) for texts in cells.values()]
    prose = sum(size for size, texts in sizes if size > _LONG_CELL or texts >= _MANY_TEXTS)
    return prose > _PROSE_SHARE * sum(size for size, _ in sizes)


def _cell(block: TextBlock) -> Place:
    return next((place for place in block.place.ancestors() if place.tag in _CELLS), block.place)


def _rows(table: Place | None, blocks: Sequence[TextBlock], layouts: set[int]) -> Iterable[TextBlock]:
    if table is None:
        return blocks
    if table.index in layouts:
        return [replace(block, kind="paragraph") for block in blocks]
    shown = [block for block in blocks if table.is_hidden or not block.place.is_hidden]
    unseen = [block for block in blocks if block.place.is_hidden and not table.is_hidden]
    rows = [_row(list(cells)) for _, cells in groupby(shown, key=lambda block: block.place.nearest("tr"))]
    return [*rows, *unseen]


def _row(blocks: Sequence[TextBlock]) -> TextBlock:
    """Join the cells of a row into one block; several texts of one cell are joined by a space."""
    cells = [" ".join(block.text for block in group) for _, group in groupby(blocks, key=_cell)]
    linked, bold = sum(block.linked for block in blocks), sum(block.bold for block in blocks)
    return replace(blocks[0], text=_BETWEEN.join(cells), linked=linked, bold=bold)
