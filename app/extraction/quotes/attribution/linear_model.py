"""Linear models: the weights of an example's features add up to a score, which is converted to a probability.

`training/train_speakers.py` writes the files of weights. Each line has a feature, a tab and the weight of the feature.
If the feature begins with a language (`@en:`), the weight is a correction for texts of this language.
"""

import gzip
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from pathlib import Path

from app.extraction.quotes.quote_numbers import LINEAR_MODEL_CLIP, LINEAR_MODEL_EDGE, LINEAR_MODEL_SMALLEST

FOLDER = Path(__file__).parent
_MARK = "@"  # begins the name of a correction


class LinearModel:
    """Weights of features. A feature without a weight counts as 0."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = dict(weights)
        self._by_language: dict[str, Mapping[str, float]] = {}  # language -> the corrected weights

    def score(self, features: Iterable[str], language: str) -> float:
        """Return the sum of the weights that the features, each given once, have in a language."""
        weights = self._by_language.get(language) or self._corrected(language)
        return math.fsum(map(weights.get, features, repeat(0.0)))

    def _corrected(self, language: str) -> Mapping[str, float]:
        mark = correction(language, "")
        found = {name[len(mark) :]: weight for name, weight in self.weights.items() if name.startswith(mark)}
        both = {name: weight + self.weights.get(name, 0.0) for name, weight in found.items()}
        shared = {name: weight for name, weight in self.weights.items() if not is_correction(name)}
        self._by_language[language] = shared | both
        return self._by_language[language]


def correction(language: str, feature: str) -> str:
    """Return the name of the weight that corrects the weight of a feature in a language: `@en:kind:p`."""
    return f"{_MARK}{language}:{feature}"


def is_correction(name: str) -> bool:
    """Return whether this name of a weight is that of a correction."""
    return name.startswith(_MARK)


def softmax(scores: Sequence[float]) -> list[float]:
    """Return a probability for each of several alternatives, from their scores. The probabilities add up to 1."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def logistic(score: float) -> float:
    """Return the probability for a score (log-odds). Scores beyond ± `LINEAR_MODEL_CLIP` are clipped."""
    return 1 / (1 + math.exp(-max(-LINEAR_MODEL_CLIP, min(LINEAR_MODEL_CLIP, score))))


def shift_probability(probability: float, shift: float) -> float:
    """Add `shift` to the log-odds of a probability, and return the new probability."""
    odds = min(1 - LINEAR_MODEL_EDGE, max(LINEAR_MODEL_EDGE, probability))
    return logistic(math.log(odds / (1 - odds)) + shift)


@cache
def load_model(name: str) -> LinearModel:
    """Return the model in the file `<name>.tsv.gz` in the folder of this module."""
    lines = gzip.decompress((FOLDER / f"{name}.tsv.gz").read_bytes()).decode().splitlines()
    return LinearModel({feature: float(weight) for feature, weight in (line.split("\t") for line in lines)})


def dump_model(name: str, weights: Mapping[str, float]) -> None:
    """Write the weights of a model to its file. Weights that are nearly 0 are left out."""
    lines = [
        f"{feature}\t{weight:.2f}"
        for feature, weight in sorted(weights.items())
        if abs(weight) >= LINEAR_MODEL_SMALLEST
    ]
    (FOLDER / f"{name}.tsv.gz").write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
