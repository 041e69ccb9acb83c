"""Check a request's preconditions `If-Match` and `If-None-Match` against the stored record (RFC 9110, section 13)."""

from dataclasses import dataclass
from hashlib import blake2b


def digest(*parts: bytes) -> str:
    """Return a short hash of these bytes, for an entity tag (HTTP header `ETag`)."""
    return blake2b(b"\0".join(parts), digest_size=12).hexdigest()


def record_tag(stamp: bytes, media_type: bytes, form: bytes = b"") -> str:
    """Return the entity tag of a version of a record, without quotation marks.

    `stamp`: identifies the version. `form`: the requested members and unit of offsets; empty for the whole record.
    """
    return digest(stamp, media_type, form)


@dataclass(frozen=True)
class Condition:
    """A precondition of a request. The entity tag `*` stands for any record."""

    media_type: bytes
    wanted: frozenset[str]  # entity tags of `If-Match`
    unwanted: frozenset[str]  # entity tags of `If-None-Match`

    def holds(self, stamp: bytes | None) -> bool:
        """Return whether the precondition holds for the stored version `stamp` (None: no record is stored)."""
        here = set() if stamp is None else {"*", f'"{record_tag(stamp, self.media_type)}"'}
        return (not self.wanted or bool(self.wanted & here)) and not self.unwanted & here
