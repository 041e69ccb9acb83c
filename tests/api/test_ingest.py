"""Posting pages: HTML and JSON, every outcome, and every kind of bad input, of which nothing is stored."""

import gzip
import json
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import brotli
import httpx
import pytest
import zstandard

from app.schemas.article import ArticleRead
from app.schemas.ingest_models import IngestResult
from tests.builders.answers import count, post, problem
from tests.builders.pages import SENTENCES, council_page
from tests.golden_case import page

pytestmark = pytest.mark.postgresql


def test_the_outcome_of_a_post_is_created_unchanged_revised_or_stale(client: httpx.Client) -> None:
    url = "https://www.portcourier.example/outcomes"
    now = datetime.now(UTC)
    times = [(now + timedelta(minutes=n)).isoformat() for n in (-30, -20, -10, -25)]
    created = post(client, council_page("Council meets on Monday evening"), url=url, fetched_at=times[0])
    assert created.status_code == 201
    result = IngestResult.model_validate_json(created.content)
    assert created.headers["location"] == f"/v1/articles/{result.article.id}"
    assert (result.outcome, result.revision) == ("created", 1)
    again = post(client, council_page("Council meets on Monday evening"), url=url, fetched_at=times[1])
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    assert "location" not in again.headers
    revised = post(client, council_page("Council meets on Tuesday evening"), url=url, fetched_at=times[2])
    assert (revised.json()["outcome"], revised.json()["revision"]) == ("revised", 2)
    assert "headline" in revised.json()["changed_fields"]
    stale = post(client, council_page("Council met long ago in winter"), url=url, fetched_at=times[3])
    assert stale.json()["outcome"] == "stale"
    assert client.get(created.headers["location"]).json()["headline"] == "Council meets on Tuesday evening"


def test_a_write_is_refused_if_its_precondition_header_fails(client: httpx.Client) -> None:
    """A deleted article is checked first, then preconditions, then everything else."""
    url = "https://www.portcourier.example/conditions"

    def send(headline: str, **headers: str) -> httpx.Response:
        headers = {"Content-Type": "text/html"} | {name.replace("_", "-"): value for name, value in headers.items()}
        return client.post("/v1/articles", params={"url": url}, content=council_page(headline), headers=headers)

    problem(send("The first version of it", If_Match="*"), 412, "precondition-failed")
    created = send("The first version of it", If_None_Match="*")
    assert created.status_code == 201
    item = created.headers["location"]
    problem(send("The first version of it", If_None_Match="*"), 412, "precondition-failed")
    for coding in ("gzip", "identity"):
        etag = client.get(item, headers={"Accept-Encoding": coding}).headers["etag"]
        assert send("The first version of it", If_Match=f'"x", {etag}').json()["outcome"] == "unchanged"
    assert send("The second version of it", If_Match=etag).json()["outcome"] == "revised"
    problem(send("The third version of it", If_Match=etag), 412, "precondition-failed")
    problem(client.delete(item, headers={"If-Match": etag}), 412, "precondition-failed")
    assert client.get(item).json()["headline"] == "The second version of it"
    assert client.delete(item, headers={"If-Match": "*"}).status_code == 204
    problem(client.delete(item, headers={"If-Match": "*"}), 410, "gone")
    unknown = f"/v1/articles/{UUID(int=77)}"
    problem(client.delete(unknown, headers={"If-Match": "*"}), 412, "precondition-failed")
    problem(send("The third version of it", If_Match=etag), 410, "gone")


def test_etags_of_several_if_match_headers_are_read_as_one_list(client: httpx.Client) -> None:
    url = "https://www.portcourier.example/conditions-in-fields"
    first = post(client, council_page("Conditions in fields"), url=url)
    etag = client.get(first.headers["location"]).headers["etag"]
    for fields in ([("If-None-Match", '"x"'), ("If-None-Match", "*")], [("If-None-Match", f"W/{etag}")]):
        headers = [("Content-Type", "text/html"), *fields]
        refused = client.post("/v1/articles", params={"url": url}, content=council_page("Revised"), headers=headers)
        problem(refused, 412, "precondition-failed")
    wanted = [("Content-Type", "text/html"), ("If-Match", '"x"'), ("If-Match", etag)]
    assert (
        client.post("/v1/articles", params={"url": url}, content=council_page("Revised"), headers=wanted).status_code
        == 200
    )


def test_a_page_posted_as_json_and_again_as_html_is_unchanged(client: httpx.Client) -> None:
    url = "https://www.portcourier.example/forms"
    body = {"html": council_page("Two forms of one page").decode(), "url": url}
    first = client.post("/v1/articles", json=body)
    assert first.status_code == 201
    assert post(client, council_page("Two forms of one page"), url=url).json()["outcome"] == "unchanged"


