"""Training samples of the name tagger: open data sets, news in five folds by article, and variants of the news."""

import json
import random
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from zlib import crc32

from training.augment import Names, names_of, varied
from training.conll import Sample, is_doubtful, read

OPEN = (
    "tr-wikiner-train",
    "de-germeval-dev",
    "en-ewt-dev",
    "en-crossner",
    "en-gum",
    "en-wikigold",
)
NEWS = ("tr-news-dev", "en-news-dev", "de-news-dev", "fr-news-dev", "es-news-dev")
NAMED = ("tr-panx-train", "en-panx-train", "de-panx-train", "fr-panx-train")  # their names are put into variants
FOLDS = 5
VARIANTS = {"tr": 1, "en": 2, "de": 2, "fr": 4, "es": 4}  # variants per news sentence: more if news is scarce
Folds = Mapping[int, list[Sample]]


def open_samples(folder: Path) -> Iterator[Sample]:
    """Yield the sentences of the open data sets."""
    for name in OPEN:
        yield from read(_path(folder, name), name[:2])


def news_folds(folder: Path, name: str) -> Folds:
    """Return the sentences of a news set by fold."""
    folds: dict[int, list[Sample]] = {fold: [] for fold in range(FOLDS)}
    samples = read(_path(folder, name), name[:2])
    for sample, fold in zip(samples, folds_of_sentences(folder, name), strict=True):
        folds[fold].append(sample)
    return folds


def folds_of_sentences(folder: Path, name: str) -> Iterator[int]:
    """Yield the fold of each sentence of a news set in order; a sentence has the fold of its article."""
    articles, at = _articles(folder, name[:2]), 0
    for sample in read(_path(folder, name), name[:2]):
        words = "".join(sample.text.split())
        if words not in articles[at][1]:
            at = next(number for number, (_, body) in enumerate(articles) if words in body)
        yield fold_of(articles[at][0])


def fold_of(article: str) -> int:
    """Return the fold of an article by its id."""
    return crc32(article.encode()) % FOLDS


def lessons(folder: Path) -> Iterator[tuple[int | None, Sample]]:
    """Yield all training samples with their fold: open sets (None), news sentences and their variants."""
    yield from ((None, sample) for sample in open_samples(folder))
    chance, names = random.Random(1), _names(folder)
    for name in NEWS:
        for fold, samples in news_folds(folder, name).items():
            for sample in samples:
                if not is_doubtful(sample):
                    yield fold, sample
                    yield from ((fold, varied(sample, names, chance)) for _ in range(VARIANTS[sample.language]))


def _names(folder: Path) -> Names:
    names = dict(names_of(sample for name in NAMED for sample in read(_path(folder, name), name[:2])))
    return {**names, **{("es", kind): found for (language, kind), found in names.items() if language == "en"}}


@cache
def _articles(folder: Path, language: str) -> list[tuple[str, str]]:
    """Return (id, body without white space) of each article that the news sentences come from."""
    lines = (folder / "quotes" / "dev.jsonl").read_text("utf-8").splitlines()
    articles = [article for article in map(json.loads, lines) if article["language"] == language]
    return [(article["id"], "".join(article["body"].split())) for article in articles]


def _path(folder: Path, name: str) -> Path:
    return folder / "ner" / f"{name}.conll.gz"
