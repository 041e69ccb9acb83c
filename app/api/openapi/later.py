"""Parts of the OpenAPI description that are made when it is first asked for: the start of a server does not need them.

Such a part is a function without arguments, which stands in the place of its value.
"""

from typing import Any


def made(part: Any) -> Any:
    """Return a part of the description in which every function is replaced by the value that it returns."""
    if callable(part):
        return made(part())
    if isinstance(part, dict):
        return {name: made(value) for name, value in part.items()}
    return part
