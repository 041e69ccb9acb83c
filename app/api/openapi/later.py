"""Parts of the OpenAPI description that are made only when a client first asks for the description.

The server starts faster without these parts. Until then, a function without arguments stands in the place of each part.
The function returns the part.
"""

from typing import Any


def made(part: Any) -> Any:
    """Return a part of the OpenAPI description, with each function in it replaced by what the function returns."""
    if callable(part):
        return made(part())
    if isinstance(part, dict):
        return {name: made(value) for name, value in part.items()}
    return part
