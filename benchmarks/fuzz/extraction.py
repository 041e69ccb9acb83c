"""Target: the extraction of a whole page, with and without hints of the sender."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from random import Random
from zlib import crc32

from app.errors import ExtractionError
from app.extraction import Hints, extract
from app.publishers.rule import publishers
from benchmarks.fuzz.invariants import check_draft
from benchmarks.fuzz.pages import shortened

_LANGUAGES = (None, None, None, "tr", "en", "ja", "xx", "not a language")
_CHARSETS = (None, None, None, "utf-8", "windows-1254", "utf-16", "\x00")
_ZONES = (None, None, "Europe/Istanbul", "nowhere/at-all")
_ADDRESSES = (
    None,
    "https://haber.example/a/1?b=2",
    *(f"https://www.{domain}/haber/1" for domain in sorted(publishers())),
)
_TWICE = 50  # one page in this many is extracted twice and compared


def check(data: bytes) -> None:
    """Check extraction: the first byte chooses the address and the hints; the rest is the page."""
    page = data[1:]
    url, hints = _known(data[0] if data else 0)
    try:
        draft = extract(page, url, **hints)
    except ExtractionError:
        return
    check_draft(draft)
    if not crc32(page) % _TWICE:
        assert extract(page, url, **hints) == draft, "read differently the second time"


def _known(choice: int) -> tuple[str | None, Hints]:
    chosen = Random(choice)
    hints: Hints = {"force": choice % 4 > 0}
    if language := chosen.choice(_LANGUAGES):
        hints["language"] = language
    if charset := chosen.choice(_CHARSETS):
        hints["charset"] = charset
    if zone := chosen.choice(_ZONES):
        hints["timezone"] = zone
    if choice % 2:
        hints["fetched_at"] = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
    return chosen.choice(_ADDRESSES), hints


def seeds(pages: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pages; long ones are shortened."""
    for number, page in enumerate(pages):
        yield bytes([number * 7 % 256]) + shortened(page)


def tokens() -> Iterable[str]:
    """Return markup of news pages."""
    names = "h1 h2 p article section div figure figcaption blockquote ul li table tr td pre code time iframe video br"
    yield from (f"<{name}>" for name in names.split())
    yield from (f"</{name}>" for name in names.split())
    yield from (
        '<meta property="og:title" content="',
        '<script type="application/ld+json">',
        "</script>",
        "<!--",
        "-->",
    )
    yield from (
        ' class="',
        ' itemprop="',
        ' datetime="',
        ' src="',
        ' href="',
        '"@type":"NewsArticle"',
        '"articleBody":"',
    )
    yield from (
        "&#0;",
        "&#xd800;",
        "&shy;",
        "\u0301",
        "\u00ad",
        "\\u0000",
        "\\ud800",
        "\ufeff",
        "“",
        "”",
        "’",
        "\ufffe",
    )
