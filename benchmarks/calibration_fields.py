"""Measure how often a field of a given confidence is right, on the gold pages of the corpus."""

import gzip
import importlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from app.errors import ExtractionError
from app.extraction import extract
from app.schemas.article import ArticleDraft

SETS = ("fundus", "wcxb", "htmldate")
# Field -> name of the scorer's score that decides whether the field is right.
FIELDS = {"headline": "title", "authors": "authors", "published": "day", "images": "image", "tags": "topics"}
_RIGHT = {"topics": 0.5}  # minimum score of a field that counts as right; 1 for fields not listed


@dataclass(frozen=True)
class Judged:
    """A field of a page: its confidence, its origin, and whether it is right."""

    field: str
    origin: str
    confidence: float
    is_agreed: bool
    is_right: bool


def judged_fields(corpus: Path) -> Iterator[Judged]:
    """Yield every extracted field that the gold annotation of the page has, too."""
    metrics, scorer = (importlib.import_module(name) for name in ("_page_metrics", "pages"))
    for name in SETS:
        folder = corpus / "data" / "pages" / name
        for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
            gold = json.loads(line)
            page = gzip.decompress((folder / f"{gold['id']}.html.gz").read_bytes())
            try:
                yield from _judged(metrics, scorer, name, gold, extract(page, gold["url"]))
            except ExtractionError:
                continue


def _judged(
    metrics: ModuleType, scorer: ModuleType, name: str, gold: dict[str, Any], draft: ArticleDraft
) -> Iterator[Judged]:
    scores = metrics.score(name, gold, scorer.output(draft))
    for field, key in FIELDS.items():
        provenance = draft.provenance.get(field)
        if key in scores and provenance:
            is_right = float(scores[key]) >= _RIGHT.get(key, 1.0)
            yield Judged(field, provenance.origin, provenance.confidence, bool(provenance.agreed_by), is_right)
