"""How much two texts share: bottom-k MinHash sketches of their runs of three words (Broder 1997), and bands.

A sketch holds the smallest hashes of the runs. Of the smallest hashes of two texts together, the part that both
have estimates the Jaccard index of their runs; it is exact for texts of fewer runs than a sketch holds.
"""

from array import array
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice

from app.text.normalize import fold

WORDS = 3  # of a run
HASHES = 128  # of a sketch: the error of a similarity of .5 is .04
BANDS = 24  # of one hash each: texts of similarity .25 share none in 1 of 1,000 cases
MIN_SIMILARITY = 0.25
MIN_CONTAINMENT = 0.6  # a follow-up repeats up to half of the story before it


@dataclass(frozen=True)
class Sketch:
    """`size`: number of different runs; `hashes`: the smallest of them, rising."""

    size: int
    hashes: tuple[int, ...]

    def to_bytes(self) -> bytes:
        """What is stored: the size and the hashes, 4 bytes each."""
        return array("I", (self.size, *self.hashes)).tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Sketch":
        """The sketch that was stored."""
        size, *hashes = array("I", data)
        return cls(size, tuple(hashes))

    @property
    def bands(self) -> tuple[int, ...]:
        """Keys that similar texts have in common."""
        return self.hashes[:BANDS]


def sketch_of(text: str) -> Sketch:
    """The sketch of a text; empty where it has no word."""
    words = "".join(char if char.isalnum() else " " for char in fold(text)).split()
    runs = zip(*(islice(words, start, None) for start in range(min(WORDS, len(words)))), strict=False)
    hashes = {int.from_bytes(blake2b(" ".join(run).encode(), digest_size=4).digest(), "little") for run in runs}
    return Sketch(len(hashes), tuple(sorted(hashes)[:HASHES]))


def similarity(one: Sketch, other: Sketch) -> float:
    """Estimated Jaccard index of the runs of both texts, 0 to 1."""
    common = set(one.hashes).intersection(other.hashes)
    if not common:
        return 0.0
    smallest = sorted({*one.hashes, *other.hashes})[:HASHES]
    return sum(value in common for value in smallest) / len(smallest)


def is_same_story(one: Sketch, other: Sketch) -> bool:
    """Whether one text is the other with changes: cut, extended, edited."""
    shared = similarity(one, other)
    if shared < MIN_SIMILARITY:
        return False
    both = shared * (one.size + other.size) / (1 + shared)
    return both >= MIN_CONTAINMENT * min(one.size, other.size)
