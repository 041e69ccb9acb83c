"""Find out whether a pronoun means a woman, a man or several people."""

import re
from functools import cache

from app.extraction.quotes.attribution.name_evidence import WORD
from app.lang.pack import language_pack


@cache
def _pronouns(language: str) -> dict[str, str]:
    """Map each pronoun to a code: `she` → `f`, `he` → `m`, `they` → `p` (plural), de `sie` (she or they) → `fp`."""
    words = language_pack(language).quotes
    found = dict.fromkeys(words.plural_pronouns, "p") | dict.fromkeys(words.masculine_pronouns, "m")
    return found | {word: "fp" if word in words.plural_pronouns else "f" for word in words.feminine_pronouns}


@cache
def _plural_verb(language: str) -> re.Pattern[str]:
    return re.compile(language_pack(language).verb_adjacent.plural_verb_ending_pattern)


def gender_of(passage: str, language: str, cue: str) -> str | None:
    """Return `f`, `m` or `p` (plural) for the first pronoun in a passage, or None.

    The ending of the verb `cue` decides whether a pronoun such as de `sie` is plural.
    """
    known = _pronouns(language)
    found = next((known[word] for word in WORD.findall(passage) if word in known), None)
    if found == "fp":
        return "p" if _plural_verb(language).search(cue) else "f"
    return found
