"""Section `[dates]` of a language pack: how dates and times of day are written."""

from pydantic import Field

from app.lang.knowledge import Knowledge, Words


class DateWords(Knowledge):
    """Names of months and weekdays, words inside a date, and labels of the times of publication and of later changes.

    Words are compared folded: tr `Şubat` also matches `SUBAT`.
    """

    months: tuple[Words, ...] = Field(
        default=(), description="Names and short forms of the twelve months, in all cases, one list a month."
    )
    weekdays: tuple[Words, ...] = Field(
        default=(), description="Names and short forms of the seven weekdays, Monday first, one list a day."
    )
    published: Words = Field(default=(), description="Labels of the time of publication.")
    modified: Words = Field(default=(), description="Labels of the time of the last change.")
    fillers: Words = Field(default=(), description="Words between a date and its time: `um`, `à`, `saat`.")
    ordinals: Words = Field(default=(), description="What follows the number of a day, without space: `st`, `er`, `º`.")
    prepositions: Words = Field(default=(), description="Words between day, month and year: `of`, `de`.")
    date_units: tuple[tuple[str, str, str], ...] = Field(
        default=(), description="Signs after the numbers of year, month and day: `年`, `月`, `日`."
    )
    hour_units: Words = Field(default=(), description="Signs between hour and minute: `h` in `10h30`, `時`.")
    minute_units: Words = Field(default=(), description="Signs after the minute: `分`.")
    clock_units: Words = Field(default=(), description="Words after a time of day: `Uhr`, `hrs`.")
    afternoon: Words = Field(default=(), description="Marks of the hours after noon: `pm`, `午後`.")
    morning: Words = Field(default=(), description="Marks of the hours before noon: `am`, `午前`.")
    month_first: bool = Field(default=False, description="Whether 5/4/2025 is 4 May in some countries of the language.")
