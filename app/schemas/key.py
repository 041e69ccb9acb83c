"""What a key may do."""

from typing import Literal, get_args

Scope = Literal["read", "ingest", "raw", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
