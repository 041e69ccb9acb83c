"""Read `agencies.toml`: news agencies, and the names under which pages credit them."""

from functools import cache
from pathlib import Path

from app.lang.knowledge import Knowledge
from app.text.normalize import letters
from app.text.toml import read_toml


class WireService(Knowledge):
    """A news agency.

    Its `forms` are the names that pages print. They are case-sensitive: `AP` is a form, `ap` is not.
    """

    code: str
    name: str
    forms: tuple[str, ...]


class _Table(Knowledge):
    agency: tuple[WireService, ...]


@cache
def wire_services() -> tuple[WireService, ...]:
    """Return all agencies."""
    return read_toml((Path(__file__).parent / "agencies.toml"), _Table).agency


@cache
def by_form() -> dict[str, WireService]:
    """Map each name that pages print for an agency, such as `AP`, to the agency."""
    return {form: service for service in wire_services() for form in service.forms}


@cache
def names() -> frozenset[str]:
    """Return the names that pages print for agencies, each reduced to its folded letters and digits."""
    return frozenset(letters(form) for form in by_form())
