"""The quotations of a text that have been read so far, and their speakers: features of the next quotation use them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from app.extraction.quotes.attribution.discourse import Memory
from app.extraction.quotes.attribution.known_speakers import NOBODY
from app.extraction.quotes.quote_numbers import HISTORY_REACH, HISTORY_RECENT
from app.extraction.text.quotation_marks import Marked
from app.schemas.quote import SpeakerType


class Spoken(NamedTuple):
    """A quotation, the key of its speaker, and the index of the sentence in which it begins."""

    key: str
    quote: Marked
    sentence: int


@dataclass
class History:
    """The quotations of a text read so far, their speakers, and what else to remember of the text so far (`memory`)."""

    memory: Memory = field(default_factory=Memory)
    chain: list[Spoken] = field(default_factory=list)
    marked: int = 0  # number of strings in quotation marks that have been read
    accepted: int = 0  # how many of the strings in quotation marks are quotations
    taken: bool | None = None  # whether the last string in quotation marks was a quotation
    said: Counter[str] = field(default_factory=Counter)  # key of a speaker -> number of quotations by this speaker
    # key -> name and type, for speakers whom the name recogniser did not find
    named: dict[str, tuple[str, SpeakerType]] = field(default_factory=dict)

    @property
    def last(self) -> Spoken | None:
        """The last quotation that was read; None before the first."""
        return self.chain[-1] if self.chain else None

    def other(self) -> str | None:
        """Return the key of the most recent speaker other than the last one, or None."""
        recent = self.chain[-HISTORY_REACH:]
        return next((spoken.key for spoken in reversed(recent) if spoken.key != recent[-1].key), None)

    def recent(self) -> list[str]:
        """Return the keys of the last speakers, the most recent first, each once."""
        return list(dict.fromkeys(spoken.key for spoken in reversed(self.chain[-HISTORY_RECENT:]) if spoken.key))

    def count(self, taken: bool) -> None:
        """Count a string in quotation marks; `taken` says whether it is a quotation."""
        self.marked += 1
        self.accepted += taken
        self.taken = taken

    def note(self, spoken: Spoken) -> None:
        """Add a quotation and its speaker to the history."""
        self.chain.append(spoken)
        if spoken.key != NOBODY:
            self.said[spoken.key] += 1
