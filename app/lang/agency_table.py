"""Wire services and the forms in which pages credit them, read from `agencies.toml`."""

import tomllib
from functools import cache
from pathlib import Path

from app.lang.section_words import Knowledge
from app.text.fold import letters


class WireService(Knowledge):
    """One agency; `forms` keep their letter case: `AP` is one, `ap` is not."""

    code: str
    name: str
    forms: tuple[str, ...]


class _Table(Knowledge):
    agency: tuple[WireService, ...]


@cache
def wire_services() -> tuple[WireService, ...]:
    """All agencies known."""
    return _Table.model_validate(tomllib.loads((Path(__file__).parent / "agencies.toml").read_text("utf-8"))).agency


@cache
def by_form() -> dict[str, WireService]:
    """Agencies by each form, as written."""
    return {form: service for service in wire_services() for form in service.forms}


@cache
def names() -> frozenset[str]:
    """Letters of every form: what is never an author."""
    return frozenset(letters(form) for form in by_form())
