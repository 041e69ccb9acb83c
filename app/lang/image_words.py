"""Section `[images]` of a language pack: how the credit of a picture is printed."""

from pydantic import Field

from app.lang.knowledge import Knowledge, Words


class ImageWords(Knowledge):
    """Labels without colon, printed before the name of a photographer or agency; compared folded."""

    credit: Words = Field(default=(), description="Labels of an image credit: `Foto`.")
