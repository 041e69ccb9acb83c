"""Section `[credits]` of a language pack: how authors and agencies are credited."""

from pydantic import Field

from app.lang.knowledge import Knowledge, Words


class CreditWords(Knowledge):
    """Labels of bylines, names of desks, and words between names."""

    by: Words = Field(default=(), description="Words before an author's name: By, Von, Haber …")
    conjunctions: Words = Field(default=(), description="Words between two authors.")
    desks: Words = Field(default=(), description="Names of desks and offices, which are no people.")
    source: Words = Field(default=(), description="Labels of a printed source.")
