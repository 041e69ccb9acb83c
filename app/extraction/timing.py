"""Measure the processor time of each step of an extraction."""

import time


class StageTimes:
    """Processor time of each step of an extraction, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.process_time()

    def end(self, stage: str) -> None:
        """Store the processor time since the last call (or the start) as the time of the step `stage`."""
        now = time.process_time()
        self.seconds[stage] = now - self._last
        self._last = now
