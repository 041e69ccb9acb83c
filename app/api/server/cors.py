"""Cross-origin requests from browsers."""

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response

EXPOSED = ("ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id")
METHODS = ("GET", "HEAD", "POST", "DELETE")


class NamedOrigins(CORSMiddleware):
    """Allow the origins that the settings list. A preflight request from another origin gets 204 without permission."""

    def preflight_response(self, request_headers: Headers) -> Response:
        answer = super().preflight_response(request_headers)
        return answer if answer.status_code == 200 else Response(status_code=204, headers={"Vary": "Origin"})
