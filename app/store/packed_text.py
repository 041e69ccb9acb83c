"""Store texts and JSON compressed.

The compression dictionary contains the names of frequent JSON members, so that short texts shrink, too. The first byte
of a packed text says how it is packed: 0 means plain UTF-8; any other number is that of a dictionary.
"""

import threading
import zlib
from functools import cache
from pathlib import Path

import zstandard
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

_PLAIN, _DEFLATE, _ZSTD = 0, 1, 2
_SMALL = 2**12  # maximum size of a text in bytes for which the fast level is used
_FAST, _DENSE = 3, 6  # levels of zstd; the fast one packs a quote in 3 us instead of 10, and 5 % larger
# The dictionary of deflate, with which texts were packed before zstd; its most frequent texts come last.
_OLD = (
    b'{"cells":null,"at":null,"type":"subheading","level":2,"credit":null,"role":"lead","type":"list_item","type":"'
    b'image","caption":null,"url":"https://www.{"headline":{"origin":"jsonld","path":"meta","html","confidence":0.'
    b'[{"index":0,"type":"paragraph","level":null,"start":,"end":,"text":null,"url":null,"credit":null,"role":null,'
    b'"group":null,"cells":null,"at":null},{"index":1{"id":"-5","name":"","type":"organization","aliases":["'
    b'"external_ids":{"wikidata":"Q"external_ids":{"iso3166":"{"name":"","type":"person","entity_id":"","type":"'
    b'location","aliases":[],"external_ids":{},"mention_count":2,"mentions":[{"field":"headline","start":0,"end":,'
    b'"text":""},{"field":"lede","start":"type":"person","aliases":[],"external_ids":{},"mention_count":1,'
    b'"mentions":[{"field":"body","start":1,"end":,"text":""}]}{"field":"body","text":" "kind":"indirect",'
    b'"speaker":null,"cue":{"type":"say","lemma":"","field":"body","start":,"end":,"text":"},"mention":{"field":'
    b'"body","start":,"end":,"text":"},"resolved_by":"cue","kind":"direct","start":,"end":,"block_index":1,'
    b'"in_heading":false,"speaker":{"name":"","type":"person","entity_id":"-5","mention":null,"resolved_by":'
    b'"same_sentence"},"cue":null,"language":"tr","confidence":0.9,"id":"-5","article_id":"-5","statement_id":"-5'
)


def packed_text(text: str) -> bytes:
    """Compress a text."""
    plain, tools = text.encode(), _tools()
    packed = (tools.fast if len(plain) <= _SMALL else tools.dense).compress(plain)
    return bytes((_ZSTD,)) + packed if len(packed) < len(plain) else bytes((_PLAIN,)) + plain


def unpacked_text(packed: bytes) -> str:
    """Return the text that `packed_text` has compressed."""
    if packed[0] == _ZSTD:
        return _tools().unpacker.decompress(packed[1:]).decode()
    if packed[0] == _DEFLATE:
        return zlib.decompressobj(-zlib.MAX_WBITS, _OLD).decompress(packed[1:]).decode()
    return packed[1:].decode()


class _Tools:
    """The compressors and the decompressor of a thread: zstd does not let threads share them."""

    def __init__(self) -> None:
        self.fast, self.dense = (_compressor(level) for level in (_FAST, _DENSE))
        self.unpacker = zstandard.ZstdDecompressor(
            dict_data=_dictionary(_FAST), format=zstandard.FORMAT_ZSTD1_MAGICLESS
        )


_OF_THREAD = threading.local()


def _tools() -> _Tools:
    found: _Tools | None = getattr(_OF_THREAD, "tools", None)
    if found is None:
        found = _OF_THREAD.tools = _Tools()
    return found


def _compressor(level: int) -> zstandard.ZstdCompressor:
    # without the four bytes with which a file of zstd begins
    plain = zstandard.ZstdCompressionParameters.from_level(
        level, format=zstandard.FORMAT_ZSTD1_MAGICLESS, write_dict_id=False
    )
    return zstandard.ZstdCompressor(dict_data=_dictionary(level), compression_params=plain)


@cache
def _dictionary(level: int) -> zstandard.ZstdCompressionDict:
    """Return the dictionary number 2, prepared for a level. Stored texts need it: never change its file.

    The script `training/train_packing.py` makes the next one.
    """
    found = zstandard.ZstdCompressionDict(Path(__file__).with_name(f"packed_text.{_ZSTD}.dict").read_bytes())
    found.precompute_compress(level=level)
    return found


class PackedText(TypeDecorator[str]):
    """Column type of a text that is stored compressed. A value that is already packed is stored as it is."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | bytes | None, _dialect: Dialect) -> bytes | None:
        return packed_text(value) if isinstance(value, str) else value

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> str | None:
        return None if value is None else unpacked_text(value)
