"""Write and count the labels of articles: publisher, section, tag, agency, author, language, speaker."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Integer, String
from sqlmodel import Session, select

from app.schemas.article import ArticleDraft
from app.store.entities.moved_counts import SPEAKER
from app.store.entities.redirects import head_values, names_of
from app.store.hours import count_hours
from app.store.prepared import Prepared, run_many, typed
from app.store.session import insert_rows
from app.store.tables import Article, ArticleLabel
from app.store.written_article import WrittenArticle
from app.text.normalize import folded_name, slug

_COUNT_SQL = (
    "INSERT INTO label (kind, value, name, article_count) VALUES (:kind, :value, :name, :step)"
    " ON CONFLICT (kind, value) DO UPDATE SET article_count = label.article_count + excluded.article_count,"
    " name = CASE WHEN excluded.name = '' THEN label.name ELSE excluded.name END"
)
_COUNT = Prepared(typed(_COUNT_SQL, kind=String(), value=String(), name=String(), step=Integer()))


@dataclass(frozen=True, order=True)
class Named:
    """A label."""

    kind: str  # for example `tag`
    value: str  # as filters name the label: by slug, domain, language, id or folded name
    name: str = ""  # as shown to people


@dataclass(frozen=True)
class Labels:
    """The labels of an article."""

    listed: Sequence[Named]  # labels that are stored in the table of labels
    columns: Sequence[Named]  # labels that are stored in the article's row


def labels_of_draft(draft: ArticleDraft, own_ids: Mapping[UUID, UUID]) -> Labels:
    """Return the labels of a draft. `own_ids`: id of an entity -> id of the row to which its mentions refer."""
    labels = (*_listed(draft), *_speakers(draft, own_ids))
    listed = {(label.kind, label.value): label for label in labels if label.value}
    return Labels([listed[key] for key in sorted(listed)], list(_columns(draft)))


def write_labels(session: Session, labelled: Sequence[tuple[WrittenArticle, Labels]]) -> None:
    """Write the labels of new articles, and count each article for each of its labels."""
    values = [
        {"kind": label.kind, "value": label.value, "sort_at": article.sort_at, "article_key": article.key}
        for article, labels in labelled
        for label in labels.listed
    ]
    insert_rows(session, ArticleLabel, values)
    counted = _counted(session, [labels.listed for _, labels in labelled])
    _count(session, [(one, [*own.columns, *found]) for (one, own), found in zip(labelled, counted, strict=True)], 1)


def uncount_labels(session: Session, article: Article) -> None:
    """Subtract a stored article from the counts of its labels."""
    _count(session, [(article, _labels_of(session, article))], -1)


def _count(session: Session, labelled: Sequence[tuple[Article | WrittenArticle, Sequence[Named]]], step: int) -> None:
    count_labels(session, (label for _, labels in labelled for label in labels), step)
    pairs = ((article, ((label.kind, label.value) for label in labels)) for article, labels in labelled)
    count_hours(session, pairs, step)


def _labels_of(session: Session, article: Article) -> list[Named]:
    """Return the labels under which a stored article was counted."""
    rows = session.exec(select(ArticleLabel).where(ArticleLabel.article_key == article.key)).all()
    columns = {"publisher": article.publisher, "section": article.section, "language": article.language}
    own = [Named(kind, value) for kind, value in columns.items() if value]
    return own + _counted(session, [[Named(row.kind, row.value) for row in rows]])[0]


def count_labels(session: Session, labels: Iterable[Named], step: int) -> None:
    """Add `step` (1 or -1) to the number of articles of each label.

    The table keeps one name of each label, for people: the last one given.
    """
    steps, names = Counter[tuple[str, str]](), dict[tuple[str, str], str]()
    for one in labels:
        key = one.kind, one.value
        steps[key] += step
        names[key] = one.name or names.get(key, "")
    rows = [
        {"kind": kind, "value": value, "name": names[kind, value], "step": number}
        for (kind, value), number in sorted(steps.items())
    ]
    run_many(session, _COUNT, rows)


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


def _speakers(draft: ArticleDraft, own_ids: Mapping[UUID, UUID]) -> Iterator[Named]:
    """Yield a label for each quote with a speaker.

    The label's value is the id of the row to which mentions of the speaker refer, or, for a speaker who is no entity,
    the folded name.
    """
    for speaker in (quote.speaker for quote in draft.quotes if quote.speaker):
        entity = speaker.entity_id
        value = own_ids.get(entity, entity) if entity else folded_name(speaker.name)
        yield Named(SPEAKER, str(value), speaker.name)


def _counted(session: Session, articles: Sequence[Collection[Named]]) -> list[list[Named]]:
    """Return, for each article, the labels to count. A merged speaker counts as the entity into which it was merged."""
    speakers = {label.value for labels in articles for label in labels if label.kind == SPEAKER}
    records = head_values(session, speakers) if speakers else {}
    names = names_of(session, set(records.values()))
    return [_counted_once(labels, records, names) for labels in articles]


def _counted_once(labels: Collection[Named], records: Mapping[str, str], names: Mapping[str, str]) -> list[Named]:
    """Return the labels of an article. A merged speaker is replaced by the entity into which it was merged.

    If several labels of speakers become equal, one of them is kept. `records`: id of a merged entity -> id of the
    entity into which it was merged. `names`: id of an entity into which others were merged -> name of this entity.
    """
    moved = {records[label.value] for label in labels if label.kind == SPEAKER and label.value in records}
    others = [label for label in labels if label.kind != SPEAKER or label.value not in records]
    known = {label.value for label in others if label.kind == SPEAKER}
    return others + [Named(SPEAKER, value, names[value]) for value in sorted(moved - known)]
