"""Find the words that an article prints beside an acronym in brackets: `Project Management Professional (PMP)`."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from app.extraction.entities.candidates import Named
from app.extraction.entities.entity_numbers import SHARED_BRACKET
from app.extraction.entities.surroundings import Texts
from app.text.normalize import fold

_OPENING = ("(", "[")
# matches the text between a name and an acronym in brackets: tr `Para Kurulu'nun (PK)` has a case ending before it
_BRACKET = re.compile(r"(?:['\u2019]\w{1,6})? [(\[]")
Pair = tuple[Named, Named]


def bracketed_pairs(mentions: Sequence[Named], texts: Texts) -> list[Pair]:
    """Return each mention with the next one, if the next one stands in brackets directly after it."""
    pairs = ((one, other) for one, other in pairwise(mentions) if one.field == other.field)
    if not texts:
        return [(a, b) for a, b in pairs if b.start - a.end == SHARED_BRACKET]
    # the character before the acronym is tested first, for speed
    bracketed = ((a, b) for a, b in pairs if texts[b.field][b.start - 1 : b.start] in _OPENING)
    return [(a, b) for a, b in bracketed if _BRACKET.fullmatch(texts[b.field], a.end, b.start)]


def spelt_out(pairs: Iterable[Pair]) -> dict[str, str]:
    """Map each acronym to the folded name of the organization beside it: `UIS (Universidad Industrial de Santander)`.

    Either the acronym or the name is in brackets.
    """
    both = [pair for one, other in pairs for pair in ((one, other), (other, one))]
    found = [(a, b.name) for b, a in both if _is_organization(b) and abbreviates(a.name, b.name)]
    return {short.name: fold(long) for short, long in reversed(found)}


def _is_organization(named: Named) -> bool:
    return named.kind == "organization" and " " in named.name


def abbreviates(short: str, name: str) -> bool:
    """Return whether `short` has the form of an acronym, and its letters stand in the name in this order.

    The first letter of both is the same: `DKG` and `Deutsche Krankenhausgesellschaft`, `Jaxa` and `Japan Aerospace
    Exploration Agency`.
    """
    letters, rest = fold(short), iter(fold(name))
    is_form = short.isalpha() and short[0].isupper() and len(short) > 1
    return is_form and fold(name).startswith(letters[0]) and all(letter in rest for letter in letters)


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
