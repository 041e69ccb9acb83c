"""Compute from a draft the values of the rows of its quotes."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.schemas.article import ArticleDraft
from app.schemas.entity import EntityDraft
from app.schemas.quote import QuoteRead, Speaker
from app.schemas.record import quotes_of
from app.store.search.index import Indexed
from app.text.normalize import folded_name
from app.text.wordings import Wording

# the end of a quote's JSON from extraction: the last member, `statement_id`, is null until the quote is stored
_UNSTORED = "null}"


@dataclass(frozen=True)
class SpeakerRow:
    """The speaker of a quote: values for the quote's row."""

    entity_id: UUID | None  # id of the speaker's entity, as extraction gave it
    # id of the database row to which the entity's mentions refer; a short name (`Demir`) has a row for each language,
    # and this is the row for the article's language
    own_id: UUID | None
    folded: str
    is_named: bool
    json: str  # name, type and entity id


@dataclass(frozen=True)
class QuoteRow:
    """Values of the row of a quote."""

    id: UUID
    text: str
    kind: str
    cue_type: str | None
    language: str
    confidence: float
    json: str  # JSON of the quote, cut before the value of its last member, `statement_id`
    speaker: SpeakerRow | None
    # words to compare with other quotes; None for indirect speech and for quotes without a word, which belong to no
    # statement
    wording: Wording | None
    words: Indexed
    inside: frozenset[UUID]  # ids of the entities that the quote names


def quote_rows(draft: ArticleDraft, own_ids: Mapping[UUID, UUID], words: Mapping[str, Indexed]) -> list[QuoteRow]:
    """Return the rows of all quotes of a draft, in the order of the text.

    `own_ids`: id of an entity in the draft -> id of the database row to which its mentions refer. `words`: text of a
    quote -> words to index.
    """
    named = _NamedInside(draft.entities)
    return [
        QuoteRow(
            id=quote.id,
            text=quote.text,
            kind=quote.kind,
            cue_type=quote.cue.type if quote.cue else None,
            language=quote.language,
            confidence=quote.confidence,
            json=quote.model_dump_json().removesuffix(_UNSTORED),
            speaker=_speaker(quote.speaker, own_ids) if quote.speaker else None,
            wording=_wording(quote),
            words=words[quote.text],
            inside=named.in_quote(quote),
        )
        for quote in quotes_of(draft, indirect=True)
    ]


def _speaker(speaker: Speaker, own_ids: Mapping[UUID, UUID]) -> SpeakerRow:
    entity = speaker.entity_id
    return SpeakerRow(
        entity,
        own_ids.get(entity, entity) if entity else None,
        folded_name(speaker.name),
        speaker.type != "unnamed",
        speaker.model_dump_json(include={"name", "type", "entity_id"}),
    )


def _wording(quote: QuoteRead) -> Wording | None:
    wording = None if quote.kind == "indirect" else Wording(quote.text)
    # reading `bands` computes hashes of the words: it is done here, in the extraction process, and not by the writer
    return wording if wording and wording.bands else None


class _NamedInside:
    """Finds the entities that a quote names: those with a mention between the start and the end of the quote."""

    def __init__(self, entities: Iterable[EntityDraft]) -> None:
        places = ((m.field, m.start, m.end, entity.id) for entity in entities for m in entity.mentions)
        self._places: Sequence[tuple[str, int, int, UUID]] = sorted(places)

    def in_quote(self, quote: QuoteRead) -> frozenset[UUID]:
        first = bisect_left(self._places, (quote.field, quote.start))
        last = bisect_left(self._places, (quote.field, quote.end))
        return frozenset(entity for _, _, end, entity in self._places[first:last] if end <= quote.end)
