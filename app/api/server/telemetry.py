"""Send FastAPI's traces and metrics by OpenTelemetry, if the setting NEWS_TELEMETRY says so."""

import os
from collections.abc import MutableMapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from fastapi.telemetry import TelemetryConfig

from app.config import Settings
from app.errors import SettingsError

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider

_QUERY = "url.query"
_ENDPOINTS = tuple(f"OTEL_EXPORTER_OTLP_{signal}ENDPOINT" for signal in ("", "TRACES_", "METRICS_"))
_PROBES = ("/livez", "/readyz", "/metrics")
_SDK = "opentelemetry.exporter"


def telemetry(settings: Settings) -> TelemetryConfig:
    """Return the OpenTelemetry settings of FastAPI. Logs are off: they would contain the input of refused requests.

    Raises:
        SettingsError: telemetry is on, but its packages or the address to send to are missing.
    """
    if settings.telemetry == "off":
        return TelemetryConfig(tracing=False, metrics=False, logs=False, auto_configure=False)
    if find_spec(_SDK) is None:
        raise SettingsError("NEWS_TELEMETRY=on needs OpenTelemetry: pip install 'manset[otel]'")
    if not any(os.environ.get(name) for name in _ENDPOINTS):
        raise SettingsError(f"NEWS_TELEMETRY=on needs {_ENDPOINTS[0]}, such as http://127.0.0.1:4318")
    os.environ.setdefault("OTEL_SERVICE_NAME", "manset")
    return TelemetryConfig(tracer_provider=_tracers(), logs=False, auto_configure=True, exclude=_is_probe)


def _tracers() -> "TracerProvider":
    """Return a tracer provider whose spans omit the query string, because it contains what people search for."""
    from opentelemetry.sdk.trace import Span, SpanProcessor, TracerProvider

    class WithoutQuery(SpanProcessor):
        def on_start(self, span: Span, parent_context: "Context | None" = None) -> None:  # noqa: ARG002
            if span.attributes and _QUERY in span.attributes:
                span.set_attribute(_QUERY, "")

    provider = TracerProvider(shutdown_on_exit=False)  # FastAPI sends the remaining spans itself when the server stops
    provider.add_span_processor(WithoutQuery())
    return provider


def _is_probe(scope: MutableMapping[str, Any]) -> bool:
    """Return whether a request is a health check or reads the metrics; such requests are not traced."""
    return scope.get("path") in _PROBES
