"""Base model of all records, and the format of times."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, PlainSerializer

TextField = Literal["headline", "lede", "body"]


def utc_text(moment: datetime) -> str:
    """Format a time as RFC 3339 in UTC with `Z`; microseconds only if they are not zero."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


UtcTime = Annotated[AwareDatetime, PlainSerializer(utc_text, return_type=str, when_used="json")]


# address of the schema of a model in the OpenAPI description
SCHEMA_ADDRESS = "#/components/schemas/{model}"


def reference_to(model: type[BaseModel]) -> dict[str, str]:
    """Return a reference (`$ref`) to the schema of a model, for the OpenAPI description."""
    return {"$ref": SCHEMA_ADDRESS.format(model=model.__name__)}


class Model(BaseModel):
    """Base of all models: its validator is built when it is first used, because a process uses few of the models."""

    model_config = ConfigDict(defer_build=True)


class Record(Model):
    """Base model: immutable, and refuses unknown members."""

    model_config = ConfigDict(frozen=True, extra="forbid")
