"""Averaged perceptrons (python-crfsuite) over several orders of the samples, and the file that a tagger reads."""

import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pycrfsuite

from app.extraction.entities.features import ROLES
from app.extraction.entities.weights import Head, packed
from training.attributes import FAR, stretches_of
from training.conll import Sample

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
ORDERS, ROUNDS, SEEN_AT_LEAST = 4, 12, 2
LARGEST, SMALLEST = 2_000, 8  # the largest weight; roles without one as large as the other are left out
Sequences = list[tuple["pycrfsuite.ItemSequence", list[str]]]
Row = list[float]


class Weights:
    """Weights of attributes (with their role) for each label, and of pairs of labels."""

    def __init__(self) -> None:
        self.states: dict[str, Row] = defaultdict(lambda: [0.0] * len(LABELS))
        self.pairs: list[Row] = [[0.0] * len(LABELS) for _ in LABELS]

    def add(self, found: "pycrfsuite._dumpparser.ParsedDump", share: float) -> None:
        for (name, label), weight in found.state_features.items():
            self.states[name][LABELS.index(label)] += weight * share
        for (left, right), weight in found.transitions.items():
            self.pairs[LABELS.index(left)][LABELS.index(right)] += weight * share


def sequences_of(samples: Iterable[Sample]) -> Sequences:
    """What the samples teach, ready for a trainer."""
    found = (stretch for sample in samples for stretch in stretches_of(sample))
    return [(pycrfsuite.ItemSequence(stretch.attributes), stretch.labels) for stretch in found]


def train(sequences: Sequences, orders: int = ORDERS) -> Weights:
    """Mean weights over several orders."""
    weights, ready = Weights(), list(sequences)
    for order in range(orders):
        random.Random(order).shuffle(ready)
        weights.add(_trained(ready), 1 / orders)
    return weights


def _trained(sequences: Sequences) -> "pycrfsuite._dumpparser.ParsedDump":
    trainer = pycrfsuite.Trainer("ap", verbose=False)
    for items, labels in sequences:
        trainer.append(items, labels)
    trainer.set_params(
        {"max_iterations": ROUNDS, "feature.minfreq": SEEN_AT_LEAST, "feature.possible_transitions": True}
    )
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        return tagger.info()


def model_of(weights: Weights) -> bytes:
    """The bytes of the file that a tagger reads: weights rounded to a step of the largest one."""
    scale = LARGEST / max(abs(weight) for row in weights.states.values() for weight in row)
    rows: dict[str, dict[str, Sequence[int]]] = defaultdict(dict)
    for name, row in weights.states.items():
        role, _, attribute = name.partition(":")
        rounded = _scaled(row, scale)
        if name != FAR and max(map(abs, rounded)) >= SMALLEST:
            rows[attribute][role] = rounded
    return packed(Head(LABELS, ROLES, tuple(tuple(_scaled(row, scale)) for row in weights.pairs)), rows)


def _scaled(row: Row, scale: float) -> list[int]:
    return [round(weight * scale) for weight in row]
