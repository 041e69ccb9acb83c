"""Viterbi decoding: find the sequence of labels with the highest sum of token scores and label-pair weights.

The scores of all labels are packed into one integer, in which each label has `LANE` bits: its lane. One operation on
the integer adds or compares the scores of all labels. The highest bit of a lane holds the result of a comparison.
"""

import struct
from collections.abc import Iterable, Sequence
from operator import add, sub

from app.extraction.entities.weights import LANE
from app.text.memo import Memo

_FULL = (1 << LANE) - 1
_SIGN = 1 << (LANE - 1)
# Number that is added to the weights of label pairs. `_step` also adds a difference of two scores to these weights. The
# difference may be negative, but thanks to this number the sum is positive.
_HALF = 1 << 16
Scores = Sequence[int]
# For each label of a token, the best label of the token before: its previous label. An integer means that all labels
# have this previous label. A list has pairs (previous label, bits). The first pair gives the default. A later pair
# replaces the default for some labels: those whose lane in `bits` has the highest bit set. If several pairs replace it
# for the same label, the last of them counts.
Sources = int | list[tuple[int, int]]


class Decoder:
    """Find the best sequence of labels. `pairs[a][b]` is the weight of label `b` directly after label `a`.

    `outside` is the label of words that are in no name.
    """

    def __init__(self, pairs: Sequence[Scores], outside: int) -> None:
        self._size, self._outside = len(pairs), outside
        self._ones, self._signs = pack([1] * self._size), pack([_SIGN] * self._size)
        self._signs_less_one = self._signs - self._ones
        self._pairs = [pack(row) for row in pairs]
        self._raised = [row + _HALF * self._ones for row in self._pairs]
        self._last = [row[outside] for row in pairs]
        # Take two sequences: one ends in label a, another in label b. If both go on with the same label, the second can
        # catch up with the first, because the weights of the two label pairs differ. Lane b of `_gains[a]` holds the
        # greatest such difference over all next labels. If the second is further behind than this, it is given up.
        gains = [[max(map(sub, other, row)) for other in pairs] for row in pairs]
        self._gains = [pack(row) + self._signs for row in gains]
        self._labels = Memo(self._labels_of, 1 << self._size)
        self._lanes = struct.Struct(f"<{self._size}I")

    def best_path(self, rows: Iterable[int], *, after: bool, before: bool) -> list[int]:
        """Return the labels of the sequence with the highest score.

        `rows` has one integer for each token, which holds the scores of all its labels; all scores must be positive.
        `after`: whether the tokens stand after a word that is in no name. `before`: whether they stand before such a
        word.
        """
        back: list[Sources] = []
        alive: Sequence[int] = [self._outside] if after else []
        best = 0
        scores: Scores = ()
        pairs, unpacked, alive_in = self._pairs, self.unpacked, self._alive
        for row in rows:
            if len(alive) == 1:
                back.append(alive[0])
                best = row + pairs[alive[0]]
            elif alive:
                sources, reached = self._step(scores, alive)
                back.append(sources)
                best = row + reached
            else:
                best = row
            scores = unpacked(best)
            alive = alive_in(best, scores)
        if len(back) < after or not alive:
            return []
        ends = [*map(add, scores, self._last)] if before else scores
        return _traced(ends.index(max(ends)), back[after:])

    def unpacked(self, row: int) -> Scores:
        """Return the scores of all labels, which are packed into the integer `row`."""
        return self._lanes.unpack(row.to_bytes(self._lanes.size, "little"))

    def _alive(self, best: int, scores: Scores) -> Sequence[int]:
        """Return the labels that the best sequence may have at this token. The other labels can no longer catch up.

        `scores` holds, for each label, the score of the best sequence so far that ends in it. `best` holds the same
        scores, packed into one integer.
        """
        top = max(scores)
        signs = (best - top * self._ones + self._gains[scores.index(top)]) & self._signs
        return self._labels[signs]

    def _labels_of(self, signs: int) -> Sequence[int]:
        """Return the labels whose lane in the integer `signs` has the highest bit set."""
        return [label for label in range(self._size) if signs >> (LANE * label + LANE - 1) & 1]

    def _step(self, best: Scores, alive: Sequence[int]) -> tuple[list[tuple[int, int]], int]:
        """Find, for each label of the next token, the best sequence that ends in it.

        Return the `Sources` of the labels, and the scores of the sequences. The scores are packed into one integer, and
        all are shifted by the same amount. The caller adds the scores of the next token itself.
        """
        first = alive[0]
        tops, lowest = self._raised[first], best[first]
        ones, signs, signs_less_one = self._ones, self._signs, self._signs_less_one
        sources = [(first, 0)]
        for label in alive[1:]:
            through = self._raised[label] + (best[label] - lowest) * ones
            wins = (through - tops + signs_less_one) & signs
            tops ^= (tops ^ through) & (wins >> (LANE - 1)) * _FULL
            sources.append((label, wins))
        return sources, tops


def pack(row: Sequence[int]) -> int:
    """Pack numbers into the lanes of an integer, the first number into the lowest bits.

    A negative number borrows from the next lane.
    """
    return sum(number << (LANE * lane) for lane, number in enumerate(row))


def _traced(last: int, back: Sequence[Sources]) -> list[int]:
    """Return the labels of the best sequence, traced backwards from its last label through `back`."""
    path = [last]
    for sources in reversed(back):
        if isinstance(sources, int):
            path.append(sources)
        else:
            best, sign = sources[0][0], _SIGN << (LANE * path[-1])
            for label, wins in sources[1:]:
                if wins & sign:
                    best = label
            path.append(best)
    return path[::-1]
