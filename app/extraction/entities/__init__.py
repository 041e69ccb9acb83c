"""People, organizations and places of a text: by rules, gazetteers and a pass over the whole document."""

from collections.abc import Sequence

from app.extraction.entities.coreference import merge_entities
from app.extraction.entities.plugins import finder
from app.lang.pack import LanguagePack, language_pack
from app.schemas.base import TextField
from app.schemas.entity import EntityDraft


def extract_entities(text: str, language: str) -> tuple[EntityDraft, ...]:
    """Entities of a text by itself; offsets point into it."""
    return _entities((("body", text),), language_pack(language))


def find_entities(headline: str, lede: str | None, body: str, pack: LanguagePack) -> tuple[EntityDraft, ...]:
    """Entities of an article, in the order in which they are first named; one pass over all three fields."""
    return _entities((("headline", headline), ("lede", lede or ""), ("body", body)), pack)


def _entities(fields: Sequence[tuple[TextField, str]], pack: LanguagePack) -> tuple[EntityDraft, ...]:
    return merge_entities([finder()(field, text, pack) for field, text in fields], pack)
