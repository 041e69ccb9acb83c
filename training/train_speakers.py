"""Train the two models of quote attribution: `quotations.tsv.gz` and `speakers.tsv.gz` in attribution/.

    pip install -e .[training]
    CORPUS=/path/to/corpus python -m training.train_speakers [--corrections]

The models are trained on the annotated articles of the corpus (`data/quotes/dev.jsonl`), pages of the corpus with the
annotation in `page_quotes.tsv`, the golden quotes of `tests/quotes`, and the examples of the packs.
Features that depend on earlier quotations use the decisions of a model that has not seen the publisher, not the
annotation: a model trained on a history without errors relies too much on its own history, which has errors.
With `--corrections`, the shared weights of the package are kept, and only the corrections of languages are fitted.
`python -m benchmarks.attribution` prints the scores of the same training on unseen publishers.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console

from app.extraction.quotes.attribution.known_speakers import NOBODY
from app.extraction.quotes.attribution.linear_model import LinearModel, correction, dump_model, is_correction
from app.extraction.quotes.attribution.quotation_context import Context
from app.extraction.quotes.attribution.quotation_setting import Setting
from app.extraction.quotes.attribution.reader import SHIFT, Decision, Judge, Models, Reader
from app.extraction.quotes.attribution.reader import models as models_of_package
from app.extraction.quotes.attribution.speaker_candidates import Candidate
from training.maximum_entropy import Answer, Choice, fit_choice, fit_shift, fit_yes
from training.page_quotes import page_examples
from training.quote_examples import FOLDS, NO_FOLD, Example, examples, golden_examples

CONSOLE = Console()
ROUNDS = 3
SPEAKER_PENALTY, QUOTATION_PENALTY, LEAST = 2.5, 1.6, 3
OPTIONAL, OWN = 0.5, 3.5  # example weights: optional quotes (headings, unclear cases), golden quotes
PAGES = 0.6  # mean weight of a quotation of an annotated page
EVEN = 0.25  # 0: each quotation weighs the same, 1: each publisher does


@dataclass(frozen=True)
class Annotated:
    """A judge that decides like the annotation."""

    example: Example

    def is_quotation(self, setting: Setting, _features: Sequence[str], /) -> float:
        """Return 1 for annotated quotations, else 0."""
        return float(setting.quote.start in self.example.gold)

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

    def rules_out(self, _setting: Setting, _features: Sequence[str], /) -> bool:
        """Return False, because the features of all speakers are needed."""
        return False


Seen = Sequence[tuple[Example, Sequence[Decision]]]


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


def learn(seen: Seen, shared: Models | None = None) -> Models:
    """Return models fitted to the annotation, with the features of the given decisions.

    The weights are fitted to the annotated articles and the golden quotes of all languages. For each language that has
    annotated pages, corrections of these weights are fitted to all quotations of the language.
    `shared`: models whose shared weights are kept.
    """
    weights = _weights(seen)
    articles = [pair for pair in seen if not pair[0].is_page]
    speakers, quotations = _shared_weights(shared) if shared else _fitted(articles, weights, {}, {})
    corrected_speakers, corrected_quotations = dict(speakers), dict(quotations)
    for language in sorted({example.row["language"] for example, _ in seen if example.is_page}):
        own = [pair for pair in seen if pair[0].text.pack.language == language]
        for known, added in zip(
            (corrected_speakers, corrected_quotations), _fitted(own, weights, speakers, quotations), strict=True
        ):
            known |= {correction(language, feature): weight for feature, weight in added.items()}
    corrected_speakers[SHIFT] = fit_shift([*_sureness(articles)])
    return Models(LinearModel(corrected_quotations), LinearModel(corrected_speakers))


def _shared_weights(models: Models) -> Iterator[dict[str, float]]:
    """Yield the weights of speakers and of quotations without the corrections of languages."""
    for model in (models.speakers, models.quotations):
        yield {name: weight for name, weight in model.weights.items() if not is_correction(name)}


def _fitted(
    seen: Seen, weights: Mapping[tuple[str, str], float], speakers: Mapping[str, float], quotations: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return weights of features for speakers and for quotations, to be added to the given ones."""
    choices, answers = [], []
    for example, made in seen:
        weight = OWN if example.fold == NO_FOLD else weights[_publisher(example)]
        for decision in made:
            gold, label = example.gold.get(decision.quote.start), example.label(decision.quote)
            if gold is not None:
                right = [example.is_right(one.name or None, gold) for one in decision.candidates]
                of_gold = weight * OPTIONAL if gold.get("optional") else weight
                choices.append(Choice(decision.speaker_features, right, of_gold))
            if label is not None:
                answers.append(Answer(decision.features, label, weight))
    return (
        fit_choice(choices, penalty=SPEAKER_PENALTY, least=LEAST, base=speakers),
        fit_yes(answers, penalty=QUOTATION_PENALTY, least=LEAST, base=quotations),
    )


def _sureness(seen: Seen) -> Iterator[tuple[float, bool]]:
    """Yield, for each quotation of the corpus, the uncalibrated probability and whether the decision is right."""
    for example, made in seen:
        for decision in made:
            if example.fold != NO_FOLD and decision.is_quotation and example.label(decision.quote) is not None:
                gold, best = example.gold.get(decision.quote.start), decision.candidates[decision.best]
                right = gold is not None and example.is_right(best.name or None, gold)
                yield decision.quotation * max(decision.shares), right


def _weights(seen: Seen) -> dict[tuple[str, str], float]:
    """Return the weight of a quotation by (language, publisher), for annotated articles and for pages."""
    articles = [example for example, _ in seen if example.fold != NO_FOLD and not example.is_page]
    pages = _publisher_weights([example for example, _ in seen if example.is_page])
    return {publisher: PAGES * weight for publisher, weight in pages.items()} | _publisher_weights(articles)


def _publisher_weights(examples: Sequence[Example]) -> dict[tuple[str, str], float]:
    """Return the weight of a quotation by (language, publisher): less for publishers with many, 1 in the mean."""
    sizes: Counter[tuple[str, str]] = Counter()
    for example in examples:
        sizes[_publisher(example)] += len(example.gold) + len(example.names)
    weights = {publisher: max(size, 1) ** -EVEN for publisher, size in sizes.items()}
    scale = sum(sizes.values()) / (sum(weight * sizes[publisher] for publisher, weight in weights.items()) or 1)
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

    scoring = scorer()
    made, _ = cross_fit([*examples(annotated_articles(), scoring), *page_examples(scoring), *golden_examples()])
    models = learn(made, models_of_package() if "--corrections" in sys.argv[1:] else None)
    dump_model("speakers", models.speakers.weights)
    dump_model("quotations", models.quotations.weights)
    CONSOLE.print(f"{len(models.speakers.weights)} weights of speakers, {len(models.quotations.weights)} of quotations")


if __name__ == "__main__":
    main()
