"""Find the kicker: a short line with the topic, above the headline or at the start of the headline's element."""

from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element as Element

from app.extraction.document.document import Document
from app.extraction.document.elements import hints_of, is_away, printed
from app.extraction.fields.field_numbers import KICKER_LEAST_WORDS, KICKER_LEVELS, KICKER_LONGEST, KICKER_LOOKED_AT
from app.extraction.fields.reconcile import reconcile
from app.extraction.findings import Candidate, Evidence, Finding
from app.text.normalize import letters

_HINT = "kicker"
_EDGES = " :|-\u2013\u2014"


def find_kicker(evidence: Evidence, headline: str) -> Finding[str | None]:
    """Find the kicker, the short line above the headline. A text that is part of the headline is not a kicker."""
    key = letters(headline)
    document = evidence.document
    headings = (node for node in document.tagged("h1", "h2") if key in letters(printed(node)))
    found = (text for node in islice(headings, 1) for text in (*_kickers(document, node), *_before(node, headline)))
    kept = [text for text in found if letters(text) not in key and not evidence.site.is_site(text)]
    return reconcile("kicker", [Candidate(text, "class:kicker") for text in kept], letters)


def without_kicker(node: Element) -> str:
    """Return the text of a heading without the kicker at its beginning."""
    whole = printed(node)
    for text in _inside(node):
        rest = whole.removeprefix(text).lstrip(_EDGES) if whole.startswith(text) else whole
        if rest != whole and len(rest.split()) >= KICKER_LEAST_WORDS:
            return rest
    return whole


def _kickers(document: Document, node: Element) -> Iterator[str]:
    """Yield the kickers inside a heading, then those before the heading in the elements around it."""
    yield from _inside(node)
    for above in islice(node.iterancestors(), KICKER_LEVELS):
        for other in islice(above.iter(), 1, KICKER_LOOKED_AT):
            if other is node:
                break
            if _is_kicker(other) and not is_away(document, other):
                yield printed(other)


def _inside(node: Element) -> Iterator[str]:
    return (printed(below) for below in islice(node.iterdescendants(), KICKER_LOOKED_AT) if _is_kicker(below))


def _before(node: Element, headline: str) -> Iterator[str]:
    """Yield the text before the headline in the same heading element, if it is short."""
    whole = printed(node)
    text = whole.removesuffix(headline).strip(_EDGES)
    if whole.endswith(headline) and 0 < len(text) <= KICKER_LONGEST:
        yield text


def _is_kicker(node: Element) -> bool:
    return (
        isinstance(node.tag, str)
        and _HINT in hints_of(node)
        and 0 < len(printed(node, KICKER_LONGEST)) <= KICKER_LONGEST
    )
