"""Dates that a page prints: in `time` elements, in lines near its headline, in elements that are named for a date."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise

from lxml.etree import XPath
from lxml.etree import _Element as Element

from app.extraction.document.elements import hints_of, is_away, printed
from app.extraction.document.layout import NOTHING_IGNORED, TextBlock
from app.extraction.document.short_lines import LONGEST, short_lines
from app.extraction.fields.date_parser import ReadDate, read_dates
from app.extraction.fields.date_sources import DateSource, read_stamp
from app.extraction.findings import Evidence
from app.lang.date_words import DateWords
from app.lang.pack import all_packs
from app.text.normalize import fold, letters, visible_text

_LIKELY = re.compile(r"\d{1,4}\D{1,20}\d{1,4}")
_MOST_LINES = 40
_FAR = 80  # text blocks from the headline
_MOST_ELEMENTS = 40
_STAMP_ATTRIBUTES = ("datetime", "content", "data-datetime", "data-timestamp", "data-time", "data-date", "data-utime")
_LONGEST_ELEMENT = 600  # characters of an element that is named for a date
_BEGINNING = 60  # characters of a paragraph in which its dateline stands
_PROSE = 80  # characters of a paragraph that may have a dateline
_LEVELS = 2  # above an element, whose names say which time it holds
_LABELS = ("published", "modified")
_NAMES = frozenset({"date", *_LABELS})
_BEFORE = 1.5  # how much farther an element before the headline counts
_CLOSE = 80  # elements from the headline
_BESIDE = 12  # text blocks from the headline
_LABEL = 40  # characters of a line that is only a label
_PARAGRAPHS = 3  # at the beginning, which may have a dateline
_DATED = XPath(
    "//*[self::time or contains(@class, 'date') or contains(@class, 'Date') or contains(@class, 'meta')"
    " or contains(@class, 'time') or contains(@class, 'publish')]"
)


def printed_dates(
    evidence: Evidence, ignored: Mapping[int, frozenset[str]] = NOTHING_IGNORED, headline: str = ""
) -> list[DateSource]:
    """Printed dates, the most trusted first.

    Those that a label or a name calls published or modified, then stamps and elements named for a date, lines beside
    the headline, datelines, and lines farther away. Only where there are none: what footers and sidebars agree on.
    """
    close, distant = _elements(evidence)
    near, far = _lines(evidence, headline, ignored)
    found = [*close, *near, *distant, *_datelines(evidence), *far]
    return sorted(found, key=lambda source: not source.origin.endswith(_LABELS)) or list(_only_date(evidence))


def has_stamps(evidence: Evidence) -> bool:
    """True where a `time` element of the article's gives its time for machines, whether it can be read or not."""
    nodes = islice(evidence.document.tree.iter("time"), _MOST_ELEMENTS)
    return any(node.get("datetime") and not is_away(node) for node in nodes)


def labelled_dates(line: str, words: DateWords, origin: str = "text") -> Iterator[DateSource]:
    """Each date of a line, with the label between it and the date before; the last may have its label after it."""
    at, dates = 0, list(read_dates(line, words))
    for date in dates:
        label = label_of(line[at : date.start])
        if label is None and date is dates[-1] and label_of(line[date.end :]) == "published":
            label = "published"
        yield DateSource(date, f"{origin}:{label}" if label else origin, line[:100], label == "modified")
        at = date.end


def label_of(text: str) -> str | None:
    """`published` or `modified` by the last label in a text."""
    folded = fold(text)
    ends = {name: max((match.end() for match in _labels(name).finditer(folded)), default=-1) for name in _LABELS}
    best = max(_LABELS, key=lambda name: ends[name])
    return best if ends[best] >= 0 else None


@cache
def _labels(name: str) -> re.Pattern[str]:
    """Labels of all packs in folded text; those of scripts with cases begin a word."""
    words = sorted({fold(label) for pack in all_packs() for label in getattr(pack.dates, name)}, key=len, reverse=True)
    starts = (r"(?<![^\W\d_])" if word[0].islower() else "" for word in words)
    return re.compile("|".join(start + re.escape(word) for start, word in zip(starts, words, strict=True)))


def _elements(evidence: Evidence) -> tuple[list[DateSource], list[DateSource]]:
    """Dates of `time` elements and of elements whose class names a date, the nearest to the headline first.

    The second list are the classes far from the headline, as the day in the header of the site.
    """
    tree, fields = evidence.document.tree, evidence.layout.fields
    stamps = [node for node in islice(tree.iter("time"), _MOST_ELEMENTS) if not _is_of_another(node)]
    named = (node for node, hints in fields if not hints.isdisjoint(_NAMES) and node.tag != "time")
    classed = [node for node in islice(named, _MOST_ELEMENTS) if not _is_of_another(node)]
    distances = _distances(tree, {*stamps, *classed})
    stamps, classed = (sorted(nodes, key=lambda node: distances.get(node, 0)) for nodes in (stamps, classed))
    close = [(node, "class") for node in classed if distances.get(node, 0) <= _CLOSE]
    distant = [(node, "class") for node in classed if distances.get(node, 0) > _CLOSE]
    groups = ([*((node, "time") for node in stamps), *close], distant)
    first, last = ([s for node, origin in group if (s := _of_element(evidence, node, origin))] for group in groups)
    return first, last