def test_the_same_body_at_another_address_is_linked_as_a_duplicate(client: httpx.Client) -> None:
    text = "Ferries stay in harbour while the storm lasts, the operator said on Friday morning. " * 5
    first = post(
        client, council_page("Ferries stay in the harbour", text), url="https://www.portcourier.example/ferries"
    )
    second = post(
        client, council_page("Ferries stay in the harbour", text), url="https://www.otherpaper.example/ferries"
    )
    assert second.json()["duplicate_of"] == first.json()["article"]["id"]


def test_a_preview_returns_the_record_and_stores_nothing(client: httpx.Client) -> None:
    before = count(client)
    answer = client.post(
        "/v1/extract", content=council_page("Preview of a page"), headers={"Content-Type": "text/html"}
    )
    record = ArticleRead.model_validate_json(answer.content)
    assert (record.revision, record.seq, record.first_seen_at) == (None, None, None)
    assert record.headline == "Preview of a page"
    assert count(client) == before
    stored = post(client, council_page("Preview of a page")).json()
    assert stored["article"]["id"] == str(record.id)


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}


def send(client: httpx.Client, content: bytes, coding: str) -> httpx.Response:
    headers = {"Content-Type": "text/html", "Content-Encoding": coding}
    return client.post("/v1/extract", content=content, headers=headers)


@pytest.mark.parametrize("coding", CODINGS)
def test_compressed_bodies_are_decoded(client: httpx.Client, coding: str) -> None:
    for page_ in (
        council_page("A compressed page"),
        council_page("A compressed page", head=f"<!--{SENTENCES * 3_000}-->"),
    ):
        assert send(client, CODINGS[coding](page_), coding).json()["headline"] == "A compressed page"
    problem(send(client, CODINGS[coding](b""), coding), 422, "empty-document")


@pytest.mark.parametrize("coding", CODINGS)
def test_a_body_with_broken_compression_is_refused(client: httpx.Client, coding: str) -> None:
    whole = CODINGS[coding](council_page("Whole"))
    for content in (b"no such thing", whole[:-9], whole[:3], whole + b"x", b"x" + whole):
        problem(send(client, content, coding), 400, "malformed-content-encoding")


@pytest.mark.parametrize("served_database", ["sqlite"], indirect=True, scope="session")  # it comes to no database
@pytest.mark.parametrize("coding", CODINGS)
def test_a_decompression_bomb_is_refused_before_it_is_unpacked(client: httpx.Client, coding: str) -> None:
    told = problem(send(client, CODINGS[coding](bytes(50 * 2**20)), coding), 413, "decoded-payload-too-large")
    assert told.model_extra == {"limit_bytes": 10 * 2**20}


def test_the_charset_in_the_content_type_header_is_used(client: httpx.Client) -> None:
    text = "Iğdır'da düzenlenen törende şehrin sorunları konuşuldu, çağrı yapıldı. " * 5
    content = f"<html lang=tr><h1>Iğdır'da tören düzenlendi</h1><p>{text}</p></html>".encode("windows-1254")
    headers = {"Content-Type": "text/html; charset=windows-1254"}
    assert (
        client.post("/v1/extract", content=content, headers=headers).json()["headline"] == "Iğdır'da tören düzenlendi"
    )


BAD_PAGES = [
    (b"", 422, "empty-document"),
    (b" \n\t ", 422, "empty-document"),
    (b"\x89PNG\r\n\x1a\n" + bytes(500), 422, "not-html"),
    (b"%PDF-1.7\n" + b"x" * 500, 422, "not-html"),
    (b'{"headline": "x"}', 422, "not-html"),
    (b"<html><title>404 Not Found</title><h1>404 Not Found</h1></html>", 422, "not-an-article"),
    (b"<b></b>" * 700_000, 422, "extraction-limit"),
    (b"<p>" + b"x" * (11 * 2**20), 413, "payload-too-large"),
]


@pytest.mark.parametrize(("content", "status", "slug"), BAD_PAGES, ids=lambda value: str(value)[:24])
def test_a_page_without_an_article_is_refused_and_the_answer_says_why(
    client: httpx.Client, content: bytes, status: int, slug: str
) -> None:
    before = count(client)
    told = problem(post(client, content), status, slug)
    assert count(client) == before
    if slug == "payload-too-large":
        assert told.model_extra == {"limit_bytes": 10 * 2**20}
    if slug == "not-an-article":
        assert (told.model_extra or {})["page_type"] == "error"


