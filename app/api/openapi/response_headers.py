"""Declare for OpenAPI the headers that responses have."""

from typing import Any

_EXAMPLES: dict[str, tuple[str, str]] = {
    "ETag": ("Entity tag of this answer, for `If-None-Match`; of a record also for `If-Match`.", '"9a0364b9e99bb480"'),
    "Last-Modified": (
        "Time of the last change of the record, for `If-Modified-Since`.",
        "Mon, 15 Jan 2024 08:00:00 GMT",
    ),
    "Link": (
        "Links (RFC 8288) to the pages `next`, `prev` and `first` of the list and to its feeds (`alternate`), "
        "relative to the address of the service.",
        '</v1/articles?cursor=kWmc2nKc3gDn>; rel="next", </v1/articles>; rel="first"',
    ),
    "Location": ("Address of the record.", "/v1/articles/3cc9484b-15da-5bf8-b447-f11a0c078bc9"),
    "Idempotent-Replayed": ("`true`: this is the answer to the first request with the `Idempotency-Key`.", "true"),
    "RateLimit": (
        "For each limit that applies: requests left (`r`), seconds until it starts anew (`t`).",
        '"reads";r=5999;t=42',
    ),
    "RateLimit-Policy": (
        "The limits that apply: requests or seconds (`q`) in a window of seconds (`w`).",
        '"reads";q=6000;w=60',
    ),
    "Retry-After": ("Seconds after which the request may be sent again.", "42"),
    "WWW-Authenticate": ("How to authenticate, and what is wrong.", 'Bearer error="invalid_token"'),
    "Accept-Post": ("Media types that the operation accepts.", "text/html, application/json"),
    "Accept-Encoding": ("Content codings that the operation accepts.", "gzip, deflate, br, zstd, identity"),
    "X-Request-Id": (
        "Id of this request in the log: the `X-Request-Id` that was sent, or a new one.",
        "0190f3a2c4d87e11",
    ),
}
_BY_STATUS = {
    "401": ("WWW-Authenticate",),
    "403": ("WWW-Authenticate",),
    "409": ("Retry-After",),
    "415": ("Accept-Post", "Accept-Encoding"),
    "429": ("RateLimit", "RateLimit-Policy", "Retry-After"),
    "503": ("Retry-After",),
}
HEADERS: dict[str, Any] = {
    name: {"description": about, "schema": {"type": "string"}, "example": example}
    for name, (about, example) in _EXAMPLES.items()
}


def declared_headers(*names: str) -> dict[str, Any]:
    """Return the OpenAPI `headers` of a response that sends the headers `names`."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def declare_headers(operation: dict[str, Any]) -> None:
    """Add to each response of an operation the headers that every response has, and those of its status.

    For example, 401 has `WWW-Authenticate`; a success that counts for a rate limit has `RateLimit`.
    """
    is_counted = "429" in operation["responses"]
    for status, response in operation["responses"].items():
        names = list(_BY_STATUS.get(status, ()))
        if is_counted and status < "400":
            names += ["RateLimit", "RateLimit-Policy"]
        response["headers"] = {**response.get("headers", {}), **declared_headers(*names, "X-Request-Id")}
