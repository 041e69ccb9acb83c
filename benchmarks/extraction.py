"""Measure extraction as a multiple of one lxml parse of the same bytes: whole, by stage, quotes and entities alone.

Pages: the golden cases, and those of the corpus if the environment variable CORPUS names it. Processor time, both
sides in one process, with the garbage collection of the server's extracting processes. A round walks all pages, stage
after stage, and parses each page right before its extraction, so that load affects both; of a page the fastest of three
rounds counts. A page repeated at once would find all of its words in the recogniser's caches, which does not happen on
a server.
"""

import gzip
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from math import ceil, inf
from pathlib import Path
from statistics import mean, median

from lxml import html as lxml_html
from rich.console import Console
from rich.table import Table

from app.errors import ExtractionError
from app.extraction import extract, extract_entities, extract_quotes, trace

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"
EVERY = 5  # measure every fifth page of the corpus
ROUNDS = 3
LARGE, _LEAST, _MOST = "150 to 400 kB", 150_000, 400_000  # pages of these sizes are a set, whatever site they are of
_PARSE, _WHOLE, _QUOTES, _ENTITIES = range(4)  # places in `Stages`
Stages = tuple[Callable[[], object], ...]


def pages() -> Iterator[tuple[str, bytes]]:
    """Yield the name of its set and the bytes of every measured page."""
    yield from (("golden", path.read_bytes()) for path in sorted(GOLDEN.glob("*/*/page.html")))
    if corpus := os.environ.get("CORPUS"):
        folder = Path(corpus) / "data" / "pages"
        for path in sorted(folder.rglob("*.html.gz"))[::EVERY]:
            yield path.relative_to(folder).parts[0], gzip.decompress(path.read_bytes())


def cost(call: Callable[[], object]) -> float:
    """Return the processor seconds of one run."""
    start = time.process_time()
    call()
    return time.process_time() - start


def parse(page: bytes) -> object:
    return lxml_html.document_fromstring(page, parser=lxml_html.HTMLParser(encoding="utf-8"))


def stages(page: bytes) -> Stages | None:
    """Return calls for one parse, whole extraction, quotes alone, entities alone; None if the page has no article."""
    try:
        draft = extract(page)
    except ExtractionError:
        return None
    return (
        lambda: parse(page),
        lambda: extract(page),
        lambda: extract_quotes(draft.body, draft.language),
        lambda: extract_entities(draft.body, draft.language),
    )


def measure(articles: Sequence[Stages]) -> list[list[float]]:
    """Return the processor seconds of every stage of every article: the minimum over all rounds."""
    least = [[inf] * len(stages) for stages in articles]
    for _ in range(ROUNDS):
        for walk in ((_PARSE, _WHOLE), (_QUOTES,), (_ENTITIES,)):
            for stages, best in zip(articles, least, strict=True):
                for number in walk:
                    best[number] = min(best[number], cost(stages[number]))
    return least


def print_stages(pages_read: Sequence[bytes]) -> None:
    """Print what each stage of the pipeline costs, in parses of the same pages; each page is parsed right before."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for page in pages_read:
        seconds["one parse"] += cost(partial(parse, page))
        for stage, spent in trace(page).seconds.items():
            seconds[stage] += spent
    table = Table("stage", "×")
    for stage, spent in seconds.items():
        table.add_row(stage, f"{spent / seconds['one parse']:.2f}")
    Console().print(table)


def by_set(kept: Sequence[tuple[str, bytes, Stages]]) -> dict[str, list[list[float]]]:
    """Return what `measure` returns, by the set of the pages; also of the large pages, and of `all` pages together."""
    import_module("app.services.warm")
    rows: defaultdict[str, list[list[float]]] = defaultdict(list)
    for (name, page, _), measured in zip(kept, measure([found for _, _, found in kept]), strict=True):
        for each in (name, "all", *([LARGE] if _LEAST < len(page) < _MOST else [])):
            rows[each].append(measured)
    return rows


def articles() -> list[tuple[str, bytes, Stages]]:
    """Return the set, the page and the stages of every measured page with an article."""
    return [(name, page, found) for name, page in pages() if (found := stages(page))]


def whole_of(measures: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Return what whole extraction costs, in parses: all pages together, and the 99th percentile of the pages."""
    ratios = sorted(seconds[_WHOLE] / seconds[_PARSE] for seconds in measures)
    whole, parses = (sum(seconds[column] for seconds in measures) for column in (_WHOLE, _PARSE))
    return whole / parses, ratios[ceil(0.99 * len(ratios)) - 1]


def main() -> None:
    table = Table("set", "pages", "parse ms", "whole ×", "median", "99 %", "quotes ×", "entities ×")
    kept = articles()
    for name, measures in sorted(by_set(kept).items()):
        parses, _, quotes, entities = (mean(column) for column in zip(*measures, strict=True))
        whole, slow = whole_of(measures)
        middle = median(w / p for p, w, _, _ in measures)
        figures = (parses * 1000, whole, middle, slow, quotes / parses, entities / parses)
        table.add_row(name, str(len(measures)), *(f"{figure:.2f}" for figure in figures))
    Console().print(table)
    print_stages([page for _, page, _ in kept])


if __name__ == "__main__":
    main()
