"""Find the entries of a live blog and their times, from `time` elements and from `liveBlogUpdate` in JSON-LD."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from string import digits

from app.extraction.document.jsonld import types_of
from app.extraction.document.layout import TextBlock
from app.extraction.document.schema_types import web
from app.extraction.fields.date_sources import read_stamp
from app.extraction.fields.local_times import placed
from app.extraction.findings import Evidence
from app.extraction.story.story_numbers import LIVE_ENTRIES_KEY, LIVE_ENTRIES_LEAST, LIVE_ENTRIES_MOST
from app.text.normalize import letters

Times = Sequence[tuple[int, str]]


def find_entries(evidence: Evidence, prose: Sequence[TextBlock], times: Times) -> Mapping[int, datetime]:
    """Map the index of each entry's first block to the entry's time; empty if the page is not a live blog.

    `times` are the `time` elements of the same layout.
    """
    live = [thing for thing in evidence.document.jsonld if types_of(thing) & web().types.live_blog]
    if not prose or not (live or _is_marked(prose)):
        return {}
    stamps = {**dict(_printed(times, prose)), **dict(_stored(live, prose))}
    read = ((index, read_stamp(text, evidence)) for index, text in stamps.items())
    found = {index: placed(evidence, date.moment)[0] for index, date in read if date}
    return found if len(found) >= LIVE_ENTRIES_LEAST else {}


def _is_marked(prose: Sequence[TextBlock]) -> bool:
    return any("live" in place.hints for place in prose[len(prose) // 2].place.ancestors())


def _printed(times: Times, prose: Sequence[TextBlock]) -> Iterator[tuple[int, str]]:
    """Yield (block index, time) for each `time` element of the story.

    The block is the first of the entry: the one after the `time` element.
    """
    indexes = [block.index for block in prose]
    inside = [(at, text) for at, text in times if indexes[0] - 1 <= at <= indexes[-1]]
    for (at, text), (following, _) in pairwise([*inside, (indexes[-1] + 1, "")]):
        first = bisect_left(indexes, at)
        if first < len(indexes) and indexes[first] < max(following, at + 1):
            yield indexes[first], text


def _stored(live: Sequence[Mapping[str, object]], prose: Sequence[TextBlock]) -> Iterator[tuple[int, str]]:
    """Yield (block index, time) for each update in JSON-LD, if a block of the page prints its title or text."""
    starts = {letters(block.text)[:LIVE_ENTRIES_KEY]: block.index for block in reversed(prose)}
    starts |= {key.lstrip(digits): index for key, index in starts.items()}
    for update in (update for thing in live for update in _updates(thing)):
        texts = (update.get("headline"), update.get("articleBody"))
        keys = (letters(text)[:LIVE_ENTRIES_KEY] for text in texts if isinstance(text, str))
        index = next((starts[key] for key in keys if key in starts), None)
        time = update.get("datePublished")
        if index is not None and isinstance(time, str):
            yield index, time


def _updates(thing: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    found = thing.get("liveBlogUpdate")
    listed = found if isinstance(found, list) else [found]
    yield from (update for update in listed[:LIVE_ENTRIES_MOST] if isinstance(update, dict))
