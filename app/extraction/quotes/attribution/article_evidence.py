"""A parsed field of an article (such as the body), with the possible speakers in this text and evidence about them.

Evidence is, for example, the gender of a speaker, the roles beside a name, and the cues.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.extraction.quotes.attribution.history import History
from app.extraction.quotes.attribution.interviewees import Interview, narrator_of, read_interview
from app.extraction.quotes.attribution.known_speakers import Known, KnownSpeakers, know_speakers
from app.extraction.quotes.attribution.name_evidence import NameEvidence, weigh_names
from app.extraction.quotes.attribution.proposals import is_verb_final
from app.extraction.text.noun_phrases import Party
from app.extraction.text.parsed_text import ParsedText
from app.schemas.base import TextField
from app.schemas.entity import EntityDraft
from app.schemas.quote import SpeakerType


@dataclass(frozen=True)
class Article:
    """A parsed field of an article, the possible speakers in it, and the evidence about them.

    Speakers and evidence are computed on first use, because most ledes have no quotation.
    """

    text: ParsedText
    field: TextField
    entities: Sequence[EntityDraft]

    @cached_property
    def known(self) -> KnownSpeakers:
        """The possible speakers."""
        return know_speakers(self.text.text, self.field, self.text.language, self.entities)

    @cached_property
    def evidence(self) -> NameEvidence:
        """The evidence about the possible speakers: words beside their names, gender, cues …"""
        return weigh_names(self.text, self.known)

    @cached_property
    def interview(self) -> Interview:
        """The interview that the text contains, if any: its answers, and the people who may have given them."""
        return read_interview(self.text, self.known)

    @cached_property
    def narrator(self) -> str:
        """The key of the person who says `I` outside quotations because the text is an interview, or `NOBODY`."""
        return narrator_of(self.text, self.known, self.entities)


def note_sources(article: Article, history: History, start: int, end: int) -> None:
    """Remember the last issuer of a document in a passage, and the last news medium that only cited somebody."""
    if not is_verb_final(article.text.language):
        return  # evidence about documents is collected only in verb-final languages
    issuer, medium = article.evidence.issuer(start, end), article.evidence.medium(start, end)
    if issuer is not None:
        history.memory.issuer = party_named(article.known.by_key[issuer])
    if medium is not None:
        history.memory.medium = party_named(article.known.by_key[medium])


def party_named(known: Known) -> Party:
    """Return a known speaker as a `Party`, the type that frames (sentence patterns) use for speakers."""
    kind: SpeakerType = "person" if known.kind == "person" else "organization"
    start = known.spans[0][0] if known.spans else 0
    return Party(known.name, kind, start, start)
