"""Section `[dates]` of a language pack: how dates are written."""

from pydantic import Field

from app.lang.knowledge import Knowledge, Words


class DateWords(Knowledge):
    """Month and weekday names, and labels of publication and change."""

    months: tuple[Words, ...] = Field(
        default=(), description="Names and short forms of the twelve months, in all cases, one list a month."
    )
    weekdays: Words = Field(default=(), description="Names and short forms of the weekdays.")
    published: Words = Field(default=(), description="Labels of the time of publication.")
    modified: Words = Field(default=(), description="Labels of the time of the last change.")
    fillers: Words = Field(default=(), description="Words between a date and its time: `um`, `à`, `saat`.")
    ordinals: Words = Field(default=(), description="What follows the number of a day, without space: `st`, `er`, `º`.")
    prepositions: Words = Field(default=(), description="Words between day, month and year: `of`, `de`.")
