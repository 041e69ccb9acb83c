"""Write and count labels of articles: publisher, section, tag, agency, author, language, speaker."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import insert, text
from sqlmodel import Session, select

from app.schemas.article import ArticleDraft
from app.store.conditions import folded_name
from app.store.tables import Article, ArticleLabel
from app.text.normalize import slug

_COUNT = text(
    "INSERT INTO label (kind, value, name, article_count) VALUES (:kind, :value, :name, :step)"
    " ON CONFLICT (kind, value) DO UPDATE SET article_count = label.article_count + excluded.article_count,"
    " name = CASE WHEN excluded.name = '' THEN label.name ELSE excluded.name END"
)


@dataclass(frozen=True, order=True)
class Named:
    """A label: its kind, the folded value that filters compare, the name to show."""

    kind: str
    value: str
    name: str = ""


def write_labels(session: Session, key: int, draft: ArticleDraft) -> None:
    """Write the labels of a new article and add it to their counts."""
    listed = {(label.kind, label.value): label for label in _listed(draft) if label.value}
    rows = [{"kind": kind, "value": value, "article_key": key} for kind, value in sorted(listed)]
    if rows:
        session.execute(insert(ArticleLabel), rows)
    count_labels(session, [*_columns(draft), *listed.values()], 1)


def labels_of(session: Session, article: Article) -> list[Named]:
    """Return the labels whose counts include a stored article."""
    rows = session.exec(select(ArticleLabel).where(ArticleLabel.article_key == article.key)).all()
    columns = {"publisher": article.publisher, "section": article.section, "language": article.language}
    own = [Named(kind, value) for kind, value in columns.items() if value]
    return own + [Named(row.kind, row.value) for row in rows]


def count_labels(session: Session, labels: Iterable[Named], step: int) -> None:
    """Add `step` to the counts, always in the same order, so that two writers never deadlock."""
    rows = [{"kind": one.kind, "value": one.value, "name": one.name, "step": step} for one in sorted(labels)]
    if rows:
        session.execute(_COUNT, rows)


def _columns(draft: ArticleDraft) -> Iterator[Named]:
    if draft.publisher:
        yield Named("publisher", draft.publisher.domain, draft.publisher.name)
    if draft.section and draft.section.slug:
        yield Named("section", draft.section.slug, draft.section.name)
    yield Named("language", draft.language, draft.language)


def _listed(draft: ArticleDraft) -> Iterator[Named]:
    yield from (Named("author", slug(author.name), author.name) for author in draft.authors)
    yield from (Named("tag", slug(tag.name), tag.name) for tag in draft.tags)
    for agency in draft.agencies:
        yield Named("agency", slug(agency.code), agency.name)
        if slug(agency.name) != slug(agency.code):
            yield Named("agency_name", slug(agency.name), agency.name)
    for quote in draft.quotes:
        if quote.speaker:
            value = quote.speaker.entity_id or folded_name(quote.speaker.name)
            yield Named("speaker", str(value), quote.speaker.name)
