"""Check that time is linear: four times the text takes at most six times as long, for the patterns of hostile pages.

Processor time; a ratio of 4 is perfect, one of 16 would be quadratic. A slow ratio is measured again, and the
lowest of three counts. Fails if a ratio is higher than six.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable
from itertools import pairwise

from rich.console import Console
from rich.table import Table

from app.extraction import extract, extract_entities, extract_quotes
from tests.hostile.groups.patterns import PATTERNS
from tests.hostile.story import page

SIZES = (2**16, 2**18, 2**20)  # characters of text
_PARAGRAPH = 12_000  # length of each paragraph, in characters, if a page has many
HIGHEST = 6.0
AGAIN = 2  # maximum number of repeated measurements of a slow ratio
_LEAST = 0.02  # seconds below which no ratio is computed: the cost of a page without text


def whole(text: str) -> object:
    return extract(page(after=f"<p>{text}</p>").encode())


def in_paragraphs(text: str) -> object:
    """Extract the text in many paragraphs: of a long one, only the beginning is searched for quotes and names."""
    parts = (text[at : at + _PARAGRAPH] for at in range(0, len(text), _PARAGRAPH))
    return extract(page(after="".join(f"<p>{number}. {part}</p>" for number, part in enumerate(parts))).encode())


# Quotes and entities are measured alone in other languages; the whole page includes them in its own.
STAGES: dict[str, tuple[Callable[[str], object], int]] = {
    "quotes (en)": (lambda text: extract_quotes(text, "en", indirect=True), 2),
    "quotes (de)": (lambda text: extract_quotes(text, "de", indirect=True), 2),
    "entities (en)": (lambda text: extract_entities(text, "en"), 2),
    "entities (de)": (lambda text: extract_entities(text, "de"), 2),
    "whole page (tr)": (whole, 3),
    "paragraphs (tr)": (in_paragraphs, 3),
}


def seconds(stage: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    stage(text)
    return max(time.process_time() - start, _LEAST)


def highest_ratio(stage: Callable[[str], object], texts: list[str]) -> float:
    """Return the largest ratio of times from one size to the next."""
    best = [seconds(stage, text) for text in texts]
    for _ in range(AGAIN):
        if _ratio(best) > HIGHEST:
            best = [min(before, seconds(stage, text)) for before, text in zip(best, texts, strict=True)]
    return _ratio(best)


def _ratio(times: list[float]) -> float:
    return max(after / before for before, after in pairwise(times))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", metavar="PATTERN", help="patterns whose names hold this")
    wanted = re.compile(parser.parse_args().only)
    table, slow = Table("pattern", *STAGES), 0
    for stage, _ in STAGES.values():
        stage(PATTERNS["dots"](100))  # warm-up: the first calls fill caches
    for name, pattern in PATTERNS.items():
        if wanted.search(name):
            ratios = [
                highest_ratio(stage, [pattern(size) for size in SIZES[:count]]) for stage, count in STAGES.values()
            ]
            slow += max(ratios) > HIGHEST
            table.add_row(name, *(f"{ratio:.1f}" for ratio in ratios))
    Console().print(table)
    sys.stdout.write(f"linear time: {slow} patterns take more than {HIGHEST:.0f} times as long for 4 times the text\n")
    sys.exit(bool(slow))


if __name__ == "__main__":
    main()
