"""Content codings of bodies: members and frames that follow each other, padding, truncation, limits."""

import gzip
import os
import zlib
from itertools import pairwise

import brotli
import pytest
import zstandard

from app.api.request.content_codings import _GZIP_STEP, _members, decoded
from app.errors import DecodedPayloadTooLarge, MalformedContentEncoding

TEXT = ("Köprü pazartesi günü kapanacak, dedi belediye. " * 400).encode()
PARTS = [TEXT[:10], TEXT[10:5_000], b"", TEXT[5_000:]]
FRAME = zstandard.ZstdCompressor().compress
SKIPPABLE = b"\x50\x2a\x4d\x18" + (4).to_bytes(4, "little") + b"note"
WHOLE = {
    "gzip": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    "br": brotli.compress(TEXT),
    "zstd": FRAME(TEXT),
}
MEMBERS = {"gzip": b"".join(map(gzip.compress, PARTS)), "zstd": b"".join(map(FRAME, PARTS))}
LIMIT = 2**20


@pytest.mark.parametrize("coding", MEMBERS)
def test_consecutive_gzip_members_are_decoded_as_one_body(coding: str) -> None:
    assert decoded(MEMBERS[coding], coding, LIMIT) == TEXT


def test_a_body_with_one_gzip_member_per_line_is_accepted() -> None:
    lines = [f"line {number}\n".encode() for number in range(3_000)]
    assert decoded(b"".join(map(gzip.compress, lines)), "gzip", LIMIT) == b"".join(lines)


def test_a_bgzip_body_with_extra_fields_and_an_empty_last_block_is_accepted() -> None:
    def block(data: bytes) -> bytes:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(data) + packer.flush()
        head = bytes.fromhex("1f8b08040000000000ff0600424302") + b"\x00" + (len(packed) + 25).to_bytes(2, "little")
        return head + packed + zlib.crc32(data).to_bytes(4, "little") + len(data).to_bytes(4, "little")

    assert decoded(b"".join(map(block, [TEXT[:7_000], TEXT[7_000:], b""])), "gzip", LIMIT) == TEXT


@pytest.mark.parametrize("padding", [1, 16, 512, 10_240])
def test_nul_padding_after_the_last_gzip_member_is_ignored(padding: int) -> None:
    assert decoded(WHOLE["gzip"] + bytes(padding), "gzip", LIMIT) == TEXT
    assert decoded(MEMBERS["gzip"] + bytes(padding), "gzip", LIMIT) == TEXT


def test_skippable_frames_of_zstd_are_skipped() -> None:
    assert decoded(SKIPPABLE + WHOLE["zstd"] + SKIPPABLE, "zstd", LIMIT) == TEXT


@pytest.mark.parametrize("coding", WHOLE)
@pytest.mark.parametrize("tail", [b"x", b"\x00x", b"garbage after the end" * 500])
def test_bytes_after_the_end_of_a_compressed_body_are_refused(coding: str, tail: bytes) -> None:
    with pytest.raises(MalformedContentEncoding):
        decoded(WHOLE[coding] + tail, coding, LIMIT)


@pytest.mark.parametrize("coding", WHOLE)
@pytest.mark.parametrize("size", [0, 1, 5, -1, -9])
def test_a_truncated_compressed_body_is_refused(coding: str, size: int) -> None:
    with pytest.raises(MalformedContentEncoding):
        decoded(WHOLE[coding][:size], coding, LIMIT)


@pytest.mark.parametrize("coding", MEMBERS)
def test_a_body_whose_last_gzip_member_is_truncated_is_refused(coding: str) -> None:
    with pytest.raises(MalformedContentEncoding):
        decoded(MEMBERS[coding] + WHOLE[coding][:-1], coding, LIMIT)


@pytest.mark.parametrize("coding", WHOLE)
def test_a_decompressed_body_may_have_exactly_the_maximum_size(coding: str) -> None:
    assert decoded(WHOLE[coding], coding, len(TEXT)) == TEXT
    with pytest.raises(DecodedPayloadTooLarge):
        decoded(WHOLE[coding], coding, len(TEXT) - 1)


@pytest.mark.parametrize("coding", MEMBERS)
def test_the_size_limit_applies_to_the_sum_of_all_gzip_members(coding: str) -> None:
    assert decoded(MEMBERS[coding], coding, len(TEXT)) == TEXT
    with pytest.raises(DecodedPayloadTooLarge):
        decoded(MEMBERS[coding], coding, len(TEXT) - 1)


def test_decompression_takes_time_linear_in_the_number_of_members() -> None:
    """Bytes handed to decoders grow with the body: no member sees the rest of the body."""
    real, seen = zlib.decompressobj, 0

    class Counting:
        def __init__(self) -> None:
            self._decoder = real(31)

        def decompress(self, data: bytes) -> bytes:
            nonlocal seen
            seen += len(data)
            return self._decoder.decompress(data)

        @property
        def eof(self) -> bool:
            return self._decoder.eof

        @property
        def unused_data(self) -> bytes:
            return self._decoder.unused_data

    work = []
    member = gzip.compress(os.urandom(100))
    for count in (1_000, 4_000, 16_000):
        seen = 0
        assert _members(Counting, _GZIP_STEP, member * count, 2**24)[1]
        work.append(seen)
    assert all(larger <= 4.1 * smaller for smaller, larger in pairwise(work))
