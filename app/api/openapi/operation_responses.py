"""What the description says of an operation: its answers with examples, and each of its errors."""

from typing import Any

import orjson

from app.api.openapi.examples import example_of
from app.api.response.negotiation import JSON, NDJSON
from app.api.response.problems import documented
from app.errors import InvalidCursor, NewsError, NotAcceptable, NotFound, ValidationFailed

Answers = dict[int | str, dict[str, Any]]
NOT_MODIFIED: Answers = {304: {"description": "The client has this version (`If-None-Match`)."}}
TEXT: dict[str, Any] = {"schema": {"type": "string"}}


def answers(model: Any, *errors: type[NewsError]) -> Answers:
    """The `responses` of a read: its model with an example, and its errors."""
    content = {JSON: {"example": example_of(model)}}
    found = {"model": model, "description": "Found.", "content": content}
    return {200: found, **NOT_MODIFIED, **documented(ValidationFailed, NotAcceptable, *errors)}


def list_answers(model: Any, *errors: type[NewsError], is_exported: bool = False) -> Answers:
    """The `responses` of a list; of an exported one also as NDJSON."""
    described = answers(model, InvalidCursor, *errors)
    if is_exported:
        item = example_of(model)["items"][0]
        described[200]["content"][NDJSON] = TEXT | {"example": orjson.dumps(item).decode() + "\n"}
    return described


def item_answers(model: Any, *errors: type[NewsError]) -> Answers:
    """The `responses` of one record."""
    return answers(model, NotFound, *errors)
