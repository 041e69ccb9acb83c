"""Make `app/extraction/entities/clusters.model`: words of large corpora in clusters of similar contexts.

    pip install -e .[training] && pip install --no-deps sadedegel==0.21.2 spacy-lookups-data==1.0.5
    python -m training.make_clusters

German, English, Spanish: the Brown clusters of spacy-lookups-data 1.0.5 (MIT, ExplosionAI); a cluster has the
attributes of its path in the tree of clusters, cut to several lengths. Turkish: word vectors of sadedegel 0.21.2 (MIT,
Global Maksimum; 36,131 documents, mostly news), clustered by k-means in several sizes. Neither package is imported:
only its data are read. Fingerprints do not reveal the words.
"""

import gzip
import importlib.metadata
import json
from collections.abc import Iterator
from pathlib import Path

import h5py
import numpy as np

from app.extraction.entities.clusters import CLUSTERS, pack_clusters

BROWN = {"de": 350_000, "en": 200_000, "es": 200_000}  # how many of the most frequent words, by language
BITS = (4, 7, 16)  # lengths, in bits, to which a path is cut for attributes
SIZES = (768, 128, 24)  # numbers of clusters of the Turkish vectors; a coarser cluster joins finer ones
ROUNDS = 15
Words = dict[str, int]  # word to number of its cluster
Names = list[list[str]]  # attributes by cluster


def brown(language: str) -> tuple[Words, Names]:
    """Return the most frequent words of a language with their clusters, and the attributes of each cluster."""
    paths, frequency = (_rows(language, table) for table in ("cluster", "prob"))
    named = (word for word in sorted(frequency, key=lambda word: -frequency[word]) if word.replace("-", "").isalpha())
    words = {word: paths[word] for word in named if paths.get(word)}
    kept = dict(list(words.items())[: BROWN[language]])
    numbers = {path: number for number, path in enumerate(sorted(set(kept.values())))}
    names = [[f"k{bits}={language}:{path & ((1 << bits) - 1)}" for bits in BITS] for path in numbers]
    return {word: numbers[path] for word, path in kept.items()}, names


def turkish() -> tuple[Words, Names]:
    """Return the Turkish words with the clusters of their vectors, and the attributes of each cluster."""
    with h5py.File(_file("sadedegel", "bblock/data/icu/vocabulary.hdf5")) as content:
        group = content["lower_"]
        words, vectors = [word.decode() for word in group["word"][:]], group["vector"][:]
    kept = [at for at, word in enumerate(words) if word.isalpha() and vectors[at].any()]
    levels = list(_levels(vectors[kept]))
    names = [
        [f"k{size}=tr:{level[number]}" for size, level in zip(SIZES, levels[1:], strict=True)]
        for number in range(SIZES[0])
    ]
    return dict(zip((words[at] for at in kept), map(int, levels[0]), strict=True)), names


def _levels(vectors: "np.ndarray") -> Iterator["np.ndarray"]:
    """Yield the finest cluster of each vector, then for each coarser size the cluster of each finest cluster."""
    members, centres = _k_means(_normal(vectors), SIZES[0])
    yield members
    numbers = np.arange(SIZES[0])
    yield numbers
    for size in SIZES[1:]:
        yield _k_means(centres, size)[0]


def _k_means(vectors: "np.ndarray", size: int) -> tuple["np.ndarray", "np.ndarray"]:
    """Return each vector's cluster and the clusters' centres, all of length 1 (cosine distance)."""
    centres = vectors[np.random.default_rng(0).choice(len(vectors), size, replace=False)]
    for _ in range(ROUNDS):
        members = np.argmax(vectors @ centres.T, axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, members, vectors)
        empty = ~sums.any(axis=1)
        sums[empty] = centres[empty]
        centres = _normal(sums)
    return members, centres


def _normal(vectors: "np.ndarray") -> "np.ndarray":
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _rows(language: str, table: str) -> dict[str, float]:
    path = _file("spacy-lookups-data", f"data/{language}_lexeme_{table}.json.gz")
    return json.loads(gzip.decompress(path.read_bytes()))


def _file(package: str, path: str) -> Path:
    """Return a data file of an installed package."""
    files = importlib.metadata.files(package) or ()
    return Path(str(next(each.locate() for each in files if str(each).endswith(path))))


def main() -> None:
    found = {"tr": turkish(), **{language: brown(language) for language in BROWN}}
    words, names = ({language: each[part] for language, each in found.items()} for part in (0, 1))
    CLUSTERS.write_bytes(pack_clusters(words, names))


if __name__ == "__main__":
    main()
