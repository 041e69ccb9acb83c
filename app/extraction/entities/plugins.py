"""Choose the recogniser of names: the built-in one, or the plug-in that `NEWS_ENTITY_RECOGNIZER` names.

A plug-in is a class of `adapters.py`, or a class that an entry point of the group `news.recognizers` names. It
implements `EntityRecognizer` and is created with the name of a model. The names that it finds are merged and linked
like those of the built-in recogniser.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import NamedTuple, Protocol

from app.errors import SettingsError
from app.extraction.entities.candidates import Named
from app.extraction.entities.normal_case import find_mentions
from app.extraction.text.read_text import ReadText
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
Finder = Callable[[ReadText], list[Named]]


class Recognized(NamedTuple):
    """A name in a text, from offset `start` up to but not including `end`, in code points."""

    start: int
    end: int
    type: EntityType


class EntityRecognizer(Protocol):
    """The interface that a plug-in recogniser implements."""

    def recognize(self, text: str, language: str) -> Iterable[Recognized]:
        """Return the names in a text; `language` is an ISO 639-1 code."""


class _Choice:
    """The recogniser that this process uses."""

    finder: Finder = staticmethod(find_mentions)


def finder() -> Finder:
    """Return the recogniser of this process: a function that returns the mentions in a field."""
    return _Choice.finder


def use_recognizer(setting: str) -> None:
    """Set the recogniser of this process: `builtin` or `<plug-in>:<model>`.

    Raises:
        SettingsError: the plug-in is unknown, its package is not installed, or its model cannot be loaded.
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
    """Return a function that finds mentions with a plug-in.

    Overlapping names are dropped, and suffixes after apostrophes are stripped.
    """

    def find(read: ReadText) -> list[Named]:
        found = sorted(recognizer.recognize(read.text, read.pack.language), key=lambda name: (name.start, -name.end))
        return [*_mentions(found, read.field, read.text)]

    return find


def _mentions(found: Iterable[Recognized], field: TextField, text: str) -> Iterator[Named]:
    at = 0
    for start, end, kind in found:
        words = [*tokens(text[start:end])] if at <= start < end <= len(text) else []
        if words:
            at = start + words[-1].end
            first = start + words[0].start
            yield Named(field, first, at, text[first:at], " ".join(word.text for word in words), kind, False)
