"""Define every error of the project, on one page.

NewsError                          base class of all errors; has a text for people
├── SettingsError                  a setting is invalid; the start fails
├── FileRefused                    a golden case, language pack or export cannot be read or written
├── ExtractionError                a page contains no article; has an `outcome`
│   ├── EmptyDocument              the page has no text
│   ├── NotHtml                    the bytes are not HTML
│   ├── NotAnArticle               the page has no story; has the `page_type`
│   └── ExtractionLimit            the page is too deep, too large or too slow
├── RequestError                   a request is refused
│   ├── MalformedJson              the body is not JSON, or has NaN or a lone surrogate
│   ├── MalformedEncoding          bytes are not valid UTF-8, or contain NUL
│   ├── MalformedContentEncoding   the body cannot be decompressed
│   ├── InvalidCursor              the cursor was altered, or belongs to another query
│   ├── NotFound, Gone, NotAcceptable, MethodNotAllowed
│   ├── AuthenticationRequired, InvalidApiKey, InsufficientScope
│   ├── RateLimited                the client has used up a limit of this minute
│   ├── MalformedRequest           the request is not HTTP, or is ambiguous
│   ├── Misdirected                the server does not serve the host of the request
│   ├── RequestTimeout, UriTooLong, HeadersTooLarge, IdempotencyInProgress, IdempotencyKeyReused
│   ├── PreconditionFailed         the stored record does not fit `If-Match` or `If-None-Match`
│   ├── PayloadTooLarge, DecodedPayloadTooLarge: have the `limit_bytes`
│   ├── UnsupportedMediaType, UnsupportedContentEncoding
│   └── ValidationFailed           has the `errors`
└── ServiceError                   the service cannot answer at the moment
    ├── NotReady                   the database is unreachable or not migrated, or the server is stopping
    ├── StorageFull                no storage is left
    ├── Overloaded                 too many pages wait, or too many answers are being sent
    └── ExtractionFailed           extraction crashed on a page
"""

from collections.abc import Mapping
from typing import ClassVar, Literal

Outcome = Literal["client_error", "not_article"]


