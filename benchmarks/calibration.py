"""Measure how often a quote or a field of a given confidence is right, on the articles and pages of the corpus.

CORPUS names the corpus (folders `data` and `scoring`); the scorer of the corpus decides what is right.
"""

import importlib
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from types import ModuleType
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.attribution import scored
from benchmarks.calibration_fields import FIELDS, judged_fields
from benchmarks.peers import corpus
from training.page_quotes import page_examples
from training.quote_examples import examples, golden_examples
from training.train_speakers import cross_fit

BOUNDS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.01)
Row = dict[str, Any]


def judged(scoring: ModuleType, articles: list[Row]) -> list[tuple[float, bool]]:
    """Return the confidence of every quote and whether it is right; models were not trained on its publisher."""
    read = examples(articles, scoring)
    _, fitted = cross_fit([*read, *page_examples(scoring), *golden_examples()])
    return [pair for article in read for pair in scored(article, fitted[article.fold], scoring)[1]]


def main() -> None:
    path = corpus() / "data" / "quotes" / "dev.jsonl"
    if not path.is_file():
        sys.stdout.write("calibration: no corpus here (CORPUS), nothing to compare\n")
        return
    sys.path.insert(0, str(corpus() / "scoring"))
    scoring = importlib.import_module("quotes")
    articles = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = judged(scoring, articles)
    table = Table("field", "confidence", "number", "right")
    for row in _bins("quotes", rows):
        table.add_row(*row)
    fields = list(judged_fields(corpus()))
    for field in FIELDS:
        for row in _bins(field, [(item.confidence, item.is_right) for item in fields if item.field == field]):
            table.add_row(*row)
    Console().print(table)


def _bins(field: str, rows: list[tuple[float, bool]]) -> Iterator[tuple[str, str, str, str]]:
    """Yield one row per range of confidence that has values: bounds, number of values, share of right values."""
    for low, high in pairwise(BOUNDS):
        right = [is_right for confidence, is_right in rows if low <= confidence < high]
        if right:
            yield field, f"{low:.1f} to {min(high, 1):.1f}", str(len(right)), f"{sum(right) / len(right):.2f}"


if __name__ == "__main__":
    main()
