"""OpenTelemetry, turned on by a setting: the data that is sent, and the data that is never sent."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from app.api.server.telemetry import telemetry
from app.config import Settings
from app.errors import SettingsError
from tests.builders.commands import sqlite_url
from tests.builders.servers import serving

Received = Queue[tuple[str, bytes]]


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Received]:
    """A collector of OTLP over HTTP, to which the variables of the standard point."""
    received: Received = Queue()

    class Collect(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that http.server calls
            received.put((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Collect)
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "100")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield received
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.usefixtures("new_python")
def test_a_trace_of_a_request_contains_no_query_or_key(collector: Received, tmp_path: Path) -> None:
    with (
        serving(sqlite_url(tmp_path), TELEMETRY="on") as base_url,
        httpx.Client(base_url=base_url, timeout=300) as client,
    ):
        assert client.get("/v1/articles", params={"q": "gizlikelime"}).is_success
        assert client.get("/v1/articles", params={"q": "x", "limit": "gizlikelime"}).status_code == 422
        assert client.get("/livez", headers={"Authorization": "Bearer nk_gizlianahtar"}).is_success
    names, bodies = set[str](), b""
    while not collector.empty():
        path, body = collector.get()
        bodies += body
        if path == "/v1/traces":
            request = ExportTraceServiceRequest.FromString(body)
            names |= {span.name for one in request.resource_spans for part in one.scope_spans for span in part.spans}
            assert "manset" in str(request.resource_spans[0].resource)
    assert "GET /v1/articles" in names
    assert not [name for name in names if "livez" in name]
    assert b"gizli" not in bodies


@pytest.mark.usefixtures("new_python")
def test_telemetry_is_sent_only_if_the_setting_is_on(collector: Received, tmp_path: Path) -> None:
    with serving(sqlite_url(tmp_path)) as base_url, httpx.Client(base_url=base_url, timeout=300) as client:
        assert client.get("/v1/articles").is_success
    assert collector.empty()


def test_the_server_does_not_start_if_telemetry_has_no_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    with pytest.raises(SettingsError, match="OTEL_EXPORTER_OTLP_ENDPOINT"):
        telemetry(Settings(telemetry="on"))
