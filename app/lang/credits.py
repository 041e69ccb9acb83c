"""Section `[credits]` of a language pack: how authors and agencies are credited."""

from app.lang.section import Knowledge


class CreditWords(Knowledge):
    """Labels of bylines, names of agencies and desks."""