def _is_of_another(node: Element) -> bool:
    """In a menu, a footer, another story, or a post that is quoted."""
    return is_away(node) or _is_quoted(node)


def _is_quoted(node: Element) -> bool:
    return next(node.iterancestors("blockquote"), None) is not None


def _distances(tree: Element, nodes: set[Element]) -> dict[Element, float]:
    """How many elements lie between each of these and the headline; those before it count as farther."""
    headline, places = 0, {}
    for index, node in enumerate(tree.iter()):
        if node in nodes:
            places[node] = index
        elif not headline and node.tag == "h1" and not is_away(node):
            headline = index
    return {node: _distance(at, headline) for node, at in places.items()}


def _distance(at: int, headline: int) -> float:
    """How far a place is from the headline; before it counts as farther than after it."""
    return at - headline if at > headline else _BEFORE * (headline - at)


def _of_element(evidence: Evidence, node: Element, origin: str) -> DateSource | None:
    """The date of an element: the attribute for machines, unless the text has a label and names another day."""
    text = printed(node)
    visible = next(labelled_dates(text, evidence.pack.dates), None) if len(text) <= _LONGEST_ELEMENT else None
    stamps = (read_stamp(node.get(name) or "", evidence) for name in _STAMP_ATTRIBUTES if node.get(name))
    stamp = next(filter(None, stamps), None)
    date = stamp or (visible.date if visible else None)
    if date is None:
        return None
    label = _label_by_names(node) or _label_by_text(node, text)
    if visible and stamp and label_of(text) and _are_days_apart(stamp, visible.date):
        date = visible.date
    raw = node.get("datetime") or text
    return DateSource(date, f"{origin}:{label}" if label else origin, visible_text(raw)[:100], label == "modified")


def _are_days_apart(one: ReadDate, other: ReadDate) -> bool:
    """Whether two dates differ by more than a zone can explain."""
    return abs((one.moment.replace(tzinfo=None) - other.moment.replace(tzinfo=None)).days) > 1


def _label_by_names(node: Element) -> str | None:
    """What the names of an element say, else those close above it that hold little more."""
    for above in (node, *islice(node.iterancestors(), _LEVELS)):
        found = [label for label in _LABELS if label in hints_of(above)]
        if found and (above is node or len(printed(above)) <= LONGEST):
            return found[0] if len(found) == 1 else None
    return None


def _label_by_text(node: Element, text: str) -> str | None:
    """The label in the text of an element, else before it in its parent's line."""
    parent = node.getparent()
    line = printed(parent) if parent is not None else ""
    before = line.partition(text)[0] if text and len(line) <= LONGEST else ""
    return label_of(text) or label_of(before)


def _lines(
    evidence: Evidence, headline: str, ignored: Mapping[int, frozenset[str]]
) -> tuple[list[DateSource], list[DateSource]]:
    """Dates of short lines, the nearest to the headline first: those beside it, and those farther away."""
    lines = [line for line in short_lines(evidence.layout, ignored) if line.place.nearest("blockquote") is None]
    title = _title_index(lines, headline)
    placed = ((_distance(line.index, title), line.text) for line in lines)
    likely = sorted(item for item in placed if item[0] <= _FAR and _LIKELY.search(item[1]))
    near: list[DateSource] = []
    far: list[DateSource] = []
    for distance, text in likely[:_MOST_LINES]:
        (near if distance <= _BESIDE else far).extend(labelled_dates(text, evidence.pack.dates))
    return near, far


def _title_index(lines: Iterable[TextBlock], headline: str) -> int:
    """The place of the headline among the text blocks: a heading of its words, any main heading, or its words alone."""
    key = letters(headline)
    main = [line for line in lines if line.level == 1]
    same = [line for line in lines if key and letters(line.text) == key]
    found = [line for line in main if line in same] or main or same
    return found[0].index if found else 0


def _datelines(evidence: Evidence) -> Iterator[DateSource]:
    """Dates at the beginning of the first paragraphs: `(18.01.2018) …`, `London, July 3, 2018 — …`."""
    blocks = (block for block in evidence.layout.blocks if len(block.text) >= _PROSE and block.kind == "paragraph")
    for block in islice(blocks, _PARAGRAPHS):
        for date in read_dates(block.text[:_BEGINNING], evidence.pack.dates):
            yield DateSource(date, "text:dateline", block.text[:100])


def _only_date(evidence: Evidence) -> Iterator[DateSource]:
    """The date of footers and sidebars: the labelled one, or that of all elements which are named for a date."""
    blocks = [block.text for block in evidence.layout.blocks if len(block.text) <= LONGEST]
    lines = (f"{before} {text}" if len(before) <= _LABEL else text for before, text in pairwise(["", *blocks]))
    labelled = (
        source for line in lines if _LIKELY.search(line) for source in labelled_dates(line, evidence.pack.dates)
    )
    if first := next((source for source in labelled if source.origin == "text:published"), None):
        yield replace(first, origin="only-date:published")
        return
    nodes = (
        node for node in _DATED(evidence.document.tree) if node.tag == "time" or not hints_of(node).isdisjoint(_NAMES)
    )
    found = [
        source
        for node in islice(nodes, _MOST_ELEMENTS)
        if not _is_quoted(node) and (source := _of_element(evidence, node, "only-date"))
    ]
    if len({source.date.moment.date() for source in found}) == 1:
        yield found[0]
