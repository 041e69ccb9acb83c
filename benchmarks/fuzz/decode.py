"""Target: decoding bytes to text, with a charset declared by the sender."""

from collections.abc import Iterable, Iterator

from app.errors import EmptyDocument, NotHtml
from app.extraction.document.decode import decode_page
from benchmarks.fuzz.pages import shortened

_LABELS = (None, "utf-8", "utf-16", "windows-1254", "iso-8859-9", "shift_jis", "idna", "unicode_escape", "hex", "\x00")
_ENCODINGS = ("utf-8", "utf-16", "utf-16-be", "windows-1254", "shift_jis", "gb18030")


def check(data: bytes) -> None:
    """Check decoding: the first byte chooses the declared charset, the rest is the page."""
    label = _LABELS[data[0] % len(_LABELS)] if data else None
    try:
        page = decode_page(data[1:], label)
    except (EmptyDocument, NotHtml):
        return
    assert page.utf8.decode() == page.text, "not UTF-8"
    assert "\x00" not in page.text, "a NUL"
    assert not page.text.startswith("\ufeff"), "a byte-order mark"
    assert decode_page(data[1:], label) == page, "read differently the second time"


def seeds(pages: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pages unchanged, and in other encodings."""
    for number, page in enumerate(map(shortened, pages)):
        encoding = _ENCODINGS[number % len(_ENCODINGS)]
        yield bytes([number % len(_LABELS)]) + page.decode("utf-8", "replace").encode(encoding, "replace")


def tokens() -> Iterable[str]:
    """Return declarations of charsets."""
    return ("<meta charset=", "<?xml encoding=", "utf-16", "big5", "iso-2022-jp", "utf-7", "euc-kr", "\ufeff", "<p>")
