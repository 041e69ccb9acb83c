"""Generate the words that differ from a word by one typing error.

The words come from Python and not from the database, so that searches find the same on all databases.
"""

from functools import lru_cache

LEAST = 5  # misspellings are searched only for words of at least this many letters
MOST = 20  # misspellings are searched only for words of at most this many letters
_LATIN = "abcdefghijklmnopqrstuvwxyz0123456789"
_ALPHABETS = (_LATIN, "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџ", "αβγδεζηθικλμνξοπρστυφχψωςς")


@lru_cache(maxsize=1_000)
def misspellings(word: str) -> frozenset[str]:
    """Return the words that differ from a folded word by one letter omitted, added or replaced, or by two swapped."""
    if not LEAST <= len(word) <= MOST:
        return frozenset()
    letters = next((alphabet for alphabet in _ALPHABETS if word[0] in alphabet), "".join(sorted(set(word))))
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    shorter = {left + right[1:] for left, right in parts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1}
    replaced = {left + letter + right[1:] for left, right in parts if right for letter in letters}
    longer = {left + letter + right for left, right in parts for letter in letters}
    return frozenset(shorter | swapped | replaced | longer) - {word}
