"""The tools: search articles, get an article, find quotes and statements, get an entity, list changes.

All tools only read.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from pydantic import BaseModel, Field, ValidationError
from sqlalchemy import Engine
from sqlmodel import Session

from app.api.request.filter_parameters import ArticleFilters
from app.api.request.quote_parameters import QuoteParameters
from app.errors import NotFound, ValidationFailed
from app.mcp.citations import Json, article_card, cards, citation, full_article, loaded
from app.schemas.base import utc_text
from app.schemas.quote import QuoteKind
from app.store.entities.meant import id_of
from app.store.filters import ArticleFilter, ChangeFilter, EntityFilter, RelatedFilter, StatementFilter
from app.store.queries.article_queries import ArticleQuery, get_article, list_articles
from app.store.queries.change_queries import list_changes
from app.store.queries.entity_queries import list_entities, list_related_entities
from app.store.queries.listing import ListRequest
from app.store.queries.quote_queries import QuoteExtras, get_quote, list_quotes
from app.store.queries.quote_stats import count_quote_values
from app.store.queries.revision_queries import diff_revisions, number_before
from app.store.queries.similar import SimilarFilter, list_similar_articles
from app.store.queries.statement_queries import get_statement, list_statements
from app.store.queries.stats_queries import Facet, count_articles, count_intervals, count_values, find_range
from app.store.session import reading
from app.text.intervals import Interval, interval_starts

MOST, MAX_INTERVALS = 50, 400
Filters = TypeVar("Filters", bound=BaseModel)
_INTERVALS = get_args(Interval)
Names = Annotated[list[str] | None, Field(description="Names or ids of entities; all must match.")]
Search = Annotated[str | None, Field(description='Words (all must match), "a phrase", -not, OR, prefix*.')]
Speakers = Annotated[list[str] | None, Field(description="Names or ids of speakers; one must match.")]
Agencies = Annotated[list[str] | None, Field(description="Codes of wire services, such as AA.")]
Sections = Annotated[list[str] | None, Field(description="Sections, such as dunya.")]
Limit = Annotated[int, Field(ge=1, le=MOST, description="Maximum number of items to return.")]
Publisher = Annotated[list[str] | None, Field(description="Domains of publishers, such as trthaber.com.")]
Language = Annotated[list[str] | None, Field(description="ISO 639 codes, such as tr or en.")]
After = Annotated[str | None, Field(description="Published at this time or later, RFC 3339: 2023-09-01T00:00:00Z.")]
Before = Annotated[str | None, Field(description="Published before this time, RFC 3339.")]
Once = Annotated[bool, Field(description="List a story once, however many sites carried it.")]
Zone = Annotated[str, Field(description="IANA zone in which intervals of count_by begin.")]
Inside = Annotated[list[str] | None, Field(description="Entities named inside the quote; all must match.")]
About = Annotated[str | None, Field(description="Words that the article of the quote must contain.")]
Kinds = Annotated[list[QuoteKind] | None, Field(description="Kinds of quotes.")]
Type = Annotated[Literal["person", "organization", "location"] | None, Field(description="Type of the entity.")]
ArticleCount = Facet | Interval
QuoteCount = Literal["speaker", "mentions", "publisher", "kind"]
CountArticles = Annotated[ArticleCount | None, Field(description="Also count the matches by this.")]
CountQuotes = Annotated[QuoteCount | None, Field(description="Also count the quotes by this.")]


class ReadTools:
    """The tools as methods. All of them read the same database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def all(self) -> tuple[Callable[..., Json], ...]:
        """Return the tools; their names, parameters and docstrings are what a model sees."""
        found = self.search_articles, self.get_article, self.find_quotes, self.find_statements
        return *found, self.get_entity, self.list_changes

    def search_articles(
        self,
        query: Search = None,
        entity: Names = None,
        speaker: Speakers = None,
        publisher: Publisher = None,
        agency: Agencies = None,
        section: Sections = None,
        language: Language = None,
        published_after: After = None,
        published_before: Before = None,
        collapse_duplicates: Once = False,
        count_by: CountArticles = None,
        timezone: Zone = "UTC",
        limit: Limit = 10,
    ) -> Json:
        """Search news articles by words, names, publishers and time, newest first.

        Returns the number of all matches (`total`) and the newest articles; if `query` is given, each article has the
        passages that match (`snippets`). With `count_by`, also counts all matches by publisher, agency, section, tag,
        language, entity, speaker or author, or by hour, day, week, month or year.
        """
        named = {"entity": entity, "speaker": speaker, "publisher": publisher, "agency": agency, "section": section}
        time = {"published_after": published_after, "published_before": published_before}
        given = {"q": query, "language": language, **named, **time}
        chosen = _checked(ArticleFilters, given, collapse_duplicates).articles()
        request = ListRequest("-published_at", limit=limit)
        with reading(self._engine) as session:
            found = list_articles(session, ArticleQuery(chosen, snippets=bool(query)), request)
            answer: Json = {"total": count_articles(session, chosen), "articles": cards(found)}
            if count_by:
                answer["counts"] = _counts(session, chosen, count_by, timezone)
        return answer

    def get_article(
        self,
        article: Annotated[str, Field(description="Id or address (URL) of the article.")],
        changes: Annotated[bool, Field(description="Also list the fields that the last revision changed.")] = False,
        similar: Annotated[
            bool, Field(description="Also list the articles of other sites with the same story.")
        ] = False,
    ) -> Json:
        """Get an article: headline, lede, body, all entities and quotes. `address` says where a quote's words are."""
        with reading(self._engine) as session:
            article_id = _article_id(session, article)
            found = get_article(session, article_id)
            if found is None:
                raise NotFound("no article has this id or address")
            answer = full_article(orjson.loads(found.json))
            if changes:
                number = answer["revision"]
                diff = diff_revisions(session, article_id, number, number_before(session, article_id, number))
                answer["changes"] = orjson.loads(diff)["changes"] if diff else []
            if similar:
                others = list_similar_articles(
                    session, SimilarFilter(article_id), ListRequest("-similarity", limit=MOST)
                )
                answer["similar"] = cards(others)
        return answer

    def find_quotes(
        self,
        speaker: Speakers = None,
        mentions: Inside = None,
        about: About = None,
        query: Search = None,
        kind: Kinds = None,
        publisher: Publisher = None,
        language: Language = None,
        published_after: After = None,
        published_before: Before = None,
        collapse_duplicates: Once = True,
        count_by: CountQuotes = None,
        limit: Limit = 20,
    ) -> Json:
        """Find quotes by speaker, topic and words, newest first; `query` searches the quoted words.

        `text` holds the exact words; cite them with their `address`.
        """
        said = {"speaker": speaker, "mentions": mentions, "about": about, "q": query, "kind": kind}
        time = {"published_after": published_after, "published_before": published_before}
        given = {"publisher": publisher, "language": language, **said, **time}
        chosen = _checked(QuoteParameters, given, collapse_duplicates).quotes()
        with reading(self._engine) as session:
            found = list_quotes(session, chosen, ListRequest("-published_at", limit=limit), QuoteExtras(article=True))
            answer: Json = {"quotes": [citation(quote, quote["article"]) for quote in loaded(found.items)]}
            if count_by:
                answer["counts"] = count_quote_values(session, chosen, count_by, MOST)
        return answer

    def find_statements(
        self,
        speaker: Speakers = None,
        mentions: Inside = None,
        about: About = None,
        query: Search = None,
        published_after: After = None,
        published_before: Before = None,
        min_articles: Annotated[
            int, Field(ge=1, description="Minimum number of articles that carry the statement.")
        ] = 1,
        limit: Limit = 10,
    ) -> Json:
        """Find statements: what a speaker said, listed once with every article that quotes it; most articles first.

        `first` is where the words were published first, `wordings` are the forms in which they were printed.
        """
        said = {"speaker": speaker, "mentions": mentions, "about": about, "q": query}
        given = {**said, "published_after": published_after, "published_before": published_before}
        chosen = StatementFilter(_checked(QuoteParameters, given, False).quotes(), min_articles=min_articles)
        with reading(self._engine) as session:
            found = list_statements(session, chosen, ListRequest("-article_count", limit=limit))
            ids = [UUID(statement["id"]) for statement in loaded(found.items)]
            return {"statements": [_statement(session, statement_id) for statement_id in ids]}

    def get_entity(
        self,
        name: Annotated[str, Field(description="Id, name, or beginning of a name.")],
        type: Type = None,  # named like the API's parameter, although `type` is also a function of Python
        limit: Limit = 10,
    ) -> Json:
        """Find the entities that a name may mean, and the entities named together with them.

        Answers with the matching entities, those with most articles first, and with the entities most often named in
        the articles of the first one (`related`, with `co_mention_count`).
        """
        with reading(self._engine) as session:
            types = (type,) if type else ()
            found = _entities(session, name, types, limit)
            if not found:
                return {"entities": [], "related": []}
            request = ListRequest("-co_mention_count", limit=limit)
            related = list_related_entities(session, RelatedFilter(UUID(found[0]["id"]), type=types), request)
            return {"entities": found, "related": loaded(related.items)}

    def list_changes(
        self,
        after: Annotated[int, Field(ge=0, description="Number of the last change that is known; 0 for all.")] = 0,
        limit: Limit = 20,
    ) -> Json:
        """List which articles were created, revised and deleted after the change `after`, oldest change first.

        To continue, call again with `next_after` as `after`.
        """
        with reading(self._engine) as session:
            found = list_changes(session, ChangeFilter(after), limit, with_articles=True)
        return {
            "changes": [orjson.loads(change.json) for change in found],
            "next_after": found[-1].seq if found else after,
        }


