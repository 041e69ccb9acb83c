"""Metadata that a sender gives with a news page, and the result of posting the page."""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, ConfigDict, Field

from app.schemas.article import ExtractionWarning
from app.schemas.base import Model, Record, UtcTime
from app.text.safe import checked_text, safe_text
from app.text.text_numbers import URL_LONGEST
from app.text.url import canonical_url

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)")
CLOCK_SLACK = timedelta(minutes=5)  # how far in the future `fetched_at` may be, because clocks differ
_OF_THE_MACHINE = {"localtime", "Factory"}  # names of time zones that are refused, because they name no region
_LANGUAGE = r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$"


def _moment(value: Any) -> Any:
    """Refuse numbers, dates without a time, and times without a UTC offset."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _RFC3339.fullmatch(value.replace(" ", "+") if value[10:11] != " " else value):
        raise ValueError("must be RFC 3339 with seconds and offset, for example 2023-09-20T10:08:00+03:00")
    return value.replace(" ", "+") if value[10:11] != " " else value


def _in_range(moment: datetime) -> datetime:
    """Refuse a time that lies outside the years 1 to 9999 after it is converted to UTC."""
    try:
        moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("must lie within the years 1 to 9999, also when converted to UTC") from error
    return moment


def _already(moment: datetime) -> datetime:
    """Refuse a time in the future: if stored, it would make every later post of the same URL count as stale."""
    if moment > datetime.now(UTC) + CLOCK_SLACK:
        raise ValueError("must not lie in the future")
    return moment


def _address(url: str) -> str:
    if len(url) > URL_LONGEST or canonical_url(url) is None:
        raise ValueError(
            f"must be an absolute http(s) address of at most {URL_LONGEST:,} characters, without credentials"
        )
    return url


def _zone(name: str) -> str:
    if name not in available_timezones() - _OF_THE_MACHINE:
        raise ValueError("must be an IANA time zone, for example Europe/Istanbul")
    return name


# The pattern is only for the OpenAPI document: the validator of `SafeText` checks the text, and normalizes it.
_WITHOUT_NUL = Field(json_schema_extra={"pattern": "^[^\\u0000]*$"})
SafeText = Annotated[str, AfterValidator(safe_text), _WITHOUT_NUL]
TextAsSent = Annotated[str, AfterValidator(checked_text), _WITHOUT_NUL]
Moment = Annotated[AwareDatetime, BeforeValidator(_moment), AfterValidator(_in_range)]
Address = Annotated[SafeText, AfterValidator(_address), Field(json_schema_extra={"format": "uri"})]
Zone = Annotated[SafeText, AfterValidator(_zone), Field(json_schema_extra={"format": "iana-time-zone"})]


class PageOptions(Model):
    """Metadata that the sender states about a page."""

    model_config = ConfigDict(extra="forbid")

    url: Address | None = Field(
        default=None,
        description="Address the page was fetched from.",
        examples=["https://www.portcourier.example/local/bridge"],
    )
    fetched_at: Annotated[Moment, AfterValidator(_already)] | None = Field(
        default=None,
        description="Time of the fetch; RFC 3339 with seconds and offset.",
        examples=["2024-01-15T08:00:00Z"],
    )
    language: Annotated[str, Field(pattern=_LANGUAGE)] | None = Field(
        default=None, description="Language tag, if known.", examples=["tr"]
    )
    timezone: Zone | None = Field(
        default=None, description="IANA zone of times printed without offset.", examples=["Europe/Istanbul"]
    )
    force: bool = Field(default=False, description="Store a page that is not an article, with its real page type.")


class IngestRequest(PageOptions):
    """A news page as text in JSON, with its metadata."""

    html: TextAsSent = Field(description="The page as text.")

    def page(self) -> bytes:
        """Return the page as UTF-8 bytes."""
        return self.html.encode()


class IngestedArticle(Record):
    id: UUID = Field(description="Id of the article.")
    url: str | None = Field(description="Canonical URL.", examples=["https://www.portcourier.example/local/bridge"])
    headline: str = Field(description="Headline.")
    published_at: UtcTime | None = Field(description="Publication time in UTC.")


class IngestCounts(Record):
    blocks: int = Field(ge=0, description="Number of blocks with prose.")
    quotes: int = Field(ge=0, description="Number of quotes.")
    entities: int = Field(ge=0, description="Number of entities.")


class IngestResult(Record):
    """Result of posting a page."""

    outcome: Literal["created", "unchanged", "revised", "stale"] = Field(description="Effect on the stored article.")
    article: IngestedArticle
    revision: int = Field(ge=1, description="Number of the revision.")
    changed_fields: tuple[str, ...] = Field(description="Members of the record that changed, when `revised`.")
    duplicate_of: UUID | None = Field(description="Earlier article with the same body; it may be deleted by now.")
    counts: IngestCounts
    warnings: tuple[ExtractionWarning, ...] = Field(description="Values that were assumed, cut off or ignored.")
