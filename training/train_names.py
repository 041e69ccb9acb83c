"""Train the recogniser of names: `app/extraction/entities/names.model`.

    pip install -e .[training]
    CORPUS=/path/to/corpus python -m training.train_names [--check]

Trained on Turkish Wiki NER (CC BY-SA 4.0, Turkish NLP Suite, D. Altinok), GermEval 2014 dev (CC BY 4.0), Universal NER
EWT dev (CC BY-SA 4.0) and WNUT 2017 train (CC BY 4.0), all in the corpus under `data/ner`. The weights are therefore
CC BY-SA 4.0. Averaged perceptrons (python-crfsuite) over several orders of the sentences, their weights averaged again.
`--check` writes nothing: five-fold cross-validation on the sets that are trained on and small.
"""

import argparse
import gzip
import os
import random
import struct
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import orjson
import pycrfsuite
from rich.console import Console

from app.extraction.entities.features import Seen, capital_runs, place_attributes, see, word_attributes
from app.extraction.entities.tagger import KINDS, MODEL, Tagger
from training.conll import Sample, read

CONSOLE = Console()
SETS = ("tr-wikiner-train", "de-germeval-dev", "en-ewt-dev", "en-wnut17-train")
LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
ORDERS, ROUNDS, SEEN_AT_LEAST = 6, 12, 2
FOLDS = 5
LARGEST, SMALLEST = 2_000, 8  # the largest weight; attributes without one as large as the other are left out
Weights = dict[str, list[float]]


known_attributes = lru_cache(maxsize=None)(word_attributes)


def attributes_of(seen: Seen) -> list[str]:
    return [
        *place_attributes(seen.place),
        *seen.pairs,
        *(name for word in seen.words for name in known_attributes(word)),
    ]


def _attributes(sample: Sample) -> list[list[str]]:
    runs = capital_runs(sample.tokens, sample.language)
    return [attributes_of(seen) for seen in see(sample.tokens, sample.language, runs, range(len(sample.tokens)))]


def train(samples: Sequence[Sample], orders: int = ORDERS) -> tuple[Weights, list[list[float]]]:
    """Mean weights of attributes and of pairs of labels over several orders of the samples."""
    states: Weights = defaultdict(lambda: [0.0] * len(LABELS))
    pairs = [[0.0] * len(LABELS) for _ in LABELS]
    ready = [(_attributes(sample), sample.labels) for sample in samples]
    for order in range(orders):
        random.Random(order).shuffle(ready)
        found = _one(ready)
        for (name, label), weight in found.state_features.items():
            states[name][LABELS.index(label)] += weight / orders
        for (left, right), weight in found.transitions.items():
            pairs[LABELS.index(left)][LABELS.index(right)] += weight / orders
    return states, pairs


def _one(ready: Iterable[tuple[list[list[str]], list[str]]]) -> "pycrfsuite._dumpparser.ParsedDump":
    trainer = pycrfsuite.Trainer("ap", verbose=False)
    for attributes, labels in ready:
        trainer.append(attributes, labels)
    trainer.set_params(
        {"max_iterations": ROUNDS, "feature.minfreq": SEEN_AT_LEAST, "feature.possible_transitions": True}
    )
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        return tagger.info()


def packed(states: Weights, pairs: Sequence[Sequence[float]]) -> bytes:
    """The bytes of the file that a tagger reads: weights rounded to a step of the largest one."""
    scale = LARGEST / max(abs(weight) for row in states.values() for weight in row)
    rounded = {name: [round(weight * scale) for weight in row] for name, row in sorted(states.items())}
    kept = {name: row for name, row in rounded.items() if max(map(abs, row)) >= SMALLEST and "\n" not in name}
    head = {"labels": LABELS, "pairs": [[round(weight * scale) for weight in row] for row in pairs]}
    weights = b"".join(struct.pack(f"<{len(row)}h", *row) for row in kept.values())
    content = orjson.dumps(head) + b"\n\n" + "\n".join(kept).encode() + b"\n\n" + weights
    return gzip.compress(content, mtime=0)


def cross_validate(samples: Mapping[str, Sequence[Sample]], name: str) -> float:
    """F1 of exact span and kind on one set, each fifth of it tagged by what was trained on all the rest."""
    right = found = gold = 0
    for fold in range(FOLDS):
        rest = [s for other, some in samples.items() for n, s in enumerate(some) if other != name or n % FOLDS != fold]
        tagger = Tagger(packed(*train(rest, orders=1)))
        for sample in samples[name][fold::FOLDS]:
            got = {
                (sample.tokens[a].start, sample.tokens[b - 1].end, k)
                for a, b, k in tagger.names(sample.tokens, sample.language)
            }
            wanted = {(start, end, KINDS[kind]) for start, end, kind in sample.spans}
            right, found, gold = right + len(wanted & got), found + len(got), gold + len(wanted)
    return 2 * right / (found + gold)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, cross-validate")
    check = parser.parse_args().check
    folder = Path(os.environ["CORPUS"]) / "data" / "ner"
    samples = {name: list(read(folder / f"{name}.conll.gz", name[:2])) for name in SETS}
    if check:
        for name in ("de-germeval-dev", "en-ewt-dev"):
            CONSOLE.print(f"{name}: F1 {cross_validate(samples, name):.3f} in {FOLDS} folds")
        return
    MODEL.write_bytes(packed(*train([sample for some in samples.values() for sample in some])))
    CONSOLE.print(f"{MODEL.name}: {MODEL.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
