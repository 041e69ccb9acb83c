"""`Accept` and `Accept-Encoding` by the rules of RFC 9110, in linear time."""

import pytest
from starlette.requests import Request

from app.api.response.negotiation import JSON, MIN_GZIP, NDJSON, accepted, takes_gzip
from app.errors import NotAcceptable
from tests.builders.growth import assert_linear


def request(**headers: str | list[str]) -> Request:
    lines = [
        (name.replace("_", "-").encode(), value.encode("latin-1"))
        for name, values in headers.items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    return Request({"type": "http", "headers": lines})


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("gzip;q=1.0", True),
        ("gzip;q=1.", True),
        ("gzip;q=0.001", True),
        ("gzip;q=.5", True),
        ("br, gzip;q=0.1", True),
        ("*", True),
        ("*;q=0.1", True),
        ("br;q=1, *;q=0.5", True),
        ("gzip;q=0.5, identity;q=0.5", True),
        ("gzip;q=0.5, *;q=0", True),
        ('gzip;x="a,b;q=0"', True),
        ("identity, gzip", True),
        ("gzip;q=", True),  # a malformed parameter is ignored
        ("gzip ; q = 0.00", True),
        ("gzip;q=0", False),
        ("gzip;q=0.0", False),
        ("gzip;q=0.000", False),
        ("gzip;q=0.", False),
        ("gzip; q=0", False),
        ("gzip;Q=0.0", False),
        ("x-gzip;q=0.0", False),
        ("gzip;q=0.0, *", False),
        ("*;q=0", False),
        ("*;q=0.0, br", False),
        ("gzip;q=0.3, identity;q=0.9", False),
        ("gzip;q=0.3, *;q=0.9", False),
        ("gzip;q=high", False),
        ("gzip;q=1.5", False),
        ("gzip;q=-1", False),
        ("gzipped", False),
        ("br", False),
        ("", False),
        (",;,", False),
    ],
)
def test_the_weights_of_accept_encoding_choose_the_content_coding(header: str, takes: bool) -> None:
    assert takes_gzip(request(accept_encoding=header), MIN_GZIP) is takes


def test_a_short_body_is_compressed_only_if_the_client_refuses_identity() -> None:
    assert not takes_gzip(request(accept_encoding="gzip"), MIN_GZIP - 1)
    assert takes_gzip(request(accept_encoding="gzip, identity;q=0"), 10)
    assert takes_gzip(request(accept_encoding="gzip, *;q=0.0"), 10)
    assert not takes_gzip(request(), MIN_GZIP)


def test_several_accept_headers_are_read_as_one_list() -> None:
    assert takes_gzip(request(accept_encoding=["br", "gzip"]), MIN_GZIP)
    assert accepted(request(accept=["text/html", NDJSON]), JSON, NDJSON) == NDJSON


@pytest.mark.parametrize(
    ("header", "media_type"),
    [
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json, text/plain, */*", JSON),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON),
        ("application/json; charset=utf-8", JSON),
        ("APPLICATION/JSON", JSON),
        (NDJSON, NDJSON),
        (f"{NDJSON}, application/problem+json", NDJSON),
        (f"{JSON};q=0.5, {NDJSON}", NDJSON),
        (f"{JSON}, {NDJSON};q=0.9", JSON),
        (f"{NDJSON}, */*", NDJSON),
        (f"{JSON};q=0.0, */*;q=0.1", NDJSON),
        (f"{JSON};q=0, {NDJSON};q=0.001", NDJSON),
        ("text/markdown;q=0.9, */*;q=0.1", JSON),
    ],
)
def test_the_weights_of_accept_choose_the_media_type(header: str, media_type: str) -> None:
    assert accepted(request(accept=header), JSON, NDJSON) == media_type


@pytest.mark.parametrize(
    "header",
    ["text/html", "application/json;q=0.0", "*/*;q=0", "application/*;q=0.00", "nonsense", "application/json;q=x"],
)
def test_negotiation_fails_if_accept_allows_none_of_the_offered_media_types(header: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        accepted(request(accept=header), JSON)
    assert refused.value.members == {"offered": [JSON]}


@pytest.mark.parametrize("piece", ['"', "a;", ',"', 'a;b="', "a ", "a;b=c", '\\"', "; ", ";q=0.1", '"\\'])
def test_a_hostile_accept_header_is_parsed_in_linear_time(piece: str) -> None:

    def read(size: int) -> None:
        header = piece * (size // len(piece))
        takes_gzip(request(accept_encoding=header), MIN_GZIP)
        takes_gzip(request(accept_encoding=f"a;{header}!"), MIN_GZIP)

    assert_linear(read, 2**14)
