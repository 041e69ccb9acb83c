"""Section `[pages]` of a language pack: titles of pages that are no articles."""

from pydantic import Field

from app.lang.knowledge import Knowledge, Words


class PageWords(Knowledge):
    """What such a page is called, without its status number; `…` at an end of a phrase stands for any words."""

    error: Words = Field(default=(), description="Pages that are not found, failed or check for robots.")
    consent: Words = Field(default=(), description="Pages that ask for consent.")
    login: Words = Field(default=(), description="Pages that ask to log in or subscribe.")
    index: Words = Field(default=(), description="Lists and results of a search.")
