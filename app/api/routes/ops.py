"""Routes for operators: liveness, readiness, metrics, problem types, the description of the API."""

from collections.abc import Iterator
from typing import Annotated, Any

import orjson
from anyio import fail_after, to_thread
from fastapi import APIRouter, Path, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import JSONResponse, Response

from app.api.openapi.llms_text import llms_text
from app.api.response.caching import item_response
from app.api.response.problems import error_responses
from app.api.state.application import AppState, state_of
from app.errors import NewsError, NotFound, NotReady, ValidationFailed
from app.schemas.base import reference_to
from app.schemas.problem import ProblemType, Status
from app.store.schema_version import current_revision, head_revision

router = APIRouter(tags=["ops"])
PROBE_SECONDS = 1.5  # time limit for reading the revision of the database's schema, in seconds
STATUS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "It is.",
        "content": {"application/json": {"example": {"status": "ok"}}},
    },
    **error_responses(),
}


@router.get(
    "/livez", operation_id="livez", summary="Check that the process is alive", responses={**STATUS, **error_responses()}
)
async def livez() -> Status:
    """Answer 200 while the process runs, without reading the database."""
    return Status(status="ok")


@router.get("/readyz", operation_id="readyz", summary="Check that the service is ready", responses=STATUS)
async def readyz(request: Request) -> Status:
    """Answer 200 if the server is not stopping, can reach its database, and finds the expected schema there."""
    state = state_of(request)
    if state.stopping.is_set():
        raise NotReady("the server is stopping")
    found, expected = await _revision(state), head_revision()
    if found != expected:
        raise NotReady(
            f"the database is at revision {found or 'none'}, the code needs {expected}", headers={"Retry-After": "5"}
        )
    return Status(status="ok")


async def _revision(state: AppState) -> str | None:
    """Return the revision of the database's schema. Raises NotReady if reading it takes longer than PROBE_SECONDS."""
    try:
        with fail_after(PROBE_SECONDS):
            return await to_thread.run_sync(
                current_revision, state.probe_engine, abandon_on_cancel=True, limiter=state.probe_threads
            )
    except TimeoutError as error:
        raise NotReady("the database does not answer the check", headers={"Retry-After": "5"}) from error


@router.get(
    "/metrics",
    operation_id="metrics",
    summary="Get metrics for Prometheus",
    response_class=Response,
    responses={
        200: {
            "description": "The metrics.",
            "content": {
                "text/plain": {
                    "schema": {"type": "string"},
                    "example": 'news_requests_total{method="GET",route="/livez",status="200"} 1.0\n',
                }
            },
        },
        **error_responses(),
    },
)
async def metrics(request: Request) -> Response:
    """Get metrics: requests by route and status, latency, extraction time, outcomes of posts, missing fields."""
    return Response(generate_latest(state_of(request).metrics.registry), media_type=CONTENT_TYPE_LATEST)


@router.get(
    "/problems/{slug}",
    operation_id="get_problem_type",
    summary="Explain a problem type",
    responses={
        200: {
            "description": "The problem type.",
            "content": {
                "application/json": {
                    "schema": reference_to(ProblemType),
                    "example": {
                        "type": "/problems/not-found",
                        "title": NotFound.title,
                        "status": 404,
                        "about": NotFound.about,
                    },
                }
            },
        },
        **error_responses(NotFound, ValidationFailed),
    },
)
async def get_problem_type(
    slug: Annotated[str, Path(description="The last part of a problem's `type`.", examples=["not-found"])],
) -> JSONResponse:
    """Explain the `type` of an error: when it occurs, and what to do."""
    error = PROBLEM_TYPES.get(slug)
    if error is None:
        raise NotFound("no problem type has this name")
    explained = ProblemType(type=f"/problems/{slug}", title=error.title, status=error.status, about=error.about)
    return JSONResponse(explained.model_dump())


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request) -> Response:
    """Answer with the OpenAPI description."""
    return item_response(request, orjson.dumps(request.app.openapi()), None)


@router.get("/llms.txt", include_in_schema=False)
def llms(request: Request) -> Response:
    """Answer with a summary of the API, written for language models."""
    return item_response(request, llms_text(request.app.openapi()).encode(), None, "text/markdown; charset=utf-8")


def _with_subclasses(error: type[NewsError]) -> Iterator[type[NewsError]]:
    yield error
    for subclass in error.__subclasses__():
        yield from _with_subclasses(subclass)


# slug -> exception class. A subclass that sets no slug inherits the slug of its base class, so several classes may have
# the same slug. The dictionary keeps the last of these classes. The list is reversed, so the last is the base class.
PROBLEM_TYPES = {error.slug: error for error in reversed(list(_with_subclasses(NewsError)))}
