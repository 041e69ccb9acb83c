"""Decide whether two quotes have the same words: copied, shortened, or typed again with small changes.

The folded words are compared in order. Only equal words in a row, at least two, count as common. The longer quote may
have any number of further words, because a part of a quote is the same statement. Two quotes are different statements
if one has a number or a name where the other has a different word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice
from typing import Literal

from app.text.normalize import fold, visible_text
from app.text.similarity import bottom_runs
from app.text.text_numbers import (
    WORDINGS_BANDS,
    WORDINGS_CAPITALS,
    WORDINGS_COMMON,
    WORDINGS_LEAST_WORDS,
    WORDINGS_LETTERS,
    WORDINGS_MOST_WORDS,
)

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…:;\"“”‘(\[]\s*$")
_PIECE = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Wording:
    """The words of a quote."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words of the quote, at most the first `WORDINGS_MOST_WORDS`."""
        return tuple(_WORD.findall(fold(visible_text(self.text)))[:WORDINGS_MOST_WORDS])

    @cached_property
    def facts(self) -> tuple[bool, ...]:
        """For each word of the quote, whether the word is a number or a name."""
        numbers = [word[0].isdigit() for word in self.words]
        capitals = list(islice(_capitals(visible_text(self.text)), WORDINGS_MOST_WORDS))
        if len(capitals) != len(numbers) or sum(capitals) > WORDINGS_CAPITALS * len(capitals):
            return tuple(numbers)
        return tuple(map(max, numbers, capitals))

    @cached_property
    def bands(self) -> tuple[int, ...]:
        """The hashes by which stored quotes with similar words are looked up: similar quotes have some in common."""
        return bottom_runs(self.words, WORDINGS_BANDS)


def is_same_wording(one: Wording, other: Wording) -> bool:
    """Return whether one quote is a copy or a part of the other, or has the same words with small changes."""
    if one.words == other.words:
        return bool(one.words)
    shorter, longer = sorted((one, other), key=lambda wording: len(wording.words))
    if len(shorter.words) < WORDINGS_LEAST_WORDS:
        return False
    words = _spelled_alike(shorter.words, longer.words)
    blocks = SequenceMatcher(None, words, longer.words, autojunk=False).get_matching_blocks()
    common = sum(block.size for block in blocks if block.size > 1)
    return common >= WORDINGS_COMMON * len(words) and not _has_other_facts(shorter, longer, words)


def differences(first: str, other: str) -> list[tuple[Literal["equal", "delete", "insert"], str]]:
    """Return the steps that turn the first wording into the second, word by word: text to keep, delete or insert."""
    before, after = _PIECE.findall(first), _PIECE.findall(other)
    steps: list[tuple[Literal["equal", "delete", "insert"], str]] = []
    for step, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step == "equal":
            steps.append(("equal", "".join(before[a:b])))
            continue
        steps += [("delete", "".join(before[a:b]))] if b > a else []
        steps += [("insert", "".join(after[c:d]))] if d > c else []
    return steps


def _capitals(text: str) -> Iterator[bool]:
    """Yield for each word whether its capital marks a name: the word is capitalised and opens no sentence."""
    end = 0
    for match in _WORD.finditer(text):
        begins = match.start() == 0 or bool(_SENTENCE_END.search(text, end, match.start()))
        end = match.end()
        yield match[0][0].isupper() and not begins


def _spelled_alike(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return `words`; a word that differs by one typing error from a word of `others` is replaced by that word."""
    known = set(others)
    by_length: dict[int, list[str]] = {}
    for other in sorted(known):
        by_length.setdefault(len(other), []).append(other)

    def alike(word: str) -> str:
        if word in known or len(word) < WORDINGS_LETTERS or word[0].isdigit():
            return word
        near = (other for length in range(len(word) - 1, len(word) + 2) for other in by_length.get(length, ()))
        return next((other for other in near if is_one_letter_apart(word, other)), word)

    return [alike(word) for word in words]


def is_one_letter_apart(one: str, other: str) -> bool:
    """Return whether two words differ in one letter: missing, added, replaced, or swapped with the letter after it."""
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _has_other_facts(shorter: Wording, longer: Wording, words: Sequence[str]) -> bool:
    """Return whether two quotes differ in a fact: where one has a number or a name, the other has a different word.

    `words`: the words of the shorter quote, with typing errors replaced by the words of the longer one.
    """
    steps = SequenceMatcher(None, words, longer.words, autojunk=False).get_opcodes()
    replaced = ((a, b, c, d) for step, a, b, c, d in steps if step == "replace")
    return any(any(shorter.facts[a:b]) or (any(longer.facts[c:d]) and d - c <= b - a) for a, b, c, d in replaced)
