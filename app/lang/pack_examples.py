"""Sections `[[examples]]` and `[pattern_examples]` of a language pack: texts that show that the pack works."""

from typing import Literal

from pydantic import Field

from app.lang.knowledge import Knowledge


class QuoteExample(Knowledge):
    """An example: a text, the quoted words, and the speaker that extraction must find."""

    text: str = Field(description="One or more sentences; paragraphs are parted by a blank line.")
    words: str = Field(description="The quoted words, as printed, without the marks.")
    speaker: str | None = Field(default=None, description="Name of the speaker; absent where the text names nobody.")
    kind: Literal["direct", "partial", "indirect"] = Field(
        default="direct", description="`direct`, `partial` (a fragment in marks) or `indirect` (without marks)."
    )
