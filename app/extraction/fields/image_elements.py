"""Read picture elements: the address of the largest version, the caption and the credit."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.etree import _Element as Element

from app.extraction.document.elements import printed
from app.extraction.fields.conventions import conventions
from app.extraction.fields.field_numbers import (
    IMAGE_ELEMENTS_BOX,
    IMAGE_ELEMENTS_DIGITS,
    IMAGE_ELEMENTS_LEVELS,
    IMAGE_ELEMENTS_LONGEST,
    IMAGE_ELEMENTS_NAMES,
    IMAGE_ELEMENTS_PATTERNS,
    IMAGE_ELEMENTS_SET,
    IMAGE_ELEMENTS_SIZE_DIGITS,
    IMAGE_ELEMENTS_SMALLEST,
)
from app.extraction.findings import Evidence
from app.text.fast_dataclass import fast_dataclass
from app.text.normalize import fold
from app.text.url import absolute_url

# matches a long number or hash in an address, which identifies the picture
_ID = re.compile(r"\d{6,}|(?=[a-f]*\d)[0-9a-f]{8,}")
_NAMED_WIDTH = re.compile(r"(\d{2,4})x\d{2,4}")
_JSON_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
# matches the address of a picture file; its slashes may be escaped
_PICTURE = re.compile(r"https?:\\?/\\?/[^\s\"'<>]+\.(?:jpe?g|png|webp|avif)", re.I)
_SCRIPT = re.compile(r"[^/]*[\"']")  # matches code instead of an address: a quotation mark before the first slash
_SPLIT = re.compile(r"[^a-z0-9]+")


@fast_dataclass(frozen=True)
class Words:
    """Caption and credit of a picture."""

    caption: str | None = None
    credit: str | None = None
    is_cut: bool = False  # whether the caption was cut to `IMAGE_ELEMENTS_LONGEST` characters


@lru_cache(maxsize=IMAGE_ELEMENTS_NAMES)
def file_name(url: str) -> str:
    """Return the file name in a URL, in lower case. All sizes of a picture usually have the same file name.

    The address of a resizing service contains the address of the picture in its query; the name is read from there.
    """
    try:
        parts = urlsplit(url)
        if inner := _PICTURE.search(unquote(parts.query)):
            parts = urlsplit(inner[0])
        return unquote(parts.path).rstrip("/").rsplit("/", 1)[-1].lower()
    except ValueError:
        return url


def picture_ids(url: str) -> frozenset[str]:
    """Return the long numbers and hashes in a URL's path. All sizes and crops of a picture usually share these ids."""
    try:
        words = _SPLIT.split(unquote(urlsplit(url).path).lower())
    except ValueError:
        return frozenset()
    return frozenset(word for word in words if _ID.fullmatch(word))


def usable(evidence: Evidence, raw: str) -> str | None:
    """Return the absolute http(s) address of a picture; None for placeholders, logos, icons and invalid addresses."""
    # the value is JSON of a script that loads pictures late: take the first address in it
    if raw.lstrip().startswith(("{", "[")):
        found = _JSON_ADDRESS.search(raw.replace("\\/", "/"))
        raw = found[0] if found else ""
    if not raw.strip() or raw.strip().lower().startswith(("data:", "blob:", "javascript:", "#")) or _is_code(raw):
        return None
    url = absolute_url(evidence.document.base, raw)
    known, name = conventions().images, file_name(url) if url else ""
    if not name or name.endswith(known.junk_endings) or known.junk & set(_SPLIT.split(name)):
        return None
    return url


def _is_code(raw: str) -> bool:
    """Return whether an attribute's value is a script, not an address: `if(this.src!='/a.jpg') this.src='/a.jpg'`."""
    return "(" in raw and _SCRIPT.match(raw) is not None


def picture_url(evidence: Evidence, node: Element) -> str | None:
    """Return the address of a picture: the largest in `srcset`.

    If there is none, return the first usable address in an attribute for lazy loading or in `src`.
    """
    known = evidence.document.picture_urls
    if node not in known:
        known[node] = _read_url(evidence, node)
    return known[node]


def _read_url(evidence: Evidence, node: Element) -> str | None:
    if _is_tiny(node):
        return None
    urls = (usable(evidence, raw) for raw in _addresses(node) if raw)
    trackers = conventions().images.tracker_endings
    return next((url for url in urls if url and not file_name(url).endswith(trackers)), None)


def _addresses(node: Element) -> Iterator[str | None]:
    """Yield the possible addresses of a picture, the best first. The last ones are those in `data-…` attributes."""
    known, picture = conventions().images, next(node.iterancestors("picture"), None)
    # the parser nests `source` elements in each other, so they are searched for at any depth in `picture`
    sources = () if picture is None else islice(picture.iter("source"), IMAGE_ELEMENTS_BOX)
    yield largest(*(value for item in (*sources, node) for name in known.source_sets if (value := item.get(name))))
    yield from map(node.get, known.sources)
    yield from (value for name, value in node.items() if name.startswith("data-") and _PICTURE.search(value))


