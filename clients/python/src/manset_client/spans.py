"""Offsets resolved: which words of an article a quote or a mention is, and how other languages count them."""

from collections.abc import Iterator
from dataclasses import dataclass

from manset_client.records import Article, Field, Mention


@dataclass(frozen=True)
class Span:
    """Words of an article: `field`, the half-open range of code points in it, the text, and whose words they are.

    `of` is `quote`, `speaker`, `cue` or `entity`; `id` that of the quote or entity.
    """

    of: str
    id: str
    field: Field
    start: int
    end: int
    text: str

    def utf16(self, article: Article) -> tuple[int, int]:
        """Return the range in UTF-16 units, as JavaScript, Java and Windows count."""
        text = text_of(article, self.field)
        first = _units(text[: self.start])
        return first, first + _units(self.text)

    def around(self, article: Article, width: int = 60) -> tuple[str, str]:
        """Return up to `width` characters before the words, and as many after them."""
        text = text_of(article, self.field)
        return text[max(0, self.start - width) : self.start], text[self.end : self.end + width]


def text_of(article: Article, field: Field) -> str:
    """Return a text of an article; empty if it has none."""
    return article[field] or ""


def spans_of(article: Article) -> list[Span]:
    """Return the spans of all quotes, their speakers and cues, and all mentions, in the order of the text.

    Raises:
        ValueError: offsets do not fit the text: they were requested in another unit, or the text was changed.
    """
    found = [*_quote_spans(article), *_entity_spans(article)]
    return sorted(found, key=lambda span: (("headline", "lede", "body").index(span.field), span.start, -span.end))


def _quote_spans(article: Article) -> Iterator[Span]:
    for quote in article["quotes"]:
        yield _span(article, "quote", quote["id"], quote)
        speaker = quote["speaker"] and quote["speaker"]["mention"]
        for of, words in (("speaker", speaker), ("cue", quote["cue"])):
            if words:
                at = Mention(field=quote["field"], text=words["text"], start=words["start"], end=words["end"])
                yield _span(article, of, quote["id"], at)


def _entity_spans(article: Article) -> Iterator[Span]:
    for entity in article["entities"]:
        yield from (_span(article, "entity", entity["id"], mention) for mention in entity["mentions"])


def _span(article: Article, of: str, key: str, at: Mention) -> Span:
    words = text_of(article, at["field"])[at["start"] : at["end"]]
    if words != at["text"]:
        raise ValueError(f"{of} {key}: {at['field']}[{at['start']}:{at['end']}] is not its text; ask for code points")
    return Span(of, key, at["field"], at["start"], at["end"], words)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
