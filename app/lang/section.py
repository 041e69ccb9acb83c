"""The base of every model read from TOML."""

from pydantic import BaseModel, ConfigDict


class Knowledge(BaseModel):
    """Frozen, and without room for a misspelt key."""

    model_config = ConfigDict(frozen=True, extra="forbid")
