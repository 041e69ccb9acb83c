"""The FastAPI application, and corrections of the OpenAPI 3.1 description that FastAPI generates."""

from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from app.api.openapi.examples import models_with_examples
from app.api.openapi.later import made
from app.api.openapi.response_headers import HEADERS, declare_headers
from app.api.state.application import AppState
from app.schemas.base import SCHEMA_ADDRESS
from app.schemas.ingest_models import IngestRequest
from app.schemas.problem import Problem, ProblemType

Json = dict[str, Any]
# models of request bodies that FastAPI does not know, because routes parse these bodies themselves
_REQUEST_MODELS: tuple[type[BaseModel], ...] = (IngestRequest,)
# response models that `models_with_examples` does not list, because their examples are not made from the sample page
_OTHER_MODELS = (Problem, ProblemType)
# held while the description is generated, because FastAPI caches models of parameters without a lock: two threads would
# each build their own model of the same parameters, and one description would fail
_GENERATING = Lock()


class DescribedApp(FastAPI):
    """FastAPI application that includes `routers` and has a typed `state`."""

    def __init__(self, state: AppState, routers: Sequence[APIRouter], **options: Any) -> None:
        super().__init__(**options)
        self.state = state  # type: ignore[assignment]  # typed; the framework's own state accepts any attribute
        self.routers = routers
        for router in routers:
            # add the routes and not their router: with `include_router`, each request would search the routes twice
            self.router.routes.extend(router.routes)

    def openapi(self) -> Json:
        """Return the OpenAPI description, generated at the first call.

        Headers and models are added, because FastAPI does not know them: the routes parse request bodies and write
        responses themselves. Nulls in examples, which FastAPI drops, are put back.
        """
        with _GENERATING:
            if self.openapi_schema is None:
                for route in _routes(self.routers):
                    route.responses, route.openapi_extra = made(route.responses), made(route.openapi_extra)
                description = super().openapi()
                _add_components(description["components"])
                for operation, route in _operations(description, self.routers):
                    for status, declared in route.responses.items():
                        _restore_content(operation["responses"][str(status)], declared)
                    _spell_out_arrays(operation)
                    declare_headers(operation)
            return super().openapi()


def _routes(routers: Sequence[APIRouter]) -> Iterator[APIRoute]:
    for route in (route for router in routers for route in router.routes):
        if isinstance(route, APIRoute) and route.include_in_schema:
            yield route


def _operations(description: Json, routers: Sequence[APIRouter]) -> Iterator[tuple[Json, APIRoute]]:
    for route in _routes(routers):
        for method in route.methods or ():
            yield description["paths"][route.path_format][method.lower()], route


def _add_components(components: Json) -> None:
    components["headers"] = HEADERS
    named: tuple[type[BaseModel], ...] = (*models_with_examples(), *_OTHER_MODELS)
    _, schemas = models_json_schema([(one, "serialization") for one in named], ref_template=SCHEMA_ADDRESS)
    components["schemas"] |= jsonable_encoder(schemas["$defs"], exclude_none=True)
    for model in _REQUEST_MODELS:
        schema = model.model_json_schema(ref_template=SCHEMA_ADDRESS)
        for member in schema["properties"].values():
            # leave out defaults: some client generators treat a member with a default as required
            member.pop("default", None)
        components["schemas"] |= {**schema.pop("$defs", {}), model.__name__: schema}


def _restore_content(response: Json, declared: Json) -> None:
    """Put back the examples that FastAPI changed, and drop the titles that it added."""
    content = response.get("content", {})
    for media_type, form in declared.get("content", {}).items():
        if "example" in form:
            content[media_type]["example"] = form["example"]
    for form in content.values():
        # drop the title that FastAPI derives from the name of the operation
        form.get("schema", {}).pop("title", None)


def _spell_out_arrays(operation: Json) -> None:
    """Declare that an array in the query repeats its name (`a=1&a=2`): else some generated clients send `a=1,2`."""
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "query" and parameter["schema"].get("type") == "array":
            parameter |= {"style": "form", "explode": True}
