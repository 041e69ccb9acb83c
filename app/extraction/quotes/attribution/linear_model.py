"""Linear models: the sum of the weights of a case's features is a score, which is converted to a probability.

`training/train_speakers.py` writes the files of weights. Each line has a feature, a tab and its weight.
"""

import gzip
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from app.extraction.quotes.quote_numbers import LINEAR_MODEL_CLIP, LINEAR_MODEL_EDGE, LINEAR_MODEL_SMALLEST

FOLDER = Path(__file__).parent


class LinearModel:
    """Weights by feature; the weight of an unknown feature is 0."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = dict(weights)

    def score(self, features: Iterable[str]) -> float:
        """Return the sum of the weights of the features; a repeated feature counts once."""
        get = self.weights.get
        return math.fsum([get(feature, 0.0) for feature in set(features)])


def softmax(scores: Sequence[float]) -> list[float]:
    """Return the probabilities of alternatives with these scores; they add up to 1."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def logistic(score: float) -> float:
    """Return the probability for a score (log-odds); scores are clipped to ± `LINEAR_MODEL_CLIP`."""
    return 1 / (1 + math.exp(-max(-LINEAR_MODEL_CLIP, min(LINEAR_MODEL_CLIP, score))))


def shift_probability(probability: float, shift: float) -> float:
    """Return the probability whose log-odds are those of `probability` plus `shift`."""
    odds = min(1 - LINEAR_MODEL_EDGE, max(LINEAR_MODEL_EDGE, probability))
    return logistic(math.log(odds / (1 - odds)) + shift)


@cache
def load_model(name: str) -> LinearModel:
    """Return the model in the file `<name>.tsv.gz` beside this module."""
    lines = gzip.decompress((FOLDER / f"{name}.tsv.gz").read_bytes()).decode().splitlines()
    return LinearModel({feature: float(weight) for feature, weight in (line.split("\t") for line in lines)})


def dump_model(name: str, weights: Mapping[str, float]) -> None:
    """Write the weights of a model to its file, without weights that are nearly 0."""
    lines = [
        f"{feature}\t{weight:.2f}"
        for feature, weight in sorted(weights.items())
        if abs(weight) >= LINEAR_MODEL_SMALLEST
    ]
    (FOLDER / f"{name}.tsv.gz").write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
