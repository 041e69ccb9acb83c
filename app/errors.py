"""Every error of ours, on one page.

NewsError                          something we say plainly instead of crashing
├── SettingsError                  a setting stops the start
├── CaseRefused                    a golden case that is not written
├── ExtractionError                a page that gives no article; has an `outcome`
│   ├── EmptyDocument              nothing to read
│   ├── NotHtml                    not a page
│   ├── NotAnArticle               a page, but no story; has the `page_type`
│   └── ExtractionLimit            too deep, too large, too slow
├── RequestError                   a request we refuse
│   ├── MalformedJson              not JSON, or NaN, or a lone surrogate
│   ├── MalformedEncoding          bytes that are not the text they claim to be
│   ├── MalformedContentEncoding   a body that cannot be decompressed
│   ├── InvalidCursor              altered, foreign, or of another query
│   ├── NotFound, Gone             was never here, or was deleted
│   ├── NotAcceptable, MethodNotAllowed
│   ├── AuthenticationRequired, InvalidApiKey, InsufficientScope
│   ├── RateLimited                too much in this minute
│   ├── MalformedRequest           not HTTP, or two ways to read it
│   ├── Misdirected                a host that is not served here
│   ├── RequestTimeout, UriTooLong, HeadersTooLarge
│   ├── IdempotencyInProgress, IdempotencyKeyReused
│   ├── PreconditionFailed         the record is another than `If-Match` names
│   ├── PayloadTooLarge, DecodedPayloadTooLarge: have the `limit_bytes`
│   ├── UnsupportedMediaType, UnsupportedContentEncoding
│   └── ValidationFailed           has the `errors`
└── ServiceError                   our side
    ├── NotReady                   database out of reach, not migrated, or the server stops
    ├── StorageFull                no room to store in
    ├── Overloaded                 no free place to extract in
    └── ExtractionFailed           a page that shows a fault of ours
"""

from collections.abc import Mapping
from typing import ClassVar, Literal

Outcome = Literal["client_error", "not_article"]


