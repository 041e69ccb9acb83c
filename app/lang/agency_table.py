"""Wire services and the forms in which pages credit them, read from `agencies.toml`."""

from functools import cache
from pathlib import Path

from app.lang.knowledge import Knowledge
from app.text.normalize import letters
from app.text.toml import read_toml


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
    return read_toml((Path(__file__).parent / "agencies.toml"), _Table).agency


@cache
def by_form() -> dict[str, WireService]:
    """Agencies by each form, as written."""
    return {form: service for service in wire_services() for form in service.forms}


@cache
def names() -> frozenset[str]:
    """Letters of every form: what is never an author."""
    return frozenset(letters(form) for form in by_form())
