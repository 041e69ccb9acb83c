"""Viterbi decoding: find the label sequence with the highest sum of token scores and label-pair weights."""

from collections.abc import Iterable, Sequence
from operator import add, sub

Scores = Sequence[int]
Sources = int | list[int]  # best previous label for each label; an int if it is the same for all


class Decoder:
    """A Viterbi decoder; `pairs[a][b]` is the weight of label b right after label a."""

    def __init__(self, pairs: Sequence[Scores], outside: int) -> None:
        self._pairs, self._outside = pairs, outside
        self._ahead = [[tuple(map(sub, row, other)) for other in pairs] for row in pairs]
        # `_gains[a][b]`: the most that the next pair weight can make up for label b if label a leads
        self._gains = [[max(map(sub, other, row)) for other in pairs] for row in pairs]

    def best_path(self, rows: Iterable[Scores], *, after: bool, before: bool) -> list[int]:
        """Return the labels of the highest-scoring path.

        `after` and `before`: a word outside names precedes / follows the rows. Labels that lag further behind the
        leading one than the next pair weight can make up are dropped: no best path goes through them.
        """
        pairs, best, back = self._pairs, [0] * len(self._pairs), list[Sources]()
        alive = [self._outside] if after else []
        for row in rows:
            if len(alive) == 1:
                back.append(alive[0])
                best = [*map(add, row, pairs[alive[0]])]
            elif alive:
                sources, reached = self._step(best, alive)
                back.append(sources)
                best = [*map(add, row, reached)]
            else:
                best = [*row]
            top = max(best)
            gains = self._gains[best.index(top)]
            alive = [label for label, score in enumerate(best) if top - score <= gains[label]]
        if not alive or len(back) < after:
            return []
        last = [score + row[self._outside] for score, row in zip(best, pairs, strict=True)] if before else best
        return _traced(last.index(max(last)), back[after:])

    def _step(self, best: Scores, alive: Sequence[int]) -> tuple[list[int], Scores]:
        """Return, for each label, its best previous label and the score of the path through both."""
        first, second, *others = alive
        lead = best[second] - best[first]
        ahead = self._ahead[first][second]
        sources = [second if lead > gap else first for gap in ahead]
        scores = zip(self._pairs[first], ahead, strict=True)
        tops = [weight + lead - gap if lead > gap else weight for weight, gap in scores]
        for label in others:
            lead = best[label] - best[first]
            for after, weight in enumerate(self._pairs[label]):
                if lead + weight > tops[after]:
                    tops[after], sources[after] = lead + weight, label
        return sources, tops


def _traced(last: int, back: Sequence[Sources]) -> list[int]:
    """Follow the back pointers from the last label and return the path in order."""
    path = [last]
    for sources in reversed(back):
        path.append(sources if isinstance(sources, int) else sources[path[-1]])
    return path[::-1]