def test_the_option_force_extracts_a_page_that_is_not_an_article(client: httpx.Client) -> None:
    content = b"<html><title>404 Not Found</title><h1>404 Not Found</h1><p>Nothing here.</p></html>"
    answer = client.post(
        "/v1/extract", params={"force": "true"}, content=content, headers={"Content-Type": "text/html"}
    )
    assert answer.json()["page_type"]["value"] == "error"


BAD_JSON = [
    (b"", 400, "malformed-json"),
    (b"{", 400, "malformed-json"),
    (b'{"html": NaN}', 400, "malformed-json"),
    (b'{"html": Infinity}', 400, "malformed-json"),
    (b'{"html": "\\ud800"}', 400, "malformed-json"),
    (b'{"html": "\xff"}', 400, "malformed-json"),
    (b"[" * 100_000, 400, "malformed-json"),
    (b"[]", 422, "validation-error"),
    (b"null", 422, "validation-error"),
    (b'{"html": 7}', 422, "validation-error"),
    (b'{"html": "<p>x", "surprise": 1}', 422, "validation-error"),
    (b'{"html": "a\\u0000b"}', 422, "validation-error"),
    (b'{"html": "<p>x", "fetched_at": 0.5}', 422, "validation-error"),
    (b'{"html": "<p>x", "fetched_at": "2024-01-01"}', 422, "validation-error"),
    (b'{"html": "<p>x", "fetched_at": "2999-01-01T00:00:00Z"}', 422, "validation-error"),
    (b'{"html": "<p>x", "timezone": "Mars/Olympus"}', 422, "validation-error"),
    (b'{"html": "<p>x", "language": "t\xc3\xbcrk\xc3\xa7e"}', 422, "validation-error"),
    (b'{"html": "<p>x", "url": "ftp://example.com/"}', 422, "validation-error"),
    (b'{"html": "<p>x", "url": "https://user:secret@example.com/"}', 422, "validation-error"),
    (b'{"html": "<p>x", "force": "perhaps"}', 422, "validation-error"),
    (b'{"html": "' + b"x" * (13 * 2**20) + b'"}', 413, "payload-too-large"),
]


@pytest.mark.parametrize(("content", "status", "slug"), BAD_JSON, ids=lambda value: str(value)[:40])
def test_malformed_json_bodies_are_refused(client: httpx.Client, content: bytes, status: int, slug: str) -> None:
    before = count(client)
    told = problem(post(client, content, "application/json"), status, slug)
    assert count(client) == before
    if slug == "validation-error":
        assert told.errors
    assert "secret" not in told.model_dump_json()


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain",
        "application/pdf",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "garbage",
    ],
)
def test_a_post_with_an_unsupported_media_type_is_refused(client: httpx.Client, kind: str) -> None:
    answer = post(client, council_page("Wrong type"), kind)
    problem(answer, 415, "unsupported-media-type")
    assert answer.headers["accept-post"] == "text/html, application/xhtml+xml, application/json"


@pytest.mark.parametrize("coding", ["gzip, br", "gzip, gzip", "compress", "x"])
def test_a_post_with_an_unsupported_content_coding_is_refused(client: httpx.Client, coding: str) -> None:
    answer = client.post(
        "/v1/articles",
        content=council_page("Wrong coding"),
        headers={"Content-Type": "text/html", "Content-Encoding": coding},
    )
    problem(answer, 415, "unsupported-content-encoding")
    assert "gzip" in answer.headers["accept-encoding"]


@pytest.mark.parametrize(
    "kind",
    [
        "text/html; charset*0*=utf-8''a; charset*=q",
        "text/html; charset*=%00'a'b",
        "Text/HTML ;charset = 'x",
        'text/html; charset="',
        'text/html; charset=""',
        "text/html; =; ; charset",
        "text/html;charset=utf-8;charset=utf-16",
    ],
)
def test_malformed_media_type_parameters_are_ignored(client: httpx.Client, kind: str) -> None:
    answer = client.post("/v1/extract", content=council_page("Odd media type"), headers={"Content-Type": kind})
    assert answer.status_code == 200, answer.text
    assert answer.json()["headline"] == "Odd media type"


@pytest.mark.parametrize(
    "path", ["/v1/articles?q=%ff", "/v1/articles?%fe=1", "/v1/publishers/%ff", "/v1/publishers/%00"]
)
def test_a_path_or_query_that_is_not_utf_8_is_refused(client: httpx.Client, path: str) -> None:
    problem(client.get(path), 400, "malformed-encoding")


def test_a_json_body_may_have_a_url_percent_encoded_in_an_old_charset(client: httpx.Client) -> None:
    urls = [f"https://www.portcourier.example/haber.asp?ad=%{letter}ehir" for letter in ("FE", "FD")]
    made = [client.post("/v1/articles", json={"html": council_page("City").decode(), "url": url}) for url in urls]
    assert [answer.json()["article"]["url"] for answer in made] == urls
    assert [answer.status_code for answer in made] == [201, 201]
    refused = client.post("/v1/articles?url=https://www.portcourier.example/?a=%FE", content=council_page("City"))
    problem(refused, 400, "malformed-encoding")


