"""Find quotes and their speakers in headline, lede and body.

The words of each language come from its language pack.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from app.extraction.entities import find_entities
from app.extraction.quotes.attribution.discourse import Credit
from app.extraction.quotes.attribution.heading_quotes import credit_headings
from app.extraction.quotes.attribution.reader import Judge, Reader, models
from app.extraction.quotes.classify import kind_of
from app.extraction.quotes.cue_types import cue_type
from app.extraction.quotes.dash_dialogues import dash_lines
from app.extraction.quotes.interviews import Spoken, headline_words, interview_lines, interviewee
from app.extraction.quotes.linking import link_speakers
from app.extraction.text.cues import Cue as FoundCue
from app.extraction.text.parsed_text import ParsedText, stands_as_heading
from app.extraction.text.quotation_marks import Marked
from app.extraction.text.read_text import ReadText
from app.lang.pack import language_pack
from app.schemas.article import Block
from app.schemas.base import TextField
from app.schemas.entity import EntityDraft
from app.schemas.quote import Cue, QuoteDraft, QuoteKind, Span, Speaker

__all__ = ["extract_quotes", "find_quotes", "link_speakers"]


def extract_quotes(body: str, language: str, *, indirect: bool = False) -> tuple[QuoteDraft, ...]:
    """Return the quotes in a text, sorted by offset. If `indirect`, quotes in indirect speech are included."""
    read = ReadText("body", body, language_pack(language))
    return read_body(read, find_entities((read,)), models(), indirect=indirect)


def read_body(
    read: ReadText, entities: Sequence[EntityDraft], judge: Judge, *, indirect: bool = False
) -> tuple[QuoteDraft, ...]:
    """Return the quotes in a body; `entities` are the entities of the article.

    `judge` scores whether strings in quotation marks are quotations, and who their speakers are.
    """
    return tuple(credit_headings([*_field_quotes(read, entities, judge, indirect)]))


def find_quotes(
    texts: tuple[ReadText, ReadText, ReadText], blocks: Sequence[Block], entities: Sequence[EntityDraft]
) -> tuple[QuoteDraft, ...]:
    """Return all quotes, direct and indirect, sorted by field (headline, lede, body), then by offset."""
    headline, lede, body = texts
    told = list(read_body(body, entities, models(), indirect=True))
    starts, prose = _prose(blocks)
    lede_quotes = _field_quotes(lede, entities, models(), True)
    opening = [*_headline_quotes(headline, body, entities), *lede_quotes]
    return tuple([_completed(quote, told) for quote in opening] + [_placed(quote, starts, prose) for quote in told])


def _field_quotes(
    read: ReadText, entities: Sequence[EntityDraft], judge: Judge, indirect: bool = False
) -> Iterator[QuoteDraft]:
    """Yield the quotes in a field.

    A line of an interview is one quote, even if it contains strings in quotation marks.
    """
    text, language = read.text, read.pack.language
    answerer = partial(interviewee, entities, read.field)
    turns = [*interview_lines(text, language, answerer)] or [*dash_lines(text, language, answerer)]
    lines = [*_lines(read, turns, False)]
    if not (read.marked or indirect) or not read.parsed.sentences:
        yield from lines
        return
    reader = Reader(read, entities, judge)
    told = (
        quote
        for number, sentence in enumerate(read.parsed.sentences)
        for quote in (_sentence_quotes(reader, number) if sentence.marked else _unmarked(reader, number, indirect))
    )
    yield from _merge(lines, told)


def _headline_quotes(headline: ReadText, body: ReadText, entities: Sequence[EntityDraft]) -> Iterator[QuoteDraft]:
    found = [*_field_quotes(headline, entities, models())]
    if not found and ":" in headline.text:
        found = [*_lines(headline, headline_words(headline.text, body), True)]
    yield from found


def _lines(read: ReadText, turns: Iterable[Spoken], heading: bool) -> Iterator[QuoteDraft]:
    """Yield lines of speech as direct quotes, whatever punctuation they end in.

    A line without letter or digit is left out.
    """
    for marked, credit in turns:
        if any(map(str.isalnum, read.text[marked.start : marked.end])):
            yield _draft(read.field, read.parsed, marked, credit, heading, "direct")


def _unmarked(reader: Reader, number: int, indirect: bool) -> Iterator[QuoteDraft]:
    """Read a sentence without quotation marks, and remember who speaks. If `indirect`, yield its indirect quotes."""
    parsed, field = reader.article.text, reader.article.field
    reader.pass_over(number)
    report = reader.grammar.report if indirect else None
    for start, end, credit in report(parsed, parsed.sentences[number], reader.history.memory) if report else ():
        yield _draft(field, parsed, Marked(start, end, start, end), credit, False, "indirect")


def _merge(lines: Sequence[QuoteDraft], marked: Iterator[QuoteDraft]) -> Iterator[QuoteDraft]:
    """Merge lines of an interview with quotes in quotation marks, sorted by offset.

    Quotes in quotation marks that overlap a line are dropped.
    """
    starts = [line.start for line in lines]
    free = [quote for quote in marked if not _meets(lines, bisect_right(starts, quote.start), quote)]
    yield from sorted((*lines, *free), key=lambda quote: quote.start)


def _meets(lines: Sequence[QuoteDraft], behind: int, quote: QuoteDraft) -> bool:
    """Return whether a quote overlaps a line of an interview.

    `behind`: index of the first line that starts after the start of the quote. Only this line and the line before it
    are tested: a quote that overlaps any line overlaps one of these two.
    """
    return any(line.start < quote.end and quote.start < line.end for line in lines[max(0, behind - 1) : behind + 1])


def _sentence_quotes(reader: Reader, number: int) -> Iterator[QuoteDraft]:
    parsed, field = reader.article.text, reader.article.field
    sentence = parsed.sentences[number]
    for marked in sentence.marked:
        decision = reader.decide(number, marked)
        heading = field == "headline" or stands_as_heading(parsed, sentence, marked)
        long_heading = heading and field == "body" and len(parsed.text[marked.start : marked.end].split()) > 2
        if decision.is_quotation or long_heading:
            credit = decision.credit
            yield _draft(field, parsed, marked, credit, heading, kind_of(parsed, marked, credit))
            if not heading:
                reader.note(decision)
    reader.end(number)


def _draft(
    field: TextField, scene: ParsedText, quote: Marked, credit: Credit, heading: bool, kind: QuoteKind
) -> QuoteDraft:
    return QuoteDraft(
        field=field,
        text=scene.text[quote.start : quote.end],
        kind=kind,
        start=quote.start,
        end=quote.end,
        in_heading=heading,
        speaker=_speaker(scene, credit),
        cue=_cue(scene, credit.cue) if credit.cue else None,
        language=scene.language,
        confidence=credit.confidence,
    )


def _speaker(scene: ParsedText, credit: Credit) -> Speaker | None:
    if credit.party is None:
        return None
    mention = _span(scene.text, *credit.mention) if credit.mention else None
    return Speaker(name=credit.party.name, type=credit.party.type, mention=mention, resolved_by=credit.resolved_by)


def _cue(scene: ParsedText, found: FoundCue) -> Cue:
    text = scene.text[found.start : found.end]
    return Cue(text=text, start=found.start, end=found.end, type=cue_type(text, scene.language))


def _span(text: str, start: int, end: int) -> Span:
    return Span(text=text[start:end], start=start, end=end)


def _prose(blocks: Sequence[Block]) -> tuple[list[int], list[Block]]:
    """Return the start offsets of the blocks whose text is part of the body, and these blocks."""
    prose = [(block.start, block) for block in blocks if block.start is not None]
    return [start for start, _ in prose], [block for _, block in prose]


def _placed(quote: QuoteDraft, starts: Sequence[int], prose: Sequence[Block]) -> QuoteDraft:
    """Return the quote with the index of the block in which it begins."""
    at = bisect_right(starts, quote.start) - 1
    if at < 0:
        return quote
    heading = quote.in_heading or prose[at].type == "heading"
    return quote.model_copy(update={"block_index": prose[at].index, "in_heading": heading})


def _completed(quote: QuoteDraft, told: Sequence[QuoteDraft]) -> QuoteDraft:
    """Complete the name of the speaker of a quote in headline or lede, if a quote in the body has the full name."""
    if quote.speaker is None:
        return quote
    last = quote.speaker.name.split()[-1]
    full = next(
        (other.speaker.name for other in told if other.speaker and other.speaker.name.split()[-1] == last), None
    )
    if full is None or len(full) <= len(quote.speaker.name):
        return quote
    return quote.model_copy(update={"speaker": quote.speaker.model_copy(update={"name": full})})
