"""Score the names found in held-out news folds with the scorer of the corpus, `scoring/entities.py`."""

import importlib
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.table import Table

from app.extraction.entities import extract_entities, tagger
from training.lessons import NEWS, fold_of, folds_of_sentences

PEOPLE = "people in Turkish articles"
COLUMNS = ("p", "r", "f1", "PER", "LOC", "ORG")


class Measure:
    """Gold names and found names of several folds; each fold is read by the model that was trained without it."""

    def __init__(self, corpus: Path) -> None:
        sys.path.insert(0, str(corpus / "scoring"))
        self._scorer: Any = importlib.import_module("entities")
        self._data = corpus / "data"
        self._pairs: dict[str, list[tuple[Any, Any]]] = {name: [] for name in (*NEWS, PEOPLE)}

    def add(self, model: bytes, held: int) -> None:
        """Find the names in the fold `held` with a model, and add them to the measure."""
        with _in_use(model):
            for name in NEWS:
                self._pairs[name] += self._sentences(name, held)
            self._pairs[PEOPLE] += self._articles(held)

    def table(self, title: str) -> Table:
        """Return a table of precision, recall and F1 by set, with F1 by kind."""
        table = Table("set", "n", *COLUMNS, title=title)
        for name, pairs in self._pairs.items():
            gold, found = zip(*pairs, strict=True)
            scores = self._scorer.score_names(gold, found, "PER") if name == PEOPLE else self._scorer.score(gold, found)
            table.add_row(name, str(len(pairs)), *(f"{scores[key]:.3f}" if key in scores else "" for key in COLUMNS))
        return table

    def _sentences(self, name: str, held: int) -> Iterator[tuple[Any, Any]]:
        folds = folds_of_sentences(self._data, name)
        for sentence, fold in zip(self._scorer.read(name), folds, strict=True):
            if fold == held:
                found = extract_entities(sentence.text, name[:2])
                yield sentence.spans, self._scorer.mentions(sentence.text, found)

    def _articles(self, held: int) -> Iterator[tuple[Any, Any]]:
        for article in self._scorer.read_lines(self._data / "quotes" / "dev.jsonl"):
            if article["language"] == "tr" and fold_of(article["id"]) == held:
                found = extract_entities(article["body"], "tr")
                yield article, self._scorer.names(article["body"], found)


@contextmanager
def _in_use(model: bytes) -> Iterator[None]:
    """Replace the package's tagger model while the context is open."""
    package = tagger.MODEL
    with tempfile.TemporaryDirectory() as folder:
        tagger.MODEL = Path(folder) / package.name
        tagger.MODEL.write_bytes(model)
        tagger.tagger.cache_clear()
        yield
    tagger.MODEL = package
    tagger.tagger.cache_clear()