def test_error_messages_show_parameter_names_without_control_characters(client: httpx.Client) -> None:
    told = problem(client.get("/v1/articles?a%00u%CC%88%1f=1"), 422, "validation-error")
    assert [error.pointer for error in told.errors or ()] == ["/a\ufffdü\ufffd"]
    told = problem(client.get("/v1/quotes/%01x"), 422, "validation-error")
    assert [(error.pointer, error.message) for error in told.errors or ()] == [("/quote_id", "must be a UUID")]


def test_two_content_encoding_headers_are_refused(client: httpx.Client) -> None:
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Content-Encoding", "gzip")]
    answer = client.post("/v1/articles", content=gzip.compress(council_page("Two codings")), headers=headers)
    problem(answer, 415, "unsupported-content-encoding")


BAD_OPTIONS = [
    {"surprise": "1"},
    {"url": "no address"},
    {"url": "https://example.com/" + "x" * 3000},
    {"fetched_at": "yesterday"},
    {"fetched_at": "1700000000"},
    {"fetched_at": "0001-01-01T00:00:00+14:00"},
    {"fetched_at": "9999-12-31T23:59:59-14:00"},
    {"timezone": "../../etc/passwd"},
    {"language": "x"},
    {"force": "maybe"},
]


@pytest.mark.parametrize("options", BAD_OPTIONS, ids=str)
def test_invalid_options_of_a_post_are_refused(client: httpx.Client, options: dict[str, str]) -> None:
    told = problem(post(client, council_page("Bad option"), **options), 422, "validation-error")
    assert told.errors
    assert told.errors[0].in_ == "query"
    assert told.errors[0].pointer == f"/{next(iter(options))}"


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "99999-01-01", "NaN"])
def test_an_impossible_date_in_a_page_is_dropped_and_other_fields_are_kept(client: httpx.Client, moment: str) -> None:
    told = {"@type": "NewsArticle", "datePublished": moment, "dateModified": moment}
    head = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    answer = post(
        client, council_page(f"Dated {moment}", head=head), url=f"https://www.portcourier.example/dated/{moment}"
    )
    assert answer.status_code == 201
    assert client.get(answer.headers["location"]).json()["headline"] == f"Dated {moment}"


def test_a_byte_order_mark_before_a_json_body_is_ignored(client: httpx.Client) -> None:
    envelope = json.dumps({"html": council_page("Behind a byte-order mark").decode()}).encode()
    kind = {"Content-Type": "application/json"}
    answer = client.post("/v1/extract", content=b"\xef\xbb\xbf" + envelope, headers=kind)
    assert answer.json()["headline"] == "Behind a byte-order mark"
    for wrong in (envelope.decode().encode("utf-16"), b"\xef\xbb" + envelope, envelope + b"\xef\xbb\xbf"):
        problem(client.post("/v1/extract", content=wrong, headers=kind), 400, "malformed-json")


def test_a_json_post_accepts_a_query_parameter_if_it_has_its_default_value(client: httpx.Client) -> None:
    """Generated clients also send the parameters that the caller did not set, with their default values."""
    envelope = {"html": council_page("Sent by a generated client").decode()}
    assert client.post("/v1/extract?force=false", json=envelope).status_code == 200
    problem(client.post("/v1/extract?force=true", json=envelope), 422, "validation-error")


def test_a_json_post_with_options_in_the_query_is_refused(client: httpx.Client) -> None:
    answer = client.post("/v1/articles", params={"language": "en"}, json={"html": council_page("x").decode()})
    assert problem(answer, 422, "validation-error").errors


def test_an_option_given_twice_is_refused(client: httpx.Client) -> None:
    answer = client.post(
        "/v1/articles?language=en&language=tr", content=council_page("x"), headers={"Content-Type": "text/html"}
    )
    told = problem(answer, 422, "validation-error")
    assert told.errors
    assert told.errors[0].code == "repeated"


def test_a_problem_document_lists_at_most_fifty_errors(client: httpx.Client) -> None:
    body = json.dumps({"html": "<p>x"} | {f"m{n}": 1 for n in range(300)})
    told = problem(post(client, body.encode(), "application/json"), 422, "validation-error")
    assert told.errors
    assert len(told.errors) == 50


def test_a_preview_of_a_golden_page_succeeds(client: httpx.Client) -> None:
    assert client.post(
        "/v1/extract", content=page("en/harbour-bridge"), headers={"Content-Type": "text/html"}
    ).is_success
