"""Cells of a table joined to rows; tables that only lay out the page are left as paragraphs."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from app.extraction.document.layout import Place, TextBlock

_LONG_CELL, _MANY = 200, 3  # characters of a cell of data, at most, and texts in one that holds none
_BETWEEN = " | "


def join_rows(pieces: list[TextBlock]) -> list[TextBlock]:
    """The pieces with one piece for each row of a data table, numbered again."""
    if not any(piece.kind == "table" for piece in pieces):
        return pieces
    joined = [row for table, group in groupby(pieces, key=_table) for row in _rows(table, list(group))]
    for index, piece in enumerate(joined):
        piece.index = index
    return joined


def _table(piece: TextBlock) -> Place | None:
    return piece.place.nearest("table") if piece.kind == "table" else None


def _rows(table: Place | None, pieces: Sequence[TextBlock]) -> Iterable[TextBlock]:
    if table is None:
        return pieces
    shown = [piece for piece in pieces if table.is_hidden or not piece.place.is_hidden]
    unseen = [piece for piece in pieces if piece.place.is_hidden and not table.is_hidden]
    if _is_layout(shown):
        for piece in pieces:
            piece.kind = "paragraph"
        return pieces
    rows = [_row(list(cells)) for _, cells in groupby(shown, key=lambda piece: piece.place.nearest("tr"))]
    return [*rows, *unseen]


def _is_layout(pieces: Sequence[TextBlock]) -> bool:
    """A table with much in one cell, or several paragraphs, lays out the page."""
    cells = (list(group) for _, group in groupby(pieces, key=lambda piece: piece.place))
    return any(len(cell) >= _MANY or sum(len(piece.text) for piece in cell) > _LONG_CELL for cell in cells)


def _row(cells: Sequence[TextBlock]) -> TextBlock:
    first = cells[0]
    first.text = _BETWEEN.join(cell.text for cell in cells)
    first.linked, first.bold = (sum(values) for values in ((c.linked for c in cells), (c.bold for c in cells)))
    return first
