"""Models of one page of results."""

from typing import Generic, Literal, TypeVar

from pydantic import Field

from app.schemas.base import Model
from app.schemas.entity import MatchedEntity

Item = TypeVar("Item")


class Count(Model):
    value: int = Field(ge=0, description="Number of matches.")
    relation: Literal["eq", "gte"] = Field(description="`gte` when counting stopped early.")


class PageInfo(Model):
    """Cursors of the next and the previous page of results.

    Send a cursor with the same filters and the same `sort`.
    """

    limit: int = Field(ge=1, le=200, description="Maximum number of items on this page.")
    next_cursor: str | None = Field(description="Cursor of the next page; null on the last one.")
    prev_cursor: str | None = Field(description="Cursor of the previous page; null on the first one.")
    count: Count | None = Field(description="Number of matches; null unless `count` requests it.")


class Page(Model, Generic[Item]):
    """A page of results, in the order of `sort`."""

    items: list[Item] = Field(description="The items, at most `limit`.")
    page: PageInfo


class Naming(Model):
    """How the values of a filter were understood.

    Lists the entities that match, the publishers without articles, and the frequent search words. A frequent word
    matches its inflected forms, but not all longer words that begin with it.
    """

    matched_entities: list[MatchedEntity] | None = Field(
        default=None,
        description="Records that `entity`, `speaker` and `mentions` mean, best known first; only if one of them is "
        "given. A name that matches no entity has no record.",
    )
    unknown_publishers: list[str] | None = Field(
        default=None,
        description="Domains that `publisher` or `not_publisher` names, but no stored article; only if there are any.",
        examples=[["trthaber.example"]],
    )
    whole_words: list[str] | None = Field(
        default=None,
        description="Words of `q` or `about` (in lower case, without accents) that match inflected forms, but not all "
        "longer words that begin with them, because at least 1,000 articles or quotes contain them; only if there are "
        "any.",
        examples=[["turkiye"]],
    )


class NamingPage(Naming, Page[Item], Generic[Item]):
    """A page of results that also tells how the values of the filter were understood."""
