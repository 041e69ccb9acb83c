"""Compare quotes with the statements that share words with them, to find the statement that each quote repeats."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from app.store.bands import Bands
from app.store.quote_rows import QuoteRow, SpeakerRow
from app.store.written_article import WrittenArticle
from app.text.identity import statement_id
from app.text.text_numbers import WORDINGS_LEAST_WORDS
from app.text.wordings import Wording, is_same_wording

# Maximum number of statements that are stored for one band: the newest ones. If more statements have a band, it comes
# from a common phrase.
PER_BAND = 20
CANDIDATES = 8  # a new quote is compared with at most this many statements: those with the most shared bands
# a quote is compared with a statement only if the quote and the statement's head are less than this apart in time
MAX_APART = timedelta(days=28)
# limit used instead of MAX_APART if the quote or the head has fewer than WORDINGS_LEAST_WORDS words
MAX_SHORT_APART = timedelta(days=3)
# if only the quote or only the statement has a named speaker, both need at least this many words to match
MIN_UNCREDITED = 6
NO_SPEAKER = "null"
_FIRST_NEW = 2**62  # lowest preliminary key of a new statement; greater than the key of any stored statement


@dataclass
class Said:
    """A stored or new statement with which quotes are compared.

    It has the words, the time and the speaker of its head.
    """

    # key of the row; for a new statement, None until its first article is compared, then a preliminary key
    key: int | None
    id: UUID
    text: str
    said_at: datetime
    speaker_id: UUID | None = None
    speaker_name: str | None = None
    speaker_json: str = NO_SPEAKER
    founder: WrittenArticle | None = None  # first article of a new statement; None for a stored statement

    @cached_property
    def wording(self) -> Wording:
        """The words of the head, prepared for comparisons when first needed."""
        return Wording(self.text)

    @property
    def speaker(self) -> dict[str, Any]:
        """The values of the columns that identify the speaker."""
        names = ("speaker_id", "speaker_name", "speaker_json")
        return {name: getattr(self, name) for name in names}


@dataclass
class Known:
    """The stored and the new statements with which the quotes of several articles are compared."""

    # bands of stored statements, and of new ones from articles that were compared earlier
    bands: Bands = field(default_factory=lambda: Bands("statement", PER_BAND))
    # key -> statement: stored statements, and new ones from articles that were compared earlier
    statements: dict[int, Said] = field(default_factory=dict)
    founded: list[Said] = field(default_factory=list)  # new statements of the current article
    new: list[Said] = field(default_factory=list)  # all new statements, except those of the current article
    credited: list[Said] = field(default_factory=list)  # stored statements to which a quote gave a speaker
    ids: frozenset[UUID] = frozenset()  # ids that new statements cannot get, because stored statements have them

    def join(
        self, article: WrittenArticle, quotes: Sequence[QuoteRow], likely: Sequence[Sequence[int]]
    ) -> list[UUID | None]:
        """Return the ids of the statements of an article's quotes; None for indirect speech and quotes without a word.

        `likely`: for each quote, the keys that `candidates` returns. Later articles are also compared with the new
        statements of this article.
        """
        joined = [
            _statement(article, quote, quote.wording, keys, self).id if quote.wording else None
            for quote, keys in zip(quotes, likely, strict=True)
        ]
        self._adopt()
        return joined

    def _adopt(self) -> None:
        for said in self.founded:
            said.key = _FIRST_NEW + len(self.new)
            self.new.append(said)
            self.statements[said.key] = said
            self.bands.add(said.wording.bands, said.key)
        self.founded = []


def candidates(wording: Wording, known: Known) -> list[int]:
    """Return the keys of the statements that share most bands with the wording."""
    return known.bands.likeliest(wording.bands, CANDIDATES)


def _statement(article: WrittenArticle, quote: QuoteRow, wording: Wording, likely: Sequence[int], known: Known) -> Said:
    """Return the statement that the quote repeats, or a new statement, which is added to `known`.

    `likely`: keys of those statements in `known.statements` with which the quote is compared.
    """
    bands = set(wording.bands)
    founded = (said for said in known.founded if not bands.isdisjoint(said.wording.bands))
    for said in (*founded, *(known.statements[key] for key in likely)):
        if _is_same(article, quote, wording, said):
            if _credit(said, quote.speaker) and said.founder is None:
                known.credited.append(said)
            return said
    own = statement_id(quote.id)
    new = Said(
        None,
        # The id is computed from the statement's first quote. If this quote was once the first of another statement,
        # which is still stored, that statement has the id, and the new one needs another.
        statement_id(quote.id, f"#{article.seq}") if own in known.ids else own,
        quote.text,
        article.reported_at,
        founder=article,
    )
    new.wording = wording
    _credit(new, quote.speaker)
    known.founded.append(new)
    return new


def _is_same(article: WrittenArticle, quote: QuoteRow, wording: Wording, said: Said) -> bool:
    shorter = min(len(wording.words), len(said.wording.words))
    apart = abs(article.reported_at - said.said_at)
    if apart >= (MAX_SHORT_APART if shorter < WORDINGS_LEAST_WORDS else MAX_APART):
        return False
    return _may_be_said_by(quote.speaker, said, shorter) and is_same_wording(wording, said.wording)


def _may_be_said_by(speaker: SpeakerRow | None, statement: Said, words: int) -> bool:
    """Return whether a quote and a statement may have the same speaker, by entity or by words of the name.

    If one or both have no named speaker, the number of words decides: two people rarely say the same long sentence.
    `words`: number of words of the quote or of the statement, whichever is shorter.
    """
    speaker = speaker if speaker and speaker.is_named else None
    if speaker is None and statement.speaker_name is None:
        return words >= WORDINGS_LEAST_WORDS
    if speaker is None or statement.speaker_name is None:
        return words >= MIN_UNCREDITED
    if speaker.entity_id and speaker.entity_id == statement.speaker_id:
        return True
    one, other = set(speaker.folded.split()), set(statement.speaker_name.split())
    return one <= other or other <= one


def _credit(statement: Said, speaker: SpeakerRow | None) -> bool:
    """Give a speaker to a statement that has no named speaker; return whether this changed the statement."""
    if speaker is None or statement.speaker_name is not None:
        return False
    if not speaker.is_named and statement.speaker_json != NO_SPEAKER:
        return False
    if speaker.is_named:
        statement.speaker_id, statement.speaker_name = speaker.entity_id, speaker.folded
    statement.speaker_json = speaker.json
    return True
