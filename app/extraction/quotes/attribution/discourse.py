"""What is remembered from one sentence to the next, such as the last speaker and the last subject."""

from dataclasses import dataclass, field

from app.extraction.quotes.quote_numbers import SHARED_SURE
from app.extraction.text.cues import Cue
from app.extraction.text.noun_phrases import Party
from app.schemas.quote import Resolution
from app.text.fast_dataclass import fast_dataclass


@fast_dataclass(frozen=True)
class Credit:
    """The speaker to whom a quote is credited (`party`, None if nobody is named), and how the speaker was found.

    `mention`: start and end offset of the words that name the speaker; the end is excluded.
    """

    party: Party | None
    resolved_by: Resolution = "same_sentence"
    mention: tuple[int, int] | None = None
    cue: Cue | None = None
    confidence: float = SHARED_SURE


@dataclass
class Memory:
    """What is remembered while the sentences of a text are read in order.

    `speaker`: the last speaker. `topic`: the last name that was the subject of a sentence. `issuer`: the organization
    that issued the last document, such as a statement. `medium`: the last news medium that cited a document.
    `announced`: the credit of a quote that the previous sentence introduced with a colon. `unnamed`: roles that
    occurred without a name (`a spokesman`).
    """

    speaker: Party | None = None
    topic: Party | None = None
    issuer: Party | None = None
    medium: Party | None = None
    announced: Credit | None = None
    unnamed: set[str] = field(default_factory=set)

    def last(self, cue: Cue | None, confidence: float) -> Credit:
        """Credit a quote to the last speaker or, if nobody has spoken yet, to the last subject (`topic`)."""
        return Credit(self.speaker or self.topic, "coreference", None, cue, confidence)

    def meant(self, cue: Cue | None, confidence: float) -> Credit:
        """Credit a quote to the person whom a pronoun means: the last subject (`topic`), else the last speaker."""
        return Credit(self.topic or self.speaker, "coreference", None, cue, confidence)

    def note(self, credit: Credit) -> None:
        """Remember the speaker of a credit as the last speaker and the last subject. Documents are not remembered."""
        if credit.party is not None and credit.party.type != "document":
            self.speaker = self.topic = credit.party
