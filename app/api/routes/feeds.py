"""Feeds of articles: RSS 2.0, Atom (RFC 4287), JSON Feed 1.1."""

from collections.abc import Mapping
from typing import Annotated, Literal

import orjson
from fastapi import APIRouter, Depends, Path, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.api.openapi.examples import FEED_EXAMPLES
from app.api.openapi.operation_responses import not_modified_responses, operation_errors
from app.api.openapi.response_headers import declared_headers
from app.api.request.auth import guarded
from app.api.request.dependencies import ReadSession, given_once
from app.api.request.parameters import FeedParameters
from app.api.response.caching import list_etag, not_modified, stored_response
from app.api.response.formats.feed_documents import FEEDS, FeedInfo
from app.api.response.formats.feed_title import feed_title
from app.errors import NotFound
from app.store.entities.meant import id_of
from app.store.filters import ArticleFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.change_queries import last_seq
from app.store.queries.entity_queries import entity_names
from app.store.queries.listing import ListRequest
from app.store.queries.matched import matched_entities

router = APIRouter(prefix="/v1/feeds", tags=["feeds"], **guarded("read"))
Form = Annotated[Literal["rss", "atom", "json"], Path(description="Form of the feed.", examples=["rss"])]


@router.get(
    "/articles.{form}",
    operation_id="get_feed",
    summary="Get a feed of articles",
    response_class=Response,
    responses={
        200: {
            "description": "The newest articles that match.",
            "content": FEED_EXAMPLES,
            "headers": declared_headers("ETag"),
        },
        **not_modified_responses("ETag"),
        **operation_errors(NotFound),
    },
    dependencies=[Depends(given_once(FeedParameters))],
)
def get_feed(request: Request, session: ReadSession, form: Form, query: Annotated[FeedParameters, Query()]) -> Response:
    """Get the newest articles that match, for feed readers: subscribe to this address with its parameters.

    The feed also names the entities that `entity` and `speaker` mean: an RSS or Atom feed lists them as categories, a
    JSON feed in `_manset.matched_entities`.
    """
    feed = FEEDS[form]
    headers = list_etag(request, last_seq(session), feed.media_type)
    if answer := not_modified(request, headers):
        return answer
    selected = query.articles()
    found = list_articles(session, ArticleQuery(selected), ListRequest("-published_at", None, query.limit))
    title, named = feed_title(selected, _names(session, selected)), matched_entities(session, selected) or ()
    info = FeedInfo(str(request.url), str(request.base_url), title, named)
    body = feed.write(info, [orjson.loads(item) for item in found.items])
    return stored_response(request, body, headers, feed.media_type)


def _names(session: Session, selected: ArticleFilter) -> Mapping[str, str]:
    """Map each entity id in the filter, spelled as the client sent it, to the name of the entity."""
    sent = {name: number for name in (*selected.entity, *selected.speaker) if (number := id_of(name))}
    names = entity_names(session, sent.values()) if sent else {}
    return {name: names.get(number, name) for name, number in sent.items()}
