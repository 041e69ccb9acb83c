"""Whole extraction as a multiple of one lxml parse of the same bytes, stage by stage of the public face.

Pages: the golden cases, and those of the corpus where the environment variable CORPUS names it.
Processor time, best of three, both sides in one process.
"""

import gzip
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean, median

from lxml import html as lxml_html
from rich.console import Console
from rich.table import Table

from app.errors import ExtractionError
from app.extraction import extract, extract_entities, extract_quotes

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"
EVERY = 5  # of the corpus every fifth page


def pages() -> Iterator[tuple[str, bytes]]:
    """Set and bytes of every page measured."""
    yield from (("golden", path.read_bytes()) for path in sorted(GOLDEN.glob("*/*/page.html")))
    if corpus := os.environ.get("CORPUS"):
        folder = Path(corpus) / "data" / "pages"
        for path in sorted(folder.rglob("*.html.gz"))[::EVERY]:
            yield path.relative_to(folder).parts[0], gzip.decompress(path.read_bytes())


def cost(call: Callable[[], object]) -> float:
    """Least processor seconds of three runs."""
    return min(_once(call) for _ in range(3))


def _once(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def parse(page: bytes) -> object:
    return lxml_html.document_fromstring(page, parser=lxml_html.HTMLParser(encoding="utf-8"))


def measure(page: bytes) -> tuple[float, float, float, float] | None:
    """Seconds of one parse, the whole extraction, quotes alone, entities alone; None for what is no article."""
    try:
        draft = extract(page)
    except ExtractionError:
        return None
    return (
        cost(lambda: parse(page)),
        cost(lambda: extract(page)),
        cost(lambda: extract_quotes(draft.body, draft.language)),
        cost(lambda: extract_entities(draft.body, draft.language)),
    )


def main() -> None:
    table = Table("set", "pages", "parse ms", "whole ×", "whole × (median)", "quotes ×", "entities ×")
    rows: dict[str, list[tuple[float, float, float, float]]] = {}
    for name, page in pages():
        if measured := measure(page):
            rows.setdefault(name, []).append(measured)
    for name, measures in rows.items():
        parses, whole, quotes, entities = (mean(column) for column in zip(*measures, strict=True))
        ratios = median(w / p for p, w, _, _ in measures)
        figures = (parses * 1000, whole / parses, ratios, quotes / parses, entities / parses)
        table.add_row(name, str(len(measures)), *(f"{figure:.2f}" for figure in figures))
    Console().print(table)


if __name__ == "__main__":
    main()
