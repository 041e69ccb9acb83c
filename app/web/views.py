"""Serve web pages: the explorer at `/`, the API docs at `/docs` and `/redoc`, and their assets below `/static`."""

from functools import cache
from pathlib import Path

import fastapi_offline
from fastapi import APIRouter, FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

from app.errors import MethodNotAllowed

STATIC = Path(__file__).parent / "static"
VENDOR = Path(fastapi_offline.__file__).parent / "static"  # folder with the files of Swagger UI and Redoc
EXPLORER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# Content Security Policy of the API docs. Swagger UI and Redoc need inline styles. Redoc's search needs a worker from a
# `blob:` URL.
DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
CACHED = {"Cache-Control": "public, max-age=0, must-revalidate"}
REDOC_LOGO = b"https://cdn.redoc.ly/redoc/logo-mini.svg"

router = APIRouter(include_in_schema=False)


class Assets(StaticFiles):
    """Static files. Caches may keep a file, but must ask for a newer version before each use."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            raise MethodNotAllowed("this path allows only GET and HEAD", headers={"Allow": "GET, HEAD"})
        response = await super().get_response(path, scope)
        response.headers.update(CACHED)
        return response


_PAGES = Assets(directory=STATIC)


@router.api_route("/", methods=["GET", "HEAD"])
async def explorer(request: Request) -> Response:
    """Serve the explorer: browse and search articles, quotes and names, read an article, try a page."""
    return await _page("explorer.html", request, EXPLORER_POLICY)


@router.api_route("/docs", methods=["GET", "HEAD"])
async def docs(request: Request) -> Response:
    """Serve the API docs at `/docs`, where people can try requests."""
    return await _page("docs.html", request, DOCS_POLICY)


@router.api_route("/redoc", methods=["GET", "HEAD"])
async def redoc(request: Request) -> Response:
    """Serve the API docs at `/redoc`, for reading."""
    return await _page("redoc.html", request, DOCS_POLICY)


@router.api_route("/static/redoc.standalone.js", methods=["GET", "HEAD"])
def redoc_script() -> Response:
    """Serve Redoc with the icon of this service, because Redoc would load its own logo from another host."""
    return Response(_redoc_script(), media_type="text/javascript", headers={"Cache-Control": "public, max-age=3600"})


def mount_static(app: FastAPI) -> None:
    """Serve the files that the pages load, below `/static`."""
    app.mount("/static/vendor", Assets(directory=VENDOR), name="vendor")
    app.mount("/static", _PAGES, name="static")


@cache
def _redoc_script() -> bytes:
    return (VENDOR / "redoc.standalone.js").read_bytes().replace(REDOC_LOGO, b"/static/icon.svg")


async def _page(name: str, request: Request, policy: str) -> Response:
    response = await _PAGES.get_response(name, request.scope)
    response.headers["Content-Security-Policy"] = policy
    return response
