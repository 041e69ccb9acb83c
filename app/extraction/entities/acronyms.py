"""Find the words that an article prints before an acronym in brackets: `Project Management Professional (PMP)`."""

import re
from collections.abc import Sequence

from app.extraction.entities.surroundings import Texts
from app.text.normalize import fold


def explanations(texts: Texts, acronym: str) -> Sequence[str]:
    """Return the full forms of an acronym in the texts, folded: `world health organization` for `WHO`.

    A full form stands directly before the acronym in brackets, as in `World Health Organization (WHO)`. The words of a
    full form begin with the letters of the acronym.
    """
    letters = r"\w* ".join(map(re.escape, acronym))
    explained = re.compile(rf"\b({letters}\w*) [(\[]{re.escape(acronym)}\b")
    # skip texts without the acronym in brackets, for speed: few articles print one
    bracketing = (text for text in texts.values() if f"({acronym}" in text or f"[{acronym}" in text)
    return [fold(found[1]) for text in bracketing for found in explained.finditer(text)]
