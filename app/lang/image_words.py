"""Section `[images]` of a language pack: how the credit of a picture is printed."""

from pydantic import Field

from app.lang.section_words import Knowledge


class ImageWords(Knowledge):
    """Words in front of the name of a photographer or agency, without colon, compared folded."""

    credit: tuple[str, ...] = Field(default=(), description="Labels of a credit.")
