"""Find people, organizations and places: a recogniser finds the mentions in each field, then entities are merged."""

from collections.abc import Sequence

from app.extraction.entities.coreference import merge_entities
from app.extraction.entities.plugins import finder
from app.extraction.entities.shouted_names import with_shouted_names
from app.lang.pack import LanguagePack, language_pack
from app.schemas.base import TextField
from app.schemas.entity import EntityDraft


def extract_entities(text: str, language: str) -> tuple[EntityDraft, ...]:
    """Return the entities of a single text; offsets of their mentions point into that text."""
    return _entities((("body", text),), language_pack(language))


def find_entities(headline: str, lede: str | None, body: str, pack: LanguagePack) -> tuple[EntityDraft, ...]:
    """Return the entities that headline, lede and body mention, in order of first mention."""
    return _entities((("headline", headline), ("lede", lede or ""), ("body", body)), pack)


def _entities(fields: Sequence[tuple[TextField, str]], pack: LanguagePack) -> tuple[EntityDraft, ...]:
    found = [finder()(field, text, pack) for field, text in fields]
    return merge_entities(with_shouted_names(found, fields, pack), pack)
