"""Section `[dates]` of a language pack: how dates are written."""

from pydantic import Field

from app.lang.section_words import Knowledge


class DateWords(Knowledge):
    """Month and weekday names, and labels of publication and change."""

    months: tuple[tuple[str, ...], ...] = Field(default=(), description="Names and short forms of the twelve months.")
    weekdays: tuple[str, ...] = Field(default=(), description="Names and short forms of the weekdays.")
    published: tuple[str, ...] = Field(default=(), description="Labels of the time of publication.")
    modified: tuple[str, ...] = Field(default=(), description="Labels of the time of the last change.")
    fillers: tuple[str, ...] = Field(default=(), description="Words inside a date: of, um, à, saat …")
    afternoon: tuple[str, ...] = Field(default=(), description="Marks of the hours after noon.")
    morning: tuple[str, ...] = Field(default=(), description="Marks of the hours before noon.")
    month_first: bool = Field(default=False, description="Whether 5/4/2025 may mean May where the page says so.")
