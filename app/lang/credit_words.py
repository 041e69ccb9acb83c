"""Section `[credits]` of a language pack: how authors and agencies are credited."""

from pydantic import Field

from app.lang.section_words import Knowledge


class CreditWords(Knowledge):
    """Labels of bylines, names of desks, and words between names."""

    by: tuple[str, ...] = Field(default=(), description="Words before an author's name: By, Von, Haber …")
    conjunctions: tuple[str, ...] = Field(default=(), description="Words between two authors.")
    desks: tuple[str, ...] = Field(default=(), description="Names of desks and offices, which are no people.")
    source: tuple[str, ...] = Field(default=(), description="Labels of a printed source.")
