"""What is remembered from sentence to sentence: the last speaker, the topic, the publisher of the last document."""

from dataclasses import dataclass, field

from app.extraction.quotes.quote_numbers import SHARED_SURE
from app.extraction.text.cues import Cue
from app.extraction.text.noun_phrases import Party
from app.schemas.quote import Resolution


@dataclass(frozen=True)
class Credit:
    """The speaker of a quote; `party` is None if the speaker is unnamed.

    `mention` is the half-open span of the name.
    """

    party: Party | None
    resolved_by: Resolution = "same_sentence"
    mention: tuple[int, int] | None = None
    cue: Cue | None = None
    confidence: float = SHARED_SURE


@dataclass
class Memory:
    """What is remembered while the sentences of a text are read in order.

    `topic`: the last name that was the subject of a sentence. `issuer`: the party that published the last document,
    such as a statement. `medium`: the last news medium that cited a document. `announced`: credit for a quote that the
    previous sentence introduced with a colon. `unnamed`: roles without a name so far (`a spokesman`).
    """

    speaker: Party | None = None
    topic: Party | None = None
    issuer: Party | None = None
    medium: Party | None = None
    announced: Credit | None = None
    unnamed: set[str] = field(default_factory=set)

    def last(self, cue: Cue | None, confidence: float) -> Credit:
        """Return a credit to the last speaker, or to the topic if nobody has spoken."""
        return Credit(self.speaker or self.topic, "coreference", None, cue, confidence)

    def meant(self, cue: Cue | None, confidence: float) -> Credit:
        """Return a credit to the party that a pronoun refers to: the topic, else the last speaker."""
        return Credit(self.topic or self.speaker, "coreference", None, cue, confidence)

    def note(self, credit: Credit) -> None:
        """Remember the speaker of a credit as last speaker and topic; documents are not remembered."""
        if credit.party is not None and credit.party.type != "document":
            self.speaker = self.topic = credit.party
