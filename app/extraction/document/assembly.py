"""Assemble a page as a browser does: open declarative shadow roots, move streamed segments to their targets.

React streams a part of a page as `<div hidden id="S:1">` and names its target in a call such as `$RS("S:1","P:1")`
or `$RC("B:0","S:0")`. Scripts are only searched for such calls, never run.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml.etree import XPath
from lxml.etree import _Element as Element

from app.extraction.document.document_numbers import ASSEMBLY_MOST_CALLS, ASSEMBLY_MOST_ROOTS

_ROOT_MODES = ("shadowrootmode", "shadowroot")  # the attribute `shadowrootmode` was formerly named `shadowroot`
_OPEN = ("open", "closed")
# A script call that moves a streamed segment to its target. `$RS` names the segment first; `$RC` and `$RR` name the
# target first.
_CALL = re.compile(r"""\$R([SCR])\(\s*["']([^"'\s]{1,80})["']\s*,\s*["']([^"'\s]{1,80})["']""")
_STREAM_ID = re.compile(r"[A-Za-z0-9_-]{0,40}[SPB]:[0-9a-fA-F]{1,8}\Z")
# Matches an id of a streamed segment (`S:1`), without its prefix. A page without a match is not searched for segments.
_SEGMENT = re.compile(rb"S:[0-9a-fA-F]{1,8}(?![\w-])")
_STREAMED = XPath("descendant-or-self::*[contains(@id, ':')]")


def assemble(tree: Element, page: bytes) -> None:
    """Open shadow roots and move streamed segments to their targets, in linear time. `page`: bytes of the page."""
    _open_shadow_roots(tree)
    if _SEGMENT.search(page):
        _place_segments(tree)


def _open_shadow_roots(tree: Element) -> None:
    roots = (node for node in tree.iter("template") if any(node.get(name) in _OPEN for name in _ROOT_MODES))
    hosts: set[Element] = set()
    for root in list(islice(roots, ASSEMBLY_MOST_ROOTS)):
        root.tag = "div"
        host = root.getparent()
        # skip further shadow roots of an element: browsers open only the first
        if host is not None and host not in hosts:
            hosts.add(host)
            _fill_slots(root, host)


def _fill_slots(root: Element, host: Element) -> None:
    """Move each child of the shadow host into the slot that has the name in the child's `slot` attribute."""
    slots = {slot.get("name") or "": slot for slot in root.iter("slot")}
    if not slots:
        return
    for child in [child for child in host if child is not root]:
        slot = slots.get(child.get("slot") or "")
        if slot is not None:
            slot.append(child)
    if root.tail and root.tail.strip() and "" in slots:
        slots[""].text, root.tail = f"{slots[''].text or ''}{root.tail}", None


def _place_segments(tree: Element) -> None:
    nodes = {id_: node for node in _STREAMED(tree) if _STREAM_ID.match(id_ := node.get("id") or "")}
    if not nodes:
        return
    for segment_id, place_id in [*islice(_calls(tree), ASSEMBLY_MOST_CALLS), *_same_numbers(nodes)]:
        segment, place = nodes.get(segment_id), nodes.get(place_id)
        if segment is None or place is None or "hidden" not in segment.attrib:
            continue
        if not _is_around(segment, place):
            segment.attrib.pop("hidden", None)
            tail, segment.tail = segment.tail, None
            _close_gap(segment, tail)
            place.addprevious(segment)


def _calls(tree: Element) -> Iterator[tuple[str, str]]:
    """Yield (segment id, target id) of each call that moves a segment, in page order."""
    for script in tree.iter("script"):
        if script.text and "$R" in script.text:
            for call in _CALL.finditer(script.text):
                yield (call[2], call[3]) if call[1] == "S" else (call[3], call[2])


def _same_numbers(nodes: Mapping[str, Element]) -> Iterator[tuple[str, str]]:
    """Yield the (segment id, target id) pairs with equal numbers, such as (`S:1`, `P:1`).

    They are needed if the page lacks the script calls that name each segment with its target.
    """
    for id_ in nodes:
        before, mark, number = id_.rpartition("S:")
        if mark:
            places = (f"{before}P:{number}", f"{before}B:{number}")
            yield from ((id_, place) for place in places if place in nodes)


def _is_around(segment: Element, place: Element) -> bool:
    return any(above is segment for above in place.iterancestors()) or segment is place


def _close_gap(segment: Element, tail: str | None) -> None:
    """Keep `tail`, the text that follows a segment, in its place when the segment is moved.

    Append it to the text after the segment's previous sibling; without a sibling, to the text of the parent.
    """
    before, home = segment.getprevious(), segment.getparent()
    if not tail or home is None:
        return
    if before is not None:
        before.tail = f"{before.tail or ''}{tail}"
    else:
        home.text = f"{home.text or ''}{tail}"
