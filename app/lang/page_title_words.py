"""Section `[pages]` of a language pack: titles of pages that are not articles."""

from pydantic import Field

from app.lang.knowledge import Knowledge, Words


class PageWords(Knowledge):
    """Titles of pages that are not articles.

    The HTTP status (`404`) is left out, because it is removed from titles before they are compared. `…` at the start or
    end of a title stands for any words.
    """

    error: Words = Field(
        default=(), description="Pages that are missing, failed or check for robots: `Page not found`."
    )
    consent: Words = Field(default=(), description="Pages that ask for consent: `Cookie settings`.")
    login: Words = Field(default=(), description="Pages that ask the reader to log in or subscribe: `Sign in`.")
    index: Words = Field(default=(), description="Lists of stories and search results: `Search results`.")
