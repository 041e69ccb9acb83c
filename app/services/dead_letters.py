"""Write the dead-letter file of an import: one NDJSON line for every refused page."""

from pathlib import Path
from typing import BinaryIO

import orjson

from app.errors import SettingsError
from app.services.page_engine import Refused
from app.services.source_list import Placed


class DeadLetters:
    """Writer of the dead-letter file. The file is created when its first line is added."""

    def __init__(self, path: Path | None) -> None:
        self._path, self.size = path, 0  # size of the file with all added lines, in bytes
        self._file: BinaryIO | None = None

    def resume(self, size: int) -> None:
        """Truncate the file to `size` bytes. The lines cut off belong to pages that will be imported again."""
        if self._path is None or not self._path.exists():
            return
        self.size = min(size, self._path.stat().st_size)
        if self.size:
            self._opened(self._path).truncate(self.size)
        else:
            self._path.unlink()

    def add(self, placed: Placed, refused: Refused) -> None:
        """Append a line to the buffer; `flush` writes the buffer to the file.

        Raises:
            SettingsError: the file cannot be written.
        """
        if self._path:
            self.size += self._opened(self._path).write(letter(placed, refused))

    def flush(self) -> None:
        """Write the buffered lines to the file, without waiting for the disk."""
        if self._file:
            self._file.flush()

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()

    def _opened(self, path: Path) -> BinaryIO:
        if self._file is None:
            try:
                self._file = path.open("ab")
            except OSError as error:
                hint = "name another with --dead-letters FILE"
                raise SettingsError(f"{path} cannot be written ({error.strerror}); {hint}") from error
        return self._file


def letter(placed: Placed, refused: Refused) -> bytes:
    """Return the line of the dead-letter file for a refused page."""
    where = {"source": placed.source, "page": placed.item.name or None, "url": refused.url or placed.item.url}
    line = {**where, "type": f"/problems/{refused.slug}", "detail": refused.detail}
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)
