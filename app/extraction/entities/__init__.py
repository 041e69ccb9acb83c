"""Find people, organizations and places: a recogniser finds their mentions, which are then merged into entities."""

from collections.abc import Sequence

from app.extraction.entities.coreference import merge_entities
from app.extraction.entities.plugins import finder
from app.extraction.entities.shouted_names import with_shouted_names
from app.extraction.text.read_text import ReadText
from app.lang.pack import language_pack
from app.schemas.entity import EntityDraft


def extract_entities(text: str, language: str) -> tuple[EntityDraft, ...]:
    """Return the entities of a single text. The offsets of their mentions point into this text."""
    return find_entities((ReadText("body", text, language_pack(language)),))


def find_entities(texts: Sequence[ReadText]) -> tuple[EntityDraft, ...]:
    """Return the entities that the fields of an article mention, in the order of their first mentions."""
    found = [finder()(read) for read in texts]
    written = {read.field: read.text for read in texts}
    return merge_entities(with_shouted_names(found, texts), texts[0].pack, written)
