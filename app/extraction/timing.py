"""Measure the processor time of the stages of an extraction."""

import time


class StageTimes:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.process_time()

    def end(self, stage: str) -> None:
        """Record the processor time since the last stage as that of `stage`."""
        now = time.process_time()
        self.seconds[stage] = now - self._last
        self._last = now
