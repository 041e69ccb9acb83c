"""The library: pages in, typed articles, quotes and entities out.

    from manset import extract

    article = extract(page_bytes, "https://www.example.com/news/1")

Everything here is pure: it opens no connection, writes no file and reads no setting.
"""

from app.errors import EmptyDocument, ExtractionError, ExtractionLimit, NotAnArticle, NotHtml
from app.extraction import Hints, Trace, extract, extract_entities, extract_quotes, trace, use_recognizer
from app.schemas.article import ArticleDraft, Block
from app.schemas.entity import EntityDraft, Mention
from app.schemas.quote import QuoteDraft
from app.version import VERSION as __version__  # noqa: N811  # the name that libraries have for it

__all__ = [
    "ArticleDraft",
    "Block",
    "EmptyDocument",
    "EntityDraft",
    "ExtractionError",
    "ExtractionLimit",
    "Hints",
    "Mention",
    "NotAnArticle",
    "NotHtml",
    "QuoteDraft",
    "Trace",
    "__version__",
    "extract",
    "extract_entities",
    "extract_quotes",
    "trace",
    "use_recognizer",
]
