"""Adapters for three third-party recognisers of names: spaCy, GLiNER and Stanza.

Each package is an optional extra, and is imported only if `NEWS_ENTITY_RECOGNIZER` names its adapter.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from app.extraction.entities.plugins import Recognized
from app.schemas.entity import EntityType

LABELS: dict[str, EntityType] = {
    "PER": "person", "PERSON": "person",
    "LOC": "location", "GPE": "location", "FAC": "location", "LOCATION": "location",
    "ORG": "organization", "ORGANIZATION": "organization",
    "EVENT": "event", "PRODUCT": "product",
}  # fmt: skip


class SpacyRecognizer:
    """Adapter for spaCy. `model` is the name of an installed package, or the folder of a model."""

    def __init__(self, model: str) -> None:
        import spacy

        self._pipeline = spacy.load(model)

    def recognize(self, text: str, language: str) -> Iterable[Recognized]:  # noqa: ARG002
        """Return the names that the spaCy pipeline finds; `language` is ignored."""
        return _known((entity.start_char, entity.end_char, entity.label_) for entity in self._pipeline(text).ents)


class GlinerRecognizer:
    """Adapter for GLiNER. `model` is the name of a model on Hugging Face, or the folder of a model."""

    def __init__(self, model: str) -> None:
        from gliner import GLiNER

        self._model = GLiNER.from_pretrained(model)

    def recognize(self, text: str, language: str) -> Iterable[Recognized]:  # noqa: ARG002
        """Return the names of people, organizations and other types that the model finds; `language` is ignored."""
        found = self._model.predict_entities(text, sorted(set(LABELS.values())))
        return _known((entity["start"], entity["end"], entity["label"]) for entity in found)


class StanzaRecognizer:
    """Adapter for Stanza. `model` is the folder that contains the models of all languages.

    The pipeline for a language is loaded when the first text in it is read.
    """

    def __init__(self, model: str) -> None:
        import stanza

        self._make, self._folder = stanza.Pipeline, model or None
        self._pipelines: dict[str, Any] = {}

    def recognize(self, text: str, language: str) -> Iterable[Recognized]:
        """Return the names that the pipeline for `language` finds."""
        if language not in self._pipelines:
            self._pipelines[language] = self._make(
                language, dir=self._folder, processors="tokenize,ner", download_method=None, verbose=False
            )
        return _known(
            (entity.start_char, entity.end_char, entity.type) for entity in self._pipelines[language](text).ents
        )


def _known(found: Iterable[tuple[int, int, str]]) -> Iterator[Recognized]:
    for start, end, label in found:
        kind = LABELS.get(label.upper())
        if kind is not None:
            yield Recognized(start, end, kind)
