"""Section `[images]` of a language pack: how the credit of a picture is printed."""

from pydantic import Field

from app.lang.knowledge import Knowledge, Words


class ImageWords(Knowledge):
    """Labels that are printed before the name of a picture's photographer or agency.

    The lists have them without their colon. They are compared with folded text.
    """

    credit: Words = Field(default=(), description="Labels of an image credit: `Foto`.")