def _checked(model: type[Filters], given: Json, once: bool) -> Filters:
    """Validate the given values and return the API's parameters. `once`: list only one of several near-duplicates.

    Raises:
        ValidationFailed: a value is invalid; the message names its parameter.
    """
    values = {name: value for name, value in given.items() if value is not None}
    try:
        return model.model_validate({**values, "duplicates": "collapse" if once else "show"})
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_input=False))
        raise ValidationFailed("; ".join(wrong)) from error


def _article_id(session: Session, article: str) -> UUID:
    try:
        return UUID(article)
    except ValueError:
        found = list_articles(session, ArticleQuery(ArticleFilter(url=article)), ListRequest("-published_at", limit=1))
    if not found.items:
        raise NotFound("no article has this id or address")
    return UUID(article_card(orjson.loads(found.items[0]))["id"])


def _statement(session: Session, statement_id: UUID) -> Json:
    found = get_statement(session, statement_id)
    assert found is not None  # the statement exists, because this transaction has just listed it
    statement = orjson.loads(found.json)
    first = get_quote(session, UUID(statement["quote_id"]), with_article=True)
    assert first is not None
    quote = orjson.loads(first.json)
    names = ("id", "text", "speaker", "article_count", "articles")
    wordings = [wording["text"] for wording in statement["wordings"]]
    first_said = citation(quote, quote["article"])
    return {name: statement[name] for name in names} | {"wordings": wordings, "first": first_said}


