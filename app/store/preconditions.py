"""Preconditions of a request on the stored record, by entity tags (RFC 9110, section 13)."""

from dataclasses import dataclass
from hashlib import blake2b


def digest(*parts: bytes) -> str:
    """Return the digest of bytes for an entity tag."""
    return blake2b(b"\0".join(parts), digest_size=12).hexdigest()


@dataclass(frozen=True)
class Condition:
    """Entity tags of the headers `If-Match` (`wanted`) and `If-None-Match` (`unwanted`); `*` means any record."""

    media_type: bytes
    wanted: frozenset[str]
    unwanted: frozenset[str]

    def holds(self, record: bytes | None) -> bool:
        """Return whether the precondition holds for the stored record; None: no record is stored."""
        here = set() if record is None else {"*", f'"{digest(self.media_type, record)}"'}
        return (not self.wanted or bool(self.wanted & here)) and not self.unwanted & here
