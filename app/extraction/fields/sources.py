"""How the stages read witnesses: printed elements, XPath of a rule, members of JSON-LD, contents of meta."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.extraction.document.document import Document
from app.extraction.document.plain_text import without_markup
from app.extraction.findings import Candidate
from app.text.normalize import visible_text

_EMPTY: tuple[Any, ...] = (None, "", [], {})
_TEXTS = ("name", "@value", "givenName", "familyName")
IMAGE_TEXTS = ("url", "contentUrl", "@id", "thumbnailUrl", "@value")
_DEEPEST = 6  # levels of JSON-LD values that are followed


def json_texts(value: Any, *members: str) -> tuple[str, ...]:
    """Strings of a JSON-LD value: itself, items of a list, the first of the named members (`name`, `@value`)."""
    return tuple(
        text for raw in _json_strings(value, members or ("name", "@value"), 0) if (text := without_markup(raw))
    )


def _json_strings(value: Any, members: tuple[str, ...], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value[:500]:
            yield from _json_strings(item, members, depth + 1)
    elif isinstance(value, dict):
        first = next((value[name] for name in members if value.get(name)), None)
        yield from _json_strings(first, members, depth + 1)


def has_no_text(document: Document, member: str) -> bool:
    """True where the JSON-LD articles give `member` something and no text: a number, a name of nothing on the page."""
    given = [value for thing in document.news_objects if (value := thing.get(member)) not in _EMPTY]
    texts = IMAGE_TEXTS if member == "image" else _TEXTS
    return bool(given) and not any(json_texts(value, *texts) for value in given)


def news_candidates(document: Document, member: str) -> tuple[Candidate[str], ...]:
    """What the JSON-LD articles of the page say under `member`."""
    texts = (text for thing in document.news_objects for text in json_texts(thing.get(member)))
    return tuple(Candidate(text, f"json-ld:{member}") for text in texts)


def meta_candidates(document: Document, names: Iterable[str]) -> tuple[Candidate[str], ...]:
    """Contents of these `meta`, the first name first; the origin is the name."""
    pairs = ((visible_text(text), name) for name in names for text in document.meta.get(name, ()))
    return tuple(Candidate(text, name) for text, name in pairs if text)
