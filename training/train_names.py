"""Train the tagger of names: `app/extraction/entities/names.model`.

    pip install -e .[training]
    CORPUS=/path/to/corpus python -m training.make_lists
    python -m training.make_clusters
    CORPUS=/path/to/corpus python -m training.train_names [--check] [--folds 0 1 2]

All training data is in the corpus; `docs/extraction.md` lists it with licences. Some of it is CC BY-SA 4.0, and
so are the weights. One model is trained per news fold, on the open sets and the other folds, and scored on its own
fold (cross-validation). The package's model is the mean of these models, so together they have seen all the news.
`--check` writes nothing.
"""

import argparse
import os
from pathlib import Path

from rich.console import Console

from app.extraction.entities.tagger import MODEL
from training.cross_validation import Measure
from training.lessons import FOLDS, lessons
from training.perceptron import biased, mean_of, sequences_of, train


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--folds", type=int, nargs="+", default=[*range(FOLDS)], help="train and measure fewer folds")
    arguments, corpus, console = parser.parse_args(), Path(os.environ["CORPUS"]), Console()
    sequences, in_folds, models = sequences_of(lessons(corpus / "data")), Measure(corpus), []
    for held in arguments.folds:
        models.append(train([each for fold, some in sequences.items() if fold != held for each in some]))
        in_folds.add(biased(models[-1]), held)
    console.print(in_folds.table("in folds"))
    if not arguments.check:
        MODEL.write_bytes(biased(mean_of(models)))


if __name__ == "__main__":
    main()
