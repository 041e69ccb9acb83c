"""For operators and for people who met an error: liveness, readiness, metrics, problem types."""

from collections.abc import Iterator
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import JSONResponse, Response

from app.api.response.caching import item_response
from app.api.response.problems import documented
from app.api.state.application import state_of
from app.errors import NewsError, NotFound, NotReady, ValidationFailed
from app.schemas.problem import ProblemType, Status
from app.store.migrations import current_revision, head_revision

router = APIRouter(tags=["ops"])
STATUS: dict[int | str, dict[str, Any]] = {
    200: {"model": Status, "content": {"application/json": {"example": {"status": "ok"}}}}
}


@router.get("/livez", operation_id="livez", summary="Is the process alive?", responses={**STATUS, **documented()})
async def livez() -> dict[str, str]:
    """Answers while the process runs; never touches the database."""
    return {"status": "ok"}


@router.get("/readyz", operation_id="readyz", summary="Can it serve?", responses={**STATUS, **documented()})
def readyz(request: Request) -> dict[str, str]:
    """The database can be reached and is at the revision this code knows, and the server does not stop."""
    if state_of(request).stopping.is_set():
        raise NotReady("the server stops")
    found, wanted = current_revision(state_of(request).engine), head_revision()
    if found != wanted:
        raise NotReady(
            f"the database is at revision {found or 'none'}, the code needs {wanted}", headers={"Retry-After": "5"}
        )
    return {"status": "ok"}


@router.get(
    "/metrics",
    operation_id="metrics",
    summary="Figures for Prometheus",
    response_class=Response,
    responses={
        200: {
            "content": {
                "text/plain": {
                    "schema": {"type": "string"},
                    "example": 'news_requests_total{method="GET",route="/livez",status="200"} 1.0\n',
                }
            }
        },
        **documented(),
    },
)
def metrics(request: Request) -> Response:
    """Requests by route and status, latency, extraction time, outcomes, missing fields."""
    return Response(generate_latest(state_of(request).metrics.registry), media_type=CONTENT_TYPE_LATEST)


@router.get(
    "/problems/{slug}",
    operation_id="get_problem_type",
    summary="What a problem type means",
    responses={
        200: {
            "model": ProblemType,
            "content": {
                "application/json": {
                    "example": {
                        "type": "/problems/not-found",
                        "title": NotFound.title,
                        "status": 404,
                        "about": NotFound.about,
                    }
                }
            },
        },
        **documented(NotFound, ValidationFailed),
    },
)
def get_problem_type(
    slug: Annotated[str, Path(description="The last part of a problem's `type`.", examples=["not-found"])],
) -> JSONResponse:
    """What the `type` of every error resolves to."""
    error = PROBLEM_TYPES.get(slug)
    if error is None:
        raise NotFound("no problem has this type")
    told = ProblemType(type=f"/problems/{slug}", title=error.title, status=error.status, about=error.about)
    return JSONResponse(told.model_dump())


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request) -> Response:
    """The description of the API for machines."""
    return item_response(request, orjson.dumps(request.app.openapi()), None)


def _with_subclasses(error: type[NewsError]) -> Iterator[type[NewsError]]:
    yield error
    for subclass in error.__subclasses__():
        yield from _with_subclasses(subclass)


# The first class of a slug is the one that defines it: subclasses that group others inherit theirs.
PROBLEM_TYPES = {error.slug: error for error in reversed(list(_with_subclasses(NewsError)))}
