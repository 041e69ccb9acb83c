"""What a request expects of the record that is stored, by entity tags (RFC 9110, section 13)."""

from dataclasses import dataclass
from hashlib import blake2b


def digest(*parts: bytes) -> str:
    """What an entity tag says of these bytes."""
    return blake2b(b"\0".join(parts), digest_size=12).hexdigest()


@dataclass(frozen=True)
class Condition:
    """Digests, of which the record's must be one of those wanted, if any are, and none of the others; `*` is any."""

    media_type: bytes
    wanted: frozenset[str]
    unwanted: frozenset[str]

    def holds(self, record: bytes | None) -> bool:
        """Whether it does for the record stored so far, None where there is none."""
        here = set() if record is None else {"*", f'"{digest(self.media_type, record)}"'}
        return (not self.wanted or bool(self.wanted & here)) and not self.unwanted & here
