"""Route class that plans once, when the server starts, how to find the arguments of an endpoint.

FastAPI walks the tree of dependencies at each request, which takes longer than reading a page of a list. The plan calls
the same dependencies in the same order with the same values.
"""

from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction
from typing import Any, TypeVar, get_origin

from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_params_to_args
from fastapi.routing import APIRoute
from fastapi.security import SecurityScopes
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.api.response.problems import validation_failed

Errors = list[Any]
Reader = Callable[[Request], tuple[Mapping[str, Any], Errors]]
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
Early = Callable[[Mapping[str, Any]], Response | None]
_EARLY = "answer_early"  # `answered_early_by` stores its argument in this attribute of the endpoint


def answered_early_by(answer: Early) -> Callable[[Endpoint], Endpoint]:
    """Decorate an endpoint, so that `answer` is called first; the endpoint is called only if `answer` returns None.

    `answer` gets the checked arguments of the endpoint, but not its database session. `answer` runs in the event loop,
    so it must not block.
    """

    def mark(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, _EARLY, answer)
        return endpoint

    return mark


class PreparedRoute(APIRoute):
    """Route that plans once how to find the arguments of its endpoint. The endpoint must return a `Response`.

    An endpoint that is not `async` runs in a thread, together with its dependencies that are plain generators. All
    other dependencies must be `async`. Dependencies that are generators end before the answer is sent.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.app, self.plan = self._respond, _Call(self.dependant)
        self._is_async = iscoroutinefunction(self.endpoint)
        self._answer_early: Early | None = getattr(self.endpoint, _EARLY, None)

    async def _respond(self, scope: Scope, receive: Receive, send: Send) -> None:
        request, errors = Request(scope, receive, send), Errors()
        async with AsyncExitStack() as stack:
            arguments = await self.plan.arguments(request, stack, errors)
            if errors:
                raise validation_failed(errors)
            response = await self._answer(request, arguments)
        await response(scope, receive, send)

    async def _answer(self, request: Request, arguments: dict[str, Any]) -> Response:
        if self._answer_early and (early := self._answer_early(arguments)):
            return early
        if self._is_async:
            response: Response = await self.endpoint(**arguments)
            return response
        return await run_in_threadpool(self._call, request, arguments)

    def _call(self, request: Request, arguments: dict[str, Any]) -> Response:
        with ExitStack() as stack:
            for name, enter in self.plan.resources:
                arguments[name] = stack.enter_context(enter(request))
            response: Response = self.endpoint(**arguments)
            return response


class _Call:
    """A function of the dependency tree: its dependencies, and the parameters that it takes from the request."""

    def __init__(self, dependant: Dependant) -> None:
        assert dependant.call is not None
        self.function = dependant.call
        parts = dependant.dependencies
        self.resources = [(one.name or "", contextmanager(one.call)) for one in parts if isgeneratorfunction(one.call)]
        self.dependencies = [(one.name, _Dependency(one)) for one in parts if not isgeneratorfunction(one.call)]
        self.readers = list(_readers(dependant))
        self.request_names = [n for n in (dependant.request_param_name, dependant.http_connection_param_name) if n]
        scopes = SecurityScopes([*(dependant.parent_oauth_scopes or ()), *(dependant.own_oauth_scopes or ())])
        name = dependant.security_scopes_param_name
        self.constants = {name: scopes} if name else {}

    async def arguments(self, request: Request, stack: AsyncExitStack, errors: Errors) -> dict[str, Any]:
        """Return the arguments to call the function with; append the errors of invalid parameters to `errors`."""
        found: dict[str, Any] = dict(self.constants)
        for name, dependency in self.dependencies:
            value = await dependency.value(request, stack, errors)
            if name:
                found[name] = value
        for read in self.readers:
            values, wrong = read(request)
            found.update(values)
            errors += wrong
        found.update(dict.fromkeys(self.request_names, request))
        return found


class _Dependency(_Call):
    """A dependency: a function whose value an endpoint or another dependency needs."""

    def __init__(self, dependant: Dependant) -> None:
        super().__init__(dependant)
        self.is_generator = isasyncgenfunction(self.function)
        if not self.is_generator and not iscoroutinefunction(self.function):
            # a dependency may be an object with the method `__call__`, such as a security scheme
            self.function = type(self.function).__call__.__get__(self.function)
            assert iscoroutinefunction(self.function), f"{dependant.call} must be async"
        self.enter = asynccontextmanager(self.function) if self.is_generator else None

    async def value(self, request: Request, stack: AsyncExitStack, errors: Errors) -> Any:
        """Return the value of the dependency; None if its own parameters are invalid."""
        before = len(errors)
        arguments = await self.arguments(request, stack, errors)
        if len(errors) > before:
            return None
        if self.enter:
            return await stack.enter_async_context(self.enter(**arguments))
        return await self.function(**arguments)


def _readers(dependant: Dependant) -> list[Reader]:
    """Return functions that read the parameters of path, query and headers, in FastAPI's order."""
    readers: list[Reader] = []
    if path := dependant.path_params:
        readers.append(lambda request: request_params_to_args(path, request.path_params))
    readers += [_query_reader(field) for field in dependant.query_params]
    if headers := dependant.header_params:
        readers.append(lambda request: request_params_to_args(headers, request.headers))
    assert not dependant.body_params, "routes read bodies themselves"
    assert not dependant.cookie_params, "no operation takes a cookie"
    return readers


def _query_reader(field: Any) -> Reader:
    """Return a function that validates the query against a parameter model."""
    model = field.field_info.annotation
    assert issubclass(model, BaseModel), "query parameters are declared by a model"
    names = {one.alias or name for name, one in model.model_fields.items()}
    repeatable = {name for name, one in model.model_fields.items() if get_origin(one.annotation) is tuple}

    def read(request: Request) -> tuple[Mapping[str, Any], Errors]:
        given: dict[str, list[str]] = {}
        for name, value in request.query_params.multi_items():
            given.setdefault(name, []).append(value)
        values = {
            name: listed if name in repeatable or (name not in names and len(listed) > 1) else listed[-1]
            for name, listed in given.items()
        }
        try:
            return {field.name: model.model_validate(values)}, []
        except ValidationError as invalid:
            return {field.name: None}, [{**one, "loc": ("query", *one["loc"])} for one in invalid.errors()]

    return read
