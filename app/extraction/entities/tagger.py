"""The sequence model: weights of attributes, and the best sequence of labels for the tokens of a paragraph.

A linear chain: the score of a sequence is the sum of the weights of all attributes with their labels, and of the
weights of all pairs of neighbouring labels. `training/train_names.py` makes the file.
"""

import gzip
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import add
from pathlib import Path

import orjson

from app.extraction.entities.features import Runs, Seen, capital_runs, place_attributes, see, word_attributes
from app.extraction.entities.lexicon import CACHED
from app.lang.pack import language_pack
from app.schemas.entity import EntityType
from app.text.fold import lower
from app.text.tokens import Token

MODEL = Path(__file__).parent / "names.model"
OUTSIDE = "O"
NEAR = 2  # words beside a capital that are labelled too
KINDS: dict[str, EntityType] = {"PER": "person", "LOC": "location", "ORG": "organization"}
Scores = tuple[int, ...]


class Tagger:
    """A model ready for use: a line of JSON, a line for each attribute's name, two bytes for each of its weights."""

    def __init__(self, content: bytes) -> None:
        head, names, weights = gzip.decompress(content).split(b"\n\n", 2)
        described = orjson.loads(head)
        self._weights = memoryview(weights).cast("h")  # little-endian, as every machine we know
        self.labels: tuple[str, ...] = tuple(described["labels"])
        self._pairs: tuple[Scores, ...] = tuple(map(tuple, described["pairs"]))
        self._columns: tuple[Scores, ...] = tuple(zip(*self._pairs, strict=True))
        self._rows = {name: at * len(self.labels) for at, name in enumerate(names.decode().split("\n"))}
        self._of_word = lru_cache(maxsize=2 * CACHED)(lambda word: self._total(word_attributes(word)))
        self._of_place = lru_cache(maxsize=CACHED)(lambda place: self._total(place_attributes(place)))

    def label(self, tokens: Sequence[Token], language: str) -> list[str]:
        """The best sequence of labels: `O`, and `B-` or `I-` before a kind; outside runs of capitals always `O`."""
        labels = [OUTSIDE] * len(tokens)
        runs = capital_runs(tokens, language)
        inside = _near_capitals(tokens, runs, language)
        scores = dict(zip(inside, map(self._scores, see(tokens, language, runs, inside)), strict=True))
        for start, end in _stretches(inside):
            rows = [scores[at] for at in range(start, end)]
            labels[start:end] = self._best_path(rows, after=start > 0, before=end < len(tokens))
        return labels

    def names(self, tokens: Sequence[Token], language: str) -> Iterator[tuple[int, int, EntityType]]:
        """First token, token behind the last, and kind of each name."""
        start, kind = 0, ""
        for index, label in enumerate([*self.label(tokens, language), OUTSIDE]):
            if kind and label != f"I-{kind}":
                yield start, index, KINDS[kind]
                kind = ""
            if label != OUTSIDE and not kind:
                start, kind = index, label[2:]

    def _scores(self, seen: Seen) -> Scores:
        rows = [self._of_place(seen.place), self._total(seen.pairs), *map(self._of_word, seen.words)]
        return tuple(map(sum, zip(*rows, strict=True)))

    def _total(self, attributes: Sequence[str]) -> Scores:
        """The weights of attributes, added up for each label."""
        size, weights = len(self.labels), self._weights
        found = [weights[at : at + size] for at in map(self._rows.get, attributes) if at is not None]
        return tuple(map(sum, zip(*found, strict=True))) or (0,) * size

    def _best_path(self, rows: Sequence[Scores], *, after: bool, before: bool) -> list[str]:
        """The labels of the path with the highest score (Viterbi), `after` or `before` a word outside of names."""
        outside = self._columns[self.labels.index(OUTSIDE)]
        best, back = list(rows[0]), []
        if after:
            best = list(map(add, best, self._pairs[self.labels.index(OUTSIDE)]))
        for row in rows[1:]:
            reached = [list(map(add, best, column)) for column in self._columns]
            tops = [max(scores) for scores in reached]
            back.append([scores.index(top) for scores, top in zip(reached, tops, strict=True)])
            best = list(map(add, tops, row))
        if before:
            best = list(map(add, best, outside))
        path = [best.index(max(best))]
        for step in reversed(back):
            path.append(step[path[-1]])
        return [self.labels[index] for index in reversed(path)]


def _near_capitals(tokens: Sequence[Token], runs: Runs, language: str) -> list[int]:
    """Places of the words in runs of capitals and beside them, but for a function word that opens a sentence alone."""
    common = language_pack(language).common_words
    capitals = (
        at for at, run in runs.items() if not (_is_alone(tokens, run) and lower(tokens[at].text, language) in common)
    )
    near = {at + n for at in capitals for n in range(-NEAR, NEAR + 1)}
    return sorted(at for at in near if 0 <= at < len(tokens))


def _is_alone(tokens: Sequence[Token], run: tuple[int, int]) -> bool:
    start, end = run
    return end - start == 1 and tokens[start].opens


def _stretches(indexes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and behind the last of the numbers that follow each other."""
    start = 0
    for at in range(1, len(indexes) + 1):
        if at == len(indexes) or indexes[at] != indexes[at - 1] + 1:
            yield indexes[start], indexes[at - 1] + 1
            start = at


@cache
def tagger() -> Tagger:
    """The tagger of the package."""
    return Tagger(MODEL.read_bytes())
