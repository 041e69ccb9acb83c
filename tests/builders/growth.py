"""How the cost of a function grows with its input. Processor time is compared with itself, never with a clock."""

import time
from collections.abc import Callable

_REPEATS = 3
_NEGLIGIBLE = 0.02  # seconds of processor time, in which growth cannot be measured and does not matter


def assert_linear(run: Callable[[int], object], size: int) -> None:
    """Check that an input four times as large costs less than ten times as much; quadratic costs sixteen times."""
    small, large = (_seconds(run, number) for number in (size, 4 * size))
    assert large < 10 * max(small, _NEGLIGIBLE), f"{small:.3f} s for {size:,}, {large:.3f} s for four times as much"


def _seconds(run: Callable[[int], object], size: int) -> float:
    return min(_once(run, size) for _ in range(_REPEATS))


def _once(run: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    run(size)
    return time.process_time() - begun
