"""The best sequence of labels: the scores of each token's labels, and the weights of neighbouring labels, added up."""

from collections.abc import Iterable, Sequence
from operator import add, sub

Scores = Sequence[int]
Sources = int | list[int]  # the label before each label; one for all


class Decoder:
    """Weights of neighbouring labels, by the first and the second of them."""

    def __init__(self, pairs: Sequence[Scores], outside: int) -> None:
        self._pairs, self._outside = pairs, outside
        self._gains = [max(max(map(sub, row, base)) for row in pairs) for base in pairs]
        self._most = max(self._gains)

    def best_path(self, rows: Iterable[Scores], *, after: bool, before: bool) -> list[int]:
        """The labels of the path with the highest score (Viterbi), `after` or `before` a word outside of names.

        Where one label leads by more than a label after it can give to another, every path goes through it.
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
        """For each label the best one before it, and the score of the path through both."""
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
    """The path that ends in a label."""
    path = [last]
    for sources in reversed(back):
        path.append(sources if isinstance(sources, int) else sources[path[-1]])
    return path[::-1]