class NewsError(Exception):
    """Base of all; `slug`, `title` and `status` become the problem on the wire."""

    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Internal error"
    status: ClassVar[int] = 500
    about: ClassVar[str] = "Something failed on our side. Quote the `instance` of the answer in a report."

    def __init__(
        self, detail: str, *, members: Mapping[str, object] | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.members = dict(members or {})
        self.headers = dict(headers or {})


class SettingsError(NewsError):
    """A setting that cannot be used; the start stops with its name."""


class CaseRefused(NewsError):
    """A golden case that is not written: it exists, or its name or address is none."""


class ExtractionError(NewsError):
    """A page that gives no article."""

    status = 422
    outcome: ClassVar[Outcome] = "client_error"


class EmptyDocument(ExtractionError):
    slug = "empty-document"
    title = "The page is empty"
    about = "The page holds no text. Post the bytes as fetched, before any script ran or after, but not none."


class NotHtml(ExtractionError):
    slug = "not-html"
    title = "The page is not HTML"
    about = "The bytes are not an HTML page (an image, a PDF, JSON …). Post the page itself."


class NotAnArticle(ExtractionError):
    slug = "not-an-article"
    title = "The page is not an article"
    about = "The page is an index, an error, a consent wall … `force=true` stores it as what it is."
    outcome = "not_article"


class ExtractionLimit(ExtractionError):
    slug = "extraction-limit"
    title = "The page exceeds a limit of extraction"
    about = "The page has too many elements, is nested too deep, or took too long. Nothing was stored."


class RequestError(NewsError):
    """A request that is refused."""

    status = 400


class MalformedJson(RequestError):
    slug = "malformed-json"
    title = "The body is not JSON"
    about = "The body must be one JSON object in UTF-8; NaN, Infinity and lone surrogates are not JSON."


class MalformedEncoding(RequestError):
    slug = "malformed-encoding"
    title = "The bytes are not the text they claim to be"
    about = "A query, a path or a body holds bytes that are not valid UTF-8, or a NUL."


class MalformedContentEncoding(RequestError):
    slug = "malformed-content-encoding"
    title = "The body cannot be decompressed"
    about = "The body is not what `Content-Encoding` says, or is cut off."


class InvalidCursor(RequestError):
    slug = "invalid-cursor"
    title = "The cursor is not valid here"
    about = "Use `page.next_cursor` as it came, with the same filters and sort."


class NotFound(RequestError):
    slug = "not-found"
    title = "Nothing is found here"
    status = 404
    about = "No such path, or no record with this id."


class Gone(RequestError):
    slug = "gone"
    title = "The article was deleted"
    status = 410
    about = "There was an article with this id or address, and it was deleted. `restore=true` lets it be posted again."


class NotAcceptable(RequestError):
    slug = "not-acceptable"
    title = "No form of the answer is acceptable"
    status = 406
    about = "`Accept` names none of the media types offered here; `offered` lists them."


class MethodNotAllowed(RequestError):
    slug = "method-not-allowed"
    title = "The method is not allowed here"
    status = 405
    about = "`Allow` lists the methods of the path."


class AuthenticationRequired(RequestError):
    slug = "authentication-required"
    title = "A key is needed"
    status = 401
    about = "Send `Authorization: Bearer nk_…`. Keys are made with `python -m app keys create`."


class InvalidApiKey(RequestError):
    slug = "invalid-api-key"
    title = "The key is not valid"
    status = 401
    about = "The key is not known here, revoked or expired, or the header is not `Authorization: Bearer nk_…`."


class InsufficientScope(RequestError):
    slug = "insufficient-scope"
    title = "The key may not do this"
    status = 403
    about = "The operation needs a scope that the key does not have; `scope` names it."


class RateLimited(RequestError):
    slug = "rate-limited"
    title = "Too many requests"
    status = 429
    about = "The limit that `policy` names is used up. Try again after `Retry-After` seconds."


class MalformedRequest(RequestError):
    slug = "malformed-request"
    title = "The request is not HTTP/1.1"
    about = "The head is broken, `Host` is missing or doubled, or the length of the body can be read in two ways."


class Misdirected(RequestError):
    slug = "misdirected-request"
    title = "This host is not served here"
    status = 421
    about = "`Host` is none of `NEWS_ALLOWED_HOSTS`."


class RequestTimeout(RequestError):
    slug = "request-timeout"
    title = "The request did not arrive in time"
    status = 408
    about = "The head must arrive within 10 s, the body within 60 s and at 1 KiB/s or more. The connection is closed."


class UriTooLong(RequestError):
    slug = "uri-too-long"
    title = "The address is too long"
    status = 414
    about = "Path and query may have 8 KiB together."


class HeadersTooLarge(RequestError):
    slug = "headers-too-large"
    title = "The header fields are too large"
    status = 431
    about = "The head of a request may have 32 KiB and 100 header fields."


class IdempotencyInProgress(RequestError):
    slug = "idempotency-in-progress"
    title = "The first request is not answered yet"
    status = 409
    about = "A request with this `Idempotency-Key` is being worked on. Send it again after `Retry-After` seconds."


class IdempotencyKeyReused(RequestError):
    slug = "idempotency-key-reused"
    title = "The key stands for another request"
    status = 422
    about = "This `Idempotency-Key` came with another path, query or body before. Use a new key for a new request."


class PreconditionFailed(RequestError):
    slug = "precondition-failed"
    title = "A condition of the request does not hold"
    status = 412
    about = "The record is another than `If-Match` names, or is not there. Read it again and decide anew."


class PayloadTooLarge(RequestError):
    slug = "payload-too-large"
    title = "The body is too large"
    status = 413
    about = "`limit_bytes` says how much is accepted."


class DecodedPayloadTooLarge(RequestError):
    slug = "decoded-payload-too-large"
    title = "The decompressed body is too large"
    status = 413
    about = "`limit_bytes` says how much is accepted after decompression."


class UnsupportedMediaType(RequestError):
    slug = "unsupported-media-type"
    title = "The media type is not supported"
    status = 415
    about = "`Accept-Post` lists the media types accepted."


class UnsupportedContentEncoding(RequestError):
    slug = "unsupported-content-encoding"
    title = "The content coding is not supported"
    status = 415
    about = "`Accept-Encoding` lists the codings accepted."


class ValidationFailed(RequestError):
    slug = "validation-error"
    title = "Request did not validate"
    status = 422
    about = "`errors` names each wrong parameter or member and says what it must be. Unknown ones are refused, too."


class ServiceError(NewsError):
    """Something on our side that passes."""

    status = 503


class NotReady(ServiceError):
    slug = "not-ready"
    title = "The service is not ready"
    about = "The database is out of reach or not migrated. Try again after `Retry-After` seconds."


class StorageFull(ServiceError):
    slug = "storage-full"
    title = "There is no room to store in"
    status = 507
    about = "The disk or the database is full. Nothing was stored; reading works on."


class Overloaded(ServiceError):
    slug = "overloaded"
    title = "The service is overloaded"
    about = "All places to extract in are taken. Try again after `Retry-After` seconds."


class ExtractionFailed(ServiceError):
    status = 500
