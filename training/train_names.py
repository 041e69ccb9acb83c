"""Train the recogniser of names: `app/extraction/entities/names.model`.

    pip install -e .[training]
    CORPUS=/path/to/corpus python -m training.train_names

Trained on Turkish Wiki NER (CC BY-SA 4.0, Turkish NLP Suite, D. Altinok), GermEval 2014 dev (CC BY 4.0), Universal NER
EWT dev (CC BY-SA 4.0) and WNUT 2017 train (CC BY 4.0), all in the corpus under `data/ner`. The weights are therefore
CC BY-SA 4.0.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from app.extraction.entities.tagger import MODEL
from training.conll import Sample, read
from training.perceptron import model_of, sequences_of, train

SETS = ("tr-wikiner-train", "de-germeval-dev", "en-ewt-dev", "en-wnut17-train")


def samples() -> Iterator[Sample]:
    """The sentences of all sets."""
    folder = Path(os.environ["CORPUS"]) / "data" / "ner"
    for name in SETS:
        yield from read(folder / f"{name}.conll.gz", name[:2])


def main() -> None:
    MODEL.write_bytes(model_of(train(sequences_of(samples()))))
    Console().print(f"{MODEL.name}: {MODEL.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
