"""Stages only read: the layout cannot be changed, and their order does not matter."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest

from app.extraction.document.layout import Layout
from app.extraction.evidence import read_evidence
from app.extraction.fields.agencies import find_agencies
from app.extraction.fields.headline import find_headline
from app.extraction.fields.printed_dates import printed_dates
from app.extraction.fields.section import find_section
from app.extraction.fields.tags import find_tags
from app.extraction.findings import Evidence
from app.extraction.story.story import find_story
from tests.builders.evidence import evidence_of
from tests.golden_case import CASES, address, page

PROSE = "The council voted on Monday to rebuild the old pier before the summer, and set four million aside for it. " * 3
# Most of the prose lies in an element called a widget: its name means nothing, and the date in it is the story's.
WRAPPED = f"<div class='widget'><h1>Pier</h1><div>3 March 2026</div><p>{PROSE}</p><p>{PROSE}</p></div>"


def findings(evidence: Evidence, backwards: bool) -> dict[str, Any]:
    """Return the results of some stages, run in the order of this list or in reverse."""
    headline = find_headline(evidence).value
    evidence = replace(evidence, ignored_hints=find_story(evidence, headline).ignored_hints)
    stages: dict[str, Callable[[], Any]] = {
        "story": lambda: find_story(evidence, headline),
        "dates": lambda: printed_dates(evidence),
        "agencies": lambda: find_agencies(evidence),
        "section": lambda: find_section(evidence),
        "tags": lambda: find_tags(evidence, headline),
    }
    return {name: stages[name]() for name in sorted(stages, reverse=backwards)}


@pytest.mark.parametrize("case", CASES)
def test_the_order_of_stages_does_not_change_the_draft(case: str) -> None:
    (evidence, _, _), (other, _, _) = (read_evidence(page(case), address(case), {}) for _ in range(2))
    assert findings(evidence, backwards=False) == findings(other, backwards=True)


def test_finding_the_story_does_not_change_which_dates_are_found() -> None:
    ignored = find_story(evidence_of(WRAPPED, language="en"), "Pier").ignored_hints
    evidence = replace(evidence_of(WRAPPED, language="en"), ignored_hints=ignored)
    before = printed_dates(evidence)
    find_story(evidence, "Pier")
    assert before == printed_dates(evidence)
    assert [date.raw for date in before] == ["3 March 2026"]


def test_a_layout_is_immutable() -> None:
    layout = evidence_of(WRAPPED).layout
    assert isinstance(layout, Layout)
    for field in fields(layout):
        with pytest.raises(FrozenInstanceError):
            setattr(layout, field.name, None)
    assert all(isinstance(getattr(layout, field.name), tuple) for field in fields(layout))
