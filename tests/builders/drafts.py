"""Drafts as tests need them: an article with quotes and entities whose offsets hold."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from app.schemas.article import Agency, ArticleDraft, Author, Block, Image, PageType, Publisher, Section, Tag
from app.schemas.entity import EntityDraft, Mention
from app.schemas.quote import QuoteDraft, Speaker
from app.text.identity import entity_id
from app.text.normalize import slug

START = datetime(2024, 1, 1, tzinfo=UTC)


def entity(name: str, body: str, kind: str = "person", **more: Any) -> EntityDraft:
    starts = [n for n in range(len(body)) if body.startswith(name, n)]
    mentions = tuple(Mention(field="body", start=n, end=n + len(name), text=name) for n in starts)
    return EntityDraft(
        id=entity_id(kind, name), name=name, type=kind, mention_count=len(mentions), mentions=mentions, **more
    )


def quote(words: str, body: str, speaker: str | None = None, language: str = "tr") -> QuoteDraft:
    start = body.index(words)
    said_by = (
        Speaker(name=speaker, type="person", entity_id=entity_id("person", speaker), resolved_by="same_sentence")
        if speaker
        else None
    )
    return QuoteDraft(
        field="body",
        text=words,
        kind="direct",
        start=start,
        end=start + len(words),
        block_index=0,
        speaker=said_by,
        language=language,
        confidence=0.9,
    )


def article(
    number: int = 0,
    *,
    paragraphs: Sequence[str] = ('Demir, "Yol bitti" dedi.', "Ankara'da kar var."),
    people: Sequence[str] = ("Demir",),
    places: Sequence[str] = ("Ankara",),
    said: Sequence[tuple[str, str | None]] = (("Yol bitti", "Demir"),),
    tags: Sequence[str] = (),
    authors: Sequence[str] = (),
    agencies: Sequence[tuple[str, str]] = (),
    publisher: str = "ornek.com.tr",
    section: str | None = "Dünya",
    **fields: Any,
) -> ArticleDraft:
    """The `number`-th article, an hour younger than the one before."""
    body = "\n\n".join(paragraphs)
    starts = [sum(len(p) + 2 for p in paragraphs[:n]) for n in range(len(paragraphs))]
    defaults: dict[str, Any] = {
        "url": f"https://www.{publisher}/haber/{number}",
        "headline": f"Haber {number}",
        "language": "tr",
        "published_at": START + timedelta(hours=number),
        "page_type": PageType(value="article", confidence=0.9),
        "lede": "Kısa özet.",
        "images": (Image(url="https://www.ornek.com.tr/a.jpg", role="lead"),),
    }
    return ArticleDraft(
        **(defaults | fields),
        body=body,
        word_count=len(body.split()),
        blocks=tuple(
            Block(index=n, type="paragraph", start=s, end=s + len(p), text=p)
            for n, (s, p) in enumerate(zip(starts, paragraphs, strict=True))
        ),
        publisher=Publisher(domain=publisher, name=publisher.split(".")[0].title()),
        section=Section(name=section, slug=slug(section)) if section else None,
        authors=tuple(Author(name=name) for name in authors),
        agencies=tuple(Agency(code=code, name=name) for code, name in agencies),
        tags=tuple(Tag(name=name, slug=slug(name)) for name in tags),
        quotes=tuple(quote(words, body, speaker, fields.get("language", "tr")) for words, speaker in said),
        entities=(*(entity(name, body) for name in people), *(entity(name, body, "location") for name in places)),
    )
