"""Measure how much wording two texts share, and decide whether they report the same event.

A run is a sequence of three words. Texts with many common runs share wording. A sketch of a text holds the k smallest
hashes of its runs (bottom-k MinHash, Broder 1997; k is SIMILARITY_HASHES). To compare two sketches, the k smallest
hashes that occur in either are taken. The share of these k that occurs in both sketches estimates the Jaccard index of
the two sets of runs. It is exact if the two texts together have at most k different runs.

Facts (names and numbers) distinguish reports with the same template: an earthquake elsewhere, another day's prices.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from zlib import crc32

from app.text.text_numbers import (
    SIMILARITY_BANDS,
    SIMILARITY_COMMON_PART,
    SIMILARITY_CONTAINMENT,
    SIMILARITY_FACT_BANDS,
    SIMILARITY_HASHES,
    SIMILARITY_LEAD_FACTS,
    SIMILARITY_LEAST,
    SIMILARITY_OTHER_FACTS,
    SIMILARITY_OTHER_LEAD,
    SIMILARITY_WORDS,
)

# Number that is added to the hash of a pair of facts when the hash is used as a look-up key (see `bands`). So this key
# never equals the hash of a run of words.
_FACT_BAND = 2**32


@dataclass(frozen=True)
class Sketch:
    """Hashes of a text's runs of three words and of its facts (names and numbers), to compare it with other texts.

    Each tuple of hashes is in ascending order.
    """

    size: int  # number of different runs
    runs: tuple[int, ...]  # the SIMILARITY_HASHES smallest hashes of the runs, or all hashes if there are fewer
    lead: tuple[int, ...] = ()  # hashes of the first SIMILARITY_LEAD_FACTS facts of the text, or of all facts
    facts: tuple[int, ...] = ()  # the SIMILARITY_HASHES smallest hashes of the facts, or all hashes if there are fewer
    # the SIMILARITY_FACT_BANDS smallest hashes of pairs of neighbouring facts, or all hashes if there are fewer
    pairs: tuple[int, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the sketch as numbers of 4 bytes: `size`, then for every other field its length and its hashes."""
        lists = (self.runs, self.lead, self.facts, self.pairs)
        return array("I", (self.size, *(number for one in lists for number in (len(one), *one)))).tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Sketch":
        """Read a sketch that `to_bytes` wrote."""
        size, *numbers = array("I", data)
        return cls(size, *_lists(numbers))

    @property
    def bands(self) -> tuple[int, ...]:
        """The hashes by which stored texts of the same story are looked up.

        Two texts of the same story nearly always have one of these hashes in common.
        """
        return self.runs[:SIMILARITY_BANDS] + tuple(_FACT_BAND + pair for pair in self.pairs[:SIMILARITY_FACT_BANDS])


def sketch_of(words: Sequence[str], facts: Sequence[str] = ()) -> Sketch:
    """Return the sketch of a text: of its folded words, and of its facts (names and numbers).

    The sketch of an empty text has no runs.
    """
    hashes = _hashes(_runs(words))
    lead = _hashes(islice(dict.fromkeys(facts), SIMILARITY_LEAD_FACTS))
    pairs = _hashes(f"{one} {other}" for one, other in pairwise(facts))
    return Sketch(
        len(hashes), hashes[:SIMILARITY_HASHES], lead, _hashes(facts)[:SIMILARITY_HASHES], pairs[:SIMILARITY_FACT_BANDS]
    )


def bottom_runs(words: Sequence[str], most: int) -> tuple[int, ...]:
    """Return the `most` smallest hashes of the runs of three words in `words`, or all hashes if there are fewer."""
    return _hashes(_runs(words))[:most]


def similarity(one: Sketch, other: Sketch) -> float:
    """Return the estimated Jaccard index (0 to 1) of two texts.

    It is the share of their runs of three words that occur in both.
    """
    common = set(one.runs).intersection(other.runs)
    if not common:
        return 0.0
    smallest = sorted({*one.runs, *other.runs})[:SIMILARITY_HASHES]
    return len(common.intersection(smallest)) / len(smallest)


def _highest_similarity(one: Sketch, other: Sketch) -> float:
    """Return a number that `similarity` does not exceed. It takes less time, because no hashes are sorted."""
    common = len(set(one.runs).intersection(other.runs))
    return common / min(len(one.runs) + len(other.runs) - common, SIMILARITY_HASHES) if common else 0.0


def is_same_story(one: Sketch, other: Sketch) -> bool:
    """Return whether the texts are the same story.

    They are if one is a cut, extended or edited copy of the other, and both report the same facts.
    """
    if _highest_similarity(one, other) < SIMILARITY_LEAST:
        return False
    shared = similarity(one, other)
    is_copy = shared >= SIMILARITY_LEAST and _containment(shared, one, other) >= SIMILARITY_CONTAINMENT
    return is_copy and _share_facts(one, other)


def is_same_report(one: Sketch, other: Sketch) -> bool:
    """Return whether two texts report the same facts and share at least some of their wording."""
    return _containment(similarity(one, other), one, other) >= SIMILARITY_COMMON_PART and _share_facts(one, other)


def _containment(shared: float, one: Sketch, other: Sketch) -> float:
    """Return which share of the shorter text's runs of three words occurs in the longer text.

    `shared` is the Jaccard index of the two texts.
    """
    shorter = min(one.size, other.size)
    return shared * (one.size + other.size) / (1 + shared) / shorter if shorter else 0.0


def _share_facts(one: Sketch, other: Sketch) -> bool:
    """Return whether two texts report the same facts.

    One of them must have nearly all facts of the other, and may have any number of further facts.
    """
    ends = [facts[-1] for facts in (one.facts, other.facts) if len(facts) == SIMILARITY_HASHES]
    # Hashes above this value are not compared. A sketch holds only the smallest SIMILARITY_HASHES hashes of facts: that
    # it lacks a greater hash does not show that the text lacks the fact.
    end = min(ends, default=2**32)
    anywhere = min(_missing(one.facts, other.facts, end), _missing(other.facts, one.facts, end))
    lead = min(_missing(one.lead, other.facts, end), _missing(other.lead, one.facts, end))
    return anywhere <= SIMILARITY_OTHER_FACTS and lead <= SIMILARITY_OTHER_LEAD


def _missing(facts: Iterable[int], others: Iterable[int], end: int) -> float:
    """Return the share (0 to 1) of the hashes in `facts` that `others` lacks; hashes above `end` are left out."""
    known = set(others)
    missing = [fact not in known for fact in facts if fact <= end]
    return sum(missing) / len(missing) if missing else 0.0


def _runs(words: Sequence[str]) -> Iterator[str]:
    return map(
        " ".join, zip(*(islice(words, start, None) for start in range(min(SIMILARITY_WORDS, len(words)))), strict=False)
    )


def _hashes(texts: Iterable[str]) -> tuple[int, ...]:
    """Return the distinct hashes of the texts, ascending. Each hash is a number of 4 bytes (CRC-32)."""
    return tuple(sorted({crc32(text.encode()) for text in texts}))


def _lists(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    place = 0
    while place < len(numbers):
        end = place + 1 + numbers[place]
        yield tuple(numbers[place + 1 : end])
        place = end
