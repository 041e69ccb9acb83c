"""Section `[quotes]` of a language pack: how the language reports speech."""

from app.lang.section import Knowledge


class SpeechWords(Knowledge):
    """Cues, frames, and what is no quotation."""
