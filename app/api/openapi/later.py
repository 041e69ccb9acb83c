"""Parts of the OpenAPI description that are made only when a client first asks for the description.

The server starts faster without them. Such a part is a function without arguments, in the place of the value that it
returns.
"""

from typing import Any


def made(part: Any) -> Any:
    """Return a part of the description in which every function is replaced by the value that it returns."""
    if callable(part):
        return made(part())
    if isinstance(part, dict):
        return {name: made(value) for name, value in part.items()}
    return part
