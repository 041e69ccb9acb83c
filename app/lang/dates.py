"""Section `[dates]` of a language pack: how dates are written."""

from app.lang.section import Knowledge


class DateWords(Knowledge):
    """Month and weekday names, and labels of publication and change."""
