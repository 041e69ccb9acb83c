"""Options of commands that extract many pages: on which machines to extract them."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.config import Settings
    from app.services.extractor import Finish
    from app.services.page_engine import PageEngine
    from app.store.draft_rows import PackedDraft


class EngineName(StrEnum):
    """Where pages are extracted: in processes of this machine, or on a Dask cluster."""

    local = "local"
    dask = "dask"


Engine = Annotated[EngineName, typer.Option("--engine", help="Extract many pages on this machine or a Dask cluster.")]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Scheduler of the Dask cluster, such as tcp://host:8786; by default one is started.",
    ),
]


@contextmanager
def opened_engine(
    name: EngineName, scheduler: str | None, settings: "Settings", finish: "Finish[PackedDraft] | None" = None
) -> Iterator["PageEngine"]:
    """Yield the engine that the options choose, and close it when the `with` body ends.

    `finish`: function that an extraction process calls after each page. It makes the result that the process sends
    back: for example, the draft together with the database rows to store.
    """
    if scheduler and name is not EngineName.dask:
        raise typer.BadParameter("--scheduler needs --engine dask")
    engine = _engine(name, scheduler, settings, finish)
    try:
        yield engine
    finally:
        engine.close()


def _engine(
    name: EngineName, scheduler: str | None, settings: "Settings", finish: "Finish[PackedDraft] | None"
) -> "PageEngine":
    from app.services.extractor import without_rows

    if name is EngineName.dask:
        from app.services.dask_engine import DaskEngine

        return DaskEngine(settings, scheduler, finish or without_rows)
    from app.services.page_engine import LocalEngine

    return LocalEngine(settings, finish or without_rows)
