"""The built-in recogniser of names: write words in capitals in normal case, then find the names in the text."""

from collections.abc import Iterator
from dataclasses import replace

from app.extraction.entities.builtin import find_names
from app.extraction.entities.candidates import Named
from app.extraction.entities.capitals import speakers_in_capitals, without_shouting
from app.extraction.entities.datelines import find_places, in_normal_case, with_dateline_places
from app.extraction.text.read_text import ReadText
from app.schemas.base import TextField


def find_mentions(read: ReadText) -> list[Named]:
    """Return all mentions in a field, sorted by offset and not overlapping."""
    field, text, pack = read.field, read.text, read.pack
    places = [*find_places(text, pack)]
    written = in_normal_case(without_shouting(text, pack), places)
    if written == text:
        return with_dateline_places(find_names(read), places, field, text)
    found = find_names(replace(read, text=written))
    speakers = {named.start: named for named in _speakers(field, text, written)}
    others = [named for named in found if named.start not in speakers]
    named = sorted([*speakers.values(), *others], key=lambda each: each.start)
    whole = with_dateline_places(named, places, field, text)
    # the recogniser read `written`: give each mention its text as printed
    return [each._replace(text=text[each.start : each.end]) for each in whole]


def _speakers(field: TextField, text: str, written: str) -> Iterator[Named]:
    """Yield the speakers in capitals before a colon at the start of a paragraph: tr `DEMİR: …`.

    `written` is the text in normal case. A name that is still in capitals there is left out.
    """
    for start, end in speakers_in_capitals(text):
        if text[start:end] != written[start:end]:
            yield Named(field, start, end, written[start:end], written[start:end], "person", True)
