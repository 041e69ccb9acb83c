"""Store texts and JSON compressed.

The compression dictionary contains the names of frequent JSON members, so that short texts shrink, too. The
first byte of a packed text is the number of its dictionary; raw deflate data follows. After number 0, plain UTF-8
follows.
"""

import zlib

from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

_PLAIN, _NEWEST = 0, 1
_SMALL = 2**12  # texts of at most this many bytes are compressed with a small window, which is allocated faster
_LEVEL, _MEMORY = 6, 5
# Dictionaries by number. Stored texts need the dictionary that packed them: add new ones and never change an old one.
# The most frequent texts come last in a dictionary, because deflate refers to them with fewer bits there.
_DICTIONARIES: dict[int, bytes] = {
    1: (
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
}


def packed_text(text: str) -> bytes:
    """Compress a text."""
    plain = text.encode()
    window = 12 if len(plain) <= _SMALL else 15
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -window, _MEMORY, zlib.Z_DEFAULT_STRATEGY, _DICTIONARIES[_NEWEST])
    packed = packer.compress(plain) + packer.flush()
    return bytes((_NEWEST,)) + packed if len(packed) < len(plain) else bytes((_PLAIN,)) + plain


def unpacked_text(packed: bytes) -> str:
    """Return the text that `packed_text` has compressed."""
    if packed[0] == _PLAIN:
        return packed[1:].decode()
    return zlib.decompressobj(-zlib.MAX_WBITS, _DICTIONARIES[packed[0]]).decompress(packed[1:]).decode()


class PackedText(TypeDecorator[str]):
    """Column type of a text that is stored compressed. A value that is already packed is stored as it is."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | bytes | None, _dialect: Dialect) -> bytes | None:
        return packed_text(value) if isinstance(value, str) else value

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> str | None:
        return None if value is None else unpacked_text(value)
