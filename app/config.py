"""Read settings from environment variables `NEWS_…`; if one is invalid, the start fails and the error names it."""

from collections.abc import Mapping
from functools import cache, lru_cache
from ipaddress import ip_address, ip_network

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import SettingsError


class Settings(BaseSettings):
    """All settings, each with its default and description."""

    model_config = SettingsConfigDict(env_prefix="NEWS_", env_file=".env", extra="ignore", frozen=True)

    database_url: str = Field(
        default="sqlite:///./news.db",
        description="SQLAlchemy address of the database: `sqlite:///…` or `postgresql://…`.",
    )
    read_database_url: str = Field(
        default="",
        description="Address of a streaming replica of PostgreSQL that clients without a right to write read from.",
    )
    max_database_connections: int = Field(
        default=40, ge=1, le=1000, description="Connections that the requests of a server may hold to each database."
    )
    statement_seconds: int = Field(
        default=15, ge=1, description="Seconds a statement may take on PostgreSQL before its request is answered 503."
    )
    host: str = Field(default="127.0.0.1", pattern=r"^\S+$", description="Address the server listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port the server listens on.")
    log_level: str = Field(
        default="info", pattern="^(debug|info|warning|error)$", description="Least severe line logged."
    )
    log_format: str = Field(
        default="json", pattern="^(json|console)$", description="`json` for machines, `console` for people."
    )
    telemetry: str = Field(
        default="off",
        pattern="^(on|off)$",
        description="Whether traces and metrics are sent by OpenTelemetry to `OTEL_EXPORTER_OTLP_ENDPOINT`.",
    )
    max_page_bytes: int = Field(
        default=10 * 2**20, ge=1024, description="Largest page accepted, sent and decoded alike."
    )
    max_envelope_bytes: int = Field(default=12 * 2**20, ge=1024, description="Largest JSON envelope accepted.")
    max_batch_bytes: int = Field(default=64 * 2**20, ge=1024, description="Largest batch accepted.")
    extraction_workers: int = Field(
        default=0, ge=0, le=256, description="Extraction processes; 0 = one per processor core."
    )
    extraction_seconds: int = Field(default=10, ge=1, le=600, description="Processor time a page may take.")
    extraction_memory_mib: int = Field(default=1024, ge=256, description="Memory an extraction process may take.")
    entity_recognizer: str = Field(
        default="builtin",
        pattern=r"^[\w-]+(:.*)?$",
        description="`builtin`, or a plug-in and its model: `spacy:MODEL`, `gliner:MODEL`, `stanza:FOLDER`.",
    )
    store_pages: bool = Field(
        default=True, description="Whether posted pages are stored, compressed, so that they can be extracted again."
    )
    cors_origins: str = Field(
        default="",
        pattern=r"^(?:https?://[^\s,/]+(?:\s*,\s*https?://[^\s,/]+)*)?$",
        description="Origins whose pages may call the API from a browser, comma-separated; none unless named.",
    )
    max_streams: int = Field(default=100, ge=0, description="Streams of changes that may be open at once.")
    max_exports: int = Field(default=32, ge=0, description="Exports (NDJSON) that may be sent at once; then 503.")
    max_unsent_mib: int = Field(
        default=64, ge=1, description="Answers above 256 KiB that may wait for slow readers, together; then 503."
    )
    send_seconds: int = Field(
        default=30, ge=1, description="Seconds of waiting for a slow reader after which its rate is checked."
    )
    min_send_rate: int = Field(
        default=4096, ge=0, description="Bytes a second that a slow reader must take; otherwise it is disconnected."
    )
    extraction_waiting: int = Field(
        default=64, ge=0, description="Maximum number of pages that wait for a process; more are answered 503."
    )
    anonymous_scopes: str = Field(
        default="auto",
        pattern=r"^(auto|none|(read|preview|ingest|raw|admin)(,(read|preview|ingest|raw|admin))*)$",
        description="What needs no key: scopes, `none`, or `auto`: everything on loopback, elsewhere `read`.",
    )
    rate_limits: str = Field(default="on", pattern="^(on|off)$", description="Whether clients have a rate limit.")
    max_reads_per_minute: int = Field(default=6000, ge=1, description="Reads of a key or address in a minute.")
    max_ingests_per_minute: int = Field(default=600, ge=1, description="Pages a key or address may post in a minute.")
    max_extraction_seconds_per_minute: int = Field(
        default=60, ge=1, description="Seconds of extraction that a key or address may cause in a minute."
    )

    allowed_hosts: str = Field(
        default="",
        pattern=r"^(?:[^\s,/:]+(?:\s*,\s*[^\s,/:]+)*)?$",
        description="Host names served, comma-separated, without ports; others are answered 421. Without it, a server "
        "on loopback serves loopback names only, one elsewhere every name.",
    )
    trusted_proxies: str = Field(
        default="",
        description="Addresses or networks of proxies whose `X-Forwarded-For` names the client, comma-separated.",
    )
    drain_seconds: float = Field(
        default=3,
        ge=0,
        le=600,
        description="Seconds for which a server that stops still accepts requests, while `/readyz` answers 503.",
    )
    head_seconds: int = Field(default=10, ge=1, description="Seconds in which the head of a request must arrive.")
    body_seconds: int = Field(default=60, ge=1, description="Seconds in which the body of a request must arrive.")
    min_body_rate: int = Field(default=1024, ge=0, description="Bytes a second at which a body must arrive.")
    max_head_bytes: int = Field(default=32 * 2**10, ge=1024, description="Largest head of a request.")
    max_header_fields: int = Field(default=100, ge=10, description="Most header fields of a request.")
    max_url_bytes: int = Field(default=8 * 2**10, ge=256, description="Longest path and query.")

    @field_validator("allowed_hosts")
    @classmethod
    def _names_hosts(cls, value: str) -> str:
        if "*" in value:
            raise ValueError("* is not a host name; list the allowed host names, or leave the setting empty")
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _names_networks(cls, value: str) -> str:
        """Refuse a proxy that is neither an address nor a network: uvicorn would ignore it without a message."""
        for entry in value.split(",") if value.strip() else ():
            if entry.strip() == "*":
                raise ValueError("* would let every client claim any address; list the addresses of the proxies")
            ip_network(entry.strip())
        return value

    def serves_host(self, name: str) -> bool:
        """Return whether requests to this host name are answered. `name` has no port; an IPv6 address has brackets.

        Refusing other names prevents DNS rebinding: a web site that points its own name at a loopback server could read
        the server through its visitors' browsers. Loopback names are always served, for health checks.
        """
        allowed = {self.host, *(entry.strip() for entry in self.allowed_hosts.split(","))}
        serves_all = not self.allowed_hosts.strip() and not self.is_on_loopback
        bare = name.lower().removeprefix("[").removesuffix("]")
        return serves_all or is_loopback(bare) or bare in {entry.lower() for entry in allowed}

    @property
    def is_on_loopback(self) -> bool:
        """Return whether the server is bound to a loopback address."""
        return is_loopback(self.host)


@lru_cache(maxsize=1024)
def is_loopback(host: str) -> bool:
    """Return whether a host is `localhost` or a loopback address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@cache
def settings() -> Settings:
    """Return the settings of this process, read from its environment and `.env`.

    Raises:
        SettingsError: names every variable that cannot be used.
    """
    return settings_with({})


def settings_with(given: Mapping[str, object]) -> Settings:
    """Return the settings of this process; a value in `given` replaces that of the environment.

    Raises:
        SettingsError: names every variable that cannot be used.
    """
    try:
        return Settings.model_validate(dict(given))
    except ValidationError as error:
        wrong = (f"NEWS_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors(include_input=False))
        raise SettingsError("; ".join(wrong)) from error
