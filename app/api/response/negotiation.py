"""Content negotiation (RFC 9110, section 12): the media type and the content coding that the client prefers."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from starlette.requests import Request
from werkzeug.http import parse_list_header, parse_options_header

from app.errors import NotAcceptable

JSON = "application/json"
NDJSON = "application/x-ndjson"
MIN_GZIP = 1024  # minimum size of a body to compress, in bytes: compressing a smaller body saves nothing
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z/-]+\Z")
# pattern of the weight of an `Accept` element; it accepts more digits than RFC 9110 allows
_QVALUE = re.compile(r"(?:0\.?|0?\.\d+|1(?:\.0*)?)\Z", re.A)


def accepted(request: Request, *offered: str) -> str:
    """Return the media type among `offered` that the client prefers, the first one if it prefers several equally.

    Raises:
        NotAcceptable: `Accept` allows none of them.
    """
    ranges = _weighted(",".join(request.headers.getlist("accept")) or "*/*")
    best = max(offered, key=lambda media_type: _preference(media_type, ranges))
    if not _preference(best, ranges)[0]:
        raise NotAcceptable(
            f"`Accept` allows none of {', '.join(offered)}",
            members={"offered": list(offered)},
            headers={"Vary": "Accept"},
        )
    return best


def prefers_json(request: Request) -> bool:
    """Return whether the client accepts a list as JSON and does not prefer NDJSON."""
    ranges = _weighted(",".join(request.headers.getlist("accept")) or "*/*")
    return _preference(JSON, ranges)[0] > 0 and _preference(JSON, ranges) >= _preference(NDJSON, ranges)


def takes_gzip(request: Request, size: float) -> bool:
    """Return whether to compress a body of `size` bytes: the client prefers gzip, and `size` is at least MIN_GZIP.

    A smaller body is compressed only if the client refuses uncompressed bodies.
    """
    weights: dict[str, float] = {}
    for coding, weight in _weighted(",".join(request.headers.getlist("accept-encoding"))):
        name = coding.removeprefix("x-")  # `x-gzip` is another name of gzip (RFC 9110, section 8.4.1.3)
        weights[name] = max(weight, weights.get(name, 0.0))
    gzip = weights.get("gzip", weights.get("*", 0.0))
    plain = weights.get("identity", weights.get("*"))
    return gzip > 0 and gzip >= (plain or 0.0) and (size >= MIN_GZIP or plain == 0)


def _preference(media_type: str, ranges: Iterable[tuple[str, float]]) -> tuple[float, int]:
    """Return the weight that `Accept` gives to a media type, and a rank: how exactly `Accept` names the media type.

    The rank of `text/html` is 3 if `Accept` has `text/html`, else 2 if it has `text/*`, else 1 if it has `*/*`, else 0.
    """
    kind = media_type.partition("/")[0]
    specificity = {"*/*": 1, f"{kind}/*": 2, media_type: 3}
    matching = [(specificity[name], weight) for name, weight in ranges if name in specificity]
    rank, weight = max(matching, default=(0, 0.0))
    return weight, rank


@lru_cache(maxsize=128)  # cached, because clients send few different `Accept` headers
def _weighted(header: str) -> tuple[tuple[str, float], ...]:
    """Return (element in lower case, weight) for each element of a header such as `Accept`. Skip malformed elements."""
    return tuple(_elements(header))


def _elements(header: str) -> Iterator[tuple[str, float]]:
    for element in parse_list_header(header):
        name, parameters = parse_options_header(element)
        weight = parameters.get("q", "1")
        if _NAME.match(name) and _QVALUE.match(weight):
            yield name.lower(), float(weight)
