"""Which recogniser finds the names: the built-in one, or a plug-in that the setting `NEWS_ENTITY_RECOGNIZER` names.

A plug-in is an adapter of ours, or an entry point of the group `news.recognizers`: a class that is made with the name
of a model and has the method of `EntityRecognizer`. What it finds goes through the same document pass and linking.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import NamedTuple, Protocol

from app.errors import SettingsError
from app.extraction.entities.builtin import find_mentions
from app.extraction.entities.candidates import Named
from app.lang.pack import LanguagePack
from app.schemas.base import TextField
from app.schemas.entity import EntityType
from app.text.tokens import tokens

GROUP = "news.recognizers"
BUILTIN = "builtin"
_ADAPTERS = "app.extraction.entities.adapters"
OURS = (
    EntryPoint("spacy", f"{_ADAPTERS}:SpacyRecognizer", GROUP),
    EntryPoint("gliner", f"{_ADAPTERS}:GlinerRecognizer", GROUP),
    EntryPoint("stanza", f"{_ADAPTERS}:StanzaRecognizer", GROUP),
)
Finder = Callable[[TextField, str, LanguagePack], list[Named]]


class Recognized(NamedTuple):
    """A name at `[start, end)`, in code points."""

    start: int
    end: int
    type: EntityType


class EntityRecognizer(Protocol):
    """What a plug-in has to be."""

    def recognize(self, text: str, language: str) -> Iterable[Recognized]:
        """The names of a text; `language` is an ISO 639-1 code."""


class _Choice:
    """The finder of this process."""

    finder: Finder = staticmethod(find_mentions)


def finder() -> Finder:
    """What finds the mentions of a field."""
    return _Choice.finder


def use_recognizer(setting: str) -> None:
    """Choose the recogniser of this process: `builtin`, or the name of a plug-in, a colon, and its model.

    Raises:
        SettingsError: there is no such plug-in, or what it needs is not installed.
    """
    name, _, model = setting.partition(":")
    _Choice.finder = staticmethod(find_mentions) if name == BUILTIN else _adapted(_loaded(name, model))


def _loaded(name: str, model: str) -> EntityRecognizer:
    found = {entry.name: entry for entry in (*OURS, *entry_points(group=GROUP))}
    if name not in found:
        known = ", ".join([BUILTIN, *sorted(found)])
        raise SettingsError(f"NEWS_ENTITY_RECOGNIZER: there is no recogniser {name!r}; known: {known}")
    try:
        recognizer: EntityRecognizer = found[name].load()(model)
    except ImportError as error:
        raise SettingsError(
            f"NEWS_ENTITY_RECOGNIZER={name} needs a package that is missing: pip install {name}"
        ) from error
    except (OSError, ValueError) as error:
        raise SettingsError(f"NEWS_ENTITY_RECOGNIZER={name}: the model {model!r} cannot be loaded: {error}") from error
    return recognizer


def _adapted(recognizer: EntityRecognizer) -> Finder:
    """A plug-in's names as mentions: inside the text, apart, and without suffixes behind apostrophes."""

    def find(field: TextField, text: str, pack: LanguagePack) -> list[Named]:
        found = sorted(recognizer.recognize(text, pack.language), key=lambda name: (name.start, -name.end))
        return [*_mentions(found, field, text)]

    return find


def _mentions(found: Iterable[Recognized], field: TextField, text: str) -> Iterator[Named]:
    at = 0
    for start, end, kind in found:
        words = [*tokens(text[start:end])] if at <= start < end <= len(text) else []
        if words:
            at = start + words[-1].end
            first = start + words[0].start
            yield Named(field, first, at, text[first:at], " ".join(word.text for word in words), kind, False)
