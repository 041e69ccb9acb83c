"""Read and write the model file of the tagger: a weight for each attribute, role and label.

An attribute is a fact about a word (`w=said`). Its role says where the word stands, seen from the token that is to be
labelled (`-1`: directly before this token). The label says whether this token is part of a name, and of which kind of
name. In memory, one integer holds all weights of an attribute, so that one addition sums many weights. Each weight has
a lane of four bytes.
"""

import gzip
import struct
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

LANE = 32  # size of a lane, the part of an integer that holds one weight, in bits
# added to each weight so that none is negative: a negative weight would borrow from the bits of the next weight
_HALF = 1 << 15
# Weights of one attribute: one list for each role, with a weight for each label. A role is the position of the word
# that has the attribute (the word itself, the word before …); a label is what the recogniser says of a word (`B-PER`).
Row = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Head:
    """The first line of a model file: the labels, the roles, and the weights of pairs of neighbouring labels."""

    labels: tuple[str, ...]
    roles: tuple[str, ...]
    pairs: tuple[tuple[int, ...], ...]


def read_weights(content: bytes) -> tuple[Head, dict[str, int]]:
    """Return the first line of a model file, and for each attribute an integer that packs the attribute's weights.

    Each weight has a lane, `LANE` bits of the integer. The lanes are ordered by role, then by label. The lowest bits
    hold the weight of the first role and the first label.
    """
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
    """Return the weights with four bytes each instead of two, and with `_HALF` added so that none is negative."""
    return array("I", [weight + _HALF for weight in memoryview(packed).cast("h")]).tobytes()


def _halves(labels: int, roles: int) -> list[int]:
    """Return the integers that `read_weights` subtracts to undo `_raised`, which added `_HALF` to each weight.

    Item n of the list is for an attribute with weights for n roles: it has `_HALF` in the lane of each of its weights.
    """
    return [sum(_HALF << (LANE * lane) for lane in range(labels * count)) for count in range(roles + 1)]


def packed(head: Head, rows: Mapping[str, Mapping[str, Sequence[int]]]) -> bytes:
    """Return the bytes of a model file.

    `rows`: attribute -> role (position of the word, such as `-1`) -> weights. There is one weight for each label, such
    as `B-PER`, in the order of `head.labels`.
    """
    # The file is packed by gzip: a line of JSON (`Head`), an empty line, the names of the attributes (one on each
    # line), and an empty line. Then come two bytes for each attribute: the index of the first role for which the
    # attribute has weights, and the count of roles from there to the last one with weights. At the end come the
    # weights, two bytes each, ordered by attribute, role and label.
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
