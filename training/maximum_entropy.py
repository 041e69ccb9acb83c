"""Fit linear models by maximum likelihood with an L2 penalty (numpy, L-BFGS).

`fit_choice` fits a choice among alternatives (softmax), `fit_yes` a binary answer (logistic regression).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Loss: TypeAlias = Callable[[Floats], tuple[float, Floats]]
ROUNDS, KEPT = 600, 8  # maximum number of iterations; number of steps kept to estimate the curvature
COMMON = 100  # number of rows with a feature that has exactly the given penalty
# relative decrease of the loss below which the fit stops; a larger one stops so early that one changed name among all
# articles moves the scores of a language by a twentieth
LEAST_GAIN = 1e-7


class Choice(NamedTuple):
    """One example: the features of each alternative, which alternatives are right, and the example's weight."""

    rows: Sequence[Sequence[str]]
    right: Sequence[bool]
    weight: float


class Answer(NamedTuple):
    """One example: its features, the right answer, and the example's weight."""

    row: Sequence[str]
    yes: bool
    weight: float


class _Table(NamedTuple):
    """A sparse matrix: feature numbers of all rows concatenated; row i is `numbers[starts[i]:starts[i + 1]]`."""

    numbers: Ints
    starts: Ints

    def sums(self, weights: Floats) -> Floats:
        """Return the sum of the weights of each row."""
        return _segments(weights[self.numbers], self.starts)

    def spread(self, values: Floats, size: int) -> Floats:
        """Return, for each of `size` features, the sum of the values of the rows with the feature."""
        repeated = np.repeat(values, np.diff(self.starts))
        found: Floats = np.bincount(self.numbers, weights=repeated, minlength=size).astype(np.float64)
        return found

    def penalties(self, penalty: float, size: int) -> Floats:
        """Return the penalty of each of `size` features: `penalty` in `COMMON` rows, more for a more common feature."""
        found: Floats = penalty * np.sqrt(np.bincount(self.numbers, minlength=size) / COMMON)
        return found


def fit_choice(
    examples: Sequence[Choice], *, penalty: float, least: int, base: Mapping[str, float] = MappingProxyType({})
) -> dict[str, float]:
    """Return the fitted weights of all features that at least `least` alternatives have.

    `base`: weights that are given; the fitted weights are added to them.
    """
    told = [example for example in examples if any(example.right) and not all(example.right)]
    names = _frequent((row for example in told for row in example.rows), least)
    table = _table([row for example in told for row in example.rows], names)
    given = _sums_of(base, [row for example in told for row in example.rows])
    penalties = table.penalties(penalty, len(names))
    groups = _starts(len(example.rows) for example in told)
    group_of = np.repeat(np.arange(len(told)), np.diff(groups))
    right = np.array([is_right for example in told for is_right in example.right], float)
    counts = np.array([example.weight for example in told])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = table.sums(weights) + given
        powers = np.exp(scores - np.maximum.reduceat(scores, groups[:-1])[group_of])
        total, good = _segments(powers, groups), _segments(powers * right, groups)
        slope = (powers / total[group_of] - powers * right / good[group_of]) * counts[group_of]
        value = float((counts * (np.log(total) - np.log(good))).sum() + (penalties * weights) @ weights / 2)
        return value, table.spread(slope, len(names)) + penalties * weights

    return dict(zip(names, minimize(loss, np.zeros(len(names))).tolist(), strict=True))


def fit_yes(
    examples: Sequence[Answer], *, penalty: float, least: int, base: Mapping[str, float] = MappingProxyType({})
) -> dict[str, float]:
    """Return the fitted weights of all features that at least `least` examples have. `base`: as for `fit_choice`."""
    names = _frequent((example.row for example in examples), least)
    table = _table([example.row for example in examples], names)
    given = _sums_of(base, [example.row for example in examples])
    penalties = table.penalties(penalty, len(names))
    right = np.array([example.yes for example in examples], float)
    counts = np.array([example.weight for example in examples])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = table.sums(weights) + given
        value = float((counts * (np.logaddexp(0, scores) - right * scores)).sum() + (penalties * weights) @ weights / 2)
        slope = (1 / (1 + np.exp(-scores)) - right) * counts
        return value, table.spread(slope, len(names)) + penalties * weights

    return dict(zip(names, minimize(loss, np.zeros(len(names))).tolist(), strict=True))


