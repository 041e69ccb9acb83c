"""Who has spoken so far, as far as features ask for it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from app.extraction.quotes.attribution.discourse import Memory
from app.extraction.quotes.attribution.known_speakers import NOBODY
from app.extraction.quotes.quotation_marks import Marked
from app.schemas.quote import SpeakerType

_REACH, _RECENT = 40, 6  # quotations looked back at for another speaker, and for candidates


class Spoken(NamedTuple):
    """A quotation that is credited: to whom, and the number of its sentence."""

    key: str
    quote: Marked
    sentence: int


@dataclass
class History:
    """The quotations so far with their speakers, and what the frames remember; `named` are speakers by frames alone."""

    memory: Memory = field(default_factory=Memory)
    chain: list[Spoken] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)
    named: dict[str, tuple[str, SpeakerType]] = field(default_factory=dict)

    @property
    def last(self) -> Spoken | None:
        """The quotation before this one."""
        return self.chain[-1] if self.chain else None

    def other(self) -> str | None:
        """Return the key of the last speaker who is not the very last; `None` where there was only one."""
        recent = self.chain[-_REACH:]
        return next((spoken.key for spoken in reversed(recent) if spoken.key != recent[-1].key), None)

    def recent(self) -> list[str]:
        """Return the keys of the last speakers, the latest first."""
        return list(dict.fromkeys(spoken.key for spoken in reversed(self.chain[-_RECENT:]) if spoken.key))

    def note(self, spoken: Spoken) -> None:
        """Remember a quotation."""
        self.chain.append(spoken)
        if spoken.key != NOBODY:
            self.said[spoken.key] += 1
