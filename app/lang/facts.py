"""Find the facts of a text, that is its names and numbers.

Reports about different events have different facts, even if they are written from the same template.
"""

import re
from collections.abc import Sequence

from app.lang.lang_numbers import FACTS_WORDS
from app.lang.search_words import Word

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_SEPARATORS = re.compile(r"\D")


def facts_of(text: str, words: Sequence[Word]) -> list[str]:
    """Return the names and numbers of a text in order.

    `words` are the words of the text. A number is returned without its separators. If more than half of the words are
    capitalised, only the numbers are returned, because capitals then do not show names.
    """
    words = words[:FACTS_WORDS]
    in_capitals = 2 * sum(text[word.start].isupper() for word in words) > len(words)
    names = [] if in_capitals else [word for word in words if word.is_name and not word.exact[0].isdigit()]
    end = words[-1].end if words else 0
    found = [(name.start, name.exact) for name in names]
    found += [(match.start(), _SEPARATORS.sub("", match[0])) for match in _NUMBER.finditer(text, 0, end)]
    return [fact for _, fact in sorted(found)]
