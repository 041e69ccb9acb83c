"""Join the cells of each row of a data table into one block; cells of layout tables become paragraphs."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from app.extraction.document.document_numbers import (
    TABLE_ROWS_LONG_CELL,
    TABLE_ROWS_MANY_TEXTS,
    TABLE_ROWS_MOST_CELLS,
    TABLE_ROWS_PROSE_SHARE,
)
from app.extraction.document.layout import Place, TextBlock

_BETWEEN = " | "
_CELLS = ("td", "th")


def join_rows(blocks: list[TextBlock], places: Sequence[Place]) -> tuple[list[TextBlock], Callable[[int], int]]:
    """Join the blocks of each row of a data table. Return all blocks, and a function from old to new block indexes."""
    if not any(block.kind == "table" for block in blocks):
        return blocks, lambda index: index
    tables: dict[int, list[TextBlock]] = defaultdict(list)
    for block in blocks:
        if table := _table(block):
            tables[table.index].append(block)
    layouts = _nesting(blocks) | {index for index, cells in tables.items() if _is_layout(cells)}
    columns = _columns(places)
    joined = [
        row for table, group in groupby(blocks, key=_table) for row in _rows(table, list(group), layouts, columns)
    ]
    old = [block.index for block in joined]
    new = [block if block.index == index else replace(block, index=index) for index, block in enumerate(joined)]
    return new, lambda index: bisect_left(old, index)


def _columns(places: Sequence[Place]) -> Mapping[int, list[int]]:
    """Map the index of each table row to the indexes of its cells. All are indexes of elements in the layout."""
    found: dict[int, list[int]] = defaultdict(list)
    for place in places:
        if place.tag in _CELLS and place.parent is not None:
            found[place.parent.index].append(place.index)
    return found


def _table(block: TextBlock) -> Place | None:
    return block.place.nearest("table") if block.kind == "table" else None


def _nesting(blocks: Iterable[TextBlock]) -> set[int]:
    """Return the indexes of tables with another table in one of their cells."""
    tables = {table.index: table for block in blocks if (table := _table(block))}
    around = (table.parent.nearest("table") for table in tables.values() if table.parent)
    return {table.index for table in around if table}


def _is_layout(blocks: Sequence[TextBlock]) -> bool:
    """Return whether most of a table's text is in cells of prose; such a table only lays out the page."""
    cells: dict[int, list[int]] = defaultdict(list)
    for block in blocks:
        cells[_cell(block).index].append(len(block.text))
    sizes = [(sum(texts), len(texts)) for texts in cells.values()]
    prose = sum(size for size, texts in sizes if size > TABLE_ROWS_LONG_CELL or texts >= TABLE_ROWS_MANY_TEXTS)
    return prose > TABLE_ROWS_PROSE_SHARE * sum(size for size, _ in sizes)


def _cell(block: TextBlock) -> Place:
    return next((place for place in block.place.ancestors() if place.tag in _CELLS), block.place)


def _rows(
    table: Place | None, blocks: Sequence[TextBlock], layouts: set[int], columns: Mapping[int, list[int]]
) -> Iterable[TextBlock]:
    if table is None:
        return blocks
    if table.index in layouts:
        return [replace(block, kind="paragraph") for block in blocks]
    shown = [block for block in blocks if table.is_hidden or not block.place.is_hidden]
    unseen = [block for block in blocks if block.place.is_hidden and not table.is_hidden]
    by_row = ((row, list(cells)) for row, cells in groupby(shown, key=lambda block: block.place.nearest("tr")))
    rows = [_row(cells, columns.get(row.index, []) if row else []) for row, cells in by_row]
    return [*rows, *unseen]


def _row(blocks: Sequence[TextBlock], columns: Sequence[int]) -> TextBlock:
    """Join the cells of a row into one block; several texts of one cell are joined by a space."""
    parts: dict[Place, list[str]] = {}
    for block in blocks:
        parts.setdefault(_cell(block), []).append(block.text)
    texts = {cell: " ".join(said) for cell, said in parts.items()}
    by_index = {cell.index: text for cell, text in texts.items()}
    linked, bold = sum(block.linked for block in blocks), sum(block.bold for block in blocks)
    return replace(
        blocks[0],
        text=_BETWEEN.join(text for text in texts.values() if text),
        linked=linked,
        bold=bold,
        cells=tuple(by_index.get(index, "") for index in columns[:TABLE_ROWS_MOST_CELLS]) or tuple(texts.values()),
        is_header=all(cell.tag == "th" for cell in texts),
    )
