"""Invariants of every extraction result, for any page."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from app.schemas.article import ArticleDraft
from app.schemas.quote import QuoteDraft, Span
from app.schemas.record import record_of


def check_text(text: str) -> None:
    """Check that text may be stored and sent: NFC, without NUL and lone surrogates."""
    assert "\x00" not in text, f"a NUL: {text[:80]!r}"
    assert not any("\ud800" <= char <= "\udfff" for char in text), f"a lone surrogate: {text[:80]!r}"
    assert unicodedata.is_normalized("NFC", text), f"not NFC: {text[:80]!r}"


def check_span(text: str, span: Span | QuoteDraft) -> None:
    """Check that the span's offsets select its words in the text, and that the span is not empty."""
    assert 0 <= span.start < span.end <= len(text), f"{span.start} to {span.end} of {len(text)}"
    assert text[span.start : span.end] == span.text, f"offsets slice to {text[span.start : span.end][:80]!r}"
    assert span.text.strip(), f"no words: {span.text!r}"


def check_quotes(quotes: tuple[QuoteDraft, ...], texts: Mapping[str, str]) -> None:
    """Check that quotes do not overlap, offsets of words, cues and mentions are right, and each speaker has a name."""
    ends = dict.fromkeys(texts, 0)
    for quote in sorted(quotes, key=lambda quote: quote.start):
        text = texts[quote.field]
        check_span(text, quote)
        assert ends[quote.field] <= quote.start, f"{quote.text!r} begins inside of another quote"
        ends[quote.field] = quote.end
        if quote.cue:
            check_span(text, quote.cue)
        if quote.speaker:
            assert quote.speaker.name.strip(), "a speaker without a name"
            if quote.speaker.mention:
                check_span(text, quote.speaker.mention)


def check_draft(draft: ArticleDraft) -> None:
    """Check the text, the offsets and the JSON of a draft."""
    texts = {"headline": draft.headline, "lede": draft.lede or "", "body": draft.body}
    assert draft.body == "\n\n".join(block.text for block in draft.blocks if block.start is not None)
    for block in draft.blocks:
        assert block.start is None or draft.body[block.start : block.end] == block.text
    check_quotes((*draft.quotes, *draft.indirect), texts)
    for mention in (mention for entity in draft.entities for mention in entity.mentions):
        assert 0 <= mention.start < mention.end, mention
        assert texts[mention.field][mention.start : mention.end] == mention.text, mention
    for text in strings_of(orjson.loads(draft.model_dump_json())):
        check_text(text)
    orjson.loads(record_of(draft, indirect=True).model_dump_json())


def strings_of(value: Any) -> Iterator[str]:
    """Yield every string of a JSON value, keys included, without recursion."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            waiting += [*item.keys(), *item.values()]
