"""Section `[noise]` of a language pack: words of what surrounds an article."""

from app.lang.section import Knowledge


class NoiseWords(Knowledge):
    """Words that mark text which is not the article's."""
