"""Every route, header, method and problem type, and the OpenAPI document that describes them."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import jsonschema
import pytest
from fastapi._compat import get_cached_model_fields
from starlette.routing import Route

from app.api.routes.ops import PROBLEM_TYPES
from app.config import Settings
from app.main import ROUTERS, create_app
from tests.builders.answers import post, problem
from tests.builders.description import DESCRIPTION, SNAPSHOT
from tests.builders.pages import council_page

OPERATIONS = [
    (path, method, operation) for path, methods in DESCRIPTION["paths"].items() for method, operation in methods.items()
]
NAMES = [operation["operationId"] for _, _, operation in OPERATIONS]
READS = [
    "/v1/articles",
    "/v1/quotes",
    "/v1/statements",
    "/v1/entities",
    "/v1/curations",
    "/v1/publishers",
    "/v1/publishers/trthaber.com",
    "/v1/sections",
    "/v1/tags",
    "/v1/stats/facets?by=tag",
    "/v1/stats/timeseries?interval=month",
    "/v1/changes",
    "/v1/changes/stream",
    "/v1/feeds/articles.rss",
    "/v1/feeds/articles.atom",
    "/v1/feeds/articles.json",
    "/livez",
    "/readyz",
    "/metrics",
    "/",
    "/docs",
    "/redoc",
    "/openapi.json",
    "/llms.txt",
    "/problems/not-found",
    "/static/redoc.standalone.js",
]
UNKNOWN = "8d6c0e52-7b0a-5c4e-8f5e-2f5f4a1f7a10"
OF_RECORDS = [
    f"/v1/articles/{UNKNOWN}",
    "/v1/articles/batch",
    f"/v1/articles/{UNKNOWN}/page",
    f"/v1/articles/{UNKNOWN}/similar",
    f"/v1/articles/{UNKNOWN}/quotes",
    f"/v1/articles/{UNKNOWN}/revisions",
    f"/v1/articles/{UNKNOWN}/revisions/1",
    f"/v1/articles/{UNKNOWN}/revisions/1/diff",
    f"/v1/quotes/{UNKNOWN}",
    f"/v1/statements/{UNKNOWN}",
    f"/v1/entities/{UNKNOWN}",
    f"/v1/entities/{UNKNOWN}/related",
    f"/v1/entities/{UNKNOWN}/timeline",
]


def test_every_get_route_is_requested_by_the_tests() -> None:
    every = [route for router in ROUTERS for route in router.routes if isinstance(route, Route)]
    read = [route for route in every if "GET" in (route.methods or ())]
    paths = [path.partition("?")[0] for path in (*READS, *OF_RECORDS)]
    assert len(read) > 20
    assert [route.path for route in read if not any(route.path_regex.fullmatch(path) for path in paths)] == []


@pytest.mark.parametrize("path", READS)
def test_a_head_request_gets_the_same_headers_as_get_but_no_body(client: httpx.Client, path: str) -> None:
    head = client.head(path)
    with client.stream("GET", path) as got:  # one of them never ends
        assert got.status_code == head.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.headers.get("etag") == got.headers.get("etag")


@pytest.mark.parametrize("path", [*READS, *OF_RECORDS, "/nowhere", "/v1/articles?limit=x", "/static/explorer/main.js"])
def test_every_answer_has_the_security_headers(client: httpx.Client, path: str) -> None:
    with client.stream("GET", path) as answer:
        headers = answer.headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-request-id"]
    assert "server" not in headers


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/v1/articles", "GET, HEAD, POST"),
        ("POST", "/v1/quotes", "GET, HEAD"),
        ("GET", "/v1/extract", "POST"),
        ("PUT", "/v1/articles/8d6c0e52-7b0a-5c4e-8f5e-2f5f4a1f7a10", "DELETE, GET, HEAD"),
        ("POST", "/v1/articles/8d6c0e52-7b0a-5c4e-8f5e-2f5f4a1f7a10/revisions/1/diff", "GET, HEAD"),
        ("DELETE", "/v1/feeds/articles.rss", "GET, HEAD"),
        ("GET", "/v1/articles/batch", "POST"),
        ("DELETE", "/v1/articles/batch", "POST"),
        ("OPTIONS", "/v1/articles/batch", "POST"),
        ("POST", "/v1/changes/stream", "GET, HEAD"),
        ("POST", "/openapi.json", "GET, HEAD"),
        ("PUT", "/livez", "GET, HEAD"),
        ("PATCH", "/v1/entities/8d6c0e52-7b0a-5c4e-8f5e-2f5f4a1f7a10", "GET, HEAD"),
    ],
)
def test_the_answer_405_to_a_wrong_method_names_the_allowed_methods(
    client: httpx.Client, method: str, path: str, allowed: str
) -> None:
    answer = client.request(method, path)
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == allowed


@pytest.mark.parametrize(
    "path", ["/nowhere", "/v1", "/v1/articles/", "/v2/articles", "/problems/no-such-problem", "/%ff", "/static/no.js"]
)
def test_requests_for_unknown_paths_are_answered_404(client: httpx.Client, path: str) -> None:
    problem(client.get(path), 404, "not-found")


@pytest.mark.parametrize("slug", sorted(PROBLEM_TYPES))
def test_every_problem_type_has_a_page_that_explains_it(client: httpx.Client, slug: str) -> None:
    told = client.get(f"/problems/{slug}").json()
    assert told["type"] == f"/problems/{slug}"
    assert len(told["about"]) > 20


@pytest.mark.parametrize("path", ["/", "/docs", "/static/explorer/main.js", "/v1/articles"])
@pytest.mark.parametrize("part", ["bytes=0-1", "bytes=x", "bytes=99999999-"])
def test_range_requests_get_the_whole_answer(client: httpx.Client, path: str, part: str) -> None:
    whole, asked = client.get(path), client.get(path, headers={"Range": part})
    assert (asked.status_code, asked.content) == (200, whole.content)


def test_static_files_allow_only_get_and_head(client: httpx.Client) -> None:
    refused = client.post("/static/explorer/main.js")
    problem(refused, 405, "method-not-allowed")
    assert refused.headers["allow"] == "GET, HEAD"


def test_an_answer_repeats_the_request_id_of_the_client_if_it_is_safe(client: httpx.Client) -> None:
    assert client.get("/livez", headers={"X-Request-Id": "a.b-C_7"}).headers["x-request-id"] == "a.b-C_7"
    for unsafe in ("x" * 65, "a b", "<script>"):
        made = client.get("/livez", headers={"X-Request-Id": unsafe}).headers["x-request-id"]
        assert re.fullmatch(r"[0-9a-f]{16}", made)


def test_metrics_are_labelled_by_the_path_template_of_a_route(client: httpx.Client) -> None:
    client.get("/v1/articles/00000000-0000-0000-0000-000000000007")
    post(client, council_page("Council meets about what it counts"), url="https://counted.example/council")
    text = client.get("/metrics").text
    assert 'route="/v1/articles/{article_id}",status="404"' in text
    assert "00000000-0000" not in text
    assert 'news_ingest_outcomes_total{outcome="created"}' in text
    assert "news_extraction_seconds_count" in text
    assert 'news_missing_fields_total{field="tags"}' in text


def test_the_openapi_snapshot_equals_the_served_document(client: httpx.Client) -> None:
    """After an intended change: python -m app openapi > tests/api/openapi.json"""
    assert client.get("/openapi.json").json() == DESCRIPTION


def test_parallel_requests_for_the_openapi_document_get_the_same_document() -> None:
    """The framework's cache of parameter models is not safe for threads while it is filled."""
    get_cached_model_fields.cache_clear()
    app = create_app(Settings(database_url="sqlite://"))
    with ThreadPoolExecutor(4) as threads:
        documents = list(threads.map(lambda _: json.loads(json.dumps(app.openapi())), range(4)))
    assert documents == [DESCRIPTION] * 4


