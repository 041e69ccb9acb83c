"""Articles: lists, records in several forms, near-duplicates, deletion."""

from collections.abc import Mapping
from typing import Annotated, Any
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
from app.api.request.prepared_route import answered_early_by
from app.api.response.caching import item_response, known_item, known_list, list_etag, not_modified
from app.api.response.formats import FORMS
from app.api.response.list_page import link_feeds, page_response, slice_response
from app.api.response.negotiation import JSON, accepted, prefers_json
from app.api.response.projection import Shape
from app.api.state.application import reading_engine, state_of
from app.errors import Gone, NotFound, PreconditionFailed, StorageFull
from app.schemas.article import ArticleRead
from app.schemas.lists import ArticlePage, SimilarPage
from app.schemas.sample import SAMPLE_ARTICLE_ID, SAMPLE_PAGE
from app.services.stored_pages import stored_page
from app.store.preconditions import record_tag
from app.store.queries.article_queries import ArticleQuery, get_article, list_articles
from app.store.queries.listing import ListRequest, Slice
from app.store.queries.members import Wanted
from app.store.queries.revision_queries import last_seen_at
from app.store.queries.similar import SimilarFilter, list_similar_articles
from app.store.queries.versions import ArticleVersion, article_version
from app.store.search.query import Search
from app.store.session import writing
from app.store.writes import delete_article, is_deleted

router = APIRouter(prefix="/v1", tags=["articles"], **guarded("read"))
admin_router = APIRouter(prefix="/v1", tags=["articles"], **guarded("admin"))
raw_router = APIRouter(prefix="/v1", tags=["articles"], **guarded("raw"))
ArticleId = Annotated[UUID, Path(description="Id of the article.", examples=[SAMPLE_ARTICLE_ID])]
_FED = frozenset(FeedParameters.model_fields)
# `newest_page` can read a list without a database session only if the request has no other parameters than these
_PLAIN = frozenset(("limit", "sort", "q"))
RECORD_RESPONSES = item_responses(ArticleRead, Gone, is_dated=True)
RECORD_RESPONSES[200][OTHER_MEDIA_TYPES] = FORM_EXAMPLES


def newest_page(arguments: Mapping[str, Any]) -> Response | None:
    """Answer a request for a list of articles without a database session, or return None if it needs one.

    A 304, the first page of all articles and the first page of a search by `q` alone need no session.
    """
    request, query = arguments["request"], arguments["query"]
    if not _PLAIN.issuperset(query.model_fields_set) or not prefers_json(request):
        return known_list(arguments)
    reader, page = state_of(request).loop_reader, ListRequest(query.sort, None, query.limit)
    seq = reader.last_seq()
    if seq is None or state_of(request).cursor_secret is None:
        return None
    headers = list_etag(request, seq)
    if known := not_modified(request, headers):
        return known
    found = reader.newest(page, seq, None if query.q is None else Search(query.q))
    if found is None:
        return None
    cards, whole = found
    words = {"whole_words": whole} if whole else {}
    return _with_feeds(request, slice_response(request, query, query.articles(), cards, headers, words))


@router.get(
    "/articles",
    operation_id="list_articles",
    summary="List articles",
    responses=list_responses(ArticlePage, is_exported=True),
    dependencies=[Depends(given_once(ArticleParameters)), LargeRead],
)
@answered_early_by(newest_page)
def list_(request: Request, session: ReadSession, query: Annotated[ArticleParameters, Query()]) -> Response:
    """List cards of articles, newest first. Filters narrow the list, `q` searches.

    With `Accept: application/x-ndjson` all matches are exported, one per line, or the first `limit` if `limit` is
    given. A page of results that exceeds 2 MiB ends before `limit`: continue with `page.next_cursor`.
    """
    shape = _shape_of(query)
    selected = ArticleQuery(query.articles(), _with_body(query.members(), shape), query.has_snippets)

    def read(session: Session, page: ListRequest) -> Slice:
        return list_articles(session, selected, page).map(shape.article)

    is_large = bool(query.include or query.fields)
    found = page_response(request, session, query, selected.filter, read, is_exported=True, has_large_items=is_large)
    return _with_feeds(request, found)


def known_record(arguments: Mapping[str, Any]) -> Response | None:
    """Return a 304 answer if the client has the current record, else None; used by `answered_early_by`."""
    request, query = arguments["request"], arguments["query"]
    if "if-none-match" not in request.headers:
        return None
    version = state_of(request).loop_reader.version(arguments["article_id"])
    return known_item(request, _tag(request, query, version), version.changed_at) if version else None


@router.get(
    "/articles/{article_id}",
    operation_id="get_article",
    summary="Get one article",
    responses=RECORD_RESPONSES,
    dependencies=[Depends(given_once(ItemParameters))],
)
@answered_early_by(known_record)
def get(
    request: Request, session: ReadSession, article_id: ArticleId, query: Annotated[ItemParameters, Query()]
) -> Response:
    """Get the full record with its offsets and the origin of each field.

    With `Accept`, the record is also available as schema.org NewsArticle (`application/ld+json`), ninjs 3.1
    (`application/vnd.iptc.ninjs+json`) or Markdown (`text/markdown`).
    """
    media_type = accepted(request, JSON, *FORMS)
    version = article_version(session, article_id)
    if version is None:
        raise missing_article(session, article_id)
    tag = _tag(request, query, version)
    if answer := known_item(request, tag, version.changed_at):
        return answer
    record = get_article(session, article_id, indirect="indirect" in query.include)
    if record is None:  # the article was deleted after its version was read
        raise missing_article(session, article_id)
    write = FORMS.get(media_type) or Shape(frozenset(query.fields), query.offsets).article
    content_type = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    return item_response(request, write(record.json), version.changed_at, content_type, tag=tag)


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
    """Delete an article with its revisions, quotes and mentions.

    A page posted later with the address of the article is refused with 410.
    """
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
    """List the near-duplicates of an article (articles with the same story), most similar first."""
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
    page = stored_page(reading_engine(request), article_id)
    return item_response(request, page.content, None, "text/plain", {"Content-Security-Policy": "sandbox"})


def missing_article(session: Session, article_id: UUID) -> Gone | NotFound:
    """Return the error for an article that is not stored: Gone if it was deleted, NotFound if it never existed."""
    if is_deleted(session, article_id):
        return Gone("the article was deleted")
    return NotFound("no article has this id")


def _with_feeds(request: Request, answer: Response) -> Response:
    link_feeds(request, answer, _FED)
    return answer


def _tag(request: Request, query: ItemParameters, version: ArticleVersion) -> str:
    """Return the entity tag of an article's record, which depends on its version and on what the request asks for.

    A request asks for a media type and, in JSON, for certain members and a unit of offsets.
    """
    media_type = accepted(request, JSON, *FORMS)
    form = query.model_dump_json(exclude_defaults=True).encode() if media_type == JSON else b""
    return record_tag(version.stamp, media_type.encode(), form.removeprefix(b"{}"))


def _shape_of(query: ArticleParameters) -> Shape:
    shown = frozenset(query.fields) | (frozenset(query.include) if query.fields else frozenset())
    hidden = frozenset() if "body" in query.members().members else frozenset({"body"})
    return Shape(shown, query.offsets, hidden)


def _with_body(members: Wanted, shape: Shape) -> Wanted:
    """Return `members` with the body, if the request asks for a unit of offsets that must be computed from the text."""
    return members if shape.offsets == "codepoint" else Wanted(members.members | {"body"}, members.indirect)
