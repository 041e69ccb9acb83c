"""Draw docs/pictures/growth.svg from the table of growth in docs/performance.md.

    python -m benchmarks.chart

A bar for each request: how many times as long it takes with the larger collection. A line marks the goal.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).parent.parent / "docs"
PICTURE = DOCS / "pictures" / "growth.svg"
GOAL = 2.0
_ROW = re.compile(r"^\| (?P<name>[^|]+?) \| [\d.,]+ \| [\d.,]+ \| (?P<growth>[\d.]+) \|$", re.M)
_POSTGRESQL = "### Growth on PostgreSQL"
_LEFT, _SCALE, _STEP, _TOP = 230, 70, 22, 46  # margin of the names, pixels of a ratio of 1, height of a row, title
_GOOD, _BAD, _INK = "#2a7f62", "#c2571a", "#222222"


class Bar(NamedTuple):
    """The growth of a request, as a ratio."""

    name: str
    growth: float


def bars(text: str) -> list[Bar]:
    """Return the rows of SQLite's table of growth in a Markdown text; that of PostgreSQL follows it."""
    of_sqlite = text.partition(_POSTGRESQL)[0]
    return [Bar(row["name"], float(row["growth"])) for row in _ROW.finditer(of_sqlite)]


def chart(rows: Sequence[Bar]) -> str:
    """Return the bars as an SVG picture."""
    width = _LEFT + int(_SCALE * max(row.growth for row in rows)) + 60
    height = _TOP + _STEP * len(rows) + 12
    goal = _LEFT + _SCALE * GOAL
    frame = f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="10" y="20" font-size="15" fill="{_INK}">Time with 1,000,000 articles (1: as with 10,000)</text>',
        *(part for at, row in enumerate(rows) for part in _bar(row, _TOP + at * _STEP)),
        f'<path d="M{goal:.0f} {_TOP - 6}V{height - 8}" stroke="{_INK}" stroke-dasharray="4 3"/>',
        f'<text x="{goal + 4:.0f}" y="{_TOP - 8}" fill="{_INK}">goal: at most {GOAL:g}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _bar(row: Bar, top: int) -> Iterator[str]:
    length, color = _SCALE * row.growth, _GOOD if row.growth <= GOAL else _BAD
    yield f'<text x="{_LEFT - 8}" y="{top + 13}" text-anchor="end" fill="{_INK}">{escape(row.name)}</text>'
    yield f'<rect x="{_LEFT}" y="{top + 2}" width="{length:.1f}" height="{_STEP - 6}" fill="{color}"/>'
    yield f'<text x="{_LEFT + length + 5:.1f}" y="{top + 13}" fill="{_INK}">{row.growth:g}</text>'


def main() -> None:
    PICTURE.write_text(chart(bars((DOCS / "performance.md").read_text("utf-8"))), "utf-8")


if __name__ == "__main__":
    main()
