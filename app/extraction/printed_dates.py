"""Dates that a page prints beside its headline, with the label that says what they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from app.extraction.date_text import ReadDate, read_dates, read_epoch
from app.extraction.findings import Evidence
from app.extraction.witnesses import is_away, printed
from app.lang.dates import DateWords
from app.text.fold import fold

_LIKELY = re.compile(r"\d{1,4}\D{1,20}\d{2,4}")
_LONGEST = 160  # characters of a line that gives a time
_MOST = 40  # lines that are read
_FAR = 400  # elements from the headline


@dataclass(frozen=True)
class PrintedDate:
    """A date on the page; `is_change` where its label says that it is the time of a change."""

    date: ReadDate
    origin: str
    raw: str
    is_change: bool


def printed_dates(evidence: Evidence) -> list[PrintedDate]:
    """Dates printed near the headline, the nearest line first; labelled ones before bare ones."""
    nodes = list(evidence.document.tree.iter())
    title = next((n for n, node in enumerate(nodes) if node.tag == "h1" and not is_away(node)), 0)
    lines = [(abs(n - title), node) for n, node in enumerate(nodes) if _is_line(node)]
    near = sorted((line for line in lines if line[0] <= _FAR), key=lambda line: line[0])[:_MOST]
    found = [date for _, node in near if not is_away(node) for date in _dates(evidence, node)]
    return sorted(found, key=lambda date: date.origin == "text")


def _is_line(node: HtmlElement) -> bool:
    if not isinstance(node.tag, str) or node.tag in ("script", "style", "title", "option", "footer", "nav", "aside"):
        return False
    if node.tag == "time" and node.get("datetime"):
        return True
    own = (node.text or "") + "".join(child.tail or "" for child in node[:8])
    return len(own) <= _LONGEST and _LIKELY.search(own) is not None


def _dates(evidence: Evidence, node: HtmlElement) -> Iterator[PrintedDate]:
    words = evidence.pack.dates
    parent = node.getparent()
    around = printed(parent) if parent is not None and node.tag not in ("p", "div", "li") else ""
    line = around if 0 < len(around) <= _LONGEST else printed(node)
    stamp = node.get("datetime") if node.tag == "time" else None
    if stamp:
        yield from _stamped(stamp, line, words)
    if len(line) <= _LONGEST:
        yield from labelled_dates(line, words)


def _stamped(stamp: str, line: str, words: DateWords) -> Iterator[PrintedDate]:
    epoch = read_epoch(stamp)
    dates = [ReadDate(epoch, "second", 0, 0)] if epoch else list(read_dates(stamp, words))
    for date in dates[:1]:
        change = _label(line, words) == "modified"
        yield PrintedDate(date, "time", stamp[:100], change)


def labelled_dates(line: str, words: DateWords) -> Iterator[PrintedDate]:
    """Each date of a line, with the label between it and the date before."""
    at = 0
    for date in read_dates(line, words):
        label = _label(line[at : date.start], words)
        origin = {"published": "text:published", "modified": "text:modified"}.get(label or "", "text")
        yield PrintedDate(date, origin, line[:100], label == "modified")
        at = date.end


def _label(text: str, words: DateWords) -> str | None:
    """The last label of a text."""
    folded = fold(text)
    places = {
        name: max((folded.rfind(fold(label)) + len(label) for label in labels if fold(label) in folded), default=-1)
        for name, labels in (("published", words.published), ("modified", words.modified))
    }
    best = max(places, key=lambda name: places[name])
    return best if places[best] >= 0 else None
