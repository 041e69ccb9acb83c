"""Invariants of the quotes of any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.entities import find_entities
from app.extraction.quotes import extract_quotes, find_quotes
from app.extraction.text.read_text import read_fields
from app.lang.pack import language_pack
from app.schemas.article import Block
from app.schemas.quote import QuoteDraft

MARKS = ['"', "“", "”", "'", "’", "«", "»", " ", ". ", ", ", ": ", "\n\n", "\u00a0", "İ"]
WORDS = [
    "Ali Kaya",
    "Demir'in",
    "dedi",
    "denildi",
    "Açıklamada",
    "yol açık",
    "said",
    "Ann Lee",
    "sözleri",
    "adlı",
    "she",
]
PIECES = st.sampled_from(MARKS + WORDS)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=120))
LANGUAGES = st.sampled_from(["tr", "en", "de", "fr", "es", "und"])


def check(quotes: tuple[QuoteDraft, ...], text: str) -> None:
    end = 0
    for quote in quotes:
        assert end <= quote.start < quote.end
        assert text[quote.start : quote.end] == quote.text
        assert any(char.isalnum() for char in quote.text)
        end = quote.end
        for span in (quote.cue, quote.speaker.mention if quote.speaker else None):
            assert span is None or (span.text and text[span.start : span.end] == span.text)


@settings(deadline=None)  # the first call loads the models
@given(TEXTS, LANGUAGES)
def test_any_text_gives_ordered_and_disjoint_quotes_with_exact_offsets(text: str, language: str) -> None:
    check(extract_quotes(text, language), text)


@settings(deadline=None)  # the first call loads the models
@given(TEXTS, TEXTS, TEXTS, LANGUAGES)
def test_offsets_of_quotes_count_from_the_beginning_of_their_field(
    headline: str, lede: str, body: str, language: str
) -> None:
    texts = read_fields(headline, lede, body, language_pack(language))
    quotes = find_quotes(texts, (), find_entities(texts))
    for field, text in (("headline", headline), ("lede", lede), ("body", body)):
        check(tuple(quote for quote in quotes if quote.field == field), text)
    order = ["headline", "lede", "body"]
    assert [quote.field for quote in quotes] == sorted((quote.field for quote in quotes), key=order.index)


def test_a_quote_has_the_index_of_its_block() -> None:
    body = 'Başlık\n\nKenan Demir, "Depo doldu." dedi.'
    blocks = (
        Block(index=0, type="heading", level=2, start=0, end=6, text=body[:6]),
        Block(index=1, type="paragraph", start=8, end=len(body), text=body[8:]),
    )
    (quote,) = find_quotes(read_fields("Depo", None, body, language_pack("tr")), blocks, ())
    assert quote.block_index == 1
    assert not quote.in_heading


def test_a_quotation_that_overlaps_lines_of_an_interview_is_dropped() -> None:
    said = ["The bridge is old.", "It will stay.", "Not for long.", "We shall see."]
    lines = [f"{who}: {words}" for who, words in zip(["Ann Lee", "Tom Ray"] * 2, said, strict=True)]
    body = "\n\n".join(["“The council met", *lines, "on Monday,” said Ann Lee."])
    quotes = sorted(extract_quotes(body, "en"), key=lambda quote: quote.start)
    assert [quote.text for quote in quotes] == said
