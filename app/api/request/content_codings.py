"""Content codings of request bodies: decoded in steps, never far beyond the limit."""

import zlib
from collections.abc import Callable, Mapping

import brotli
import zstandard
from starlette.requests import Request

from app.errors import DecodedPayloadTooLarge, MalformedContentEncoding, UnsupportedContentEncoding

_WINDOW = {"gzip": 31, "deflate": 15}
_ZSTD_WINDOW = 8 * 2**20  # what RFC 9659 lets a sender use
_ZSTD_STEP = 256  # bytes; each of them may stand for 32 KiB
Decode = Callable[[bytes, int], tuple[bytes, bool]]  # body and most bytes: the first of them, whether all was there


def coding_of(request: Request) -> str:
    """The one coding of a request's body.

    Raises:
        UnsupportedContentEncoding: several, or one we do not know.
    """
    coding = ", ".join(request.headers.getlist("content-encoding")).strip().lower().replace("x-gzip", "gzip")
    if coding not in ("", "identity", *_DECODERS):
        known = ", ".join((*_DECODERS, "identity"))
        raise UnsupportedContentEncoding(f"send one of {known}", headers={"Accept-Encoding": known})
    return coding or "identity"


def decoded(body: bytes, coding: str, limit: int) -> bytes:
    """The body without its coding.

    Raises:
        DecodedPayloadTooLarge: it is longer than `limit` bytes.
        MalformedContentEncoding: it is not what the coding says, is cut off, or goes on after its end.
    """
    if coding == "identity":
        return body
    try:
        plain, is_whole = _DECODERS[coding](body, limit + 1)
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise MalformedContentEncoding(f"the body is not {coding}") from error
    if len(plain) > limit:
        raise DecodedPayloadTooLarge(
            f"at most {limit:,} bytes are accepted, decoded, too", members={"limit_bytes": limit}
        )
    if not is_whole:
        raise MalformedContentEncoding(f"the {coding} body is cut off, or goes on after its end")
    return plain


def _zlib(window: int) -> Decode:
    def decode(body: bytes, most: int) -> tuple[bytes, bool]:
        decoder = zlib.decompressobj(window)
        plain = decoder.decompress(body, most)
        return plain, decoder.eof and not decoder.unused_data

    return decode


def _brotli(body: bytes, most: int) -> tuple[bytes, bool]:
    decoder = brotli.Decompressor()
    plain = decoder.process(body, output_buffer_limit=most)
    while len(plain) < most and not decoder.is_finished() and (more := decoder.process(b"", output_buffer_limit=most)):
        plain += more
    return plain, decoder.is_finished()


def _zstd(body: bytes, most: int) -> tuple[bytes, bool]:
    decoder = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
    plain, start = bytearray(), 0
    while start < len(body) and len(plain) < most and not decoder.eof:
        plain += decoder.decompress(body[start : start + _ZSTD_STEP])
        start += _ZSTD_STEP
    return bytes(plain), decoder.eof and not decoder.unused_data and start >= len(body)


_DECODERS: Mapping[str, Decode] = {
    "gzip": _zlib(_WINDOW["gzip"]),
    "deflate": _zlib(_WINDOW["deflate"]),
    "br": _brotli,
    "zstd": _zstd,
}
