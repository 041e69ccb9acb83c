"""Drop lines that match noise words of the language pack, such as `Advertisement`, `Read also` or `Subscribe`.

The reason is one of `advertisement`, `related`, `prompt` (a request to the reader), `legal` and `caption`.
"""

import re
from itertools import islice

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext
from app.extraction.story.story_numbers import (
    WORDING_APPEAL,
    WORDING_LINE,
    WORDING_LINKED,
    WORDING_LONG,
    WORDING_SENTENCES,
)
from app.text.normalize import fold

_SENTENCE = re.compile(r"[.!?…] ")
# if a text has one of these quotation marks, only its beginning and its end are searched for requests to the reader
_MARKS = re.compile(r"[\"“”„«»]")
_INNER_END = re.compile(r"[.!?] \w")  # matches the end of a sentence and the first letter of the next one


def reason(block: TextBlock, context: DropContext) -> str | None:
    if not block.text:
        return None
    if len(block.text) > WORDING_LONG:
        return "prompt" if _is_appeal(block, context) else None
    said, words = fold(block.text), context.words
    if found := next((name for name, pattern in words.openings if pattern.match(said)), None):
        return found
    if block.linked and len(said) <= WORDING_LINKED and not _MARKS.search(said):
        starts = (match.end() for match in islice(_SENTENCE.finditer(said), WORDING_SENTENCES))
        if any(words.prompt.match(said, start) for start in starts):
            return "prompt"
    is_line = len(said) <= WORDING_LINE and block.kind in ("paragraph", "heading")
    if is_line and words.prompt_ending.match(said) and not _INNER_END.search(said):
        return "prompt"
    return "prompt" if _is_appeal(block, context) else None


def _is_appeal(block: TextBlock, context: DropContext) -> bool:
    """Return whether a text in the last part of the story asks the readers for money, subscriptions or follows."""
    if block.index < context.tail or len(block.text) > WORDING_APPEAL or _MARKS.search(block.text):
        return False
    return context.words.appeal.search(fold(block.text)) is not None
