"""Options of commands that extract many pages: on which machines to extract them."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.config import Settings
    from app.services.page_engine import PageEngine


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
    name: EngineName, scheduler: str | None, settings: "Settings", *, keep_pages: bool = False
) -> Iterator["PageEngine"]:
    """Yield the engine that the options choose, and close it when the `with` body ends."""
    if scheduler and name is not EngineName.dask:
        raise typer.BadParameter("--scheduler needs --engine dask")
    engine = _engine(name, scheduler, settings, keep_pages)
    try:
        yield engine
    finally:
        engine.close()


def _engine(name: EngineName, scheduler: str | None, settings: "Settings", keep_pages: bool) -> "PageEngine":
    if name is EngineName.dask:
        from app.services.dask_engine import DaskEngine

        return DaskEngine(settings, scheduler, keep_pages=keep_pages)
    from app.services.page_engine import LocalEngine

    return LocalEngine(settings, keep_pages=keep_pages)