def largest(*source_sets: str) -> str | None:
    """Return the address with the greatest width or density in the `srcset` values.

    Of equally great ones, return the one with the greatest width printed in its address, else the first.
    """
    found = [pair for text in source_sets for pair in _candidates(text[:IMAGE_ELEMENTS_SET])]
    named = [(size, address) for size, address in found if "/" in address or "." in address]
    greatest = max((size for size, _ in named), default=0.0)
    return max((address for size, address in named if size == greatest), key=_width, default=None)


def _width(address: str) -> int:
    """Return the width printed in an address (`640x360`); 0 if there is none."""
    named = _NAMED_WIDTH.search(address)
    return int(named[1]) if named else 0


def _candidates(source_set: str) -> Iterator[tuple[float, str]]:
    """Yield the (size, address) pairs of a `srcset`. An address ends at white space, a size at a comma."""
    address = ""
    for token in source_set.split():
        if not address:
            address, size, rest = token.strip(","), "" if token.endswith(",") else None, ""
        else:
            size, _, rest = token.partition(",")
        if size is not None and address:
            yield _size(size), address
            address = rest.strip(",")
    if address:
        yield 1.0, address


def _size(size: str) -> float:
    """Return the number in a size such as `800w` or `2x`; 1.0 if there is none."""
    number = size[:-1]
    return (
        float(number)
        if number.isascii() and number.replace(".", "", 1).isdigit() and len(number) < IMAGE_ELEMENTS_DIGITS
        else 1.0
    )


def caption_and_credit(evidence: Evidence, node: Element) -> Words:
    """Return a picture's caption and credit, from its `figcaption` or from elements with class names for them."""
    box = next(
        (above for above, _ in zip(node.iterancestors(), range(IMAGE_ELEMENTS_LEVELS), strict=False) if _is_box(above)),
        None,
    )
    if box is None:
        return Words()
    known = conventions().images
    captions = [node for node in islice(box.iter(), IMAGE_ELEMENTS_BOX) if node.tag == "figcaption"]
    caption = next(iter(captions or _named(box, known.captions)), None)
    marked = next(iter(_named(box, known.credits)), None)
    credit = printed(marked)[:IMAGE_ELEMENTS_LONGEST] if marked is not None else ""
    whole = printed(caption) if caption is not None else ""
    text = _without(whole[:IMAGE_ELEMENTS_LONGEST], credit)
    text, split = (text, credit) if credit else split_credit(evidence, text)
    return Words(text or None, split_credit(evidence, split)[1] or split or None, len(whole) > IMAGE_ELEMENTS_LONGEST)


def _without(caption: str, credit: str) -> str:
    """Remove `credit` from the beginning or the end of a caption."""
    if not credit:
        return caption
    return caption.removesuffix(credit).removeprefix(credit).strip(" |/(-\u2013")


def split_credit(evidence: Evidence, text: str) -> tuple[str, str]:
    """Split a text into caption and credit: `Harbour (Photo: A. Name)` → (`Harbour`, `A. Name`)."""
    found = _credit(evidence.pack.images.credit).search(fold(text))
    if found is None:
        return text, ""
    return text[: found.start()].rstrip(" |/([-\u2013"), text[found.start("who") : found.end("who")].strip(" .|")


@lru_cache(maxsize=IMAGE_ELEMENTS_PATTERNS)
def _credit(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that matches the credit at the end of a folded caption: a label or `\u00a9`, then a name."""
    longest_first = sorted(map(fold, labels), key=len, reverse=True)
    names = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return re.compile(rf"(?:^|[\s(\[|])(?:(?:{names})\s?[:/]\s?|\u00a9\s?)(?P<who>[^\n()\[\]]{{2,200}})[)\]]?$")


def _is_box(node: Element) -> bool:
    return node.tag == "figure" or bool(set((node.get("class") or "").lower().split()) & {"wp-caption", "figure"})


def _named(box: Element, names: frozenset[str]) -> list[Element]:
    inside = (node for node in islice(box.iter(), 1, IMAGE_ELEMENTS_BOX) if isinstance(node.tag, str))
    return [node for node in inside if names & set((node.get("class") or "").lower().replace("__", " ").split())]


def _is_tiny(node: Element) -> bool:
    sizes = [node.get(name) or "" for name in ("width", "height")]
    return any(
        size.strip().isascii()
        and size.strip().isdigit()
        and int(size.strip()[:IMAGE_ELEMENTS_SIZE_DIGITS]) < IMAGE_ELEMENTS_SMALLEST
        for size in sizes
    )
