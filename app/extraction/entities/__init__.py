"""Find people, organizations and places: a recogniser finds the mentions in each field, then entities are merged."""

from collections.abc import Sequence

from app.extraction.entities.coreference import merge_entities
from app.extraction.entities.plugins import finder
from app.extraction.entities.shouted_names import with_shouted_names
from app.extraction.text.read_text import ReadText
from app.lang.pack import language_pack
from app.schemas.entity import EntityDraft


def extract_entities(text: str, language: str) -> tuple[EntityDraft, ...]:
    """Return the entities of a single text; offsets of their mentions point into that text."""
    return find_entities((ReadText("body", text, language_pack(language)),))


def find_entities(texts: Sequence[ReadText]) -> tuple[EntityDraft, ...]:
    """Return the entities that the fields of an article mention, in order of first mention."""
    found = [finder()(read) for read in texts]
    return merge_entities(with_shouted_names(found, texts), texts[0].pack)
