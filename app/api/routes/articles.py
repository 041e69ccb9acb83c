"""Articles: lists, records in several forms, near-duplicates, deletion."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.api.openapi.examples import FORM_EXAMPLES
from app.api.openapi.operation_responses import (
    BYTES,
    OTHER_MEDIA_TYPES,
    item_responses,
    list_responses,
    not_modified_responses,
    operation_errors,
)
from app.api.openapi.response_headers import declared_headers
from app.api.request.auth import guarded
from app.api.request.dependencies import LargeRead, ReadSession, WritePrecondition, given_once
from app.api.request.parameters import (
    ArticleParameters,
    FeedParameters,
    ItemParameters,
    NoParameters,
    SimilarParameters,
)
from app.api.response.caching import item_response
from app.api.response.formats import FORMS
from app.api.response.list_page import link_feeds, page_response
from app.api.response.negotiation import JSON, accepted
from app.api.response.projection import Shape
from app.api.state.application import state_of
from app.errors import Gone, NotFound, PreconditionFailed, StorageFull
from app.schemas.article import ArticleRead
from app.schemas.lists import ArticlePage, SimilarPage
from app.schemas.sample import SAMPLE_ARTICLE_ID, SAMPLE_PAGE
from app.services.stored_pages import stored_page
from app.store.queries.article_queries import ArticleQuery, get_article, list_articles
from app.store.queries.listing import ListRequest, Slice
from app.store.queries.members import Wanted
from app.store.queries.revision_queries import last_seen_at
from app.store.queries.similar import SimilarFilter, list_similar_articles
from app.store.session import writing
from app.store.writes import delete_article, is_deleted

router = APIRouter(prefix="/v1", tags=["articles"], **guarded("read"))
admin_router = APIRouter(prefix="/v1", tags=["articles"], **guarded("admin"))
raw_router = APIRouter(prefix="/v1", tags=["articles"], **guarded("raw"))
ArticleId = Annotated[UUID, Path(description="Id of the article.", examples=[SAMPLE_ARTICLE_ID])]
RECORD_RESPONSES = item_responses(ArticleRead, Gone, is_dated=True)
RECORD_RESPONSES[200][OTHER_MEDIA_TYPES] = FORM_EXAMPLES


@router.get(
    "/articles",
    operation_id="list_articles",
    summary="List articles",
    responses=list_responses(ArticlePage, is_exported=True),
    dependencies=[Depends(given_once(ArticleParameters)), LargeRead],
)
def list_(request: Request, session: ReadSession, query: Annotated[ArticleParameters, Query()]) -> Response:
    """List cards of articles, newest first. Filters narrow the list, `q` searches.

    With `Accept: application/x-ndjson` every match is exported, one in a line, unless `limit` is given. With long
    members a page ends early, after the item that exceeds 2 MiB: continue with `page.next_cursor`.
    """
    shape = _shape_of(query)
    selected = ArticleQuery(query.articles(), _with_body(query.members(), shape), query.has_snippets)

    def read(session: Session, page: ListRequest) -> Slice:
        return list_articles(session, selected, page).map(shape.article)

    is_large = bool(query.include or query.fields)
    found = page_response(request, session, query, selected.filter, read, is_exported=True, has_large_items=is_large)
    link_feeds(found, request.url, FeedParameters.model_fields)
    return found


@router.get(
    "/articles/{article_id}",
    operation_id="get_article",
    summary="Get one article",
    responses=RECORD_RESPONSES,
    dependencies=[Depends(given_once(ItemParameters))],
)
def get(
    request: Request, session: ReadSession, article_id: ArticleId, query: Annotated[ItemParameters, Query()]
) -> Response:
    """Get the full record with its offsets and the origin of each field.

    By `Accept` also as schema.org NewsArticle (`application/ld+json`), ninjs 3.1 (`application/vnd.iptc.ninjs+json`) or
    Markdown (`text/markdown`).
    """
    media_type = accepted(request, JSON, *FORMS)
    found = get_article(session, article_id, indirect="indirect" in query.include)
    if found is None:
        raise missing_article(session, article_id)
    if media_type == JSON:
        shape = Shape(frozenset(query.fields), query.offsets)
        return item_response(request, shape.article(found.json), found.changed_at)
    content_type = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    return item_response(request, FORMS[media_type](found.json), found.changed_at, content_type)


@admin_router.delete(
    "/articles/{article_id}",
    operation_id="delete_article",
    summary="Delete an article",
    status_code=204,
    responses={
        204: {"description": "Deleted."},
        **operation_errors(NotFound, Gone, PreconditionFailed, StorageFull),
    },
)
def delete(
    request: Request,
    article_id: ArticleId,
    _query: Annotated[NoParameters, Query()],
    precondition: WritePrecondition,
) -> Response:
    """Delete an article with its revisions, quotes and mentions. Posting its address later is answered with 410."""
    with writing(state_of(request).engine) as session:
        if not delete_article(session, article_id, precondition=precondition):
            raise missing_article(session, article_id)
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


@router.get(
    "/articles/{article_id}/similar",
    operation_id="list_similar_articles",
    summary="List near-duplicates",
    responses=list_responses(SimilarPage, NotFound, Gone),
    dependencies=[Depends(given_once(SimilarParameters))],
)
def list_similar(
    request: Request, session: ReadSession, article_id: ArticleId, query: Annotated[SimilarParameters, Query()]
) -> Response:
    """List the articles that carry the same story (its near-duplicates), most similar first."""
    if last_seen_at(session, article_id) is None:
        raise missing_article(session, article_id)
    selected = SimilarFilter(article_id)
    return page_response(
        request, session, query, selected, lambda session, page: list_similar_articles(session, selected, page)
    )


@raw_router.get(
    "/articles/{article_id}/page",
    operation_id="get_article_page",
    summary="Get the page of an article",
    response_class=Response,
    responses={
        200: {
            "description": "The bytes as they were posted.",
            "content": {"text/plain": BYTES | {"example": SAMPLE_PAGE}},
            "headers": declared_headers("ETag"),
        },
        **not_modified_responses("ETag"),
        **operation_errors(NotFound, Gone),
    },
)
def get_page(request: Request, article_id: ArticleId, _query: Annotated[NoParameters, Query()]) -> Response:
    """Get the page of the newest revision, byte for byte, as plain text so that no browser runs it."""
    page = stored_page(state_of(request).engine, article_id)
    return item_response(request, page.content, None, "text/plain", {"Content-Security-Policy": "sandbox"})


def missing_article(session: Session, article_id: UUID) -> Gone | NotFound:
    """Return the error for an article that is not stored: it was deleted, or never existed."""
    if is_deleted(session, article_id):
        return Gone("the article was deleted")
    return NotFound("no article has this id")


def _shape_of(query: ArticleParameters) -> Shape:
    shown = frozenset(query.fields) | (frozenset(query.include) if query.fields else frozenset())
    hidden = frozenset() if "body" in query.members().members else frozenset({"body"})
    return Shape(shown, query.offsets, hidden)


def _with_body(members: Wanted, shape: Shape) -> Wanted:
    """Add the body if offsets have to be converted: that needs the text they point into."""
    return members if shape.offsets == "codepoint" else Wanted(members.members | {"body"}, members.indirect)