def fit_shift(answers: Sequence[tuple[float, bool]], penalty: float = 1.0) -> float:
    """Return the shift of log-odds that calibrates probabilities, given (probability, was right) pairs."""
    sure = np.clip(np.array([probability for probability, _ in answers]), 1e-6, 1 - 1e-6)
    right = np.array([is_right for _, is_right in answers], float)
    odds = np.log(sure / (1 - sure))

    def loss(shift: Floats) -> tuple[float, Floats]:
        scores = odds + shift[0]
        slope = (1 / (1 + np.exp(-scores)) - right).sum() + penalty * shift[0]
        return float((np.logaddexp(0, scores) - right * scores).sum() + penalty / 2 * shift[0] ** 2), np.array([slope])

    return float(minimize(loss, np.zeros(1))[0])


def minimize(loss: Loss, start: Floats) -> Floats:
    """Return the minimum point of a convex loss (value, gradient), by L-BFGS with backtracking."""
    at, (value, slope) = start, loss(start)
    steps: list[tuple[Floats, Floats]] = []
    for _ in range(ROUNDS):
        direction = -_curved(slope, steps)
        size, gain = 1.0, float(slope @ direction)
        following, new_slope = loss(at + direction)
        while following > value + 1e-4 * size * gain and size > 1e-6:
            size /= 2
            following, new_slope = loss(at + size * direction)
        step, change = size * direction, new_slope - slope
        if step @ change > 1e-10:
            steps = [*steps[1 - KEPT :], (step, change)]
        done = value - following < LEAST_GAIN * max(1.0, abs(value))
        at, value, slope = at + step, following, new_slope
        if done:
            break
    return at


def _curved(slope: Floats, steps: Sequence[tuple[Floats, Floats]]) -> Floats:
    """Return the slope times the inverse Hessian as estimated from the last steps (L-BFGS two-loop recursion)."""
    found, shares = slope.copy(), []
    for step, change in reversed(steps):
        share = step @ found / (change @ step)
        shares.append(share)
        found -= share * change
    if steps:
        step, change = steps[-1]
        found *= step @ change / (change @ change)
    else:
        found /= max(1.0, float(np.abs(found).sum()) / 10)
    for (step, change), share in zip(steps, reversed(shares), strict=True):
        found += (share - change @ found / (change @ step)) * step
    return found


def _sums_of(weights: Mapping[str, float], rows: Sequence[Sequence[str]]) -> Floats:
    """Return the sum of the weights of each row."""
    return np.array([sum(weights.get(name, 0.0) for name in set(row)) for row in rows], float)


def _frequent(rows: Iterable[Sequence[str]], least: int) -> list[str]:
    counts = Counter(name for row in rows for name in set(row))
    return sorted(name for name, count in counts.items() if count >= least)


def _table(rows: Sequence[Sequence[str]], names: Sequence[str]) -> _Table:
    number = {name: at for at, name in enumerate(names)}
    found = [sorted(number[name] for name in set(row) if name in number) for row in rows]
    return _Table(np.array([one for row in found for one in row], np.int64), _starts(map(len, found)))


def _starts(sizes: Iterable[int]) -> Ints:
    return np.concatenate([[0], np.cumsum(np.array([*sizes], np.int64))]).astype(np.int64)


def _segments(values: Floats, starts: Ints) -> Floats:
    """Return the sum of the values of each segment, from one start to the next."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    found: Floats = sums[starts[1:]] - sums[starts[:-1]]
    return found
