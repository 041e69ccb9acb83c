"""Dates that a page prints beside its headline, with the label that says what they are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml.etree import _Element as Element

from app.extraction.document.elements import is_away, printed
from app.extraction.document.layout import NOTHING_IGNORED, TextBlock
from app.extraction.document.short_lines import LONGEST, short_lines
from app.extraction.fields.date_parser import ReadDate, read_dates, read_epoch
from app.extraction.findings import Evidence
from app.lang.date_words import DateWords
from app.text.normalize import fold, visible_text

_LIKELY = re.compile(r"\d{1,4}\D{1,20}\d{2,4}")
_MOST = 40  # lines that are read
_FAR = 80  # blocks from the headline
_STAMPS = 12  # `time` elements that are read


@dataclass(frozen=True)
class PrintedDate:
    """A date on the page; `is_change` where its label says that it is the time of a change."""

    date: ReadDate
    origin: str
    raw: str
    is_change: bool


def printed_dates(evidence: Evidence, ignored: Mapping[int, frozenset[str]] = NOTHING_IGNORED) -> list[PrintedDate]:
    """Dates printed near the headline, the nearest line first: stamped ones, labelled ones, bare ones."""
    lines = short_lines(evidence.layout, ignored)
    title = next((block.index for block in lines if block.level == 1), 0)
    near = sorted((abs(p.index - title), p.text) for p in lines if abs(p.index - title) <= _FAR and _is_likely(p))
    words = evidence.pack.dates
    shown = [date for _, line in near[:_MOST] for date in labelled_dates(line, words)]
    return [*_stamps(evidence), *sorted(shown, key=lambda date: date.origin == "text")]


def has_stamps(evidence: Evidence) -> bool:
    """True where a `time` element of the article's gives its time for machines, whether it can be read or not."""
    nodes = islice(evidence.document.tree.iter("time"), _STAMPS)
    return any(node.get("datetime") and not is_away(node) for node in nodes)


def _is_likely(block: TextBlock) -> bool:
    return _LIKELY.search(block.text) is not None


def _stamps(evidence: Evidence) -> Iterator[PrintedDate]:
    """Times of `time` elements, those behind the headline first."""
    behind = False
    early: list[PrintedDate] = []
    nodes = (node for node in evidence.document.tree.iter("h1", "time") if node.tag == "h1" or node.get("datetime"))
    for node, _ in zip(nodes, range(_STAMPS), strict=False):
        if node.tag == "h1":
            behind = behind or not is_away(node)
        elif not is_away(node) and (date := _stamped(node, evidence.pack.dates)):
            if behind:
                yield date
            else:
                early.append(date)
    yield from early


def _stamped(node: Element, words: DateWords) -> PrintedDate | None:
    stamp, parent = visible_text(node.get("datetime") or ""), node.getparent()
    epoch = read_epoch(stamp)
    date = ReadDate(epoch, "second", 0, 0) if epoch else next(read_dates(stamp, words), None)
    if date is None:
        return None
    around = printed(parent) if parent is not None else ""
    line = around if 0 < len(around) <= LONGEST else printed(node)
    shown = printed(node)
    before = line.partition(shown)[0] if shown in line and shown else line
    return PrintedDate(date, "time", stamp[:100], _label(before, words) == "modified")


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
