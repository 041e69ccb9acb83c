"""Target: JSON-LD scripts, and the fields read from their objects."""

from collections.abc import Iterable, Iterator

from app.errors import EmptyDocument, ExtractionLimit
from app.extraction.document.decode import clean
from app.extraction.document.document import Document
from app.extraction.document.document_numbers import JSONLD_MOST_OBJECTS
from app.extraction.document.jsonld import JsonObject, json_texts, types_of
from app.extraction.document.parse import parse_tree
from benchmarks.fuzz.invariants import check_text
from benchmarks.fuzz.pages import scripts


def check(data: bytes) -> None:
    """Check JSON-LD: the data is the content of one script."""
    script = clean(data.decode("utf-8", "replace"))
    try:
        tree, _, _ = parse_tree(f'<script type="application/ld+json">{script}</script>'.encode())
    except (EmptyDocument, ExtractionLimit):
        return
    document = Document(tree)
    objects, broken = document.jsonld, document.broken_jsonld
    assert len(objects) <= JSONLD_MOST_OBJECTS, len(objects)
    assert 0 <= broken <= script.lower().count("<script") + 1, broken
    for thing in objects[:50]:
        _check_object(thing)


def _check_object(thing: JsonObject) -> None:
    assert all(isinstance(kind, str) for kind in types_of(thing))
    for value in (thing, *thing.values()):
        for told in json_texts(value):
            check_text(told)


def seeds(pages: Iterable[bytes]) -> Iterator[bytes]:
    """Yield JSON-LD scripts of pages."""
    yield b'<!-- [{"@graph": [{"@type": ["Article"], "headline": "a &amp; b\\u0000", "author": {"name": "x"}},]}] -->'
    for page in pages:
        yield from scripts(page)


def tokens() -> Iterable[str]:
    """Return members of objects, and markup around scripts."""
    return ('"@graph":', '"@type":', '"name":', '"@value":', "&amp;", "\\u0000", "\\ud800", "<!--", "-->", "]]>", "NaN")
