"""Error responses: RFC 9457 problem details."""

from typing import Literal

from pydantic import ConfigDict, Field

from app.schemas.base import Model


class ProblemError(Model):
    """One invalid parameter or member of a request. Its value is never repeated."""

    in_: Literal["query", "body", "path", "header"] = Field(alias="in", description="Part of the request.")
    pointer: str = Field(description="Parameter or member, as a JSON pointer.")
    code: str = Field(description="Stable code of the violated rule.")
    message: str = Field(description="Requirement that the value violates, in plain English.")


class Problem(Model):
    """An error response. Some types of problem have further members, such as `limit_bytes` or `page_type`."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="URL of a page that explains the type.")
    title: str = Field(description="Short title, the same for all problems of the type.")
    status: int = Field(description="Status code.")
    detail: str = Field(description="Explanation of this occurrence.")
    instance: str = Field(description="Id of this occurrence, for error reports.")
    errors: list[ProblemError] | None = Field(default=None, description="Each wrong parameter or member, at most 50.")


class ProblemType(Model):
    """Explanation of a type of problem."""

    type: str = Field(description="URL of this page.")
    title: str = Field(description="Title of every problem of the type.")
    status: int = Field(description="Status code.")
    about: str = Field(description="When the problem occurs and what to do.")


class Status(Model):
    """Health of the service."""

    status: Literal["ok"] = Field(description="Always `ok`; an unhealthy service answers 503.")
