"""Read several sources one after another. Sources are named by paths and by patterns of file names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from glob import glob, has_magic
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, NoReturn

from app.config import Settings
from app.errors import MalformedContentEncoding, SettingsError
from app.services.page_sources import DAMAGED, Folder, Item, Lines, Source, is_page
from app.services.warc import Warc

WARC_SUFFIXES = (".warc", ".warc.gz")


class Place(NamedTuple):
    """A position in a list of sources: the number of a source, and the position in this source."""

    part: int = 0
    end: int = 0


START = Place()


@dataclass(frozen=True)
class Placed:
    """A page, the path of its source, and the position after the page."""

    item: Item
    source: str
    place: Place


@dataclass(frozen=True)
class SourceList:
    """Several sources in the order of their paths. Progress is counted in pages or bytes over all sources."""

    paths: Sequence[Path]
    parts: Sequence[Source]

    @property
    def total(self) -> int | None:
        """Size of all sources together; None if the size of one is unknown in advance."""
        totals = [part.total for part in self.parts]
        return None if None in totals else self._before[-1]

    @property
    def fingerprint(self) -> str:
        """Fingerprint that changes whenever the content of a source, or the list of sources, may have changed."""
        if len(self.parts) == 1:
            return self.parts[0].fingerprint
        return sha256("".join(part.fingerprint for part in self.parts).encode()).hexdigest()

    def done(self, place: Place) -> int:
        """Return how much of `total` (pages or bytes) comes before a position in the sources."""
        return self._before[place.part] + place.end

    @cached_property
    def _before(self) -> list[int]:
        """For each source, the number of units (pages or bytes) in the sources before it.

        The last entry is the number of all units.
        """
        return list(accumulate((part.total or 0 for part in self.parts), initial=0))

    def pages(self, start: Place = START) -> Iterator[Placed]:
        """Yield the pages after a position. For a damaged source, the last item raises an error when it is read."""
        for number in range(start.part, len(self.parts)):
            place, source = start if number == start.part else Place(number), str(self.paths[number])
            try:
                for item in self.parts[number].items(place.end):
                    place = Place(number, item.end)
                    yield Placed(item, source, place)
            except DAMAGED as error:
                cut = partial(_cut_off, f"the source cannot be read after {place.end:,}: {error}")
                yield Placed(Item("", place.end, cut), source, Place(number + 1))


def source_list(names: Sequence[str], settings: Settings) -> SourceList:
    """Return the sources that paths and patterns such as `archive/*.warc.gz` name, without repetition.

    Raises:
        SettingsError: a path does not exist, or no file matches a pattern.
    """
    paths = list(dict.fromkeys(path for name in names for path in _paths(name)))
    return SourceList(paths, [source_of(path, settings) for path in paths])


def source_of(path: Path, settings: Settings) -> Source:
    """Return the source for a folder, a page, a WARC file, or an NDJSON file."""
    if path.is_dir() or is_page(path):
        return Folder(path, settings.max_page_bytes)
    if path.name.lower().endswith(WARC_SUFFIXES):
        return Warc(path, settings.max_page_bytes)
    return Lines(path, settings.max_envelope_bytes)


def _paths(name: str) -> list[Path]:
    if Path(name).exists():
        return [Path(name)]
    # `glob`, because `Path.glob` refuses absolute patterns
    found = [Path(match) for match in sorted(glob(name, recursive=True))] if has_magic(name) else []  # noqa: PTH207
    if not found:
        raise SettingsError(f"{name}: no file matches" if has_magic(name) else f"{name} does not exist")
    return found


def _cut_off(detail: str) -> NoReturn:
    raise MalformedContentEncoding(detail)
