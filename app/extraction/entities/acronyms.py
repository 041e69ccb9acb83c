"""Find the words that an article prints before an acronym in brackets: `Project Management Professional (PMP)`."""

import re
from collections.abc import Sequence

from app.extraction.entities.surroundings import Texts
from app.text.normalize import fold


def explanations(texts: Texts, acronym: str) -> Sequence[str]:
    """Return the folded words that texts print before `acronym` in brackets, if their initials form the acronym."""
    letters = r"\w* ".join(map(re.escape, acronym))
    explained = re.compile(rf"\b({letters}\w*) [(\[]{re.escape(acronym)}\b")
    # skip texts without the acronym in brackets, for speed: few articles print one
    bracketing = (text for text in texts.values() if f"({acronym}" in text or f"[{acronym}" in text)
    return [fold(found[1]) for text in bracketing for found in explained.finditer(text)]
