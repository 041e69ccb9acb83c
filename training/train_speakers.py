"""Train the two models of quote attribution: `quotations.tsv.gz` and `speakers.tsv.gz` in attribution/.

    pip install -e .[training]
    CORPUS=/path/to/corpus python -m training.train_speakers

The models are trained on the annotated articles of the corpus (`data/quotes/dev.jsonl`), the golden quotes of
`tests/quotes`, and the examples of the packs.
Features that depend on earlier quotations use the decisions of a model that has not seen the publisher, not the
annotation: a model trained on a history without errors relies too much on its own history, which has errors.
`python -m benchmarks.attribution` prints the scores of the same training on unseen publishers.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from app.extraction.entities import find_entities
from app.extraction.quotes.attribution.known_speakers import NOBODY
from app.extraction.quotes.attribution.linear_model import LinearModel, dump_model
from app.extraction.quotes.attribution.quotation_context import Context
from app.extraction.quotes.attribution.reader import SHIFT, Decision, Judge, Models, Reader
from app.extraction.quotes.attribution.speaker_candidates import Candidate
from app.extraction.text.quotation_marks import Marked
from app.extraction.text.read_text import ReadText
from app.lang.pack import all_packs, language_pack
from app.lang.pack_examples import QuoteExample
from app.schemas.entity import EntityDraft
from app.text.normalize import fold
from training.maximum_entropy import Answer, Choice, fit_choice, fit_shift, fit_yes

CONSOLE = Console()
GOLDEN = Path(__file__).parent.parent / "tests" / "quotes"
FOLDS, NO_FOLD, ROUNDS = 5, -1, 3
SPEAKER_PENALTY, QUOTATION_PENALTY, LEAST = 2.5, 1.6, 3
OPTIONAL, OWN = 0.5, 3.5  # example weights: optional quotes (headings, unclear cases), golden quotes
EVEN = 0.25  # 0: each quotation weighs the same, 1: each publisher does
Row = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """An annotated article: `gold` maps the start of a marked string to its annotation.

    `names` are the starts of marked strings that are not quotations; `is_right` checks a speaker's name.
    """

    row: Row
    text: ReadText
    entities: Sequence[EntityDraft]
    fold: int
    gold: dict[int, Row]
    names: frozenset[int]
    is_right: Callable[[str | None, Row], bool]

    def label(self, quote: Marked) -> bool | None:
        """Return whether a marked string is a quotation; `None` if the annotation leaves it open."""
        gold = self.gold.get(quote.start)
        if gold is not None:
            return None if gold.get("optional") else True
        return False if quote.start in self.names else None


def folds(rows: Sequence[Row]) -> dict[tuple[str, str], int]:
    """Return the fold of each (language, publisher): largest publishers first, each into the smallest fold."""
    sizes: Counter[tuple[str, str]] = Counter()
    for row in rows:
        sizes[row["language"], row["publisher"]] += len(row["quotes"]) + len(row["not_quotes"])
    filled: Counter[tuple[str, int]] = Counter()
    found: dict[tuple[str, str], int] = {}
    for (language, publisher), size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        smallest = min(range(FOLDS), key=lambda at: (filled[language, at], at))
        filled[language, smallest] += size
        found[language, publisher] = smallest
    return found


def examples(rows: Sequence[Row], scoring: Any) -> list[Example]:
    """Return the articles prepared for training; `scoring` is the scorer of the corpus, which decides what is right."""
    numbers = folds(rows)
    return [_annotated(row, numbers[row["language"], row["publisher"]], scoring) for row in rows]


def golden_examples() -> list[Example]:
    """Return the golden quotes of the tests and the examples of the packs, which belong to no fold."""
    files = [
        _golden(path.parent.name, tomllib.loads(path.read_text("utf-8"))) for path in sorted(GOLDEN.glob("*/*.toml"))
    ]
    return [*files, *(_of_pack(pack.language, example) for pack in all_packs() for example in pack.examples)]


def _of_pack(language: str, example: QuoteExample) -> Example:
    quote = {"text": example.words, "speaker": example.speaker or ""}
    return _golden(language, {"body": example.text, "quotes": [quote] if example.kind != "indirect" else []})


def _golden(language: str, row: Row) -> Example:
    text = ReadText("body", row["body"], language_pack(language))
    gold: dict[int, Row] = {}
    at = 0
    for quote in row["quotes"]:
        at = row["body"].index(quote["text"], at)
        gold[at] = quote
    marked = [quote for sentence in text.parsed.sentences for quote in sentence.marked]
    names = frozenset(quote.start for quote in marked if quote.start not in gold)
    entities = find_entities((text,))

    def is_right(name: str | None, quote: Row) -> bool:
        return fold(name or "") == fold(quote["speaker"])

    return Example(row, text, entities, NO_FOLD, gold, names, is_right)


def _annotated(row: Row, of_fold: int, scoring: Any) -> Example:
    text = ReadText("body", row["body"], language_pack(row["language"]))
    marked = [quote for sentence in text.parsed.sentences for quote in sentence.marked]
    spans = [dict(zip(("start", "end"), scoring.trim(row["body"], q.start, q.end), strict=True)) for q in marked]
    split = scoring.split_parts(row["quotes"], spans)
    gold = {marked[at].start: split[number] for number, at in scoring.pair(split, spans).items()}
    optional = scoring.pair(row["optional"], spans)
    for number, at in optional.items():
        gold.setdefault(marked[at].start, {**row["optional"][number], "optional": True})
    free = {
        quote.start
        for quote, span in zip(marked, spans, strict=True)
        if quote.start not in gold and not scoring.ignored(span, row["optional"])
    }
    persons = [entity["name"] for entity in row["entities"] if entity["type"] == "PERSON"]
    entities = find_entities((text,))

    def is_right(name: str | None, annotated: Row) -> bool:
        return bool(scoring.speaker_ok(name, annotated, persons))

    return Example(row, text, entities, of_fold, gold, frozenset(free), is_right)


@dataclass(frozen=True)
class Annotated:
    """A judge that decides like the annotation."""

    example: Example

    def is_quotation(self, context: Context, _features: Sequence[str], /) -> float:
        """Return 1 for annotated quotations, else 0."""
        return float(context.quote.start in self.example.gold)

    def who(
        self, context: Context, candidates: Sequence[Candidate], _features: Sequence[Sequence[str]], /
    ) -> list[float]:
        """Return 1 for the first right candidate that is not `nobody`, else for `nobody`; 0 for all others."""
        gold = self.example.gold.get(context.quote.start)
        right = [gold is not None and self.example.is_right(one.name or None, gold) for one in candidates]
        best = next((at for at, is_right in enumerate(right) if is_right and candidates[at].key != NOBODY), 0)
        return [float(at == best) for at in range(len(candidates))]

    def confidence(self, probability: float, /) -> float:
        """Return the probability unchanged."""
        return probability


def decisions(example: Example, judge: Judge) -> Iterator[Decision]:
    """Yield the judge's decision on each string in quotation marks of an article."""
    reader = Reader(example.text, example.entities, judge)
    for number, sentence in enumerate(example.text.parsed.sentences):
        if not sentence.marked:
            reader.pass_over(number)
        for quote in sentence.marked:
            decision = reader.decide(number, quote)
            if decision.is_quotation and not decision.is_heading:
                reader.note(decision)
            yield decision
        if sentence.marked:
            reader.end(number)


