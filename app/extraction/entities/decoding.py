"""Viterbi decoding: find the sequence of labels with the highest sum of token scores and label-pair weights.

The scores of all labels are packed into one integer, in which each label has `LANE` bits: its lane. One operation on
the integer adds or compares the scores of all labels. The highest bit of a lane holds the result of a comparison.

The tokens are read from the last to the first. Read in this direction, most tokens leave only one label in question:
the token after a name's first word has already shown whether the name goes on, so the first word need not be kept in
case it does.
"""

import struct
from collections.abc import Sequence
from operator import add, sub

from app.extraction.entities.weights import LANE
from app.text.memo import Memo

_FULL = (1 << LANE) - 1
_SIGN = 1 << (LANE - 1)
# Number that is added to the weights of label pairs. `_step` also adds a difference of two scores to these weights. The
# difference may be negative, but thanks to this number the sum is positive.
_HALF = 1 << 16
Scores = Sequence[int]
# For each label of a token, the best label of the token after it: its next label. An integer means that all labels have
# this next label. A list has pairs (next label, bits). The first pair gives the default. A later pair replaces the
# default for some labels: those whose lane in `bits` has the highest bit set. If several pairs replace it for the same
# label, the last of them counts.
Following = int | list[tuple[int, int]]


class Decoder:
    """Find the best sequence of labels. `pairs[a][b]` is the weight of label `b` directly after label `a`.

    `outside` is the label of words that are in no name.
    """

    def __init__(self, pairs: Sequence[Scores], outside: int) -> None:
        self._size, self._outside = len(pairs), outside
        self._ones, self._signs = pack([1] * self._size), pack([_SIGN] * self._size)
        self._signs_less_one = self._signs - self._ones
        columns = [*zip(*pairs, strict=True)]
        self._pairs = [pack(column) for column in columns]
        self._raised = [column + _HALF * self._ones for column in self._pairs]
        self._first = pairs[outside]
        # Take two sequences: one begins with label a, another with label b. If the same label precedes both, the second
        # can catch up with the first, because the weights of the two label pairs differ. Lane b of `_gains[a]` holds
        # the greatest such difference over all previous labels. If the second is further behind, it is given up.
        gains = [[max(map(sub, other, column)) for other in columns] for column in columns]
        self._gains = [pack(row) + self._signs for row in gains]
        self._labels = Memo(self._labels_of, 1 << self._size)
        self._lanes = struct.Struct(f"<{self._size}I")
        self._lane_outside, self._sign_outside = LANE * outside, _SIGN << (LANE * outside)

    def best_path(self, rows: Sequence[int], *, after: bool, before: bool) -> list[int]:
        """Return the labels of the sequence with the highest score.

        `rows` has one integer for each token, which holds the scores of all its labels; all scores must be positive.
        `after`: whether the tokens stand after a word that is in no name. `before`: whether they stand before such a
        word.
        """
        onward: list[Following] = []
        only_outside = self._labels[self._sign_outside]
        alive = only_outside if before else ()
        best = 0
        pairs, ones, signs, lane = self._pairs, self._ones, self._signs, self._lane_outside
        outside_pairs, outside_gains = pairs[self._outside], self._gains[self._outside]
        for row in reversed(rows):
            if alive is only_outside:
                onward.append(self._outside)
                best = row + outside_pairs
            elif len(alive) == 1:
                onward.append(alive[0])
                best = row + pairs[alive[0]]
            elif alive:
                following, reached = self._step(self.unpacked(best), alive)
                onward.append(following)
                best = row + reached
            else:
                best = row
            # Most often, no other label can catch up with the label of words in no name. This is tested first.
            kept = (best - (best >> lane & _FULL) * ones + outside_gains) & signs
            alive = only_outside if kept == self._sign_outside else self._alive(best)
        if not rows:
            return []
        if after and alive is only_outside and onward.count(self._outside) == len(onward):
            return [self._outside] * len(rows)  # most often; no other sequence need be compared
        scores = self.unpacked(best)
        starts = [*map(add, scores, self._first)] if after else scores
        return _traced(starts.index(max(starts)), onward[before:])

    def unpacked(self, row: int) -> Scores:
        """Return the scores of all labels, which are packed into the integer `row`."""
        return self._lanes.unpack(row.to_bytes(self._lanes.size, "little"))

    def _alive(self, best: int) -> Sequence[int]:
        """Return the labels that the best sequence may have at this token. The other labels can no longer catch up.

        `best` holds, for each label, the score of the best sequence from this token on that begins with it.
        """
        scores = self.unpacked(best)
        top = max(scores)
        return self._labels[(best - top * self._ones + self._gains[scores.index(top)]) & self._signs]

    def _labels_of(self, signs: int) -> Sequence[int]:
        """Return the labels whose lane in the integer `signs` has the highest bit set."""
        return [label for label in range(self._size) if signs >> (LANE * label + LANE - 1) & 1]

    def _step(self, best: Scores, alive: Sequence[int]) -> tuple[list[tuple[int, int]], int]:
        """Find, for each label of the token before, the best sequence that goes on from it.

        Return the `Following` of the labels, and the scores of the sequences. The scores are packed into one integer,
        and all are shifted by the same amount. The caller adds the scores of the token before.
        """
        first = alive[0]
        tops, lowest = self._raised[first], best[first]
        ones, signs, signs_less_one = self._ones, self._signs, self._signs_less_one
        following = [(first, 0)]
        for label in alive[1:]:
            through = self._raised[label] + (best[label] - lowest) * ones
            wins = (through - tops + signs_less_one) & signs
            tops ^= (tops ^ through) & (wins >> (LANE - 1)) * _FULL
            following.append((label, wins))
        return following, tops


def pack(row: Sequence[int]) -> int:
    """Pack numbers into the lanes of an integer, the first number into the lowest bits.

    A negative number borrows from the next lane.
    """
    return sum(number << (LANE * lane) for lane, number in enumerate(row))


def _traced(first: int, onward: Sequence[Following]) -> list[int]:
    """Return the labels of the best sequence. `first`: its first label. `onward`: the next labels, last token first."""
    path = [first]
    for following in reversed(onward):
        if isinstance(following, int):
            path.append(following)
        else:
            best, sign = following[0][0], _SIGN << (LANE * path[-1])
            for label, wins in following[1:]:
                if wins & sign:
                    best = label
            path.append(best)
    return path
