"""A cached property for values that are computed hundreds of times a page."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property as fast_property
else:

    class _FastProperty:
        def __init__(self, compute: Callable[[Any], object]) -> None:
            self._compute, self.__doc__ = compute, compute.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self._name = name

        def __get__(self, instance: object, owner: type | None = None) -> object:
            if instance is None:
                return self
            value = instance.__dict__[self._name] = self._compute(instance)
            return value

    def fast_property(compute: Callable[[Any], object]) -> _FastProperty:
        """Return a property like `functools.cached_property`, but without the lock of Python 3.11.

        The first access to a property takes a third of the time. Objects with such properties belong to one thread.
        """
        return _FastProperty(compute)


__all__ = ["fast_property"]
