"""Base model of all records, and the format of times."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, PlainSerializer

TextField = Literal["headline", "lede", "body"]


def utc_text(moment: datetime) -> str:
    """Format a time as RFC 3339 in UTC with `Z`; microseconds only if they are not zero."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


UtcTime = Annotated[AwareDatetime, PlainSerializer(utc_text, return_type=str, when_used="json")]


class Record(BaseModel):
    """Base model: immutable, and refuses unknown members."""

    model_config = ConfigDict(frozen=True, extra="forbid")
