"""How often a quote or a field of a given confidence is right, on the articles and pages of the corpus.

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

from app.extraction import extract_quotes
from benchmarks.calibration_fields import FIELDS, judged_fields
from benchmarks.peers import corpus

BOUNDS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.01)
Row = dict[str, Any]


def judged(scoring: ModuleType, article: Row) -> Iterator[tuple[float, bool]]:
    """Confidence and rightness of every quote of an article; what the annotation leaves open is left out."""
    found = extract_quotes(article["body"], article["language"])
    predicted = scoring.normalise(found, article["body"])
    gold = scoring.split_parts(article["quotes"], predicted)
    pairs = {at: gold[index] for index, at in scoring.pair(gold, predicted).items()}
    persons = [entity["name"] for entity in article.get("entities") or [] if isinstance(entity, dict)]
    for at, (quote, row) in enumerate(zip(found, predicted, strict=True)):
        if at in pairs:
            yield quote.confidence, scoring.speaker_ok(row["speaker"], pairs[at], persons)
        elif not scoring.ignored(row, article["optional"]):
            yield quote.confidence, False


def main() -> None:
    path = corpus() / "data" / "quotes" / "dev.jsonl"
    if not path.is_file():
        sys.stdout.write("calibration: no corpus here (CORPUS), nothing to compare\n")
        return
    sys.path.insert(0, str(corpus() / "scoring"))
    scoring = importlib.import_module("quotes")
    articles = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = [pair for article in articles for pair in judged(scoring, article)]
    table = Table("field", "confidence", "number", "right")
    for row in _bins("quotes", rows):
        table.add_row(*row)
    fields = list(judged_fields(corpus()))
    for field in FIELDS:
        for row in _bins(field, [(item.confidence, item.is_right) for item in fields if item.field == field]):
            table.add_row(*row)
    Console().print(table)


def _bins(field: str, rows: list[tuple[float, bool]]) -> Iterator[tuple[str, str, str, str]]:
    """A row for each range of confidence that occurs: its bounds, how many values, the share that is right."""
    for low, high in pairwise(BOUNDS):
        right = [is_right for confidence, is_right in rows if low <= confidence < high]
        if right:
            yield field, f"{low:.1f} to {min(high, 1):.1f}", str(len(right)), f"{sum(right) / len(right):.2f}"


if __name__ == "__main__":
    main()
