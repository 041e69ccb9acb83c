"""What the reader remembers from sentence to sentence: who spoke last, who issued the last document."""

from dataclasses import dataclass, field

from app.extraction.quotes.cues import Cue
from app.extraction.quotes.noun_phrases import Party
from app.schemas.quote import Resolution


@dataclass(frozen=True)
class Credit:
    """A speaker as found for a quote; without a party nobody is named."""

    party: Party | None
    resolved_by: Resolution = "same_sentence"
    mention: tuple[int, int] | None = None
    cue: Cue | None = None
    confidence: float = 0.9


@dataclass
class Memory:
    """The state of the discourse, changed by every sentence in order.

    `topic` is the name that opened the last sentence with one, `unnamed` are roles that were introduced without a name.
    """

    speaker: Party | None = None
    topic: Party | None = None
    issuer: Party | None = None
    announced: Credit | None = None
    unnamed: set[str] = field(default_factory=set)

    def last(self, cue: Cue | None, confidence: float) -> Credit:
        """Credit to whoever spoke last."""
        return Credit(self.speaker or self.topic, "coreference", None, cue, confidence)

    def meant(self, cue: Cue | None, confidence: float) -> Credit:
        """Credit to whom a pronoun means: the topic."""
        return Credit(self.topic or self.speaker, "coreference", None, cue, confidence)

    def note(self, credit: Credit) -> None:
        """Remember the speaker of a sentence."""
        if credit.party is not None and credit.party.type != "document":
            self.speaker = self.topic = credit.party
