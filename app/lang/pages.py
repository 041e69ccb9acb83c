"""Section `[pages]` of a language pack: titles of pages that are no articles."""

from pydantic import Field

from app.lang.section import Knowledge


class PageWords(Knowledge):
    """Words in the title of a page that has next to no text."""

    error: tuple[str, ...] = Field(default=(), description="Of pages that are not found or failed.")
    consent: tuple[str, ...] = Field(default=(), description="Of pages that ask for consent.")
    login: tuple[str, ...] = Field(default=(), description="Of pages that ask to log in or subscribe.")
