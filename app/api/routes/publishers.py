"""Routes for publishers, sections and tags, with their numbers of articles."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.api.openapi.operation_responses import item_responses, list_responses
from app.api.request.auth import guarded
from app.api.request.dependencies import ReadSession, given_once
from app.api.request.parameters import CountedParameters, NoParameters
from app.api.request.prepared_route import answered_early_by
from app.api.response.caching import item_response, known_list
from app.api.response.list_page import page_response
from app.api.response.negotiation import JSON, accepted
from app.errors import NotFound
from app.schemas.lists import LabelPage, PublisherPage, PublisherRead
from app.store.filters import LabelFilter
from app.store.queries.label_queries import get_publisher, list_labels

router = APIRouter(prefix="/v1", tags=["publishers"], **guarded("read", given_once(CountedParameters)))
Counted = Annotated[CountedParameters, Query()]
Domain = Annotated[str, Path(description="Registrable domain of the publisher.", examples=["portcourier.example"])]


@router.get(
    "/publishers", operation_id="list_publishers", summary="List publishers", responses=list_responses(PublisherPage)
)
@answered_early_by(known_list)
def list_publishers(request: Request, session: ReadSession, query: Counted) -> Response:
    """List publishers, those with most articles first."""
    return _labels(request, session, query, "publisher")


@router.get(
    "/publishers/{domain}",
    operation_id="get_publisher",
    summary="Get one publisher",
    responses=item_responses(PublisherRead),
)
def get(request: Request, session: ReadSession, domain: Domain, _query: Annotated[NoParameters, Query()]) -> Response:
    """Get one publisher with its number of articles; `GET /v1/articles?publisher={domain}` lists the articles."""
    accepted(request, JSON)
    found = get_publisher(session, domain)
    if found is None:
        raise NotFound("no publisher has this domain")
    return item_response(request, found, None)


@router.get("/sections", operation_id="list_sections", summary="List sections", responses=list_responses(LabelPage))
@answered_early_by(known_list)
def list_sections(request: Request, session: ReadSession, query: Counted) -> Response:
    """List the sections of all publishers, those with most articles first."""
    return _labels(request, session, query, "section")


@router.get("/tags", operation_id="list_tags", summary="List tags", responses=list_responses(LabelPage))
@answered_early_by(known_list)
def list_tags(request: Request, session: ReadSession, query: Counted) -> Response:
    """List the tags (keywords that publishers print), those with most articles first."""
    return _labels(request, session, query, "tag")


def _labels(request: Request, session: Session, query: CountedParameters, kind: str) -> Response:
    selected = LabelFilter(kind)
    return page_response(request, session, query, selected, lambda session, page: list_labels(session, selected, page))
