"""The description of the API (OpenAPI 3.1), with errors under the media type they have, and examples as they are."""

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from app.api.response.negotiation import JSON
from app.api.response.problems import MEDIA_TYPE
from app.api.state.application import AppState

Response = dict[str, Any]


class DescribedApp(FastAPI):
    """An app of routers whose description is made once."""

    def __init__(self, state: AppState, routers: Sequence[APIRouter], **options: Any) -> None:
        super().__init__(**options)
        self.state = state  # type: ignore[assignment]  # typed, instead of the framework's bag of anything
        self.routers = routers
        for router in routers:
            self.include_router(router)

    def openapi(self) -> dict[str, Any]:
        """The description, mended: the framework drops nulls from examples, and takes problem documents for JSON."""
        if self.openapi_schema is None:
            description = super().openapi()
            routes = (route for router in self.routers for route in router.routes)
            for route in routes:
                if isinstance(route, APIRoute) and route.include_in_schema:
                    for response, declared in _responses(description, route):
                        _mend(response.get("content", {}), declared.get("content", {}))
        return super().openapi()


def _responses(description: dict[str, Any], route: APIRoute) -> Iterator[tuple[Response, Response]]:
    """Each response of a route as described, and as it was declared."""
    for method in route.methods or ():
        described = description["paths"][route.path_format][method.lower()]["responses"]
        yield from ((described[str(status)], declared) for status, declared in route.responses.items())


def _mend(content: dict[str, Any], declared: dict[str, Any]) -> None:
    for media_type, form in declared.items():
        if "example" in form:
            content[media_type]["example"] = form["example"]
    for form in content.values():
        form.get("schema", {}).pop("title", None)  # made of the operation's name
    if MEDIA_TYPE in content:
        content[MEDIA_TYPE] = content.pop(JSON) | content[MEDIA_TYPE]
