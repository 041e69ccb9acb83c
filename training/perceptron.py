"""Train an averaged perceptron (python-crfsuite) and write a tagger file: of one model, or of the mean of several."""

import random
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pycrfsuite

from app.extraction.entities.features import HERE, ROLES
from app.extraction.entities.weights import LANE, Head, packed, read_weights
from training.attributes import FAR, stretches_of
from training.conll import Sample

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
ROUNDS, SEEN_AT_LEAST = 5, 2
ORDERS = 3  # number of models that are averaged, each trained on the sequences in another order
LARGEST, SMALLEST = 2_000, 8  # the largest weight is scaled to LARGEST; roles with only weights below SMALLEST drop out
BIASES = {"tr": {"B-PER": -150, "B-ORG": 150}}  # by language and label: tuned on folds 0 and 1 of the news
Sequences = list[tuple["pycrfsuite.ItemSequence", list[str]]]  # attributes and labels
Row = Sequence[float]


def sequences_of(lessons: Iterable[tuple[int | None, Sample]]) -> dict[int | None, Sequences]:
    """Return the training sequences of each fold in crfsuite's form."""
    found: dict[int | None, Sequences] = defaultdict(list)
    for fold, sample in lessons:
        found[fold] += [(pycrfsuite.ItemSequence(each.attributes), each.labels) for each in stretches_of(sample)]
    return found


def train(sequences: Sequences) -> bytes:
    """Train a model in each of `ORDERS` orders and return the bytes of the averaged model's file."""
    return mean_of([_in_order(sequences, number) for number in range(ORDERS)])


def _in_order(sequences: Sequences, number: int) -> bytes:
    """Train a model on the sequences in one order and return the bytes of its file."""
    ready = list(sequences)
    random.Random(number).shuffle(ready)
    found = _trained(ready)
    states: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for (name, label), weight in found.state_features.items():
        role, _, attribute = name.partition(":")
        if name != FAR:
            states[attribute].setdefault(role, [0.0] * len(LABELS))[LABELS.index(label)] = weight
    pairs = [[found.transitions.get((left, right), 0.0) for right in LABELS] for left in LABELS]
    return _file(states, pairs)


def mean_of(models: Sequence[bytes]) -> bytes:
    """Return the file of the averaged models (summed, then rescaled)."""
    heads, weights = zip(*map(read_weights, models), strict=True)
    names = {name for some in weights for name in some}
    rows = {name: _roles(sum(some.get(name, 0) for some in weights)) for name in names}
    pairs = [
        [float(sum(cells)) for cells in zip(*rows, strict=True)] for rows in zip(*(h.pairs for h in heads), strict=True)
    ]
    return _file(rows, pairs)


def biased(model: bytes) -> bytes:
    """Return the file of a model with `BIASES` added to the weights of the attributes that every token has."""
    head, weights = read_weights(model)
    rows = {name: _roles(packed_weights) for name, packed_weights in weights.items()}
    for language, biases in BIASES.items():
        row = [*rows[f"b@{language}"][HERE]]
        for label, bias in biases.items():
            row[LABELS.index(label)] += bias
        rows[f"b@{language}"][HERE] = row
    return _file(rows, head.pairs)


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


def _roles(weights: int) -> dict[str, Row]:
    """Unpack the weights of an attribute from one integer: map each role to a row of label weights."""
    size, half = len(LABELS), 1 << (LANE - 1)
    count = size * len(ROLES)
    raised = weights + sum(half << (LANE * lane) for lane in range(count))
    lanes = [lane - half for lane in array("I", raised.to_bytes(count * LANE // 8, "little"))]
    return {role: lanes[size * number : size * (number + 1)] for number, role in enumerate(ROLES)}


def _file(rows: Mapping[str, Mapping[str, Row]], pairs: Sequence[Row]) -> bytes:
    """Return the file of weights scaled so that the largest is `LARGEST`, then rounded to integers."""
    scale = LARGEST / max(abs(weight) for by_role in rows.values() for row in by_role.values() for weight in row)
    kept: dict[str, dict[str, Sequence[int]]] = {}
    for name, by_role in rows.items():
        rounded = {role: [round(weight * scale) for weight in row] for role, row in by_role.items()}
        if large := {role: row for role, row in rounded.items() if max(map(abs, row)) >= SMALLEST}:
            kept[name] = large
    head = Head(LABELS, ROLES, tuple(tuple(round(weight * scale) for weight in row) for row in pairs))
    return packed(head, kept)
