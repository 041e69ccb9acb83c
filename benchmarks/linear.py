"""Check that time is linear: four times the text takes at most six times as long, for the patterns of hostile pages.

Processor time, with the garbage collection of the server's extraction processes; a ratio of 4 is perfect, one of 16
would be quadratic. A slow ratio is measured again, and the lowest of three counts. A process on each core measures
patterns. Fails if a ratio is higher than six.
"""

import argparse
import os
import re
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from itertools import pairwise
from multiprocessing import get_context

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


def ratios(name: str) -> list[float]:
    """Return the largest ratio of times of a pattern for each stage."""
    pattern = PATTERNS[name]
    return [highest_ratio(stage, [pattern(size) for size in SIZES[:count]]) for stage, count in STAGES.values()]


def _warm_up() -> None:
    # collect garbage as extraction processes do: by Python's defaults, each collection walks the models, too
    import_module("app.services.warm")
    for stage, _ in STAGES.values():
        stage(PATTERNS["dots"](100))  # the first calls fill caches


def _print_row(name: str, values: list[str]) -> None:
    sys.stdout.write(f"{name:24}{''.join(f'{value:>17}' for value in values)}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="PATTERN", help="patterns whose names hold this")
    wanted = re.compile(parser.parse_args().only)
    names, slow = [name for name in PATTERNS if wanted.search(name)], 0
    _print_row("pattern", [*STAGES])
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), _warm_up) as pool:
        for name, found in zip(names, pool.map(ratios, names), strict=True):
            slow += max(found) > HIGHEST
            _print_row(name, [f"{ratio:.1f}" for ratio in found])
    sys.stdout.write(f"linear time: {slow} patterns take more than {HIGHEST:.0f} times as long for 4 times the text\n")
    sys.exit(bool(slow))


if __name__ == "__main__":
    main()
