"""An engine that extracts pages on a Dask cluster. If a worker is lost, another one extracts its pages.

Each worker extracts in child processes of its own, with the same limits as on a single machine. Workers need this
package. They read folders of pages at the same paths as this machine; pages of WARC and NDJSON files are sent to them.
"""

import os
import pkgutil
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from app.config import Settings
from app.errors import ExtractionFailed, NotReady, SettingsError
from app.extraction import Hints
from app.services.extractor import Finish, without_rows
from app.services.page_engine import Found, Wait, refusal
from app.services.page_sources import Item
from app.store.draft_rows import PackedDraft

if TYPE_CHECKING:
    from distributed import Client, Future

Sent = tuple[Item, Hints]  # a page of a task, and hints about it
Submit = Callable[[Sequence[Sent]], "Future"]
_INSTALL = "the engine dask needs the package distributed: pip install 'manset[dask]'"
_LIMITS = {"extraction_seconds", "extraction_memory_mib", "entity_recognizer"}
# Number of pages of a task. Client and scheduler need 8 ms of processor time for a task, and a worker 50 ms for a page.
# With one page in a task, client and scheduler would leave too little time of two cores to two workers.
_PAGES_OF_TASK = 4
_PAGES_AHEAD = 16  # number of pages sent ahead per thread of the workers, to keep them busy while a batch is stored
_WAIT_SECONDS = 60


class DaskEngine:
    """Engine on the cluster of `scheduler` or, if None, on a new cluster of this machine with a worker per core."""

    def __init__(self, settings: Settings, scheduler: str | None, finish: Finish[PackedDraft] = without_rows) -> None:
        """Connect to the cluster.

        Raises:
            SettingsError: Dask is not installed, the scheduler or its workers do not answer, or a worker cannot import
                this package.
        """
        self._client, self._finish = _connected(settings, scheduler), finish
        _check_workers(self._client)
        from app.services.dask_worker import ExtractionPlugin, extract_each

        self._extract, self._task = extract_each, _Task(self._submitted)
        self._client.register_plugin(ExtractionPlugin(settings.model_dump(include=_LIMITS)))
        self.ahead = _PAGES_AHEAD * sum(self._client.nthreads().values())

    def start(self, item: Item, hints: Hints) -> Wait:
        """Let a worker read and extract the page, and return a function that waits for the result.

        The page is sent with the next pages, at the latest when its result is waited for.
        """
        task = self._task
        task.pages.append((item, hints))
        place = len(task.pages) - 1
        if len(task.pages) == _PAGES_OF_TASK:
            self._send(task)
        return lambda: self._send(task).results()[place]

    def _send(self, task: "_Task") -> "_Task":
        """Send the pages of a task; later pages go into a new task. A task that was sent already stays as it is."""
        if task is self._task:
            self._task = _Task(self._submitted)
            task.send()
        return task

    def _submitted(self, pages: Sequence[Sent]) -> "Future":
        return self._client.submit(self._extract, pages, self._finish, pure=False)

    def close(self) -> None:
        """Leave the cluster; end it if this engine started it."""
        cluster = self._client.cluster
        self._client.close()
        if cluster:
            cluster.close()


def _connected(settings: Settings, scheduler: str | None) -> "Client":
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise SettingsError(_INSTALL) from error
    try:
        if scheduler:
            client = Client(scheduler, timeout=_WAIT_SECONDS)
        else:
            workers = settings.extraction_workers or os.cpu_count() or 1
            client = Client(LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None))
        client.wait_for_workers(1, timeout=_WAIT_SECONDS)
    except (OSError, ValueError) as error:
        raise SettingsError(f"--scheduler {scheduler}: {error}") from error
    return client


def _check_workers(client: "Client") -> None:
    """Check that each worker can import the module that runs on workers.

    Workers without this package can run the check, too: it calls only a function of the standard library there.
    """
    imported = client.run(pkgutil.resolve_name, "app.services.dask_worker:extract_each.__name__", on_error="return")
    lacking = sorted(address for address, found in imported.items() if isinstance(found, ImportError))
    if lacking:
        client.close()
        reason = f"Dask workers cannot import this package ({imported[lacking[0]]})"
        raise SettingsError(f"{reason}: install 'manset[dask]' where {', '.join(lacking)} run, and start them again")


class _Task:
    """Pages that one task extracts. `submit` sends pages to the cluster."""

    def __init__(self, submit: Submit) -> None:
        self.pages: list[Sent] = []
        self._submit, self._future = submit, cast("Future | None", None)
        self._results: Sequence[Found] = ()

    def send(self) -> None:
        """Send the pages to the cluster."""
        self._future = self._submit(self.pages)

    def results(self) -> Sequence[Found]:
        """Wait for the result of each page.

        Raises:
            NotReady: the cluster was lost.
        """
        if not self._results:
            self._results = self._awaited()
        return self._results

    def _awaited(self) -> Sequence[Found]:
        from distributed import CancelledError, KilledWorker

        assert self._future is not None
        try:
            found: Sequence[Found] = self._future.result()
        except KilledWorker:
            return self._one_by_one()
        except (CancelledError, OSError) as error:
            raise NotReady("the Dask cluster was lost; start the command again to resume") from error
        finally:
            self._future.release()
        return found

    def _one_by_one(self) -> Sequence[Found]:
        """Extract each page in a task of its own, because one of the pages may have ended several workers."""
        if len(self.pages) == 1:
            error = ExtractionFailed("several workers ended while they extracted this page")
            return [refusal(error, self.pages[0][0].url)]
        tasks = [_Task(self._submit) for _ in self.pages]
        for task, page in zip(tasks, self.pages, strict=True):
            task.pages.append(page)
            task.send()
        return [found for task in tasks for found in task.results()]
