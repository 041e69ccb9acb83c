"""What is remembered from one sentence to the next, such as the last speaker and the last subject."""

from dataclasses import dataclass, field

from app.extraction.quotes.quote_numbers import SHARED_SURE
from app.extraction.text.cues import Cue
from app.extraction.text.noun_phrases import Party
from app.schemas.quote import Resolution
from app.text.fast_dataclass import fast_dataclass


@fast_dataclass(frozen=True)
class Credit:
    """The speaker to whom a quote is credited, and how the speaker was found."""

    party: Party | None  # None if nobody is named
    resolved_by: Resolution = "same_sentence"
    mention: tuple[int, int] | None = None  # start and end offset of the words that name the speaker
    cue: Cue | None = None
    confidence: float = SHARED_SURE


@dataclass
class Memory:
    """What is remembered while the sentences of a text are read in order."""

    speaker: Party | None = None  # the last speaker
    topic: Party | None = None  # the last name that was the subject of a sentence
    issuer: Party | None = None  # the organization that issued the last document, such as a statement
    medium: Party | None = None  # the last news medium that only cited somebody
    announced: Credit | None = None  # the speaker of the next quote, if the previous sentence ended in a colon
    unnamed: set[str] = field(default_factory=set)  # roles that occurred after an indefinite article: `a spokesman`

    def last(self, cue: Cue | None, confidence: float) -> Credit:
        """Credit a quote to the last speaker or, if nobody has spoken yet, to the last subject (`topic`)."""
        return Credit(self.speaker or self.topic, "coreference", None, cue, confidence)

    def meant(self, cue: Cue | None, confidence: float) -> Credit:
        """Credit a quote to the person whom a pronoun means: the last subject (`topic`), else the last speaker."""
        return Credit(self.topic or self.speaker, "coreference", None, cue, confidence)

    def note(self, credit: Credit) -> None:
        """Remember a credited speaker, unless it is a document, as the last speaker and as the last subject."""
        if credit.party is not None and credit.party.type != "document":
            self.speaker = self.topic = credit.party
