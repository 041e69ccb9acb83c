"""Operations below `/v1` validate parameters of path and headers as the OpenAPI document declares them."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.builders.answers import problem
from tests.builders.description import DESCRIPTION

INVALID = {"integer": ("0", "-1", "one", "9223372036854775808"), "uuid": ("1", "not-an-id")}
VALID = {"integer": "1", "uuid": str(UUID(int=1)), "string": "rss"}


def _kind(parameter: dict[str, Any]) -> str:
    schema = parameter["schema"]
    return str(schema.get("format") or schema["type"])


def _address(path: str, parameters: list[dict[str, Any]], **given: str) -> str:
    """Address of an operation; path parameters that are not given get a valid value."""
    return path.format_map({one["name"]: VALID[_kind(one)] for one in parameters} | given)


def _invalid_addresses() -> list[tuple[str, str, str]]:
    """Method, address and name of the invalid parameter: for each path parameter below `/v1`, each invalid value."""
    found = []
    for path, operations in DESCRIPTION["paths"].items():
        for method, operation in operations.items():
            of_path = [
                one for one in operation.get("parameters", ()) if one["in"] == "path" and path.startswith("/v1/")
            ]
            for one in of_path:
                values = INVALID.get(_kind(one), ("no-such-value",) if "enum" in one["schema"] else ())
                found += [(method, _address(path, of_path, **{one["name"]: bad}), one["name"]) for bad in values]
    return found


@pytest.mark.parametrize(("method", "address", "name"), _invalid_addresses())
def test_the_error_for_an_invalid_path_parameter_names_the_parameter(
    client: httpx.Client, method: str, address: str, name: str
) -> None:
    found = problem(client.request(method, address), 422, "validation-error")
    assert [(error.in_, error.pointer) for error in found.errors or ()] == [("path", f"/{name}")]


@pytest.mark.parametrize("key", ["", "x" * 300])
def test_the_error_for_an_invalid_header_names_the_header(client: httpx.Client, key: str) -> None:
    page = {"Content-Type": "text/html", "Idempotency-Key": key}
    found = problem(client.post("/v1/articles", content=b"<p>", headers=page), 422, "validation-error")
    assert [(error.in_, error.pointer) for error in found.errors or ()] == [("header", "/Idempotency-Key")]


def test_a_last_event_id_that_is_no_number_is_refused(client: httpx.Client) -> None:
    with client.stream("GET", "/v1/changes/stream", headers={"Last-Event-ID": "no number"}) as answer:
        answer.read()
        problem(answer, 422, "validation-error")
