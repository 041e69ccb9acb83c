"""Limits that uvicorn lacks for a connection: slow or endless heads and bodies, large heads, invalid `Host`.

A refusal is a problem document. The refusal is sent after the answers to earlier requests of the connection, and
completely before the connection closes, even if the client is still sending.
"""

import asyncio
import os
import re
import socket
import struct
from email.utils import formatdate
from http import HTTPStatus

import structlog
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.api.response.headers import new_request_id, security_headers
from app.api.response.problems import MEDIA_TYPE, problem_bytes
from app.api.state.metrics import Metrics
from app.config import Settings
from app.errors import HeadersTooLarge, MalformedRequest, Misdirected, RequestError, RequestTimeout, UriTooLong

CHECK_SECONDS = 1.0
GRACE_SECONDS = 5.0  # the transfer rate of a body is checked only after this many seconds from the body's start
# how many seconds after a refusal the connection stays open, so that the client can read the refusal
LINGER_SECONDS = 1.0
_HOST = re.compile(rb"(?:[A-Za-z0-9._~%!$&'()*+,;=-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{0,5})?\Z")
_BETWEEN = 4  # number of bytes of a header field beside name and value: the colon, a space and the line end
# Matches the name of the header `Upgrade`. This header is hidden from the parser, which would else take the body of the
# request for the next request. HTTP allows servers to ignore `Upgrade`.
_UPGRADE = re.compile(rb"(?:\A|(?<=\n))upgrade(?=:)", re.I)
_LOG = structlog.get_logger("app.wire")


def guarded_protocol(given: Settings, counted: Metrics) -> type[HttpToolsProtocol]:
    """Make uvicorn's protocol class for HTTP/1.1 with the limits of these settings."""

    class Protocol(GuardedProtocol):
        settings, metrics = given, counted

    return Protocol


