"""Base model of all records, and the format of times."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, PlainSerializer

TextField = Literal["headline", "lede", "body"]


def utc_text(moment: datetime) -> str:
    """RFC 3339 in UTC with `Z`, microseconds only where there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


UtcTime = Annotated[AwareDatetime, PlainSerializer(utc_text, return_type=str, when_used="json")]


class Record(BaseModel):
    """Immutable value that refuses unknown members."""

    model_config = ConfigDict(frozen=True, extra="forbid")
