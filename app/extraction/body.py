"""The story of a page: lede, blocks and body, and what was dropped around them."""

from collections.abc import Iterable, Sequence

from app.extraction.blocks import Piece, Pieces, split_blocks
from app.extraction.container import Container, find_container, worth
from app.extraction.findings import Dropped, Evidence, Finding, Story
from app.extraction.lede import find_lede
from app.extraction.noise import find_reason
from app.extraction.noise.scene import Scene
from app.schemas.article import Block
from app.text.fold import letters

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
    hints: dict[int, frozenset[str]] = {container.place.index: frozenset()}
    for place in page.places[container.place.index + 1 :]:
        if place.index not in container.inside:
            break
        own = place.hints | {"figure"} if place.tag in ("figure", "figcaption") else place.hints
        hints[place.index] = own | hints[place.parent.index] if place.parent else own
    return Scene(container, letters(headline), "", evidence.pack.noise, first, _end(page, container, evidence, first), hints)


def _end(page: Pieces, container: Container, evidence: Evidence, first: int) -> int:
    return len(page.pieces)


def _sorted_out(pieces: Iterable[Piece], scene: Scene, lede: Piece | None) -> tuple[list[Piece], list[Dropped]]:
    kept, dropped = [], []
    for piece in pieces:
        if piece is lede:
            continue
        why = find_reason(piece, scene)
        if why is None:
            kept.append(piece)
        elif piece.text:
            dropped.append(Dropped(piece.text, why, _path(piece)))
    return kept, dropped


def _path(piece: Piece) -> str:
    names = [place.tag + ("." + ".".join(place.name.split()[:2]) if place.name else "") for place in piece.place.ancestors()]
    return "/".join(reversed(names[:-1]))


def _blocks(kept: Sequence[Piece]) -> Iterable[Block]:
    offset = 0
    for index, piece in enumerate(kept):
        if piece.kind in _WITHOUT_PROSE:
            yield Block(index=index, type=piece.kind, text=piece.text)
            continue
        end = offset + len(piece.text)
        yield Block(index=index, type=piece.kind, level=piece.level if piece.kind == "heading" else None, start=offset, end=end, text=piece.text)
        offset = end + 2
