"""Seeds: pages of the corpus if CORPUS names one, else the golden pages; and pieces of pages."""

import gzip
import os
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

GOLDEN = Path(__file__).parent.parent.parent / "tests" / "golden"
_HEAD = re.compile(rb"<(?:meta|link|title|html)\b[^<>]{0,300}>(?:[^<>]{0,200}</title>)?", re.I)
_STORY = re.compile(rb"<(?:h1|article)\b", re.I)
_SCRIPT = re.compile(rb"<script[^<>]*ld\+json[^<>]*>(.*?)</script>", re.I | re.S)
_KEPT_HEAD, _KEPT_STORY = 2_000, 3_000  # bytes kept of a long page: of its head, of its story


@cache
def pages(most: int) -> tuple[bytes, ...]:
    """Return at most `most` pages, spread evenly over all pages."""
    paths = sorted((Path(os.environ.get("CORPUS") or "/nowhere") / "data" / "pages").rglob("*.html.gz"))
    paths = paths or sorted(GOLDEN.rglob("page.html"))
    chosen = islice(paths, 0, None, -(-len(paths) // most))
    return tuple(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in chosen)


def shortened(page: bytes) -> bytes:
    """Return a short page unchanged; of a long page, parts of the head, one JSON-LD script and the story's start."""
    if len(page) <= _KEPT_HEAD + _KEPT_STORY:
        return page
    head = b"".join(match[0] for match in _HEAD.finditer(page[:100_000]))[:_KEPT_HEAD]
    linked = next((b'<script type="application/ld+json">%s</script>' % text for text in scripts(page)), b"")
    story = _STORY.search(page)
    begin = story.start() if story else len(page) // 2
    return head + linked + page[begin : begin + _KEPT_STORY]


def scripts(page: bytes, longest: int = 2_000) -> Iterator[bytes]:
    """Yield the JSON-LD scripts of a page that have at most `longest` bytes."""
    return (match[1] for match in _SCRIPT.finditer(page) if len(match[1]) <= longest)


def matches(pattern: str, page: bytes, most: int = 5) -> Iterator[bytes]:
    """Yield the first `most` matches of a pattern in a page."""
    found = re.finditer(pattern, page.decode("utf-8", "replace"), re.I)
    return (match[0].encode() for match in islice(found, most))
