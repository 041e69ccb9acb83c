"""Compute from a draft the values of its article's rows.

Extraction processes compute them, so that the process that saves articles only reads and writes the database.
"""

import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import chain
from typing import Any

import orjson

from app.lang.facts import facts_of
from app.lang.search_words import Word, WordRules
from app.schemas.article import ArticleDraft
from app.schemas.record import card_of, draft_id
from app.store.entities.forms import Own, owns_of
from app.store.labels import Labels, labels_of_draft
from app.store.packed_text import packed_text
from app.store.packed_words import dictionary_of
from app.store.queries.revision_queries import NOT_CONTENT
from app.store.quote_rows import QuoteRow, quote_rows
from app.store.search.index import ARTICLE, Indexed, Words, forms_of, indexed, rules_of, words_of
from app.text.normalize import letters
from app.text.similarity import Sketch, sketch_of

# end of a card's JSON as extraction writes it: its last members are null until the article is stored
_UNSTORED = '"duplicate_of":null,"revision":null,"first_seen_at":null,"seq":null}'


@dataclass(frozen=True)
class DraftRows:
    """The values that are stored for one article, computed from its draft."""

    columns: Mapping[str, Any]  # values for the table `article`
    card: str  # JSON of the card, cut off before its member `duplicate_of`
    text: Mapping[str, bytes]  # compressed values for the table `article_text`
    has_body: bool
    words: Indexed  # words for the search index, by field
    sketch: Sketch
    labels: Labels
    owns: Sequence[Own]
    quotes: Sequence[QuoteRow]
    summary: Mapping[str, Any]  # fields `article`, `counts` and `warnings` of the answer to a posted page


class PackedDraft:
    """A draft and its rows. Rows are computed when first needed, or decoded if another process has computed them.

    Args:
        page: the compressed page, if it is to be stored.
    """

    def __init__(self, draft: ArticleDraft | bytes, rows: bytes | None = None, page: bytes | None = None) -> None:
        self._draft, self._rows, self.page = draft, rows, page

    def __reduce__(self) -> tuple[type["PackedDraft"], tuple[bytes, bytes | None, bytes | None]]:
        draft = self._draft if isinstance(self._draft, bytes) else _encoded(self._draft)
        return PackedDraft, (draft, self._rows, self.page)

    @property
    def rows_size(self) -> int:
        """The size of the encoded rows in bytes; 0 if no other process has computed them."""
        return len(self._rows or b"")

    @cached_property
    def draft(self) -> ArticleDraft:
        """The draft; its times are in UTC if it was pickled."""
        return ArticleDraft.model_validate_json(self._draft) if isinstance(self._draft, bytes) else self._draft

    @cached_property
    def rows(self) -> DraftRows:
        """What is stored for the article of this draft."""
        return _decoded(self._rows) if self._rows else rows_of_draft(self.draft)


AnyDraft = ArticleDraft | PackedDraft


def unpacked(draft: AnyDraft) -> PackedDraft:
    """Return the draft as a PackedDraft, whose rows are computed when they are first needed."""
    return draft if isinstance(draft, PackedDraft) else PackedDraft(draft)


def packed(draft: ArticleDraft, page: bytes | None = None) -> PackedDraft:
    """Compute the rows of a draft, and encode draft and rows for other processes."""
    return PackedDraft(_encoded(draft), pickle.dumps(rows_of_draft(draft), pickle.HIGHEST_PROTOCOL), page)


def rows_of_draft(draft: ArticleDraft) -> DraftRows:
    """Return the values of the article's rows that depend on the draft alone."""
    rules = rules_of(draft)
    body = words_of(draft.body, "body", rules)
    said = {quote.text: words_of(quote.text, "body", rules) for quote in (*draft.quotes, *draft.indirect)}
    dictionary = dictionary_of(draft.body)
    words_said = {text: indexed({"body": forms_of(words, "body")}, dictionary) for text, words in said.items()}
    owns = owns_of(draft.entities, draft.language)
    ids = {own.public_id: own.id for own in owns}
    return DraftRows(
        columns=_columns(draft),
        card=card_of(draft).model_dump_json().removesuffix(_UNSTORED),
        text={name: packed_text(text) for name, text in _text(draft).items()},
        has_body=bool(draft.body),
        words=indexed(_words(draft, said, rules, body), dictionary),
        sketch=sketch_of([word.exact for word in body], facts_of(draft.body, body)),
        labels=labels_of_draft(draft, ids),
        owns=owns,
        quotes=quote_rows(draft, ids, words_said),
        summary=_summary(draft),
    )


def fingerprint(draft: ArticleDraft) -> str:
    """Return a hash of a draft's fields, blocks, quotes and entities. Provenance and warnings do not count."""
    return sha256(draft.model_dump_json(exclude=set(NOT_CONTENT)).encode()).hexdigest()


def _decoded(rows: bytes) -> DraftRows:
    found: DraftRows = pickle.loads(rows)
    return found


def _encoded(draft: ArticleDraft) -> bytes:
    return draft.model_dump_json().encode()


def _columns(draft: ArticleDraft) -> dict[str, Any]:
    return {
        "id": draft_id(draft),
        "url": draft.url,
        "publisher": draft.publisher.domain if draft.publisher else None,
        "section": draft.section.slug if draft.section else None,
        "language": draft.language,
        "page_type": draft.page_type.value,
        "published_at": draft.published_at,
        "modified_at": draft.modified_at,
        "is_modified": draft.modified_at is not None,
        "is_dated": draft.published_at is not None,
        "has_lede": bool(draft.lede),
        "has_images": bool(draft.images),
        "has_authors": bool(draft.authors),
        "has_quotes": bool(draft.quotes),
        "word_count": draft.word_count,
        "fingerprint": fingerprint(draft),
        "body_hash": sha256(letters(draft.body).encode()).hexdigest(),
    }


def _text(draft: ArticleDraft) -> dict[str, str]:
    plain = ((block, block.model_dump(mode="json")) for block in draft.blocks)
    blocks = [{**values, "text": None if block.start is not None else block.text} for block, values in plain]
    provenance = {name: found.model_dump() for name, found in draft.provenance.items()}
    texts = {"blocks_json": orjson.dumps(blocks).decode(), "provenance_json": orjson.dumps(provenance).decode()}
    return {"body": draft.body, **texts}


def _words(
    draft: ArticleDraft, said: Mapping[str, Sequence[Word]], rules: WordRules, body: Sequence[Word]
) -> dict[str, Words]:
    """Return the words to index, by field of the article. The field `quotes` has the words of all quotes in order."""
    short = {"headline": draft.headline, "lede": draft.lede or ""}
    fields: dict[str, Iterable[Word]] = {field: words_of(text, field, rules) for field, text in short.items()}
    fields |= {"quotes": chain.from_iterable(said[quote.text] for quote in draft.quotes), "body": body}
    return {field: forms_of(fields[field], field) for field in ARTICLE}


def _summary(draft: ArticleDraft) -> dict[str, Any]:
    prose = sum(block.start is not None for block in draft.blocks)
    article = {
        "id": draft_id(draft), "url": draft.url, "headline": draft.headline, "published_at": draft.published_at
    }  # fmt: skip
    return {
        "article": article,
        "counts": {"blocks": prose, "quotes": len(draft.quotes), "entities": len(draft.entities)},
        "warnings": [warning.model_dump() for warning in draft.warnings],
    }
