"""Decode request bodies by their content coding, in steps, so that memory stays near the size limit of a body."""

import zlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

import brotli
import zstandard
from starlette.requests import Request

from app.errors import DecodedPayloadTooLarge, MalformedContentEncoding, UnsupportedContentEncoding

_GZIP_WINDOW = 31  # value of zlib's `wbits` to decode gzip
_ZLIB_WINDOW = 15  # value of zlib's `wbits` to decode deflate with a zlib header
# gzip, deflate: compressed bytes decoded per step; they expand at most 1,032-fold, so a step yields at most 4 MiB
_GZIP_STEP = 4096
_ZSTD_WINDOW = 8 * 2**20  # maximum window of zstd, in bytes: RFC 9659 forbids larger ones
_ZSTD_STEP = 256  # zstd: compressed bytes decoded per step; each byte may expand to 32 KiB
# (body, limit) -> (decoded bytes, whether the body is complete); decoding may stop once it has `limit` bytes
Decode = Callable[[bytes, int], tuple[bytes, bool]]


class _Decompressor(Protocol):
    """Decoder of one part of a body. A gzip body consists of one or more members, a zstd body of one or more frames.

    When a part has been decoded to its end, `eof` is true, and `unused_data` holds the bytes that follow the part.
    """

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


def coding_of(request: Request) -> str:
    """Return the content coding of a request's body; `identity` if the body has none.

    Raises:
        UnsupportedContentEncoding: the request names several codings, or an unknown coding.
    """
    coding = ", ".join(request.headers.getlist("content-encoding")).strip().lower().replace("x-gzip", "gzip")
    if coding not in ("", "identity", *_DECODERS):
        known = ", ".join((*_DECODERS, "identity"))
        raise UnsupportedContentEncoding(f"send one of {known}", headers={"Accept-Encoding": known})
    return coding or "identity"


def decoded(body: bytes, coding: str, limit: int) -> bytes:
    """Decode a body that has a content coding.

    Raises:
        DecodedPayloadTooLarge: the decoded body is longer than `limit` bytes.
        MalformedContentEncoding: the body is not valid in this coding, is cut off, or has bytes after its end.
    """
    if coding == "identity":
        return body
    try:
        plain, is_whole = _DECODERS[coding](body, limit + 1)
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise MalformedContentEncoding(f"the body is not {coding}") from error
    if len(plain) > limit:
        raise DecodedPayloadTooLarge(
            f"the decoded body must not exceed {limit:,} bytes", members={"limit_bytes": limit}
        )
    if not is_whole:
        raise MalformedContentEncoding(f"the {coding} body is cut off, or has bytes after its end")
    return plain


def _members(new: Callable[[], _Decompressor], step: int, body: bytes, limit: int) -> tuple[bytes, bool]:
    """Decode consecutive gzip members (RFC 1952) or zstd frames, and skip NUL padding after the last one.

    Return the decoded bytes, and whether the body is complete. The body is decoded in steps of `step` bytes. When a
    member ends inside a step, the rest of the step is copied, and then read again for the next member. Steps are short,
    so the copies are small, and the total time grows linearly with the length of the body.
    """
    plain, place, decoder = bytearray(), 0, new()
    while place < len(body) and len(plain) < limit:
        chunk = body[place : place + step]
        plain += decoder.decompress(chunk)
        place += len(chunk)
        if decoder.eof:
            place -= len(decoder.unused_data)
            if place == len(body) or (body[place] == 0 and not body[place:].strip(b"\0")):
                return bytes(plain), True
            decoder = new()
    return bytes(plain), False


def _deflate(body: bytes, limit: int) -> tuple[bytes, bool]:
    decoder = zlib.decompressobj(_ZLIB_WINDOW)
    plain = decoder.decompress(body, limit)
    return plain, decoder.eof and not decoder.unused_data


def _brotli(body: bytes, limit: int) -> tuple[bytes, bool]:
    decoder = brotli.Decompressor()
    plain = decoder.process(body, output_buffer_limit=limit)
    while (
        len(plain) < limit and not decoder.is_finished() and (more := decoder.process(b"", output_buffer_limit=limit))
    ):
        plain += more
    return plain, decoder.is_finished()


def _new_zstd() -> _Decompressor:
    return zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()


_DECODERS: Mapping[str, Decode] = {
    "gzip": partial(_members, partial(zlib.decompressobj, _GZIP_WINDOW), _GZIP_STEP),
    "deflate": _deflate,
    "br": _brotli,
    "zstd": partial(_members, _new_zstd, _ZSTD_STEP),
}
