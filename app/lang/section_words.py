"""The base of every model read from TOML."""

from app.schemas.base import Record


class Knowledge(Record):
    """Frozen, and without room for a misspelt key."""
