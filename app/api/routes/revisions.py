"""Routes for the revisions of an article, and the differences between two of them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from app.api.openapi.operation_responses import item_responses, list_responses
from app.api.request.auth import guarded
from app.api.request.dependencies import ReadSession, given_once
from app.api.request.parameters import DiffParameters, NoParameters, RevisionParameters
from app.api.response.caching import item_response
from app.api.response.list_page import page_response
from app.api.response.negotiation import JSON, accepted
from app.api.routes.articles import ArticleId, missing_article
from app.errors import Gone, NotFound
from app.schemas.article import ArticleRead
from app.schemas.lists import RevisionDiff, RevisionPage
from app.store.queries.revision_queries import (
    RevisionFilter,
    diff_revisions,
    get_revision,
    last_seen_at,
    list_revisions,
    number_before,
)

router = APIRouter(prefix="/v1/articles/{article_id}/revisions", tags=["revisions"], **guarded("read"))
Number = Annotated[int, Path(description="Number of the revision, from 1.", ge=1, le=2**31 - 1, examples=[1])]


@router.get(
    "",
    operation_id="list_article_revisions",
    summary="List the revisions of an article",
    responses=list_responses(RevisionPage, NotFound, Gone),
    dependencies=[Depends(given_once(RevisionParameters))],
)
def list_(
    request: Request, session: ReadSession, article_id: ArticleId, query: Annotated[RevisionParameters, Query()]
) -> Response:
    """List every posted version of the article, newest first, also stale ones (fetched before the current version)."""
    seen = last_seen_at(session, article_id)
    if seen is None:
        raise missing_article(session, article_id)
    selected = RevisionFilter(article_id)
    return page_response(
        request,
        session,
        query,
        selected,
        lambda session, page: list_revisions(session, selected, page),
        state=str(seen),
    )


@router.get(
    "/{number}",
    operation_id="get_article_revision",
    summary="Get an article as of a revision",
    responses=item_responses(ArticleRead, Gone, is_dated=True),
)
def get(
    request: Request,
    session: ReadSession,
    article_id: ArticleId,
    number: Number,
    _query: Annotated[NoParameters, Query()],
) -> Response:
    """Get the full record of the article as it was at a revision."""
    accepted(request, JSON)
    found = get_revision(session, article_id, number)
    if found is None:
        raise missing_article(session, article_id)
    return item_response(request, found.json, found.changed_at)


@router.get(
    "/{number}/diff",
    operation_id="diff_article_revisions",
    summary="Compare two revisions",
    responses=item_responses(RevisionDiff, Gone),
    dependencies=[Depends(given_once(DiffParameters))],
)
def diff(
    request: Request,
    session: ReadSession,
    article_id: ArticleId,
    number: Number,
    query: Annotated[DiffParameters, Query()],
) -> Response:
    """List the members in which revision `number` differs from revision `against`, by default the previous one."""
    accepted(request, JSON)
    against = query.against or number_before(session, article_id, number)
    found = diff_revisions(session, article_id, number, against) if against else None
    if found is None:
        raise missing_article(session, article_id)
    return item_response(request, found, None)
