"""The story of a page: lede, blocks and body, and what was dropped around them."""

from collections.abc import Iterable, Sequence

from app.extraction.blocks import split_blocks
from app.extraction.container import Container, find_container, worth
from app.extraction.findings import Dropped, Evidence, Finding, Story
from app.extraction.lede import find_lede
from app.extraction.markup import NOTHING
from app.extraction.noise import find_reason
from app.extraction.noise.groups import find_groups
from app.extraction.noise.scene import Scene
from app.extraction.pieces import Piece, Pieces, path_of
from app.schemas.article import Block
from app.extraction.text_of import folded
from app.text.fold import letters

_MARK = 60  # characters of a mark, at most
_MOST = 0.4  # share of the prose that stands before it
_REPEATED = 60  # characters from which the same words twice are one block printed twice
_FIGURE = frozenset({"figure"})
_WITHOUT_PROSE = frozenset({"image", "video", "embed"})


def find_story(evidence: Evidence, headline: str) -> Story:
    """Lede, blocks and body. Empty where the page has no prose; never raises."""
    page = split_blocks(evidence.document.tree)
    container = find_container(page)
    first = _first_prose(page, container)
    lede = find_lede(evidence, page.pieces, container, headline, first)
    scene = _scene(evidence, page, container, headline, first)
    kept, dropped = _sorted_out(page.pieces, scene, lede.piece if lede else None)
    blocks = tuple(_blocks(kept))
    body = "\n\n".join(block.text for block in blocks if block.start is not None)
    finding: Finding[str | None] = Finding(lede.piece.text, lede.provenance) if lede else Finding(None)
    return Story(finding, blocks, body, tuple(dropped))


def _first_prose(page: Pieces, container: Container) -> int:
    inside = (p.index for p in page.pieces if container.holds(p) and worth(p) >= 60)
    return next(inside, 0)


def _scene(evidence: Evidence, page: Pieces, container: Container, headline: str, first: int) -> Scene:
    cards, captions = find_groups(page, container)
    end = _end(page, container, evidence, first)
    hints = _hints_below(page, container)
    return Scene(container, letters(headline), "", evidence.pack.noise, first, end, hints, cards=cards, captions=captions)


def _hints_below(page: Pieces, container: Container) -> dict[int, frozenset[str]]:
    """Hints of all places between the container and each place in it."""
    hints: dict[int, frozenset[str]] = {}
    for place in page.places:
        if place.index in container.inside and place is not container.place:
            own = place.hints | _FIGURE if place.tag in ("figure", "figcaption") else place.hints
            above = hints.get(place.parent.index, NOTHING) if place.parent else NOTHING
            hints[place.index] = own | above if own and above else own or above
    return hints


def _end(page: Pieces, container: Container, evidence: Evidence, first: int) -> int:
    """Index of the first mark behind which nothing is the article's; a mark amid the story ends nothing."""
    inside = [piece for piece in page.pieces[first:] if container.holds(piece)]
    whole, before = sum(max(0.0, worth(piece)) for piece in inside), 0.0
    for piece in inside:
        before += max(0.0, worth(piece))
        if before >= _MOST * whole and 0 < len(piece.text) <= _MARK and evidence.pack.noise.end.match(folded(piece.text)):
            return piece.index
    return len(page.pieces)


def _sorted_out(pieces: Iterable[Piece], scene: Scene, lede: Piece | None) -> tuple[list[Piece], list[Dropped]]:
    kept: list[Piece] = []
    dropped: list[Dropped] = []
    said: set[str] = set()
    for piece in pieces:
        if piece is lede:
            continue
        why = find_reason(piece, scene) or ("repeated" if piece.text in said else None)
        if len(piece.text) >= _REPEATED:
            said.add(piece.text)
        if why is None:
            kept.append(piece)
        elif piece.text:
            dropped.append(Dropped(piece.text, why, path_of(piece.place)))
    return kept, dropped


def _blocks(kept: Sequence[Piece]) -> Iterable[Block]:
    offset = 0
    for index, piece in enumerate(kept):
        if piece.kind in _WITHOUT_PROSE:
            yield Block(index=index, type=piece.kind, text=piece.text)
            continue
        end = offset + len(piece.text)
        yield Block(index=index, type=piece.kind, level=piece.level if piece.kind == "heading" else None, start=offset, end=end, text=piece.text)
        offset = end + 2
