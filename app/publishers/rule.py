"""The rule of a publisher: XPaths of the fields of one site, read from `rules/<domain>.toml`."""

from functools import cache
from pathlib import Path

from lxml.etree import XPath, XPathSyntaxError
from pydantic import Field, model_validator

from app.schemas.base import Record
from app.text.toml import read_toml

RULES = Path(__file__).parent / "rules"


class PublisherRule(Record):
    """The XPaths of one site. A field without an XPath is found by the generic extraction."""

    domain: str | None = Field(default=None, description="Registrable domain.")
    name: str | None = Field(default=None, description="Name of the site.")
    language: str | None = Field(default=None, description="Language of its pages.")
    zone: str | None = Field(default=None, description="IANA zone of times printed without offset.")
    headline: str | None = Field(default=None, description="XPath of the headline.")
    lede: str | None = Field(default=None, description="XPath of the lede.")
    body: str | None = Field(default=None, description="XPath of the container of the body.")
    drop: str | None = Field(default=None, description="XPath of elements that never belong to the article.")
    published: str | None = Field(default=None, description="XPath of the publication time.")
    modified: str | None = Field(default=None, description="XPath of the time of change.")
    authors: str | None = Field(default=None, description="XPath of author names.")
    agency: str | None = Field(default=None, description="XPath of the printed agency.")
    section: str | None = Field(default=None, description="XPath of the section's name.")
    tags: str | None = Field(default=None, description="XPath of the printed tags.")
    cases: tuple[str, ...] = Field(default=(), description="Golden cases that test the rule: `<language>/<case>`.")

    @model_validator(mode="after")
    def _paths_hold(self) -> "PublisherRule":
        for name in PATHS:
            try:
                XPath(getattr(self, name) or "/")
            except XPathSyntaxError as error:
                raise ValueError(f"{self.domain}: {name} is not a valid XPath") from error
        return self


PATHS = ("headline", "lede", "body", "drop", "published", "modified", "authors", "agency", "section", "tags")
GENERIC = PublisherRule()


@cache
def publisher_rule(domain: str | None) -> PublisherRule:
    """Return the rule of a registrable domain; an empty rule if the domain has none."""
    if domain not in publishers():
        return GENERIC
    return read_toml((RULES / f"{domain}.toml"), PublisherRule)


@cache
def publishers() -> frozenset[str]:
    """Return the domains with a rule."""
    return frozenset(path.stem for path in RULES.glob("*.toml"))
