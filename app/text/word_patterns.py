"""Build regular expressions from lists of words."""

import re
from collections.abc import Iterable
from typing import TypeAlias

# Regular expression that never matches. For speed, it begins with a character that no text has: `re` looks for this
# character, but would try `(?!)` at every position of a text.
NEVER = r"(?:\x00(?!))"
_APOSTROPHES = str.maketrans("\u2019", "'")
_Trie: TypeAlias = "dict[str, _Trie]"


def either(words: Iterable[str], patterns: Iterable[str] = ()) -> str:
    """Return the source of a regex group that matches one of `words` or, if none matches, one of `patterns`.

    Longer words are tried first. Words are matched literally, but straight and curly apostrophes match each other.
    Without words and patterns the group never matches.
    """
    trie = _trie(words)
    alternatives = [*([_branches(trie)] if trie else []), *patterns]
    return f"(?:{'|'.join(alternatives)})" if alternatives else NEVER


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that matches one of `words` if no letter or digit is beside it. Longer words are tried first.

    For speed, the test of the character before a word stands after the first letter of the word: `re` finds a letter
    much faster than the beginning of a word. Without words the pattern never matches.
    """
    starts = [(_literal(char), below) for char, below in sorted(_trie(words).items())]
    found = "|".join(rf"{first}(?<!\w{first}){_branches(below)}" for first, below in starts)
    return re.compile(rf"(?:{found})(?!\w)" if found else NEVER)


def _trie(words: Iterable[str]) -> _Trie:
    trie: _Trie = {}
    for word in words:
        node = trie
        for char in word.translate(_APOSTROPHES):
            node = node.setdefault(char, {})
        node[""] = {}
    return trie


def _branches(node: _Trie) -> str:
    """Return the source of a pattern for all ways to continue from this node of a trie (a tree of letters)."""
    branches = [_literal(char) + _branches(below) for char, below in sorted(node.items()) if char]
    if not branches:
        return ""
    if "" not in node:
        return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{'|'.join(branches)})?"


def _literal(char: str) -> str:
    if char == "'":
        return "['\u2019]"
    return re.escape(char)
