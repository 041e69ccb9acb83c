"""The FastAPI application, and corrections of the OpenAPI 3.1 description that FastAPI generates."""

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute
from pydantic import BaseModel

from app.api.openapi.response_headers import HEADERS, declare_headers
from app.api.response.negotiation import JSON
from app.api.response.problems import MEDIA_TYPE
from app.api.state.application import AppState
from app.schemas.ingest_models import IngestRequest

Json = dict[str, Any]
# models that FastAPI does not know, because routes parse these request bodies themselves
_REQUEST_MODELS: tuple[type[BaseModel], ...] = (IngestRequest,)


class DescribedApp(FastAPI):
    """FastAPI application that includes `routers` and has a typed `state`."""

    def __init__(self, state: AppState, routers: Sequence[APIRouter], **options: Any) -> None:
        super().__init__(**options)
        self.state = state  # type: ignore[assignment]  # typed; the framework's own state accepts any attribute
        self.routers = routers
        for router in routers:
            # add the routes and not their router: with `include_router`, each request would search the routes twice
            self.router.routes.extend(router.routes)
            _analyse_parameters(router)

    def openapi(self) -> Json:
        """Return the OpenAPI description, generated at the first call.

        Corrects three faults of FastAPI: it drops nulls from examples, declares error responses as `application/json`
        instead of `application/problem+json`, and declares no response headers.
        """
        if self.openapi_schema is None:
            description = super().openapi()
            _add_components(description["components"])
            for operation, route in _operations(description, self.routers):
                for status, declared in route.responses.items():
                    _restore_content(operation["responses"][str(status)], declared)
                _spell_out_arrays(operation)
                declare_headers(operation)
        return super().openapi()


def _analyse_parameters(router: APIRouter) -> None:
    """Fill FastAPI's cache of parameter models before the first request.

    FastAPI fills this cache without a lock: if two threads fill it at the same time, each builds its own model of the
    same parameters, and `/openapi.json` fails.
    """
    for route in router.routes:
        if isinstance(route, APIRoute):
            get_flat_params(route.dependant)


def _operations(description: Json, routers: Sequence[APIRouter]) -> Iterator[tuple[Json, APIRoute]]:
    for route in (route for router in routers for route in router.routes):
        if isinstance(route, APIRoute) and route.include_in_schema:
            for method in route.methods or ():
                yield description["paths"][route.path_format][method.lower()], route


def _add_components(components: Json) -> None:
    components["headers"] = HEADERS
    for model in _REQUEST_MODELS:
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        for member in schema["properties"].values():
            # leave out defaults: some client generators treat a member with a default as required
            member.pop("default", None)
        components["schemas"] |= {**schema.pop("$defs", {}), model.__name__: schema}


def _restore_content(response: Json, declared: Json) -> None:
    """Put back the examples that FastAPI changed; give the schema of errors the type `application/problem+json`."""
    content = response.get("content", {})
    for media_type, form in declared.get("content", {}).items():
        if "example" in form:
            content[media_type]["example"] = form["example"]
    for form in content.values():
        # drop the title that FastAPI derives from the name of the operation
        form.get("schema", {}).pop("title", None)
    if MEDIA_TYPE in content:
        content[MEDIA_TYPE] = content.pop(JSON) | content[MEDIA_TYPE]


def _spell_out_arrays(operation: Json) -> None:
    """Declare that an array in the query repeats its name (`a=1&a=2`): else some generated clients send `a=1,2`."""
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "query" and parameter["schema"].get("type") == "array":
            parameter |= {"style": "form", "explode": True}
