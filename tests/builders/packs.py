"""Language packs from files of a test, forgotten after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.lang import pack


@contextmanager
def packs_restored() -> Iterator[None]:
    """Forget what `use_pack` added inside the block."""
    try:
        yield
    finally:
        for function in (pack._files, pack.languages, pack.known_languages, pack.all_packs, pack.language_pack):
            function.cache_clear()