class NewsError(Exception):
    """Base class of all errors; `slug`, `title` and `status` become members of the problem document."""

    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Internal error"
    status: ClassVar[int] = 500
    about: ClassVar[str] = "An unexpected error. Quote the `instance` of the answer when you report it."

    def __init__(
        self, detail: str, *, members: Mapping[str, object] | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.members = dict(members or {})
        self.headers = dict(headers or {})


class SettingsError(NewsError):
    """A setting is invalid; the start fails, and the message names the setting."""


class FileRefused(NewsError):
    """A golden case, language pack or export cannot be read or written, for example because its file exists already."""


class ExtractionError(NewsError):
    """A page contains no article."""

    status = 422
    outcome: ClassVar[Outcome] = "client_error"


class EmptyDocument(ExtractionError):
    slug = "empty-document"
    title = "The page is empty"
    about = "The page has no text. Post the bytes of the page as fetched."


class NotHtml(ExtractionError):
    slug = "not-html"
    title = "The page is not HTML"
    about = "The bytes are not an HTML page (an image, a PDF, JSON …). Post the page itself."


class NotAnArticle(ExtractionError):
    slug = "not-an-article"
    title = "The page is not an article"
    about = "The page is an index, an error, a consent page …; see `page_type`. `force=true` stores it anyway."
    outcome = "not_article"


class ExtractionLimit(ExtractionError):
    slug = "extraction-limit"
    title = "The page exceeds a limit of extraction"
    about = "The page has too many elements, is nested too deeply, or takes too long. Nothing is stored."


class RequestError(NewsError):
    """A request is refused."""

    status = 400


class MalformedJson(RequestError):
    slug = "malformed-json"
    title = "The body is not JSON"
    about = "The body must be one JSON object in UTF-8; NaN, Infinity and lone surrogates are not JSON."


class MalformedEncoding(RequestError):
    slug = "malformed-encoding"
    title = "The bytes are not the text they claim to be"
    about = "The query, the path or the body contains bytes that are not valid UTF-8, or NUL."


class MalformedContentEncoding(RequestError):
    slug = "malformed-content-encoding"
    title = "The body cannot be decompressed"
    about = "The body is not what `Content-Encoding` says, is cut off, or has bytes after its end."


class InvalidCursor(RequestError):
    slug = "invalid-cursor"
    title = "The cursor is invalid"
    about = "Send `page.next_cursor` unchanged, with the same filters and the same sort."


class NotFound(RequestError):
    slug = "not-found"
    title = "Not found"
    status = 404
    about = "The path does not exist, or no record has this id."


class Gone(RequestError):
    slug = "gone"
    title = "The article was deleted"
    status = 410
    about = "The article with this id or address was deleted. Post its page with `restore=true` to store it again."


class NotAcceptable(RequestError):
    slug = "not-acceptable"
    title = "No acceptable media type"
    status = 406
    about = "`Accept` allows none of the media types of the operation; `offered` lists them."


class MethodNotAllowed(RequestError):
    slug = "method-not-allowed"
    title = "The method is not allowed"
    status = 405
    about = "`Allow` lists the methods of the path."


class AuthenticationRequired(RequestError):
    slug = "authentication-required"
    title = "An API key is required"
    status = 401
    about = "Send `Authorization: Bearer nk_…`. Keys are made with `python -m app keys create`."


class InvalidApiKey(RequestError):
    slug = "invalid-api-key"
    title = "The API key is invalid"
    status = 401
    about = "The key is unknown, revoked or expired, or the header is not `Authorization: Bearer nk_…`."


class InsufficientScope(RequestError):
    slug = "insufficient-scope"
    title = "The API key lacks a scope"
    status = 403
    about = "The operation requires a scope that the key does not have; `scope` names it."


class RateLimited(RequestError):
    slug = "rate-limited"
    title = "Too many requests"
    status = 429
    about = "The limit that `policy` names is used up. Send the request again after `Retry-After` seconds."


class MalformedRequest(RequestError):
    slug = "malformed-request"
    title = "The request is not HTTP/1.1"
    about = "The head is malformed, `Host` is missing or repeated, or the length of the body is ambiguous."


class Misdirected(RequestError):
    slug = "misdirected-request"
    title = "The host is not served"
    status = 421
    about = "On loopback, loopback names and `NEWS_ALLOWED_HOSTS` are served; elsewhere, what that setting names."


class RequestTimeout(RequestError):
    slug = "request-timeout"
    title = "The request did not arrive in time"
    status = 408
    about = (
        "The head must arrive within 10 s, the body within 60 s and with at least 1 KiB/s. The connection is closed."
    )


class UriTooLong(RequestError):
    slug = "uri-too-long"
    title = "The address is too long"
    status = 414
    about = "Path and query together must not exceed 8 KiB."


class HeadersTooLarge(RequestError):
    slug = "headers-too-large"
    title = "The header fields are too large"
    status = 431
    about = "The head of a request must not exceed 32 KiB and 100 header fields."


class IdempotencyInProgress(RequestError):
    slug = "idempotency-in-progress"
    title = "The first request is still being worked on"
    status = 409
    about = "A request with this `Idempotency-Key` is not answered yet. Send it again after `Retry-After` seconds."


class IdempotencyKeyReused(RequestError):
    slug = "idempotency-key-reused"
    title = "The idempotency key belongs to another request"
    status = 422
    about = "This `Idempotency-Key` was sent before with another path, query or body. Use a new key for each request."


class PreconditionFailed(RequestError):
    slug = "precondition-failed"
    title = "A precondition failed"
    status = 412
    about = "The stored record does not satisfy `If-Match` or `If-None-Match`. Read it again before you change it."


class PayloadTooLarge(RequestError):
    slug = "payload-too-large"
    title = "The body is too large"
    status = 413
    about = "`limit_bytes` is the largest size that is accepted, in bytes."


class DecodedPayloadTooLarge(RequestError):
    slug = "decoded-payload-too-large"
    title = "The decompressed body is too large"
    status = 413
    about = "`limit_bytes` is the largest size that is accepted after decompression, in bytes."


class UnsupportedMediaType(RequestError):
    slug = "unsupported-media-type"
    title = "The media type is not supported"
    status = 415
    about = "The header `Accept-Post` lists the accepted media types."


class UnsupportedContentEncoding(RequestError):
    slug = "unsupported-content-encoding"
    title = "The content coding is not supported"
    status = 415
    about = "The header `Accept-Encoding` lists the accepted codings."


class ValidationFailed(RequestError):
    slug = "validation-error"
    title = "Request did not validate"
    status = 422
    about = "`errors` names each invalid parameter or member and says what it must be. Unknown ones are refused, too."


class ServiceError(NewsError):
    """The service cannot answer at the moment; the request may be sent again later."""

    status = 503


class NotReady(ServiceError):
    slug = "not-ready"
    title = "The service is not ready"
    about = "The database is unreachable or not migrated. Send the request again after `Retry-After` seconds."


class StorageFull(ServiceError):
    slug = "storage-full"
    title = "Storage is full"
    status = 507
    about = "The disk or the database is full. Nothing is stored; reads still work."


class Overloaded(ServiceError):
    slug = "overloaded"
    title = "The service is overloaded"
    about = "Too many pages wait or answers are being sent. Send the request again after `Retry-After` seconds."


class ExtractionFailed(ServiceError):
    status = 500
