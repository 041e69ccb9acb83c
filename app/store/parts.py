"""Write and delete the parts of an article: all that is stored of it except its own row."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.store.bands import delete_bands
from app.store.draft_rows import DraftRows
from app.store.entities.day_counts import count_quotes_by_day
from app.store.entities.redirects import Stamp
from app.store.entities.write import remove_entities, write_entities
from app.store.labels import uncount_labels, write_labels
from app.store.quote_rows import QuoteRow
from app.store.search import index
from app.store.session import insert_rows, new_keys
from app.store.statement_groups import (
    delete_head_bands,
    join_statements,
    leave_statements,
    statements_of,
    update_statements,
)
from app.store.tables import (
    Article,
    ArticleLabel,
    ArticleSketch,
    ArticleText,
    Quote,
    QuoteMention,
)
from app.store.written_article import WrittenArticle
from app.text.similarity import Sketch


def write_parts(session: Session, articles: Sequence[tuple[WrittenArticle, DraftRows]]) -> None:
    """Write all parts of articles whose rows are already written. The bands of their sketches are written already."""
    sketches = [{"article_key": article.key, "sketch": rows.sketch.to_bytes()} for article, rows in articles]
    insert_rows(session, ArticleSketch, sketches)
    insert_rows(session, ArticleText, [{"article_key": article.key, **rows.text} for article, rows in articles])
    index.index_articles(session, [((article.sort_at, article.key), rows.words) for article, rows in articles])
    keys = write_entities(session, [(article, rows.owns) for article, rows in articles])
    write_labels(session, [(article, rows.labels) for article, rows in articles])
    pairs = zip(articles, keys, strict=True)
    _write_quotes(session, [_Quoted(article, rows.quotes, of) for (article, rows), of in pairs if rows.quotes])


def _delete_sketch(session: Session, key: int) -> None:
    """Delete the sketch of an article, and the stored bands that are read from the sketch."""
    stored = session.execute(select(ArticleSketch.sketch).where(ArticleSketch.article_key == key)).scalar()
    bands = Sketch.from_bytes(stored).bands if stored else ()
    delete_bands(session, "article", [(band, key) for band in bands])
    session.exec(delete(ArticleSketch).where(col(ArticleSketch.article_key) == key))


def delete_parts(session: Session, article: Article, now: datetime) -> None:
    """Delete all parts of the article, and subtract the article from all counts."""
    key = article.key or 0
    uncount_labels(session, article)
    session.exec(delete(ArticleLabel).where(col(ArticleLabel.article_key) == key))
    count_quotes_by_day(session, [article], -1)
    statements = statements_of(session, key)
    delete_head_bands(session, key)
    quotes = session.exec(select(Quote.key).where(Quote.article_key == key)).all()
    index.remove_quotes(session, [quote or 0 for quote in quotes])
    index.remove_article(session, (article.sort_at, key))
    session.exec(delete(Quote).where(col(Quote.article_key) == key))
    # delete entities after the quotes: recounts of entities must not count these quotes
    remove_entities(session, article, Stamp(article.seq, now))
    _delete_sketch(session, key)
    session.exec(delete(ArticleText).where(col(ArticleText.article_key) == key))
    leave_statements(session, statements, now)
    session.expire_all()


class _Quoted(NamedTuple):
    """An article with its quotes."""

    article: WrittenArticle
    quotes: Sequence[QuoteRow]
    keys: Mapping[UUID, int]  # id of an entity of the article -> key of its row


def _write_quotes(session: Session, quoted: Sequence[_Quoted]) -> None:
    """Write the rows of the quotes of these articles."""
    if not quoted:
        return
    joined = join_statements(session, [(one.article, one.quotes) for one in quoted])
    every = [(one, quote) for one in quoted for quote in one.quotes]
    statements = [statement for found in joined for statement in found]
    keys = new_keys(session, Quote, len(every))
    stored = [(key, *pair) for key, pair in zip(keys, every, strict=True)]
    rows = [
        {"key": key, **_quote(one.article, quote, statement)}
        for (key, one, quote), statement in zip(stored, statements, strict=True)
    ]
    insert_rows(session, Quote, rows)
    update_statements(session, {found for found in statements if found}, quoted[-1].article.changed_at)
    index.index_quotes(session, [((one.article.sort_at, key), quote.words) for key, one, quote in stored])
    inside = sorted((one.keys[entity], key) for key, one, quote in stored for entity in quote.inside)
    insert_rows(session, QuoteMention, [{"entity_key": entity, "quote_key": key} for entity, key in inside])
    count_quotes_by_day(session, [one.article for one in quoted], 1)


def _quote(article: WrittenArticle, quote: QuoteRow, statement: UUID | None) -> dict[str, Any]:
    speaker = quote.speaker
    return {
        "id": quote.id,
        "article_key": article.key,
        "sort_at": article.sort_at,
        "is_dated": article.is_dated,
        "changed_at": article.changed_at,
        "seq": article.seq,
        "speaker_id": speaker.own_id if speaker else None,
        "speaker_name": speaker.folded if speaker else None,
        "statement_id": statement,
        "kind": quote.kind,
        "cue_type": quote.cue_type,
        "language": quote.language,
        "publisher": article.publisher,
        "confidence": quote.confidence,
        "quote_json": f'{quote.json}"{statement}"}}' if statement else f"{quote.json}null}}",
    }
