"""An engine that extracts pages on a Dask cluster. If a worker is lost, another one extracts its pages.

Each worker extracts in child processes of its own, with the same limits as on a single machine. Workers need this
package. They read folders of pages at the same paths as this machine; pages of WARC and NDJSON files are sent to them.
"""

import os
import pkgutil
from typing import TYPE_CHECKING

from app.config import Settings
from app.errors import ExtractionFailed, NotReady, SettingsError
from app.extraction import Hints
from app.services.extractor import Finish, without_rows
from app.services.page_engine import Found, Wait, refusal
from app.services.page_sources import Item
from app.store.draft_rows import PackedDraft

if TYPE_CHECKING:
    from distributed import Client, Future

_INSTALL = "the engine dask needs the package distributed: pip install 'manset[dask]'"
_LIMITS = {"extraction_seconds", "extraction_memory_mib", "entity_recognizer"}
_PAGES_AHEAD = 12  # number of pages sent ahead per thread of the workers, to keep them busy while a batch is stored
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
        from app.services.dask_worker import ExtractionPlugin, extract_page

        self._extract = extract_page
        self._client.register_plugin(ExtractionPlugin(settings.model_dump(include=_LIMITS)))
        self.ahead = _PAGES_AHEAD * sum(self._client.nthreads().values())

    def start(self, item: Item, hints: Hints) -> Wait:
        """Let a worker read and extract the page, and return a function that waits for the result."""
        future: Future = self._client.submit(self._extract, item, hints, self._finish, pure=False)
        return lambda: _result(future, item)

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
    imported = client.run(pkgutil.resolve_name, "app.services.dask_worker:extract_page.__name__", on_error="return")
    lacking = sorted(address for address, found in imported.items() if isinstance(found, ImportError))
    if lacking:
        client.close()
        reason = f"Dask workers cannot import this package ({imported[lacking[0]]})"
        raise SettingsError(f"{reason}: install 'manset[dask]' where {', '.join(lacking)} run, and start them again")


def _result(future: "Future", item: Item) -> Found:
    from distributed import CancelledError, KilledWorker

    try:
        found: Found = future.result()
    except KilledWorker:
        return refusal(ExtractionFailed("several workers ended while they extracted this page"), item.url)
    except (CancelledError, OSError) as error:
        raise NotReady("the Dask cluster was lost; start the command again to resume") from error
    finally:
        future.release()
    return found