def learn(seen: Sequence[tuple[Example, Sequence[Decision]]]) -> Models:
    """Return models fitted to the annotation, with the features of the given decisions."""
    choices, answers = [], []
    weights = _publisher_weights([example for example, _ in seen if example.fold != NO_FOLD])
    for example, made in seen:
        weight = OWN if example.fold == NO_FOLD else weights.get(_publisher(example), 1.0)
        for decision in made:
            gold, label = example.gold.get(decision.quote.start), example.label(decision.quote)
            if gold is not None:
                right = [example.is_right(one.name or None, gold) for one in decision.candidates]
                of_gold = weight * OPTIONAL if gold.get("optional") else weight
                choices.append(Choice(decision.speaker_features, right, of_gold))
            if label is not None:
                answers.append(Answer(decision.features, label, weight))
    speakers = fit_choice(choices, penalty=SPEAKER_PENALTY, least=LEAST)
    speakers[SHIFT] = fit_shift([*_sureness(seen)])
    quotations = fit_yes(answers, penalty=QUOTATION_PENALTY, least=LEAST)
    return Models(LinearModel(quotations), LinearModel(speakers))


def _sureness(seen: Sequence[tuple[Example, Sequence[Decision]]]) -> Iterator[tuple[float, bool]]:
    """Yield, for each quotation of the corpus, the uncalibrated probability and whether the decision is right."""
    for example, made in seen:
        for decision in made:
            if example.fold != NO_FOLD and decision.is_quotation and example.label(decision.quote) is not None:
                gold, best = example.gold.get(decision.quote.start), decision.candidates[decision.best]
                right = gold is not None and example.is_right(best.name or None, gold)
                yield decision.quotation * max(decision.shares), right


def _publisher_weights(examples: Sequence[Example]) -> dict[tuple[str, str], float]:
    """Return the weight of a quotation by (language, publisher): less for publishers with many, 1 in the mean."""
    sizes: Counter[tuple[str, str]] = Counter()
    for example in examples:
        sizes[_publisher(example)] += len(example.gold) + len(example.names)
    weights = {publisher: size**-EVEN for publisher, size in sizes.items() if size}
    scale = sum(sizes.values()) / sum(weight * sizes[publisher] for publisher, weight in weights.items())
    return {publisher: weight * scale for publisher, weight in weights.items()}


def _publisher(example: Example) -> tuple[str, str]:
    return example.row["language"], example.row["publisher"]


Made = list[tuple[Example, list[Decision]]]


def cross_fit(articles: Sequence[Example], rounds: int = ROUNDS) -> tuple[Made, list[Models]]:
    """Return the decisions on each article, by models not trained on its publisher, and the models by fold.

    Earlier quotations of a text come from the annotation in the first round, from the last round's models afterwards.
    """
    made: Made = [(example, [*decisions(example, Annotated(example))]) for example in articles]
    fitted: list[Models] = []
    for _ in range(rounds):
        fitted = [learn([pair for pair in made if pair[0].fold != fold]) for fold in range(FOLDS)]
        made = [(example, [*decisions(example, fitted[example.fold])]) for example in articles]
    return made, fitted


def main() -> None:
    from benchmarks.attribution import annotated_articles, scorer

    made, _ = cross_fit([*examples(annotated_articles(), scorer()), *golden_examples()])
    models = learn(made)
    dump_model("speakers", models.speakers.weights)
    dump_model("quotations", models.quotations.weights)
    CONSOLE.print(f"{len(models.speakers.weights)} weights of speakers, {len(models.quotations.weights)} of quotations")


if __name__ == "__main__":
    main()
