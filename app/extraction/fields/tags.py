"""Find the tags of a story: in lists of links, else in the metadata, else in links after a label (`Tags:`)."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, takewhile

from lxml.etree import _Element as Element

from app.extraction.document.elements import hints_of, is_away, printed
from app.extraction.document.layout import Place
from app.extraction.fields.conventions import conventions
from app.extraction.fields.field_numbers import (
    TAGS_ALL,
    TAGS_LABEL,
    TAGS_LEVELS,
    TAGS_LINKS,
    TAGS_LONGEST,
    TAGS_MOST,
    TAGS_PART,
    TAGS_READ,
    TAGS_SHORT,
)
from app.extraction.fields.reconcile import reconcile
from app.extraction.fields.sources import meta_candidates, news_candidates
from app.extraction.findings import Candidate, Evidence, Finding, warn
from app.schemas.article import ExtractionWarning, Tag
from app.text.normalize import fold, letters, slug

Warnings = tuple[ExtractionWarning, ...]
_LISTS = frozenset({"taglist", "tags"})
_AROUND = frozenset({"navigation", "footer", "related", "comments", "sidebar", "newsletter"})
_FRAMES = frozenset({"nav", "footer", "header"})
_MACHINE = re.compile(r"[\w.-]+[:=][\w.:/-]*|[0-9a-f-]{16,}|\w+_\w+|\d+|https?:\S*", re.ASCII)


def find_tags(evidence: Evidence, body: str = "") -> Finding[tuple[Tag, ...]]:
    """Find the tags, each once, in the order of the page.

    Keywords in less reliable `meta` elements count only if enough of them occur in `body`.
    """
    links = list(_printed_tags(evidence))
    printed_tags = list(_cleaned(evidence, links))
    keywords = [] if printed_tags else _metadata_tags(evidence, body)
    metadata_tags = list(_cleaned(evidence, keywords))
    found = printed_tags or metadata_tags or list(_cleaned(evidence, _labelled_tags(evidence)))
    tags = tuple(Tag(name=name.value, slug=slug(name.value)) for name in found[:TAGS_MOST])
    cut = (warn("tags_cut", "tags", f"Only the first {TAGS_MOST} tags were kept."),) if len(found) > TAGS_MOST else ()
    is_lost = any(len(candidate.value) > TAGS_LONGEST for candidate in (*links, *keywords))
    refused = (warn("tag_refused", "tags", "a text that is too long for a tag was ignored"),) if is_lost else ()
    warnings = (*refused, *cut)
    return _decided(evidence, found, warnings).with_value(tags) if found else Finding((), None, warnings)


def _printed_tags(evidence: Evidence) -> Iterator[Candidate[str]]:
    """Yield the texts of links with `rel=tag`, except links to sections.

    If there are no such links, yield the texts of links that are in a list of tags and lead to a tag page.
    """
    links, paths = evidence.document.tagged("a"), conventions().tags.paths
    marked = [link for link in evidence.document.links_with_rel if _is_marked(link.get("rel") or "")]
    led = (link for link in links[:TAGS_LINKS] if not paths.isdisjoint((link.get("href") or "").lower().split("/")))
    listed = (link for link in led if _list_above(link) is not None)
    for origin, group in (("rel-tag", marked), ("tag-list", listed)):
        inside = [link for link in group if not is_away(evidence.document, link, _AROUND)]
        if inside:
            yield from (Candidate(printed(link), origin) for link in inside)
            return


def _labelled_tags(evidence: Evidence) -> list[Candidate[str]]:
    """Return the links after a label for tags. A list with a long link is skipped: its links lead to stories."""
    labels, blocks = _letters_of(evidence.pack.navigation.tag_labels), evidence.layout.blocks
    starts = (
        block.index + 1
        for block in blocks
        if len(block.text) <= TAGS_LABEL and letters(block.text) in labels and not _is_around(block.place)
    )
    for start in starts:
        links = takewhile(lambda block: block.link_share > TAGS_ALL, islice(blocks, start, start + TAGS_MOST))
        names = [block.text for block in links]
        if names and all(len(name) <= TAGS_SHORT for name in names):
            return [Candidate(name, "label") for name in names]
    return []


@cache
def _letters_of(labels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(letters, labels))


def _is_around(place: Place) -> bool:
    return any(above.tag in _FRAMES or not _AROUND.isdisjoint(above.hints) for above in place.ancestors())


def _is_marked(rel: str) -> bool:
    """Return whether a `rel` attribute marks a tag. WordPress marks sections as `category tag`; these do not count."""
    words = rel.lower().split()
    return "tag" in words and "category" not in words


def _list_above(link: Element) -> Element | None:
    """Return the nearest list of tags around the link, at most `TAGS_LEVELS` levels up, or None."""
    for above, _ in zip(link.iterancestors(), range(TAGS_LEVELS), strict=False):
        if not _LISTS.isdisjoint(hints_of(above)):
            return above
    return None


def _metadata_tags(evidence: Evidence, body: str) -> list[Candidate[str]]:
    """Return one keyword list of the metadata: of all lists that describe this story, the longest."""
    document, known = evidence.document, conventions().tags
    groups = [news_candidates(document, "keywords"), *(meta_candidates(document, [name]) for name in known.metas)]
    split = [group for found in groups if (group := list(_split(found)))]
    strong = [
        group for group in split if group[0].origin in known.strong_metas or group[0].origin.startswith("json-ld")
    ]
    weak = [group for group in split if group not in strong]
    confirmed = (
        []
        if not weak or _has_empty_list(evidence)
        else [group for group in weak if _is_of_story(evidence, group, body)]
    )
    return max((*confirmed, *strong), key=len, default=[])


def _is_of_story(evidence: Evidence, group: list[Candidate[str]], body: str) -> bool:
    """Return whether at least a third of the keywords occur in the body. Otherwise they describe the whole site."""
    text = fold(body[:TAGS_READ])
    cleaned = list(_cleaned(evidence, group))
    return bool(cleaned) and sum(fold(tag.value) in text for tag in cleaned) * TAGS_PART >= len(cleaned)


def _has_empty_list(evidence: Evidence) -> bool:
    """Return whether the page has a list of tags that is empty."""
    return any(node.find(".//a") is None for node in evidence.layout.marked("taglist"))


def _split(candidates: Iterable[Candidate[str]]) -> Iterator[Candidate[str]]:
    """Split each text into keywords: at semicolons if it has any, else at commas."""
    for candidate in candidates:
        mark = ";" if ";" in candidate.value else ","
        yield from (Candidate(part, candidate.origin) for part in candidate.value.split(mark))


def _cleaned(evidence: Evidence, tags: Iterable[Candidate[str]]) -> Iterator[Candidate[str]]:
    seen = {*_letters_of(evidence.pack.navigation.tag_labels), *_letters_of(evidence.pack.navigation.home)}
    for tag in tags:
        name = tag.value.strip(" \t#,;\u2022\u00b7")
        key = letters(name)
        if (
            len(key) > 1
            and len(name) <= TAGS_LONGEST
            and key not in seen
            and not _is_machine(name)
            and not evidence.site.is_title_part(name)
        ):
            seen.add(key)
            yield Candidate(name, tag.origin)


def _is_machine(name: str) -> bool:
    before, colon, _ = name.partition(":")
    return bool((colon and conventions().tags.machine_words & set(before.lower().split())) or _MACHINE.fullmatch(name))


def _decided(evidence: Evidence, found: list[Candidate[str]], warnings: Warnings) -> Finding[str | None]:
    """Return the finding for the tags, with the origin of the first tag.

    Each other origin (JSON-LD, a `meta` name) that gives at least one of the tags is listed in `agreed_by`.
    """
    keys = {letters(tag.value) for tag in found}
    given = (
        *news_candidates(evidence.document, "keywords"),
        *meta_candidates(evidence.document, conventions().tags.metas),
    )
    return reconcile("tags", [*found[:1], *_split(given)], lambda name: letters(name) in keys, warnings=warnings)
