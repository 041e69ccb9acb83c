"""Section `[images]` of a language pack: how the credit of a picture is printed."""

from pydantic import Field

from app.lang.knowledge import Knowledge, Words


class ImageWords(Knowledge):
    """Words in front of the name of a photographer or agency, without colon, compared folded."""

    credit: Words = Field(default=(), description="Labels of a credit.")
