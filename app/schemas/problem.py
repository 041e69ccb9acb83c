"""What an error looks like on the wire: RFC 9457 problem details."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class ProblemError(BaseModel):
    """One thing that is wrong with a request; the value sent is never repeated."""

    in_: Literal["query", "body", "path", "header"] = Field(alias="in", description="Part of the request.")
    pointer: str = Field(description="Parameter or member, as a JSON pointer.")
    code: str = Field(description="Stable code of the rule broken.")
    message: str = Field(description="What the value must be, for people.")


class Problem(BaseModel):
    """An error; some types have further members, such as `limit_bytes` or `page_type`."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="Address of a page that explains the type.")
    title: str = Field(description="The same for every problem of the type.")
    status: int = Field(description="Status code.")
    detail: str = Field(description="What happened this time.")
    instance: str = Field(description="To quote in a report.")
    errors: list[ProblemError] | None = Field(default=None, description="Each wrong parameter or member, at most 50.")


class ProblemType(BaseModel):
    """What a problem type means."""

    type: str = Field(description="Address of this page.")
    title: str = Field(description="Title of every problem of the type.")
    status: int = Field(description="Status code.")
    about: str = Field(description="When it comes, and what to do.")


class Status(BaseModel):
    """The service lives, or is ready."""

    status: Literal["ok"] = Field(description="Always `ok`: what is not is answered 503.")