def test_the_openapi_document_names_openapi_3_1_and_its_license() -> None:
    assert DESCRIPTION["openapi"].startswith("3.1")
    assert DESCRIPTION["info"]["license"]["identifier"] == "MIT"


def test_operation_ids_equal_the_documented_operation_ids() -> None:
    assert sorted(NAMES) == sorted(
        ["ingest_article", "preview_extraction", "list_articles", "get_article", "delete_article",
         "ingest_batch", "get_article_page", "reextract_article",
         "list_similar_articles", "list_article_revisions", "get_article_revision", "diff_article_revisions",
         "list_quotes", "get_quote", "list_statements", "get_statement", "list_entities", "get_entity",
         "get_entity_timeline", "list_related_entities", "list_publishers",
         "merge_entities", "split_entity", "list_curations", "undo_curation",
         "get_publisher", "list_sections", "list_tags", "get_facets", "get_timeseries", "list_changes",
         "stream_changes", "get_feed", "get_problem_type", "livez", "readyz", "metrics"]
    )  # fmt: skip


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS, ids=NAMES)
def test_every_operation_has_tag_summary_description_and_errors(
    path: str, method: str, operation: dict[str, Any]
) -> None:
    assert method in ("get", "post", "delete")
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", operation["operationId"])
    assert len(operation["tags"]) == 1
    assert operation["tags"][0] in {tag["name"] for tag in DESCRIPTION["tags"]}
    assert 5 < len(operation["summary"]) < 60
    assert not operation["summary"].endswith(".")
    assert len(operation["description"]) > 20
    assert {"503", "500"} <= operation["responses"].keys()
    assert ("422" in operation["responses"]) == bool(operation.get("parameters") or method == "post")
    names = re.findall(r"{(\w+)}", path)
    assert names == [p["name"] for p in operation.get("parameters", []) if p["in"] == "path"]


