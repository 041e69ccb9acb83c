"""Decide the value of a field: choose a candidate, list the origins that agree, look up the confidence.

`confidences.toml` has a row of confidences for each field and kind of origin. A row applies to the origins that begin
with its key; the longest key wins. The confidences are shares of correct values on the corpus, which `python -m
benchmarks.calibration` prints.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from app.extraction.fields.field_numbers import RECONCILE_LONGEST
from app.extraction.findings import Candidate, Finding
from app.lang.knowledge import Knowledge
from app.schemas.article import ExtractionWarning, Provenance
from app.text.toml import read_toml

T = TypeVar("T")


class Confidence(Knowledge):
    """The confidences (0 to 1) of a field's values from one kind of origin."""

    agreed: float = Field(ge=0, le=1, description="Another origin gives the same value.")
    alone: float = Field(ge=0, le=1, description="No other origin gives a value.")
    disputed: float = Field(ge=0, le=1, description="Other origins give only other values.")


class _Table(Knowledge):
    fields: dict[str, dict[str, Confidence]]


def reconcile(
    field: str,
    candidates: Sequence[Candidate[T]],
    key: Callable[[T], Hashable],
    chosen: Candidate[T] | None = None,
    warnings: tuple[ExtractionWarning, ...] = (),
) -> Finding[T | None]:
    """Return the finding of a field; the value is None if there are no candidates.

    Args:
        field: Name of the field: a table in `confidences.toml`.
        candidates: Values with their origins, the most trusted first.
        key: Maps a value to a key for comparison; two origins agree if their keys are equal.
        chosen: The candidate to use instead of the first.
        warnings: Warnings to attach to the finding.
    """
    best = chosen or (candidates[0] if candidates else None)
    if best is None:
        return Finding(None, None, warnings)
    others = [other for other in candidates if other.origin != best.origin]
    same = key(best.value)
    agreed = tuple(dict.fromkeys(other.origin for other in others if key(other.value) == same))
    confidence = confidence_of(field, best.origin, bool(agreed), bool(others))
    raw = best.raw[:RECONCILE_LONGEST] if best.raw else None
    return Finding(
        best.value, Provenance(origin=best.origin, raw=raw, agreed_by=agreed, confidence=confidence), warnings
    )


def confidence_of(field: str, origin: str, is_agreed: bool, has_others: bool = False) -> float:
    """Return the confidence of a value that has this origin.

    `is_agreed`: another origin gives the same value. `has_others`: other origins give values, equal or not.
    """
    row = _row(field, origin)
    return row.agreed if is_agreed else row.disputed if has_others else row.alone


def _row(field: str, origin: str) -> Confidence:
    """Return a field's row of confidences for an origin.

    The key of the row is a beginning of `origin`: `json-ld` of `json-ld:author`. If several rows have such a key, the
    row with the longest key is returned. If no row has one, the row `other` is returned.
    """
    rows = _table().fields[field]
    return rows[max((kind for kind in rows if kind == "other" or origin.startswith(kind)), key=_length)]


def _length(kind: str) -> int:
    return 0 if kind == "other" else len(kind)


@cache
def _table() -> _Table:
    return read_toml(Path(__file__).with_name("confidences.toml"), _Table)
