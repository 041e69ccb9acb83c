"""The keywords a publisher prints with a story: lists of links first, metadata where nothing is printed."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from app.extraction.conventions import conventions
from app.extraction.findings import Candidate, Evidence, Finding, warn
from app.extraction.site_names import is_site_name
from app.extraction.witnesses import hints_of, is_away, meta_candidates, news_candidates, printed
from app.schemas.article import Provenance, Tag
from app.text.fold import letters, slug

MOST = 100  # tags of an article
LONGEST = 80  # characters of a tag
_PARAGRAPHS = 300  # paragraphs in which keywords are looked for
_READ = 60_000  # characters of them
_LINKS = 5_000  # links that are looked at
_AROUND = frozenset({"navigation", "footer", "related", "comments", "sidebar", "newsletter"})
_MACHINE = re.compile(r"[\w.-]+[:=][\w.:/-]*|[0-9a-f-]{16,}|\w+_\w+|\d+|https?:\S*", re.ASCII)


def find_tags(evidence: Evidence) -> Finding[tuple[Tag, ...]]:
    """Tags in printed order, each once."""
    shown = list(_cleaned(evidence, _printed_tags(evidence)))
    told = [] if shown else list(_cleaned(evidence, _told_tags(evidence)))
    found = shown or told
    tags = tuple(Tag(name=name.value, slug=slug(name.value)) for name in found[:MOST])
    cut = (warn("tags_cut", "tags", f"Only the first {MOST} tags were kept."),) if len(found) > MOST else ()
    return Finding(tags, _provenance(evidence, found) if found else None, cut)


def _printed_tags(evidence: Evidence) -> Iterator[Candidate[str]]:
    """Links marked as tags, then links of a list of tags."""
    links = [link for link, _ in zip(evidence.document.tree.iter("a"), range(_LINKS), strict=False) if link.get("href")]
    marked = [link for link in links if "tag" in (link.get("rel") or "").lower().split()]
    listed = [link for link in links if _is_tag_address(link.get("href") or "") and _list_above(link) is not None]
    for origin, group in (("rel-tag", marked), ("tag-list", listed)):
        inside = [link for link in group if not is_away(link, _AROUND)]
        if inside:
            yield from (Candidate(printed(link), origin) for link in inside)
            return


def _list_above(link: Element) -> Element | None:
    """The printed list of tags around a link, at most five levels up."""
    for above, _ in zip(link.iterancestors(), range(5), strict=False):
        names = " ".join(above.get(name) or "" for name in ("class", "id", "itemprop", "data-testid")).lower().split()
        if conventions().tags.lists.intersection(names) or "tags" in hints_of(above):
            return above
    return None


def _is_tag_address(href: str) -> bool:
    try:
        path = urlsplit(href.strip()).path
    except ValueError:
        return False
    return bool(conventions().tags.paths.intersection(path.lower().split("/")))


def _told_tags(evidence: Evidence) -> list[Candidate[str]]:
    """The fullest list of the metadata that is written for this story."""
    document, known = evidence.document, conventions().tags
    groups = [news_candidates(document, "keywords"), *(meta_candidates(document, [name]) for name in known.metas)]
    split = [group for found in groups if (group := list(_split(found)))]
    strong = [
        group for group in split if group[0].origin in known.strong_metas or group[0].origin.startswith("json-ld")
    ]
    weak = [group for group in split if group not in strong]
    confirmed = (
        [] if not weak or _has_empty_list(evidence) else [group for group in weak if _is_of_story(evidence, group)]
    )
    return max((*confirmed, *strong), key=len, default=[])


def _is_of_story(evidence: Evidence, group: list[Candidate[str]]) -> bool:
    """True when a third of the keywords stand in the page's paragraphs: a list for the whole site does not."""
    paragraphs = (
        printed(node) for node, _ in zip(evidence.document.tree.iter("h1", "p"), range(_PARAGRAPHS), strict=False)
    )
    text = letters(" ".join(paragraphs)[:_READ])
    cleaned = list(_cleaned(evidence, group))
    return bool(cleaned) and sum(letters(tag.value) in text for tag in cleaned) * 3 >= len(cleaned)


def _has_empty_list(evidence: Evidence) -> bool:
    """True when the page has the place for tags and prints none."""
    nodes = evidence.document.tree.iterfind(".//*[@class]")
    lists = (node for node in nodes if conventions().tags.lists.intersection((node.get("class") or "").lower().split()))
    return any(node.find(".//a") is None for node in lists)


def _split(candidates: Iterable[Candidate[str]]) -> Iterator[Candidate[str]]:
    """Single keywords: one string may hold many, parted by semicolons or commas."""
    for candidate in candidates:
        mark = ";" if ";" in candidate.value else ","
        yield from (Candidate(part, candidate.origin) for part in candidate.value.split(mark))


def _cleaned(evidence: Evidence, tags: Iterable[Candidate[str]]) -> Iterator[Candidate[str]]:
    seen = {letters(label) for label in evidence.pack.navigation.tag_labels}
    seen |= {letters(label) for label in evidence.pack.navigation.home}
    for tag in tags:
        name = tag.value.strip(" \t#,;\u2022\u00b7")
        key = letters(name)
        if (
            len(key) > 1
            and len(name) <= LONGEST
            and key not in seen
            and not _is_machine(name)
            and not is_site_name(name, evidence)
        ):
            seen.add(key)
            yield Candidate(name, tag.origin)


def _is_machine(name: str) -> bool:
    before, colon, _ = name.partition(":")
    return bool((colon and conventions().tags.machine_words & set(before.lower().split())) or _MACHINE.fullmatch(name))


def _provenance(evidence: Evidence, found: list[Candidate[str]]) -> Provenance:
    keys = {letters(tag.value) for tag in found}
    told = (
        *news_candidates(evidence.document, "keywords"),
        *meta_candidates(evidence.document, conventions().tags.metas),
    )
    agreed = dict.fromkeys(
        tag.origin for tag in _split(told) if letters(tag.value) in keys and tag.origin != found[0].origin
    )
    printed_ = found[0].origin in ("rel-tag", "tag-list")
    return Provenance(
        origin=found[0].origin,
        agreed_by=tuple(agreed),
        confidence=min(0.95, (0.7 if printed_ else 0.5) + 0.1 * len(agreed)),
    )
