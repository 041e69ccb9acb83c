"""A fast dataclass is immutable for the type checker, and equal and hashable by value at run time."""

from pathlib import Path

import pytest
from mypy import api

from app.text.fast_dataclass import fast_dataclass

ASSIGNMENT = """
from app.text.fast_dataclass import fast_dataclass

@fast_dataclass(frozen=True)
class Place:
    start: int

Place(1).start = 2
"""


@fast_dataclass(frozen=True)
class Place:
    start: int
    name: str = ""


@fast_dataclass(frozen=True, slots=True, eq=False)
class Element:
    tag: str


def test_the_type_checker_refuses_code_that_changes_a_frozen_value(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text(ASSIGNMENT)
    out, _, status = api.run([str(code), "--config-file=", "--follow-imports=silent", f"--cache-dir={tmp_path}"])
    assert status == 1
    assert 'Property "start" defined in "Place" is read-only' in out


def test_frozen_values_with_equal_fields_are_equal_and_have_one_hash() -> None:
    assert Place(1) == Place(1)
    assert {Place(1): "one"}[Place(1)] == "one"
    assert Place(1) != Place(2)


def test_an_object_of_a_fast_dataclass_without_eq_equals_only_itself() -> None:
    element = Element("p")
    assert {element: 1}.get(Element("p")) is None
    assert {element: 1}[element] == 1
    with pytest.raises(AttributeError):
        element.name = "p"  # type: ignore[attr-defined]
