"""Signed cursors: a position in a list, valid only for the same list, filters and sort."""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

import orjson

from app.errors import InvalidCursor

VERSION = 1
_SIGNATURE_BYTES = 12
_MAX_LENGTH = 1_000


@dataclass(frozen=True)
class Position:
    """A position in a list.

    The page of results begins after the row with the sort key `values`; if `backwards`, it ends before this row.
    """

    values: tuple[str | int | float, ...]
    backwards: bool = False


def encode_cursor(secret: bytes, position: Position, query: str) -> str:
    """Return a position as a signed text. `query`: operation, filters and sort for which this cursor is valid."""
    payload = orjson.dumps([VERSION, position.values, position.backwards])
    return base64.urlsafe_b64encode(_signature(secret, payload, query) + payload).rstrip(b"=").decode()


def decode_cursor(secret: bytes, text: str, query: str) -> Position:
    """Return the position that a cursor contains.

    Raises:
        InvalidCursor: the cursor was altered, is of another database, or belongs to another query.
    """
    signature, payload = _unpacked(text)
    if not hmac.compare_digest(signature, _signature(secret, payload, query)):
        raise InvalidCursor("the cursor was altered, or belongs to other filters or another sort")
    _, values, backwards = json.loads(payload)
    return Position(tuple(values), backwards)


def _unpacked(text: str) -> tuple[bytes, bytes]:
    if not text or len(text) > _MAX_LENGTH or not text.isascii():
        raise InvalidCursor("the cursor is empty or far too long")
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidCursor("the cursor is not valid base64") from error
    return raw[:_SIGNATURE_BYTES], raw[_SIGNATURE_BYTES:]


def _signature(secret: bytes, payload: bytes, query: str) -> bytes:
    message = hashlib.sha256(query.encode()).digest() + payload
    return hmac.digest(secret, message, "sha256")[:_SIGNATURE_BYTES]


def describe(*parts: Any) -> str:
    """Return a text that identifies a query: operation, filters and sort. A cursor is valid only for this text."""
    return json.dumps(parts, default=str, sort_keys=True)
