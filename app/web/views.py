"""The explorer at `/`, the API docs at `/docs` and `/redoc`, and their assets below `/static`."""

from pathlib import Path

import fastapi_offline
from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

from app.errors import MethodNotAllowed

STATIC = Path(__file__).parent / "static"
VENDOR = Path(fastapi_offline.__file__).parent / "static"  # Swagger UI and Redoc, as installed

# Style attributes are set by Swagger UI and Redoc; Redoc indexes in a worker made of a blob.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)

CACHED = {"Cache-Control": "public, max-age=0, must-revalidate"}

router = APIRouter(include_in_schema=False)


class Assets(StaticFiles):
    """Files that a cache may hold and asks for anew each time."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            raise MethodNotAllowed("this path takes other methods", headers={"Allow": "GET, HEAD"})
        response = await super().get_response(path, scope)
        response.headers.update(CACHED)
        return response


@router.api_route("/", methods=["GET", "HEAD"])
def explorer() -> FileResponse:
    """The explorer: search, read with quotes and names marked, try a page."""
    return _page("explorer.html")


@router.api_route("/docs", methods=["GET", "HEAD"])
def docs() -> FileResponse:
    """The API docs to try requests in."""
    return _page("docs.html")


@router.api_route("/redoc", methods=["GET", "HEAD"])
def redoc() -> FileResponse:
    """The API docs to read."""
    return _page("redoc.html")


def mount_static(app: FastAPI) -> None:
    """Serve the assets of the pages."""
    app.mount("/static/vendor", Assets(directory=VENDOR), name="vendor")
    app.mount("/static", Assets(directory=STATIC), name="static")


def _page(name: str) -> FileResponse:
    headers = {"Content-Security-Policy": POLICY, **CACHED}
    return FileResponse(STATIC / name, media_type="text/html; charset=utf-8", headers=headers)