@pytest.mark.parametrize("operation", [operation for _, _, operation in OPERATIONS], ids=NAMES)
def test_every_parameter_has_a_description_and_an_example(operation: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", []):
        schema = parameter["schema"]
        assert len(parameter["description"]) > 5, parameter["name"]
        choices = [schema, schema.get("items", {}), *schema.get("anyOf", [])]
        is_plain = any("enum" in c or "const" in c or c.get("type") == "boolean" for c in choices)
        assert is_plain or "default" in schema or schema.get("examples"), parameter["name"]


@pytest.mark.parametrize("operation", [operation for _, _, operation in OPERATIONS], ids=NAMES)
def test_every_response_has_a_description_and_an_example(operation: dict[str, Any]) -> None:
    for status, response in operation["responses"].items():
        assert response["description"]
        contents = response.get("content", {})
        if status.startswith(("4", "5")):
            (media_type,) = contents
            assert media_type == "application/problem+json"
            assert contents[media_type]["schema"] == {"$ref": "#/components/schemas/Problem"}
            assert contents[media_type]["examples"]
        else:
            assert bool(contents) == (status not in ("204", "304", "308"))
            for media_type, content in contents.items():
                assert content["example"], (status, media_type)
                assert content["schema"], (status, media_type)
    body = operation.get("requestBody", {}).get("content", {})
    assert all(content["example"] and content["schema"] for content in body.values())


def validator(schema: dict[str, Any]) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator({**schema, "components": DESCRIPTION["components"]})


@pytest.mark.parametrize("operation", [operation for _, _, operation in OPERATIONS], ids=NAMES)
def test_every_example_fits_its_schema(operation: dict[str, Any]) -> None:
    for response in operation["responses"].values():
        for content in response.get("content", {}).values():
            examples = (
                [content["example"]] if "example" in content else [e["value"] for e in content["examples"].values()]
            )
            for example in examples:
                validator(content["schema"]).validate(example)
    for parameter in operation.get("parameters", []):
        for example in parameter["schema"].get("examples", []):
            validator(parameter["schema"]).validate(example)


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object inside a JSON value."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(inner)


def test_an_openapi_object_with_a_ref_has_no_other_member() -> None:
    assert [part for part in parts(DESCRIPTION) if "$ref" in part and len(part) > 1] == []


@pytest.mark.parametrize("operation", [operation for _, _, operation in OPERATIONS], ids=NAMES)
def test_each_openapi_request_or_response_body_has_one_media_type(operation: dict[str, Any]) -> None:
    """Other media types than JSON are in an extension; each media type has an example that fits its schema."""
    messages = [operation.get("requestBody", {}), *operation["responses"].values()]
    for message in messages:
        assert len(message.get("content", {})) <= 1 or operation["operationId"] == "get_feed"
        for form in message.get("x-media-types", {}).values():
            validator(form["schema"]).validate(form["example"])
    for parameter in operation.get("parameters", []):
        is_list = parameter["schema"].get("type") == "array"
        assert (parameter.get("style"), parameter.get("explode")) == (("form", True) if is_list else (None, None))


def test_media_types_other_than_json_are_listed_in_an_openapi_extension() -> None:
    forms = DESCRIPTION["paths"]["/v1/articles/{article_id}"]["get"]["responses"]["200"]["x-media-types"]
    assert forms.keys() == {"application/ld+json", "application/vnd.iptc.ninjs+json", "text/markdown"}
    bodies = DESCRIPTION["paths"]["/v1/articles"]["post"]["requestBody"]["x-media-types"]
    assert bodies.keys() == {"text/html", "application/xhtml+xml"}
    for path in ("/v1/articles", "/v1/quotes", "/v1/entities", "/v1/changes"):
        assert "application/x-ndjson" in DESCRIPTION["paths"][path]["get"]["responses"]["200"]["x-media-types"]


def test_the_openapi_title_is_ascii() -> None:
    assert DESCRIPTION["info"]["title"].isascii()


def test_every_member_of_every_model_is_described() -> None:
    bare = [
        f"{model}.{name}"
        for model, schema in DESCRIPTION["components"]["schemas"].items()
        for name, member in schema.get("properties", {}).items()
        if "description" not in member and "$ref" not in member
    ]
    assert not bare


def test_schemas_have_no_names_generated_by_the_framework() -> None:
    assert not re.findall(r'"title": "(?:Response |[^"]*V1)', SNAPSHOT.read_text("utf-8"))
    generated = ("Body_", "HTTPValidation", "ValidationError")
    assert not [name for name in DESCRIPTION["components"]["schemas"] if name.startswith(generated)]


def test_llms_txt_lists_every_read_operation(client: httpx.Client) -> None:
    answer = client.get("/llms.txt")
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.text.startswith("# Manşet\n")
    for path, operations in DESCRIPTION["paths"].items():
        for method, operation in operations.items():
            assert (f"- [{operation['summary']}]({path}): " in answer.text) == (method == "get")
