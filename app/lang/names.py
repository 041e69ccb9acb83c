"""Section `[entities]` of a language pack: how the language names people, organizations and places."""

from app.lang.section import Knowledge


class NameWords(Knowledge):
    """Titles, roles, heads of institutions, stop words."""