class GuardedProtocol(HttpToolsProtocol):
    """A connection with limits. Its phase is `idle`, or the part of a request that is arriving: `head` or `body`."""

    settings: Settings
    metrics: Metrics

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._phase, self._timer = "idle", self.loop.call_later(self.settings.head_seconds, self._head_is_late)
        self._refusal: RequestError | None = None
        self._is_refused, self._waits = False, False
        self._send_timer: asyncio.TimerHandle | None = None
        self._paused_at = self._paused_seconds = 0.0
        self._unsent = self._sent_slowly = 0
        self._head = self._fields = self._raw_head = self._body = self._begun = 0
        self._body_began = 0.0

    def connection_lost(self, exc: Exception | None) -> None:
        self._timer.cancel()
        self._stop_watching_reader()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse the received data, and count the bytes of an unfinished head. After a refusal, ignore all data."""
        if self._is_refused:
            return
        was_in_body, self._begun = self._phase == "body", 0
        super().data_received(data if was_in_body else _without_upgrade(data))
        if self._is_refused:
            return
        # all of the data belong to one head, whose end has not been received yet
        if self._phase == "head" and not was_in_body and self._begun < 2:
            self._raw_head += len(data)
            if self._raw_head > self.settings.max_head_bytes:
                self._refuse(HeadersTooLarge("the head of the request is too large"))

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._begun += 1
        self._head = self._fields = self._raw_head = self._body = 0
        if self._phase != "head":
            self._phase = "head"
            self._watch(self.settings.head_seconds)

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > self.settings.max_url_bytes:
            self._stop(UriTooLong(f"path and query must not exceed {self.settings.max_url_bytes:,} bytes"))

    def on_header(self, name: bytes, value: bytes) -> None:
        self._fields += 1
        self._head += len(name) + len(value) + _BETWEEN
        if self._fields > self.settings.max_header_fields or self._head > self.settings.max_head_bytes:
            self._stop(HeadersTooLarge("the head of the request is too large"))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._check_head()
        super().on_headers_complete()
        self._phase, self._body_began = "body", self.loop.time()
        self._timer.cancel()
        self._timer = self.loop.call_later(CHECK_SECONDS, self._check_body)

    def on_body(self, body: bytes) -> None:
        self._body += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._phase = "idle"
        self._timer.cancel()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._waits and not self.pipeline:
            self._write_refusal()

    def pause_writing(self) -> None:
        """Start timing a slow reader: uvicorn calls this when the client reads more slowly than the app writes."""
        super().pause_writing()
        self._paused_at, self._unsent = self.loop.time(), self.transport.get_write_buffer_size()
        self._send_timer = self.loop.call_later(self.settings.send_seconds, self._check_reader)

    def resume_writing(self) -> None:
        """Stop timing a slow reader: uvicorn calls this when the client has read most of what was written."""
        self._stop_watching_reader()
        self._note_progress()
        self._drop_slow_reader()
        super().resume_writing()

    def _stop_watching_reader(self) -> None:
        if self._send_timer:
            self._send_timer.cancel()
            self._send_timer = None

    def _note_progress(self) -> None:
        """Count how long the client has been slow, and how much it has read in this time.

        Adds to `_paused_seconds` the time since the last call, and to `_sent_slowly` the bytes that were sent since
        then.
        """
        now, unsent = self.loop.time(), self.transport.get_write_buffer_size()
        self._paused_seconds += now - self._paused_at
        self._sent_slowly += max(0, self._unsent - unsent)
        self._paused_at, self._unsent = now, unsent

    def _check_reader(self) -> None:
        self._note_progress()
        self._drop_slow_reader()
        self._send_timer = self.loop.call_later(self.settings.send_seconds, self._check_reader)

    def _drop_slow_reader(self) -> None:
        """Disconnect a client that reads too slowly, to free the memory of its answer."""
        wanted = self.settings.min_send_rate * self._paused_seconds
        if self._paused_seconds >= self.settings.send_seconds and self._sent_slowly < wanted:
            _LOG.info("disconnected", reason="slow-reader", seconds=round(self._paused_seconds))
            _discard_unsent(self.transport.get_extra_info("socket").fileno())
            self.transport.abort()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002
        """Refuse the request: uvicorn calls this if parsing failed or a callback of the parser raised an error."""
        self._refuse(self._refusal or MalformedRequest("the request is ambiguous or malformed"))

    def _check_head(self) -> None:
        if self.parser.get_http_version() not in ("1.0", "1.1"):
            self._stop(MalformedRequest("only HTTP/1.0 and HTTP/1.1 are supported"))
        hosts = [value for name, value in self.headers if name == b"host"]
        if len(hosts) > 1 or (not hosts and self.parser.get_http_version() == "1.1"):
            self._stop(MalformedRequest("exactly one Host header is required"))
        if hosts and not _HOST.match(hosts[0]):
            self._stop(MalformedRequest("Host is not a valid host name"))
        name = hosts[0].rpartition(b":")[0] if hosts and re.search(rb":\d*\Z", hosts[0]) else b"".join(hosts)
        if hosts and not self.settings.serves_host(name.decode()):
            self._stop(Misdirected("this host is not served here; an operator may add it to NEWS_ALLOWED_HOSTS"))

    def _stop(self, error: RequestError) -> None:
        """Refuse the request from a callback of the parser: raise `error`, and keep it for `send_400_response`.

        The error must be kept: if a callback raises an error, the parser raises an error of its own instead.
        """
        self._refusal = error
        raise error

    def _watch(self, seconds: float) -> None:
        self._timer.cancel()
        self._timer = self.loop.call_later(seconds, self._head_is_late)

    def _head_is_late(self) -> None:
        if self._phase == "idle":
            self.transport.close()  # close without an answer, because no request has arrived
        else:
            self._refuse(RequestTimeout(f"the head did not arrive within {self.settings.head_seconds} s"))

    def _check_body(self) -> None:
        # the server itself paused reading: do not count the pause as time that the client needed
        if self.flow.read_paused:
            self._body_began += CHECK_SECONDS
        elapsed = self.loop.time() - self._body_began
        is_slow = elapsed > GRACE_SECONDS and self._body < self.settings.min_body_rate * elapsed
        if is_slow or elapsed > self.settings.body_seconds:
            self._refuse(RequestTimeout("the body did not arrive in time"))
        else:
            self._timer = self.loop.call_later(CHECK_SECONDS, self._check_body)

    def _refuse(self, error: RequestError) -> None:
        self._is_refused, self._refusal = True, error
        self._timer.cancel()
        is_busy = self.cycle is not None and not self.cycle.response_complete
        if self._phase != "body" and is_busy:
            self._waits = True
        elif self._phase == "body" and self.cycle.response_started:
            self.transport.close()  # the answer has begun already, so no refusal can be sent
        else:
            self._give_up_request()
            self._write_refusal()

    def _give_up_request(self) -> None:
        """Tell the app that the client disconnected, so that it sends no answer after the refusal."""
        if self._phase == "body":
            self.cycle.disconnected = True
            self.cycle.message_event.set()

    def _write_refusal(self) -> None:
        if self.transport.is_closing() or self._refusal is None:
            return
        status, identity = self._refusal.status, new_request_id()
        self.metrics.requests.labels("other", "wire", status).inc()
        _LOG.info("refused", status=status, reason=self._refusal.slug, id=identity)
        self.transport.write(_answer(self._refusal, identity))
        self.transport.write_eof()
        self.loop.call_later(LINGER_SECONDS, self.transport.close)


def _without_upgrade(data: bytes) -> bytes:
    """Rename the header `Upgrade` in the first request of `data`, so that the parser ignores this header."""
    head, end, rest = data.partition(b"\r\n\r\n")
    return _UPGRADE.sub(b"x-upgrade", head) + end + rest


def _discard_unsent(descriptor: int) -> None:
    """Set a socket so that closing it resets the connection.

    Without a reset, the kernel would keep unsent bytes for a slow reader.
    """
    with socket.socket(fileno=os.dup(descriptor)) as same:
        same.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _answer(error: RequestError, identity: str) -> bytes:
    body = problem_bytes(error, identity)
    headers = {
        **security_headers(),
        "Content-Type": MEDIA_TYPE,
        "Content-Length": len(body),
        "Cache-Control": "no-store",
        "Date": formatdate(usegmt=True),
        "X-Request-Id": identity,
        "Connection": "close",
    }
    lines = [f"HTTP/1.1 {error.status} {HTTPStatus(error.status).phrase}", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
