"""Words that an extractor loses or wrongly keeps, by class of error, as shares of the words of the gold body."""

from collections import Counter
from collections.abc import Iterator
from statistics import mean
from typing import Any

from lxml.etree import XPath

from app.errors import ExtractionError
from app.extraction.document.parse import parse_tree
from app.text.normalize import letters

LOST = ("lede", "paragraphs")  # text of the gold that is not in the output: its first paragraph, others
KEPT = ("captions", "titles", "boxes")  # lines of the output that are not in the gold
CLASSES = (*LOST, *KEPT)
_SHORTEST = 4  # minimum number of letters of a line that is judged
_CAPTIONS = XPath("//figcaption | //*[contains(@class, 'caption')]")
Shares = dict[str, float]


def losses(gold: dict[str, Any], body: str, page: bytes) -> Shares:
    """Return the share of each class of error on one page; 1.0 means as many words as the gold body has."""
    words = max(1, len(gold["body"].split()))
    sizes: Counter[str] = Counter()
    for name, line in (*_lost(gold["paragraphs"] or [], body), *_kept(gold, body, page)):
        sizes[name] += len(line.split())
    return {name: sizes[name] / words for name in CLASSES}


def mean_losses(pages: list[Shares]) -> Shares:
    """Return the mean of each class of error over the pages."""
    return {f"loss_{name}": mean(page[name] for page in pages) for name in CLASSES} if pages else {}


def _lost(paragraphs: list[str], body: str) -> Iterator[tuple[str, str]]:
    whole = letters(body)
    for index, paragraph in enumerate(paragraphs):
        if letters(paragraph) not in whole:
            yield ("lede" if index == 0 else "paragraphs"), paragraph


def _kept(gold: dict[str, Any], body: str, page: bytes) -> Iterator[tuple[str, str]]:
    said, title, captions = letters(gold["body"]), letters(gold["title"] or ""), _captions(page)
    for line in body.splitlines():
        key = letters(line)
        if len(key) < _SHORTEST or key in said:
            continue
        is_title = bool(title) and (key in title or title in key)
        yield ("titles" if is_title else "captions" if key in captions else "boxes"), line


def _captions(page: bytes) -> str:
    """Return the letters of all captions of a page, joined."""
    try:
        tree, _, _ = parse_tree(page)
    except ExtractionError:
        return ""
    return "\n".join(letters("".join(node.itertext())) for node in _CAPTIONS(tree))
