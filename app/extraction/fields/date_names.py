"""Names under which metadata give the time of publication or of the last change, read from `date_names.toml`."""

import re
from functools import cache
from pathlib import Path

from pydantic import Field

from app.lang.knowledge import Knowledge
from app.text.toml import read_toml

_BESIDE_LETTERS = re.compile(r"[^a-z]+")


class TimeNames(Knowledge):
    """Names under which metadata give one time: the time of publication, or that of the last change.

    Each tuple begins with the name that is trusted most.
    """

    metas: tuple[str, ...] = Field(description="Names of `meta`.")
    members: tuple[str, ...] = Field(description="Members of JSON-LD articles.")
    page_members: tuple[str, ...] = Field(description="Members of the JSON-LD of the page that holds an article.")
    properties: tuple[str, ...] = Field(description="Properties of microdata.")
    attributes: frozenset[str] = Field(description="Attributes of elements, letters only and without `data`.")


class DateNames(Knowledge):
    """The contents of `date_names.toml`: names of times in metadata, and regions that print the month first."""

    published: TimeNames
    modified: TimeNames
    month_first_regions: frozenset[str] = Field(description="ISO 3166 codes of regions that print the month first.")
    month_first_domains: frozenset[str] = Field(description="Top-level domains of such regions.")
    general_domains: frozenset[str] = Field(description="Country domains that sites of any country use.")


@cache
def date_names() -> DateNames:
    """Return the contents of `date_names.toml`; the file is read once."""
    return read_toml(Path(__file__).with_name("date_names.toml"), DateNames)


def bare_attribute(name: str) -> str:
    """Return the letters of an attribute's name, without `data-`: `data-publish-date` → `publishdate`."""
    return _BESIDE_LETTERS.sub("", name.lower().removeprefix("data-"))
