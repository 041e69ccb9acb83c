"""What a hostile page is, and the outcome it must have."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message

from app.extraction import Hints

PORT = 47_119  # of the listener that pages name; nothing may ever connect to it
REMOTE = f"http://127.0.0.1:{PORT}"
SITE = "https://www.kiyigazetesi.example"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Article:
    """Expected members of the record; None and empty are not checked."""

    headline: str | None = None
    body: str | None = None
    holds: tuple[str, ...] = ()  # words of the body
    lacks: tuple[str, ...] = ()  # words that stand neither in headline, lede and body nor in names
    facts: Mapping[str, object] = field(default_factory=dict)  # members of the record, dotted
    warnings: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()  # members that must be null or empty


@dataclass(frozen=True)
class HostileCase:
    """A page made the same way every time; `expected` is an article or the slug of an error."""

    name: str
    make: Callable[[], bytes]
    expected: Article | str
    url: str | None
    content_type: str = HTML
    is_slow: bool = False  # in the full run only

    @property
    def page(self) -> bytes:
        return self.make()

    @property
    def group(self) -> str:
        return self.name.partition("/")[0]

    @property
    def hints(self) -> Hints:
        """What the API reads from the content type."""
        header = Message()
        header["content-type"] = self.content_type
        charset = header.get_content_charset()
        return Hints(charset=charset) if charset else Hints()


def case(
    name: str,
    page: str | bytes | Callable[[], str | bytes],
    expected: Article | str,
    *,
    url: str | None = "",
    content_type: str = HTML,
    is_slow: bool = False,
) -> HostileCase:
    """A case with an address of its own, unless another or None is given."""
    address = f"{SITE}/haber/{name.replace('/', '-')}" if url == "" else url
    return HostileCase(name, lambda: _bytes(page), expected, address, content_type, is_slow)


def _bytes(page: str | bytes | Callable[[], str | bytes]) -> bytes:
    made = page() if callable(page) else page
    return made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass")
