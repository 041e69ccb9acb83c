"""Find the pictures of an article: the lead picture first, then those inside the story."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.etree import _Element as Element

from app.extraction.document.document import Document
from app.extraction.document.elements import is_away, printed
from app.extraction.document.jsonld import json_texts
from app.extraction.fields.conventions import conventions
from app.extraction.fields.field_numbers import (
    IMAGE_ELEMENTS_BOX,
    IMAGE_ELEMENTS_LONGEST,
    IMAGES_ABOVE,
    IMAGES_LEVELS,
    IMAGES_LOOKED_AT,
    IMAGES_MOST,
    IMAGES_PLACEHOLDER,
    IMAGES_PROSE,
)
from app.extraction.fields.image_elements import (
    caption_and_credit,
    file_name,
    picture_ids,
    picture_url,
    usable,
)
from app.extraction.fields.reconcile import reconcile
from app.extraction.fields.sources import IMAGE_TEXTS, meta_candidates
from app.extraction.findings import Candidate, Evidence, Finding, warn
from app.schemas.article import ExtractionWarning, Image
from app.text.fast_dataclass import fast_dataclass

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_AROUND = frozenset({"footer", "navigation", "related", "sidebar", "comments", "newsletter", "advertisement", "byline"})


@fast_dataclass(frozen=True)
class _PagePicture:
    """A picture on the page."""

    image: Image
    prose: int  # number of long paragraphs before the picture; counting stops at `IMAGES_ABOVE` + 1
    framed: bool  # whether the picture is inside a `figure` or `picture`
    is_cut: bool  # whether the caption was cut because it exceeded `IMAGE_ELEMENTS_LONGEST`


def find_images(evidence: Evidence) -> Finding[tuple[Image, ...]]:
    """Find the pictures of the article, each once, with absolute addresses. The first has the role `lead`."""
    given, refused = _metadata_pictures(evidence)
    on_page = list(_page_pictures(evidence, _ids(given)))
    lead = _lead(given, on_page)
    if lead is None:
        return Finding((), None, refused)
    name = file_name(lead.value)
    twin = next((item.image for item in on_page if file_name(item.image.url) == name), None)
    first = Image(url=lead.value, caption=twin and twin.caption, credit=twin and twin.credit, role="lead")
    rest = {
        file_name(image.url): image
        for image in (item.image for item in reversed(on_page))
        if file_name(image.url) != name
    }
    images = (first, *reversed(rest.values()))
    cut = (
        (warn("images_cut", "images", f"only the first {IMAGES_MOST} of {len(images)} pictures are kept"),)
        if len(images) > IMAGES_MOST
        else ()
    )
    if any(item.is_cut for item in on_page):
        cut = (*cut, warn("caption_cut", "images", f"a caption is cut to {IMAGE_ELEMENTS_LONGEST:,} characters"))
    return reconcile("images", given, file_name, lead, (*refused, *cut)).with_value(images[:IMAGES_MOST])


def _lead(given: list[Candidate[str]], on_page: list[_PagePicture]) -> Candidate[str] | None:
    """Return the lead picture: the one above the text, else the one in the metadata, else the first on the page.

    If the metadata have the same file as the printed picture, the address in the metadata is returned.
    """
    above = _above(given, on_page)
    if above and not any(file_name(other.value) == file_name(above.url) for other in given):
        return Candidate(above.url, "img")
    names = {file_name(above.url)} if above else {file_name(other.value) for other in given}
    if same := next((other for other in given if file_name(other.value) in names), None):
        return same
    return next((Candidate(item.image.url, "img") for item in on_page), None)


def _above(given: list[Candidate[str]], on_page: list[_PagePicture]) -> Image | None:
    """Return the picture above the text: one that the metadata also have, else the first in a `figure` or `picture`.

    A file that the page shows in many places is skipped as a placeholder if the metadata have another picture.
    """
    ids, names = _ids(given), {file_name(other.value) for other in given}
    printed_times = Counter(file_name(item.image.url) for item in on_page)
    above = [item for item in on_page if item.prose <= IMAGES_ABOVE]
    alike = (item.image for item in above if picture_ids(item.image.url) in ids)
    named = (item.image for item in above if file_name(item.image.url) in names)
    framed = (
        item.image
        for item in above
        if item.framed and not (given and printed_times[file_name(item.image.url)] >= IMAGES_PLACEHOLDER)
    )
    return next(alike, None) or next(named, None) or next(framed, None)


def _ids(given: list[Candidate[str]]) -> set[frozenset[str]]:
    """Return the ids (long numbers, hashes) in the address of each metadata picture that has ids."""
    return {ids for other in given if (ids := picture_ids(other.value))}


def _metadata_pictures(evidence: Evidence) -> tuple[list[Candidate[str]], tuple[ExtractionWarning, ...]]:
    """Return the lead pictures in the metadata, and a warning if the metadata give only unusable addresses."""
    document = evidence.document
    metas = meta_candidates(document, conventions().images.metas)
    things = [
        Candidate(text, "json-ld:image")
        for thing in document.news_objects
        for text in _addresses(thing.get("image")) + _addresses(thing.get("thumbnailUrl"))
    ]
    raw = [*metas, *things]
    found = [Candidate(url, item.origin, item.value) for item in raw if (url := usable(evidence, item.value))]
    refused = bool(raw) and not found
    return found, (
        warn("image_refused", "images", "no picture in the metadata has a usable address"),
    ) if refused else ()


def _addresses(value: Any) -> tuple[str, ...]:
    return json_texts(value, *IMAGE_TEXTS)


def _page_pictures(evidence: Evidence, known: set[frozenset[str]]) -> Iterator[_PagePicture]:
    """Yield the pictures inside the story, and any other picture on the page that is also a metadata picture.

    Such a picture has the same ids (long numbers, hashes) in its address as the metadata picture. `known`: the ids of
    the metadata pictures.
    """
    document, prose, looked_at = evidence.document, 0, 0
    for node in document.tagged("img", "amp-img", "p"):
        if node.tag == "p":
            prose += (
                prose <= IMAGES_ABOVE
                and not is_away(document, node)
                and len(printed(node, IMAGES_PROSE)) >= IMAGES_PROSE
            )
        elif looked_at < IMAGES_LOOKED_AT and (url := _story_picture(evidence, node, known)):
            looked_at += 1
            words = caption_and_credit(evidence, node)
            image = Image(url=url, caption=words.caption, credit=words.credit)
            yield _PagePicture(image, prose, _is_framed(node), words.is_cut)


def _story_picture(evidence: Evidence, node: Element, known: set[frozenset[str]]) -> str | None:
    """Return the address of a picture, or None if the picture does not belong to the story."""
    if _is_inside(evidence.document, node):
        return picture_url(evidence, node)
    if not known:
        return None
    values = " ".join(node.values())
    # for speed: skip the picture if its attributes have none of the ids
    if not any(part in values for ids in known for part in ids):
        return None
    return url if (url := picture_url(evidence, node)) and picture_ids(url) in known else None


def _is_inside(document: Document, node: Element) -> bool:
    """Return whether a picture is in the story: in `article`, `main` or `figure`, not in a link to another story."""
    around = [above.tag for above in node.iterancestors()]
    if not {"article", "main", "figure"} & set(around) or ("header" in around and "article" not in around):
        return False
    return (
        ("a" not in around or "figure" in around)
        and not is_away(document, node, _AROUND)
        and not _is_of_author(node)
        and not _is_of_teaser(node)
    )


def _is_of_teaser(node: Element) -> bool:
    """Return whether a picture is in a link that also contains a heading: the teaser of another story."""
    link = next(node.iterancestors("a"), None)
    return link is not None and any(part.tag in _HEADINGS for part in islice(link.iter(), IMAGE_ELEMENTS_BOX))


def _is_of_author(node: Element) -> bool:
    """Return whether a picture is an author's portrait: inside a link with `rel=author`."""
    return any("author" in (above.get("rel") or "").split() for above in node.iterancestors("a"))


def _is_framed(node: Element) -> bool:
    """Return whether a `figure` or `picture` is among the `IMAGES_LEVELS` nearest ancestors of a picture.

    `source` elements are not counted, because the parser nests them around the picture.
    """
    levels = (above.tag for above in node.iterancestors() if above.tag != "source")
    return any(tag in ("figure", "picture") for tag in islice(levels, IMAGES_LEVELS))
