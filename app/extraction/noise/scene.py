"""What a reason may look at beside the piece itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.extraction.pieces import Piece
from app.extraction.container import Container
from app.lang.noise import NoiseWords


@dataclass(frozen=True)
class Scene:
    """The page around a piece: container, headline and lede (as letters only), words, and where the story begins and ends.

    `first` is the index of the first piece of prose, `end` that of the first piece behind the story.
    """

    container: Container
    headline: str
    lede: str
    words: NoiseWords
    first: int
    end: int
    hints: Mapping[int, frozenset[str]] = field(default_factory=dict)
    runs: frozenset[int] = frozenset()
    cards: frozenset[int] = frozenset()
    captions: frozenset[int] = frozenset()

    def names(self, piece: Piece) -> frozenset[str]:
        """Hints of all places between the container and the piece."""
        return self.hints.get(piece.place.index, frozenset()) | piece.hints
