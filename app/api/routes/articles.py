"""Articles: lists, records in several forms, near-duplicates, deletion."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.api.openapi.examples import FORM_EXAMPLES, PAGE_EXAMPLE
from app.api.openapi.operation_responses import NOT_MODIFIED, TEXT, item_answers, list_answers
from app.api.request.auth import guarded
from app.api.request.dependencies import IfMatch, ReadSession, given_once
from app.api.request.parameters import ArticleParameters, ItemParameters, NoParameters, SimilarParameters
from app.api.response.caching import condition_of, item_response
from app.api.response.formats import FORMS
from app.api.response.list_page import page_response
from app.api.response.negotiation import JSON, accepted
from app.api.response.problems import documented
from app.api.response.projection import Shape
from app.api.state.application import state_of
from app.errors import Gone, NotFound, PreconditionFailed, StorageFull, ValidationFailed
from app.schemas.article import ArticleRead
from app.schemas.lists import ArticlePage, ArticlePart, SimilarPage
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
ArticleId = Annotated[UUID, Path(description="The article's id.", examples=["4f0a5b8e-3c1d-5e57-9a55-0d4a6a3b9c11"])]
RECORD_ANSWERS = item_answers(ArticleRead | ArticlePart, Gone)
RECORD_ANSWERS[200]["content"] |= FORM_EXAMPLES


@router.get(
    "/articles",
    operation_id="list_articles",
    summary="List articles",
    responses=list_answers(ArticlePage, is_exported=True),
    dependencies=[Depends(given_once(ArticleParameters))],
)
def list_(request: Request, session: ReadSession, query: Annotated[ArticleParameters, Query()]) -> Response:
    """Cards of articles, newest first; filters narrow, `q` searches. `Accept: application/x-ndjson` exports all."""
    wanted, shape = query.members(), _shape_of(query)
    asked = ArticleQuery(query.articles(), _with_text(wanted, shape), query.has_snippets)

    def read(session: Session, page: ListRequest) -> Slice:
        return list_articles(session, asked, page).map(shape.article)

    return page_response(request, session, query, asked.filter, read, is_exported=True)


@router.get(
    "/articles/{article_id}",
    operation_id="get_article",
    summary="Get one article",
    responses=RECORD_ANSWERS,
    dependencies=[Depends(given_once(ItemParameters))],
)
def get(
    request: Request, session: ReadSession, article_id: ArticleId, query: Annotated[ItemParameters, Query()]
) -> Response:
    """The full record with offsets and origins; by `Accept` also as schema.org NewsArticle, ninjs 3.1 or Markdown."""
    media_type = accepted(request, JSON, *FORMS)
    found = get_article(session, article_id, indirect="indirect" in query.include)
    if found is None:
        raise missing(session, article_id)
    if media_type == JSON:
        shape = Shape(frozenset(query.fields), query.offsets)
        return item_response(request, shape.article(found.json), found.changed_at)
    written = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    return item_response(request, FORMS[media_type](found.json), found.changed_at, written)


@admin_router.delete(
    "/articles/{article_id}",
    operation_id="delete_article",
    summary="Delete an article",
    status_code=204,
    responses={
        204: {"description": "Deleted."},
        **documented(ValidationFailed, NotFound, Gone, PreconditionFailed, StorageFull),
    },
)
def delete(
    request: Request,
    article_id: ArticleId,
    _query: Annotated[NoParameters, Query()],
    _if_match: IfMatch = None,
) -> Response:
    """Delete an article with its revisions, quotes and mentions. Its address stays known: a later post answers 410."""
    with writing(state_of(request).engine) as session:
        if not delete_article(session, article_id, precondition=condition_of(request)):
            raise missing(session, article_id)
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


@router.get(
    "/articles/{article_id}/similar",
    operation_id="list_similar_articles",
    summary="List near-duplicates",
    responses=list_answers(SimilarPage, NotFound, Gone),
    dependencies=[Depends(given_once(SimilarParameters))],
)
def list_similar(
    request: Request, session: ReadSession, article_id: ArticleId, query: Annotated[SimilarParameters, Query()]
) -> Response:
    """The same story elsewhere: articles of its group of near-duplicates, most similar first."""
    if last_seen_at(session, article_id) is None:
        raise missing(session, article_id)
    wanted = SimilarFilter(article_id)
    return page_response(
        request, session, query, wanted, lambda session, page: list_similar_articles(session, wanted, page)
    )


@raw_router.get(
    "/articles/{article_id}/page",
    operation_id="get_article_page",
    summary="Get the page of an article",
    response_class=Response,
    responses={
        200: {
            "description": "The bytes as they were posted.",
            "content": {"text/plain": TEXT | {"example": PAGE_EXAMPLE}},
        },
        **NOT_MODIFIED,
        **documented(ValidationFailed, NotFound, Gone),
    },
)
def get_page(request: Request, article_id: ArticleId, _query: Annotated[NoParameters, Query()]) -> Response:
    """The page of the newest revision, byte for byte, as plain text that no browser runs."""
    page = stored_page(state_of(request).engine, article_id)
    return item_response(request, page.content, None, "text/plain", {"Content-Security-Policy": "sandbox"})


def missing(session: Session, article_id: UUID) -> Gone | NotFound:
    """The error for an article that is not there: was it deleted, or never known?"""
    if is_deleted(session, article_id):
        return Gone("the article was deleted")
    return NotFound("no article has this id")


def _shape_of(query: ArticleParameters) -> Shape:
    shown = frozenset(query.fields) | (frozenset(query.include) if query.fields else frozenset())
    hidden = frozenset() if "body" in query.members().members else frozenset({"body"})
    return Shape(shown, query.offsets, hidden)


def _with_text(wanted: Wanted, shape: Shape) -> Wanted:
    """Other units are counted in the texts themselves."""
    return wanted if shape.offsets == "codepoint" else Wanted(wanted.members | {"body"}, wanted.indirect)
