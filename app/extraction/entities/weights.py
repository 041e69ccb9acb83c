"""Read and write a tagger model; pack its weights into big integers, so that one addition sums many weights.

The file, packed by gzip: a line of JSON (`labels`, `roles`, `pairs`: weights of adjacent labels), an empty line,
the attributes' names line by line, an empty line; then for each attribute two bytes, its first role and the count of
roles from there on; after these bytes, two bytes for each weight: attribute by attribute, role by role,
label by label.

In memory each weight is a lane of four bytes in an integer, so that adding two integers adds all lanes at once.
"""

import gzip
import struct
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

LANE = 32  # size of a lane, in bits
_HALF = 1 << 15  # added to each weight so that it is positive: a negative weight would borrow from the next lane
Row = Sequence[Sequence[int]]  # weights of one attribute: role by role, label by label


@dataclass(frozen=True)
class Head:
    """The first line of a model file."""

    labels: tuple[str, ...]
    roles: tuple[str, ...]
    pairs: tuple[tuple[int, ...], ...]


def read_weights(content: bytes) -> tuple[Head, dict[str, int]]:
    """Return the head and, for each attribute, all its weights in one integer, role by role from the low end."""
    described, names, packed = gzip.decompress(content).split(b"\n\n", 2)
    head = _head(**orjson.loads(described))
    attributes = names.decode().split("\n")
    spans, raised = packed[: 2 * len(attributes)], _raised(packed[2 * len(attributes) :])
    size, halves = len(head.labels), _halves(len(head.labels), len(head.roles))
    block, at, weights = 4 * size, 0, {}
    for name, first, count in zip(attributes, spans[::2], spans[1::2], strict=True):
        end = at + block * count
        weights[name] = (int.from_bytes(raised[at:end], "little") - halves[count]) << (LANE * size * first)
        at = end
    return head, weights


def _head(labels: Sequence[str], roles: Sequence[str], pairs: Sequence[Sequence[int]]) -> Head:
    return Head(tuple(labels), tuple(roles), tuple(map(tuple, pairs)))


def _raised(packed: bytes) -> bytes:
    """Widen each weight from two bytes to four and add `_HALF`, so that it is positive."""
    return array("I", [weight + _HALF for weight in memoryview(packed).cast("h")]).tobytes()


def _halves(labels: int, roles: int) -> list[int]:
    """Return, for 0, 1, 2, … roles, the integer with `_HALF` in every lane (subtracted after reading)."""
    return [sum(_HALF << (LANE * lane) for lane in range(labels * count)) for count in range(roles + 1)]


def packed(head: Head, rows: Mapping[str, Mapping[str, Sequence[int]]]) -> bytes:
    """Return the bytes of a model file; `rows` are the weights by attribute and role."""
    spans, weights = bytearray(), bytearray()
    names = sorted(name for name in rows if "\n" not in name)
    nothing = (0,) * len(head.labels)
    for name in names:
        row = rows[name]
        at = [number for number, role in enumerate(head.roles) if role in row]
        first, behind = min(at), max(at) + 1
        spans += bytes((first, behind - first))
        for role in head.roles[first:behind]:
            weights += struct.pack(f"<{len(nothing)}h", *row.get(role, nothing))
    described = orjson.dumps({"labels": head.labels, "roles": head.roles, "pairs": head.pairs})
    content = described + b"\n\n" + "\n".join(names).encode() + b"\n\n" + spans + weights
    return gzip.compress(content, mtime=0)
