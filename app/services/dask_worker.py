"""The part of the Dask engine that runs on workers. Importing this module needs the package `distributed`."""

import multiprocessing
from collections.abc import Mapping, Sequence
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from app.config import settings
from app.extraction import Hints
from app.services.extractor import Extractor, Finish
from app.services.page_engine import Found, started
from app.services.page_sources import Item
from app.store.draft_rows import PackedDraft

_NAME = "manset-extraction"  # name under which a worker keeps this plug-in and its extractor


class ExtractionPlugin(WorkerPlugin):  # type: ignore[misc]  # the package has no types
    """Plug-in that gives each worker one extraction process per thread. `limits`: limits of these processes."""

    name = _NAME

    def __init__(self, limits: Mapping[str, Any]) -> None:
        self._limits = dict(limits)

    def setup(self, worker: Worker) -> None:
        """Start the extractor of a worker."""
        # a worker is marked as a daemon process, and Python forbids a daemon process to start others: remove the mark
        multiprocessing.current_process().daemon = False
        chosen = {**self._limits, "extraction_workers": worker.state.nthreads}
        worker.extensions[_NAME] = Extractor(settings().model_copy(update=chosen))

    def teardown(self, worker: Worker) -> None:
        """End the extractor of a worker."""
        extractor = worker.extensions.pop(_NAME, None)
        if extractor:
            extractor.close()


def extract_each(pages: Sequence[tuple[Item, Hints]], finish: Finish[PackedDraft]) -> list[Found]:
    """Read and extract pages. This function runs on a worker."""
    extractor = get_worker().extensions[_NAME]
    waits = [started(extractor, item, hints, finish) for item, hints in pages]
    return [wait() for wait in waits]
