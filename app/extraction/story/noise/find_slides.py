"""Find slides of a gallery in an article: neighbouring elements that begin with a counter (`1/12`, `2/12` …)."""

import re
from collections.abc import Iterator, Sequence

from app.extraction.document.layout import Place, TextBlock
from app.extraction.story.container import Container
from app.extraction.story.story_numbers import FIND_SLIDES_BESIDE, FIND_SLIDES_LEAST, GROUPS_CLIMB

_COUNTER = re.compile(r"(\d{1,3})\s?/\s?(\d{1,3})(?![\d/.,])")


def find_slides(inside: Sequence[TextBlock], container: Container) -> frozenset[int]:
    """Return the indexes of blocks in slides.

    The set is empty if there is hardly any other prose, because then the slides are the story.
    """
    texts = [block for block in inside if block.text]
    homes = frozenset(_slide_places(texts))
    slides = frozenset(block.index for block in texts if homes and _is_within(block.place, homes))
    beside = sum(max(0.0, container.worths[block.index]) for block in texts if block.index not in slides)
    return slides if beside >= FIND_SLIDES_BESIDE else frozenset()


def _slide_places(texts: Sequence[TextBlock]) -> Iterator[int]:
    """Yield the index of each element that begins with a counter, if several of them count up: `1/12`, `2/12` …"""
    begun: dict[str, list[Place]] = {}
    for block in texts:
        found, home = _COUNTER.match(block.text), block.place.parent
        if found and home is not None:
            places = begun.setdefault(found[2], [])
            if int(found[1]) == len(places) + 1 and home not in places[-1:]:
                places.append(home)
    for places in begun.values():
        if len(places) >= FIND_SLIDES_LEAST:
            yield from (place.index for place in places)


def _is_within(place: Place, homes: frozenset[int]) -> bool:
    around = zip(place.ancestors(), range(GROUPS_CLIMB), strict=False)
    return any(above.index in homes for above, _ in around)
