"""Lines that the language pack knows: advertising, pointers to other stories, prompts, legal notes, credits.

The reason is the name of the list: advertisement, related, prompt, legal, caption.
"""

import re

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext
from app.text.normalize import fold

_LONG, _LINE = 400, 160  # characters of a text that begins, or ends, with such words
_INNER_END = re.compile(r"[.!?] \w")  # a second sentence


def reason(block: TextBlock, context: DropContext) -> str | None:
    if not block.text or len(block.text) > _LONG:
        return None
    said, words = fold(block.text), context.words
    if found := next((name for name, pattern in words.openings if pattern.match(said)), None):
        return found
    is_line = len(said) <= _LINE and block.kind in ("paragraph", "heading")
    return "prompt" if is_line and words.prompt_ending.match(said) and not _INNER_END.search(said) else None
