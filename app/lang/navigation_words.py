"""Section `[navigation]` of a language pack: how sites name their start page and themselves."""

from pydantic import Field

from app.lang.knowledge import Knowledge, Words


class NavigationWords(Knowledge):
    """Labels, compared folded and as a whole."""

    home: Words = Field(default=(), description="Labels of the start page and of what holds all news; no section.")
    title_endings: Words = Field(default=(), description="What sites add to the title of every page.")
    tag_labels: Words = Field(default=(), description="Labels of a list of tags; no tag.")
