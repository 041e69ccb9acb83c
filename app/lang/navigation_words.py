"""Section `[navigation]` of a language pack: labels of links to the site's start page and to pages about the site."""

from pydantic import Field

from app.lang.knowledge import Knowledge, Words


class NavigationWords(Knowledge):
    """Labels of links, and words that sites append to the titles of their pages.

    A label matches a link only if it equals the link's whole folded text.
    """

    home: Words = Field(
        default=(), description="Labels of the start page and of the list of all news, which are not sections: `Home`."
    )
    title_endings: Words = Field(
        default=(), description="Words that sites append to the title of every page: `Son Dakika Haberleri`."
    )
    tag_labels: Words = Field(default=(), description="Labels of a list of tags, which are not tags: `Etiketler`.")
