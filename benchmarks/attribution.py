"""Score quotations and speakers on publishers unseen in training: cross-validation over fixed folds of publishers.

    CORPUS=/path/to/corpus python -m benchmarks.attribution [--folds | --errors]

Models are trained like those of the package; the scorer of the corpus decides what is right. `--folds` prints
which publishers make up each fold, `--errors` the classes of errors of each language with their shares.
"""

import importlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

from rich.console import Console
from rich.table import Table

from app.extraction.quotes import read_body
from app.extraction.quotes.attribution.known_speakers import NOBODY
from app.extraction.quotes.attribution.reader import Decision, Models
from benchmarks.peers import corpus
from training.page_quotes import page_examples
from training.quote_examples import FOLDS, NO_FOLD, Example, examples, folds, golden_examples
from training.train_speakers import Made, cross_fit

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
    found = read_body(article.text, article.entities, models)
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


NO_SPAN, LEFT_OUT, TAKEN = "marks not found", "quotation left out", "non-quotation taken"
NOBODY_NAMED, HERE, ELSEWHERE, UNKNOWN = "nobody is named", "named in the sentence", "named elsewhere", "no candidate"


def errors(article: Example, decisions: Sequence[Decision]) -> Iterator[str]:
    """Yield the class of each error in an article: what is wrong with a quotation, or where its speaker is named."""
    gold = {start: quote for start, quote in article.gold.items() if not quote.get("optional")}
    yield from [NO_SPAN] * (len(article.row["quotes"]) - len(gold))
    for decision in decisions:
        if decision.quote.start not in gold:
            if decision.is_quotation and article.label(decision.quote) is False:
                yield TAKEN
        elif not decision.is_quotation:
            yield LEFT_OUT
        else:
            right = [article.is_right(one.name or None, gold[decision.quote.start]) for one in decision.candidates]
            if not right[decision.best]:
                yield _place(decision, right)


def _place(decision: Decision, right: Sequence[bool]) -> str:
    """Return the class of the position where the true speaker is named."""
    speakers = [one for one, is_right in zip(decision.candidates, right, strict=True) if is_right]
    if not speakers:
        return UNKNOWN
    if any(one.key == NOBODY for one in speakers):
        return NOBODY_NAMED
    return HERE if any(one.here for one in speakers) else ELSEWHERE


def print_errors(made: Made) -> None:
    columns = (NOBODY_NAMED, HERE, ELSEWHERE, UNKNOWN, LEFT_OUT, TAKEN, NO_SPAN)
    counts: dict[str, Counter[str]] = {}
    for article, decisions in made:
        if article.fold != NO_FOLD and not article.is_page:
            counts.setdefault(article.row["language"], Counter()).update(errors(article, decisions))
    table = Table("", "errors", *columns)
    for language, found in sorted(counts.items()):
        table.add_row(language, str(found.total()), *(f"{found[column] / found.total():.0%}" for column in columns))
    CONSOLE.print(table)


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
    made, fitted = cross_fit([*articles, *page_examples(scoring), *golden_examples()])
    if "--errors" in sys.argv[1:]:
        print_errors(made)
        return
    scores = [scored(article, fitted[article.fold], scoring) for article in articles]
    print_scores([result for result, _ in scores], [pair for _, pairs in scores for pair in pairs], scoring)


if __name__ == "__main__":
    main()
