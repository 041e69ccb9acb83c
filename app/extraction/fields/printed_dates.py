"""Find printed dates: in `time` elements, in lines near the headline, in elements with a class name for dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, islice, pairwise

from lxml.etree import _Element as Element

from app.extraction.document.document import Document
from app.extraction.document.document_numbers import SHORT_LINES_LONGEST
from app.extraction.document.elements import hints_of, is_away, printed
from app.extraction.document.layout import TextBlock
from app.extraction.fields.date_parser import ReadDate, read_dates
from app.extraction.fields.date_sources import DateSource, read_stamp
from app.extraction.fields.field_numbers import (
    PRINTED_DATES_BEFORE,
    PRINTED_DATES_BEGINNING,
    PRINTED_DATES_BESIDE,
    PRINTED_DATES_CLOSE,
    PRINTED_DATES_FAR,
    PRINTED_DATES_LABEL,
    PRINTED_DATES_LEVELS,
    PRINTED_DATES_LONGEST_ELEMENT,
    PRINTED_DATES_MOST_ELEMENTS,
    PRINTED_DATES_MOST_LINES,
    PRINTED_DATES_PARAGRAPHS,
    PRINTED_DATES_PROSE,
    PRINTED_DATES_RAW,
)
from app.extraction.findings import Evidence
from app.lang.date_words import DateWords
from app.lang.pack import all_packs
from app.text.normalize import fold, letters, visible_text
from app.text.word_patterns import either

_LIKELY = re.compile(r"\d{1,4}\D{1,20}\d{1,4}")
_STAMP_DATA = ("data-datetime", "data-timestamp", "data-time", "data-date", "data-utime")
_STAMP_ATTRIBUTES = ("datetime", "content", *_STAMP_DATA, "value")
_LABEL_ATTRIBUTES = ("title", "aria-label")
_LABELS = ("published", "modified")
_NAMES = frozenset({"date", *_LABELS})
# an element with the class `date` is not read as a date if it contains a heading: it is a whole story or teaser
_HEADINGS = ("h1", "h2", "h3", "h4")
_DATED = re.compile("[dD]ate|meta|time|publish")  # searched in the class of an element; other classes have no date


def printed_dates(evidence: Evidence, headline: str = "") -> list[DateSource]:
    """Return the printed dates of a page, the most trusted first.

    Dates with a label (`Published`, `Updated`) are first. The others follow in this order: `time` elements, elements
    with a date class close to the headline, lines near the headline, other elements with a date class, datelines,
    distant lines. If the page has none of these dates, `_only_date` looks for a date in the rest of the page.
    """
    close, distant = _elements(evidence)
    near, far = _lines(evidence, headline)
    found = [*close, *near, *distant, *_datelines(evidence), *far]
    return sorted(found, key=lambda source: not source.origin.endswith(_LABELS)) or list(_only_date(evidence))


def has_stamps(evidence: Evidence) -> bool:
    """Return whether a `time` element of the article has a `datetime` attribute, even an unreadable one."""
    nodes = islice(evidence.document.tagged("time"), PRINTED_DATES_MOST_ELEMENTS)
    return any(node.get("datetime") and not is_away(evidence.document, node) for node in nodes)


def labelled_dates(line: str, words: DateWords, origin: str = "text") -> Iterator[DateSource]:
    """Yield each date of a line with its label, which is printed before the date: `Updated 3 May`.

    A label of publication may also follow the last date.
    """
    at, dates = 0, list(read_dates(line, words))
    for date in dates:
        label = label_of(line[at : date.start])
        if label is None and date is dates[-1] and label_of(line[date.end :]) == "published":
            label = "published"
        yield DateSource(date, f"{origin}:{label}" if label else origin, line[:PRINTED_DATES_RAW], label == "modified")
        at = date.end


def label_of(text: str) -> str | None:
    """Return what the last date label in a text means: `published` or `modified`. None if the text has no label."""
    if not text or text.isspace():
        return None
    folded = fold(text)
    ends = {name: max((match.end() for match in _labels(name).finditer(folded)), default=-1) for name in _LABELS}
    best = max(_LABELS, key=lambda name: ends[name])
    return best if ends[best] >= 0 else None


@cache
def _labels(name: str) -> re.Pattern[str]:
    """Return a pattern that finds the date labels (`Updated`) of one kind, in any language, in folded text.

    `name` is the kind: `published` or `modified`. Labels match only as whole words, except in scripts without capitals.
    """
    words = {fold(label) for pack in all_packs() for label in getattr(pack.dates, name)}
    cased = {word for word in words if word[0].islower()}
    return re.compile(rf"(?<![^\W\d_]){either(cased)}(?![^\W\d_])|{either(words - cased)}")


@cache
def _published_words() -> re.Pattern[str]:
    """Return a pattern that finds the labels of publication in folded text, also inside longer words."""
    return re.compile(either(fold(label) for pack in all_packs() for label in pack.dates.published))


def _elements(evidence: Evidence) -> tuple[list[DateSource], list[DateSource]]:
    """Return the dates in `time` elements and in elements with a date class, as two lists.

    The second list has the dates of elements with a date class far from the headline, such as today's date in a header;
    the first list has all other dates. Both lists are sorted by distance from the headline, but in the first list,
    `time` elements come before all other elements.
    """
    fields = evidence.layout.fields
    stamps = [
        node
        for node in islice(_stamped(evidence.document), PRINTED_DATES_MOST_ELEMENTS)
        if not _is_of_another(evidence.document, node)
    ]
    named = (node for node, hints in fields if not hints.isdisjoint(_NAMES) and node not in stamps)
    classed = [
        node
        for node in islice(named, PRINTED_DATES_MOST_ELEMENTS)
        if not _is_of_another(evidence.document, node) and next(node.iterdescendants(*_HEADINGS), None) is None
    ]
    distances = _distances(evidence.document, {*stamps, *classed})
    stamps, classed = (sorted(nodes, key=lambda node: distances.get(node, 0)) for nodes in (stamps, classed))
    close = [(node, "class") for node in classed if distances.get(node, 0) <= PRINTED_DATES_CLOSE]
    distant = [(node, "class") for node in classed if distances.get(node, 0) > PRINTED_DATES_CLOSE]
    groups = ([*((node, "time") for node in stamps), *close], distant)
    first, last = ([s for node, origin in group if (s := _of_element(evidence, node, origin))] for group in groups)
    return first, last


def _stamped(document: Document) -> Iterator[Element]:
    """Yield the `time` elements, then custom elements with a similar name: `local-time`, `article-date`."""
    yield from document.tagged("time")
    yield from document.tagged(*(tag for tag in document.tags if "-" in tag and ("time" in tag or "date" in tag)))


def _is_of_another(document: Document, node: Element) -> bool:
    """Return whether an element is in a menu, a footer, another story or a quoted post."""
    return is_away(document, node) or _is_quoted(node)


def _is_quoted(node: Element) -> bool:
    return next(node.iterancestors("blockquote"), None) is not None


def _distances(document: Document, nodes: set[Element]) -> dict[Element, float]:
    """Map each element to its distance from the first `h1` of the story, counted in elements."""
    headline, places = 0, {}
    for index in document.numbers("h1", *(str(node.tag) for node in nodes)):
        node = document.elements[index]
        if node in nodes:
            places[node] = index
        elif not headline and node.tag == "h1" and not is_away(document, node):
            headline = index
    return {node: _distance(at, headline) for node, at in places.items()}


def _distance(at: int, headline: int) -> float:
    """Return the distance of an element from the headline, times `PRINTED_DATES_BEFORE` if the element is before it."""
    return at - headline if at > headline else PRINTED_DATES_BEFORE * (headline - at)


def _of_element(evidence: Evidence, node: Element, origin: str) -> DateSource | None:
    """Return the date in an element's attribute, else the date in its text.

    If the two dates differ by days and the text has a label (`Updated`), the date in the text is returned.
    """
    text = printed(node)
    visible = (
        next(labelled_dates(text, evidence.pack.dates), None) if len(text) <= PRINTED_DATES_LONGEST_ELEMENT else None
    )
    stamps = (read_stamp(node.get(name) or "", evidence) for name in _STAMP_ATTRIBUTES if node.get(name))
    stamp = next(filter(None, stamps), None)
    date = stamp or (visible.date if visible else read_stamp(node.get("title") or "", evidence))
    if date is None:
        return None
    label = _label_by_names(node) or _label_by_text(node, text)
    if visible and stamp and label_of(text) and _are_days_apart(stamp, visible.date):
        date = visible.date
    raw = node.get("datetime") or text
    return DateSource(
        date, f"{origin}:{label}" if label else origin, visible_text(raw)[:PRINTED_DATES_RAW], label == "modified"
    )


def _are_days_apart(one: ReadDate, other: ReadDate) -> bool:
    """Return whether two dates differ by more days than time zones can explain."""
    return abs((one.moment.replace(tzinfo=None) - other.moment.replace(tzinfo=None)).days) > 1


def _label_by_names(node: Element) -> str | None:
    """Return the label of a date (`published`, `modified`) in the class names of its element or of a near ancestor."""
    for above in (node, *islice(node.iterancestors(), PRINTED_DATES_LEVELS)):
        found = [label for label in _LABELS if label in hints_of(above)]
        if found and (above is node or len(printed(above, SHORT_LINES_LONGEST)) <= SHORT_LINES_LONGEST):
            return found[0] if len(found) == 1 else None
    return None


def _label_by_text(node: Element, text: str) -> str | None:
    """Return the label of a date (`published`, `modified`), or None.

    The label is in the text of the date's element, in an attribute, or in the text directly before the element.
    """
    own = " ".join(node.get(name) or "" for name in _LABEL_ATTRIBUTES)
    label, parent = label_of(text) or label_of(own), node.getparent()
    if label or not text or parent is None:
        return label
    line = printed(parent, SHORT_LINES_LONGEST)
    return label_of(line.partition(text)[0]) if len(line) <= SHORT_LINES_LONGEST else None


def _lines(evidence: Evidence, headline: str) -> tuple[list[DateSource], list[DateSource]]:
    """Return the dates in short lines near the headline, and the dates in lines far from it.

    Each list begins with the date nearest to the headline.
    """
    lines = evidence.short_lines
    if "blockquote" in evidence.document.tags:
        lines = [line for line in lines if line.place.nearest("blockquote") is None]
    title = _title_index(lines, headline)
    placed = ((_distance(line.index, title), line.text) for line in lines)
    likely = sorted(item for item in placed if item[0] <= PRINTED_DATES_FAR and _LIKELY.search(item[1]))
    near: list[DateSource] = []
    far: list[DateSource] = []
    for distance, text in likely[:PRINTED_DATES_MOST_LINES]:
        (near if distance <= PRINTED_DATES_BESIDE else far).extend(labelled_dates(text, evidence.pack.dates))
    return near, far


def _title_index(lines: Sequence[TextBlock], headline: str) -> int:
    """Return the index of the block that prints the headline.

    It is an `h1` with the headline's words, else any `h1`, else any line with the headline's words.
    """
    key = letters(headline)
    main = [line for line in lines if line.level == 1]
    same = (line for line in main or lines if key and letters(line.text) == key)
    found = next(same, None) or next(iter(main), None)
    return found.index if found else 0


def _datelines(evidence: Evidence) -> Iterator[DateSource]:
    """Yield dates at the beginning of the first paragraphs: `(18.01.2018) …`, `London, July 3, 2018 — …`."""
    blocks = (
        block
        for block in evidence.layout.blocks
        if len(block.text) >= PRINTED_DATES_PROSE and block.kind == "paragraph"
    )
    for block in islice(blocks, PRINTED_DATES_PARAGRAPHS):
        for date in read_dates(block.text[:PRINTED_DATES_BEGINNING], evidence.pack.dates):
            yield DateSource(date, "text:dateline", block.text[:PRINTED_DATES_RAW])


def _only_date(evidence: Evidence) -> Iterator[DateSource]:
    """Yield at most one date: the first date with a label of publication.

    If no date has such a label, and all date elements name the same day, yield the date of the first element.
    """
    blocks = [block.text for block in evidence.layout.blocks if len(block.text) <= SHORT_LINES_LONGEST]
    lines = (
        f"{before} {text}" if len(before) <= PRINTED_DATES_LABEL else text for before, text in pairwise(["", *blocks])
    )
    dated = (line for line in chain(lines, _sentences_about_the_page(evidence)) if _LIKELY.search(line))
    # for speed: only lines with a word of a label are searched for dates
    likely = (line for line in dated if _published_words().search(fold(line)))
    labelled = (source for line in likely for source in labelled_dates(line, evidence.pack.dates))
    if first := next((source for source in labelled if source.origin == "text:published"), None):
        yield replace(first, origin="only-date:published")
        return
    nodes = (
        node
        for node in evidence.document.elements
        if node.tag == "time" or (_DATED.search(node.get("class") or "") and not hints_of(node).isdisjoint(_NAMES))
    )
    found = [
        source
        for node in islice(nodes, PRINTED_DATES_MOST_ELEMENTS)
        if not _is_quoted(node) and (source := _of_element(evidence, node, "only-date"))
    ]
    if len({source.date.moment.date() for source in found}) == 1:
        yield found[0]


def _sentences_about_the_page(evidence: Evidence) -> Iterator[str]:
    """Yield the start of long paragraphs that begin with a label: `This entry was posted on May 3, 2015 by …`."""
    for block in evidence.layout.blocks:
        beginning = block.text[:PRINTED_DATES_BEGINNING]
        if len(block.text) > SHORT_LINES_LONGEST and _labels("published").match(fold(beginning)):
            yield beginning
