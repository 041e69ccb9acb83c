"""Section `[pages]` of a language pack: titles of pages that are no articles."""

from pydantic import Field

from app.lang.section_words import Knowledge


class PageWords(Knowledge):
    """What such a page is called, without its status number; `…` at an end of a phrase stands for any words."""

    error: tuple[str, ...] = Field(default=(), description="Pages that are not found, failed or check for robots.")
    consent: tuple[str, ...] = Field(default=(), description="Pages that ask for consent.")
    login: tuple[str, ...] = Field(default=(), description="Pages that ask to log in or subscribe.")
    index: tuple[str, ...] = Field(default=(), description="Lists and results of a search.")
