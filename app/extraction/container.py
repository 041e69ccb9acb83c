"""The place that holds the article: the subtree whose pieces are worth most when prose counts for and noise against it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction.blocks import Piece, Pieces, Place
from app.extraction.markup import noise_hints

_SENTENCE_ENDS = tuple(".!?…。！？。؟:\"”»“’')")
_SHORT = 25  # characters; shorter pieces are labels as often as prose
_WEIGHT = {"paragraph": 1.0, "blockquote": 0.8, "list_item": 0.4, "heading": 0.1, "table": 0.3, "code": 0.5}
_MARKED = 1.5  # a place that calls itself the body is believed unless another is worth half as much again
_NOISY = 0.1


@dataclass(frozen=True)
class Container:
    """The chosen place with the worth of every place of the page, by its index."""

    place: Place
    worths: Sequence[float]
    inside: frozenset[int]

    def holds(self, piece: Piece) -> bool:
        return piece.place.index in self.inside


def worth(piece: Piece) -> float:
    """Characters of prose; negative for links and labels."""
    size, text = len(piece.text), piece.text
    if not size:
        return 0.0
    share = piece.link_share
    if share > 0.5:
        return -min(size, 80) - 10.0
    if piece.kind == "heading":
        return size * 0.1
    ended = text.endswith(_SENTENCE_ENDS)
    if size < _SHORT and not ended:
        return -5.0
    if piece.place.tag in ("p", "blockquote", "td") or ended or size > 140:
        return size * _WEIGHT.get(piece.kind, 0.0) * (1 - 1.5 * share)
    return -5.0 if size < 80 else 0.0


def find_container(page: Pieces, known: frozenset[int] = frozenset()) -> Container:
    """The place of the article. `known` are indexes of pieces that a witness of the page calls its text."""
    worths, marked = _sum_worths(page, known)
    best = max(page.places, key=lambda place: (worths[place.index] * _doubt(place), place.index))
    chosen = _marked_place(page, worths, marked, best) or best
    return Container(chosen, worths, places_below(page, chosen))


def places_below(page: Pieces, top: Place) -> frozenset[int]:
    """Indexes of a place and of all below it."""
    inside = {top.index}
    for place in page.places[top.index + 1 :]:
        if place.parent is None or place.parent.index not in inside:
            break
        inside.add(place.index)
    return frozenset(inside)


def _sum_worths(page: Pieces, known: frozenset[int]) -> tuple[list[float], list[int]]:
    worths, noise = [0.0] * len(page.places), noise_hints()
    for piece in page.pieces:
        worths[piece.place.index] += worth(piece) * (2.0 if piece.index in known else 1.0)
    for place in reversed(page.places):
        if place.parent is not None:
            value = worths[place.index]
            noisy = value > 0 and not noise.isdisjoint(place.hints)
            worths[place.parent.index] += 0.0 if noisy else value
    return worths, [place.index for place in page.places if "body" in place.hints]


def _doubt(place: Place) -> float:
    """What is left of the worth of a place whose name speaks against it."""
    return 1.0 if noise_hints().isdisjoint(place.hints) else _NOISY


def _marked_place(page: Pieces, worths: Sequence[float], marked: Sequence[int], best: Place) -> Place | None:
    """The outermost place called the body, where it holds enough of what the best place holds."""
    around = {place.index for place in best.ancestors()}
    candidates = [index for index in marked if index in around or worths[index] * _MARKED >= worths[best.index] > 0]
    top = max(candidates, key=lambda index: worths[index], default=None)
    return page.places[top] if top is not None and worths[top] * _MARKED >= worths[best.index] else None
