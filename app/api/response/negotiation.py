"""Which form of an answer the client takes."""

import mimeparse
from starlette.requests import Request

from app.errors import NotAcceptable

JSON = "application/json"
NDJSON = "application/x-ndjson"


def accepted(request: Request, *offered: str) -> str:
    """The media type among the offered that the client likes best; the first where it does not care.

    Raises:
        NotAcceptable: it takes none of them.
    """
    header = ", ".join(request.headers.getlist("accept")) or "*/*"
    try:
        best: str = mimeparse.best_match(offered[::-1], header)
    except mimeparse.MimeTypeParseException:
        best = ""
    if not best:
        raise NotAcceptable(
            f"offered here: {', '.join(offered)}", members={"offered": list(offered)}, headers={"Vary": "Accept"}
        )
    return best
