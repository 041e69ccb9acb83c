"""Quotes: who said what in headline, lede and body. Knows frames and marks; the words are the pack's."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.attribution.heading_quotes import credit_headings
from app.extraction.quotes.classify import is_quotation, kind_of
from app.extraction.quotes.grammars import grammar
from app.extraction.quotes.interviews import Spoken, headline_words, interview_lines
from app.extraction.quotes.linking import link_speakers
from app.extraction.quotes.name_index import index_names
from app.extraction.quotes.noun_phrases import find_phrases
from app.extraction.quotes.parsed_text import ParsedText, Sentence, parse_text
from app.extraction.quotes.quotation_marks import Marked
from app.lang.pack import LanguagePack
from app.schemas.article import Block
from app.schemas.base import TextField
from app.schemas.quote import QuoteDraft, Span, Speaker

__all__ = ["extract_quotes", "find_quotes", "link_speakers"]

_HEADING_WORDS = 15
_UNCREDITED = 0.4


def extract_quotes(body: str, language: str, *, indirect: bool = False) -> tuple[QuoteDraft, ...]:
    """The quotes of a body alone, sorted by place; `indirect` adds what is passed on without marks."""
    return tuple(credit_headings([*_field_quotes("body", body, language, indirect)]))


def find_quotes(
    headline: str, lede: str | None, body: str, blocks: Sequence[Block], pack: LanguagePack
) -> tuple[QuoteDraft, ...]:
    """All quotes of all three fields, indirect ones too, in the order headline, lede, body, then by place."""
    told = list(extract_quotes(body, pack.language, indirect=True))
    starts, prose = _prose(blocks)
    lede_quotes = _field_quotes("lede", lede or "", pack.language, True)
    opening = [*_headline_quotes(headline, body, pack.language), *lede_quotes]
    return tuple([_completed(quote, told) for quote in opening] + [_placed(quote, starts, prose) for quote in told])


def _field_quotes(field: TextField, text: str, language: str, indirect: bool = False) -> Iterator[QuoteDraft]:
    """The quotes of a field; a line of an interview is one quote, whatever stands in marks in it."""
    scene = parse_text(text, language, unmarked=indirect)
    memory = Memory()
    lines = [_whole(field, scene, spoken, False) for spoken in interview_lines(text, language)]
    told = (
        quote
        for sentence in scene.sentences
        for quote in (
            *_sentence_quotes(field, scene, sentence, memory),
            *(_reported(field, scene, sentence, memory) if indirect and not sentence.marked else ()),
        )
    )
    yield from _merge(lines, told)


def _headline_quotes(headline: str, body: str, language: str) -> Iterator[QuoteDraft]:
    found = [*_field_quotes("headline", headline, language)]
    if not found and ":" in headline:
        scene = parse_text(headline, language)
        names = index_names(find_phrases(body, language), language)
        found = [_whole("headline", scene, spoken, True) for spoken in headline_words(headline, names, language)]
    yield from found


def _whole(field: TextField, scene: ParsedText, spoken: Spoken, heading: bool) -> QuoteDraft:
    """Words without marks are whole, whatever they end with."""
    return _draft(field, scene, *spoken, heading).model_copy(update={"kind": "direct"})


def _reported(field: TextField, scene: ParsedText, sentence: Sentence, memory: Memory) -> Iterator[QuoteDraft]:
    for start, end, credit in grammar(scene.language).report(scene, sentence, memory):
        quote = _draft(field, scene, Marked(start, end, start, end), credit, False)
        yield quote.model_copy(update={"kind": "indirect"})


def _merge(lines: Sequence[QuoteDraft], marked: Iterator[QuoteDraft]) -> Iterator[QuoteDraft]:
    """Both in order, without what begins inside a line or reaches into one."""
    starts = [line.start for line in lines]
    free = [quote for quote in marked if not _meets(lines, bisect_right(starts, quote.start), quote)]
    yield from sorted((*lines, *free), key=lambda quote: quote.start)


def _meets(lines: Sequence[QuoteDraft], behind: int, quote: QuoteDraft) -> bool:
    """Whether a quote shares words with the line before it or the one behind its beginning."""
    return any(line.start < quote.end and quote.start < line.end for line in lines[max(0, behind - 1) : behind + 1])


def _sentence_quotes(field: TextField, scene: ParsedText, sentence: Sentence, memory: Memory) -> Iterator[QuoteDraft]:
    known = grammar(scene.language)
    if not sentence.marked:
        known.note(scene, sentence, memory)
        return
    for quote in sentence.marked:
        credit = known.credit(scene, sentence, quote, memory)
        heading = field == "headline" or _stands_as_heading(scene, sentence, quote)
        if is_quotation(scene, sentence, quote, credit) or (
            heading and field == "body" and len(scene.text[quote.start : quote.end].split()) > 2
        ):
            yield _draft(field, scene, quote, credit, heading)
            if credit is not None and not heading:
                memory.note(credit)
    if not _stands_as_heading(scene, sentence, sentence.marked[0]):
        memory.announced = None


def _stands_as_heading(scene: ParsedText, sentence: Sentence, quote: Marked) -> bool:
    """A short paragraph in marks without a full stop, or in capitals."""
    text = scene.text[quote.start : quote.end]
    if len(text.split()) > _HEADING_WORDS or quote.outer_start != sentence.start or sentence.end - quote.outer_end > 1:
        return False
    titled = all(word[0].isupper() for word in text.split()) and not text.isupper()
    return text.isupper() or (text[-1] not in ".!?\u2026," and sentence.opens and not titled)


def _draft(field: TextField, scene: ParsedText, quote: Marked, credit: Credit | None, heading: bool) -> QuoteDraft:
    cue = credit.cue if credit else None
    return QuoteDraft(
        field=field,
        text=scene.text[quote.start : quote.end],
        kind=kind_of(scene, quote, credit),
        start=quote.start,
        end=quote.end,
        in_heading=heading,
        speaker=_speaker(scene, credit),
        cue=_span(scene.text, cue.start, cue.end) if cue else None,
        language=scene.language,
        confidence=_confidence(scene, quote, credit),
    )


def _confidence(scene: ParsedText, quote: Marked, credit: Credit | None) -> float:
    """That of the frame; half of it for what somebody only calls a thing."""
    sure = credit.confidence if credit else _UNCREDITED
    return sure / 2 if scene.patterns.label.match(scene.narrative, quote.outer_end) else sure


def _speaker(scene: ParsedText, credit: Credit | None) -> Speaker | None:
    if credit is None or credit.party is None:
        return None
    mention = _span(scene.text, *credit.mention) if credit.mention else None
    return Speaker(name=credit.party.name, type=credit.party.type, mention=mention, resolved_by=credit.resolved_by)


def _span(text: str, start: int, end: int) -> Span:
    return Span(text=text[start:end], start=start, end=end)


def _prose(blocks: Sequence[Block]) -> tuple[list[int], list[Block]]:
    """Blocks with a span in the body, and where they begin."""
    prose = [(block.start, block) for block in blocks if block.start is not None]
    return [start for start, _ in prose], [block for _, block in prose]


def _placed(quote: QuoteDraft, starts: Sequence[int], prose: Sequence[Block]) -> QuoteDraft:
    """The quote with the block that holds its first word."""
    at = bisect_right(starts, quote.start) - 1
    if at < 0:
        return quote
    heading = quote.in_heading or prose[at].type == "heading"
    return quote.model_copy(update={"block_index": prose[at].index, "in_heading": heading})


def _completed(quote: QuoteDraft, told: Sequence[QuoteDraft]) -> QuoteDraft:
    """A short name in headline or lede becomes the full one the body gives."""
    if quote.speaker is None:
        return quote
    last = quote.speaker.name.split()[-1]
    full = next(
        (other.speaker.name for other in told if other.speaker and other.speaker.name.split()[-1] == last), None
    )
    if full is None or len(full) <= len(quote.speaker.name):
        return quote
    return quote.model_copy(update={"speaker": quote.speaker.model_copy(update={"name": full})})