def _entities(session: Session, name: str, types: tuple[str, ...], limit: int) -> list[Json]:
    number = id_of(name)
    chosen = EntityFilter(id=(number,)) if number else EntityFilter(type=types, name_prefix=name)
    return loaded(list_entities(session, chosen, ListRequest("-article_count", limit=limit)).items)


def _counts(session: Session, chosen: ArticleFilter, by: Any, timezone: str) -> list[Json]:
    if by not in _INTERVALS:
        return count_values(session, chosen, by, MOST)
    span = _span(chosen, find_range(session, chosen))
    if span is None:
        return []
    try:
        starts = interval_starts(*span, by, ZoneInfo(timezone), MAX_INTERVALS)
    except (OverflowError, ValueError, KeyError) as error:
        raise ValidationFailed("`timezone` is unknown, or a counted time is outside the years 1 to 9999") from error
    if len(starts) > MAX_INTERVALS + 1:
        raise ValidationFailed(f"count_by: more than {MAX_INTERVALS} intervals; take a longer one or a shorter range")
    counts = count_intervals(session, chosen, starts)
    return [{"start": utc_text(start), "count": count} for start, count in zip(starts, counts, strict=False)]


def _span(chosen: ArticleFilter, found: tuple[datetime, datetime] | None) -> tuple[datetime, datetime] | None:
    """Return the time range in which articles are counted; None if no article matches.

    The range begins at the filter's earliest time or, without one, at the first matching article; it ends at the last
    matching article. `found`: publication times of these two articles.
    """
    return found and (chosen.published_after or found[0], found[1])
