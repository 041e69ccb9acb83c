"""Score quotations and speakers on publishers unseen in training: cross-validation over fixed folds of publishers.

    CORPUS=/path/to/corpus python -m benchmarks.attribution [--folds]

Trains as the package's models are trained; the scorer of the corpus decides what is right. `--folds` prints
which publishers make up each fold.
"""

import importlib
import json
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from rich.console import Console
from rich.table import Table

from app.extraction.quotes import read_body
from app.extraction.quotes.attribution.reader import Models
from benchmarks.peers import corpus
from training.train_speakers import FOLDS, Example, cross_fit, examples, folds, golden_examples

CONSOLE = Console()
SURE = 0.8
Row = dict[str, Any]
COLUMNS = {"e2e_f1": "end to end", "span_f1": "spans", "speaker_acc": "speaker", "neg_hit_rate": "non-quotations taken"}


def annotated_articles() -> list[Row]:
    """Return the annotated articles of the corpus."""
    path = corpus() / "data" / "quotes" / "dev.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def scorer() -> ModuleType:
    """Return the scorer of the corpus."""
    sys.path.insert(0, str(corpus() / "scoring"))
    return importlib.import_module("quotes")


def scored(article: Example, models: Models, scoring: Any) -> tuple[Row, list[tuple[float, bool]]]:
    """Return the scores of an article, and for each of its quotations the confidence and whether it is right."""
    row = article.row
    found = read_body(row["body"], row["language"], article.entities, models)
    predicted = scoring.normalise(found, row["body"])
    gold = scoring.split_parts(row["quotes"], predicted)
    pairs = {at: gold[number] for number, at in scoring.pair(gold, predicted).items()}
    sure = [
        (quote.confidence, at in pairs and article.is_right(one["speaker"], pairs[at]))
        for at, (quote, one) in enumerate(zip(found, predicted, strict=True))
        if at in pairs or not scoring.ignored(one, row["optional"])
    ]
    return scoring.score(row, predicted), sure


def print_scores(results: Sequence[Row], sure: Sequence[tuple[float, bool]], scoring: Any) -> None:
    report = scoring.report(results)
    table = Table("", *COLUMNS.values())
    for language, summary in report:
        table.add_row(language, *(f"{summary[column] or 0:.3f}" for column in COLUMNS))
    CONSOLE.print(table)
    each = [summary["e2e_f1"] for language, summary in report if language != "all"]
    right = [is_right for confidence, is_right in sure if confidence >= SURE]
    CONSOLE.print(f"mean of the languages {sum(each) / len(each):.3f}")
    CONSOLE.print(f"confidence >= {SURE}: {sum(right) / len(right):.3f} right, {len(right) / len(sure):.3f} of all")


def print_folds(rows: Sequence[Row]) -> None:
    for fold in range(FOLDS):
        names = sorted(f"{language}/{name}" for (language, name), at in folds(rows).items() if at == fold)
        CONSOLE.print(f"fold {fold}: {', '.join(names)}")


def main() -> None:
    rows = annotated_articles()
    if not rows:
        CONSOLE.print("attribution: no corpus here (CORPUS), nothing to cross-validate")
        return
    if "--folds" in sys.argv[1:]:
        print_folds(rows)
        return
    scoring = scorer()
    articles = examples(rows, scoring)
    _, fitted = cross_fit([*articles, *golden_examples()])
    scores = [scored(article, fitted[article.fold], scoring) for article in articles]
    print_scores([result for result, _ in scores], [pair for _, pairs in scores for pair in pairs], scoring)


if __name__ == "__main__":
    main()
