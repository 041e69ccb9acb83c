"""Train the recogniser of names: `app/extraction/entities/names.model`.

    pip install -e .[training]
    CORPUS=/path/to/corpus python -m training.make_lists
    CORPUS=/path/to/corpus python -m training.train_names [--check] [--folds 0 1 2]

What it learns from, all in the corpus, is listed with licences in `docs/extraction.md`; some of it is CC BY-SA 4.0, and
so are the weights. A model is trained for each fold of the news, on the open sets and on the news of the other folds:
what it makes of its own fold is the cross-validated score. The mean of the models, which have seen all of the news, is
the model of the package. `--check` writes nothing.
"""

import argparse
import os
from pathlib import Path

from rich.console import Console

from app.extraction.entities.tagger import MODEL
from training.cross_validation import Measure
from training.lessons import FOLDS, lessons
from training.perceptron import mean_of, sequences_of, train


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--folds", type=int, nargs="+", default=[*range(FOLDS)], help="train and measure fewer folds")
    arguments, corpus, console = parser.parse_args(), Path(os.environ["CORPUS"]), Console()
    sequences, in_folds, models = sequences_of(lessons(corpus / "data")), Measure(corpus), []
    for held in arguments.folds:
        models.append(train([each for fold, some in sequences.items() if fold != held for each in some]))
        in_folds.add(models[-1], held)
    console.print(in_folds.table("in folds"))
    if not arguments.check:
        MODEL.write_bytes(mean_of(models))
    seen = Measure(corpus)
    for held in range(FOLDS):
        seen.add(MODEL.read_bytes(), held)
    console.print(seen.table("the model of the package, which has seen the news"))


if __name__ == "__main__":
    main()
