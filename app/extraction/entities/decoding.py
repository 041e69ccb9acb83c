"""Viterbi decoding: find the label sequence with the highest sum of token scores and label-pair weights."""

from collections.abc import Iterable, Sequence
from operator import add, sub

Scores = Sequence[int]
Sources = int | list[int]  # best previous label for each label; an int if it is the same for all


class Decoder:
    """A Viterbi decoder; `pairs[a][b]` is the weight of label b right after label a."""

    def __init__(self, pairs: Sequence[Scores], outside: int) -> None:
        self._pairs, self._outside = pairs, outside
        self._gains = [max(max(map(sub, row, base)) for row in pairs) for base in pairs]
        self._most = max(self._gains)

    def best_path(self, rows: Iterable[Scores], *, after: bool, before: bool) -> list[int]:
        """Return the labels of the highest-scoring path.

        `after` and `before`: a word outside names precedes / follows the rows. Where one label leads by more than
        the next pair weight can make up, every best path goes through it, so the other labels are skipped.
        """
        best: Scores | None = None
        back: list[Sources] = []
        settled = self._outside if after else None
        for row in rows:
            if settled is not None:
                back.append(settled)
                best = [*map(add, row, self._pairs[settled])]
            elif best is None:
                best = row
            else:
                sources, reached = self._step(best)
                back.append(sources)
                best = [*map(add, row, reached)]
            settled = self._settled(best)
        if best is None:
            return []
        last = [score + row[self._outside] for score, row in zip(best, self._pairs, strict=True)] if before else best
        return _traced(last.index(max(last)), back[after:])

    def _step(self, best: Scores) -> tuple[list[int], Scores]:
        """Return, for each label, its best previous label and the score of the path through both."""
        top = max(best)
        alive = [label for label, score in enumerate(best) if top - score <= self._most]
        first, *others = alive
        tops, sources = [best[first] + weight for weight in self._pairs[first]], [first] * len(best)
        for label in others:
            score = best[label]
            for after, weight in enumerate(self._pairs[label]):
                if score + weight > tops[after]:
                    tops[after], sources[after] = score + weight, label
        return sources, tops

    def _settled(self, best: Scores) -> int | None:
        *_, second, top = sorted(best)
        label = best.index(top)
        return label if top - second > self._gains[label] else None


def _traced(last: int, back: Sequence[Sources]) -> list[int]:
    """Follow the back pointers from the last label and return the path in order."""
    path = [last]
    for sources in reversed(back):
        path.append(sources if isinstance(sources, int) else sources[path[-1]])
    return path[::-1]
