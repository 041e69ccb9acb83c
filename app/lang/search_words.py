"""The words of a text as search indexes and asks for them: one fold for both sides, on every database."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

import snowballstemmer

from app.lang.pack import known_languages, language_pack
from app.text.normalize import fold, lower

MAX_LETTERS = 60
_WORD = re.compile(r"[^\W_]+(?:['\u2019\u02bc][^\W_]+)*")
_APOSTROPHE = re.compile("['\u2019\u02bc]")


class Found(NamedTuple):
    """A word of a text: its place, half-open, and what the index holds of it."""

    start: int
    end: int
    exact: str
    stems: tuple[str, ...]


def find_words(text: str, language: str) -> Iterator[Found]:
    """The words of a text as met, folded, and stemmed. A capitalised word also stands unstemmed: names have no stem."""
    for start, end in _spans(text, language):
        word = text[start:end]
        met, stem = folded(word), stemmed(word, language)
        yield Found(start, end, met, (stem, met) if word[0].isupper() else (stem,))


def index_words(text: str, language: str, most: int) -> tuple[list[str], list[str]]:
    """The first `most` words as met, folded; and the different ones stemmed."""
    words = list(islice(find_words(text, language), most))
    return [word.exact for word in words], list(dict.fromkeys(stem for word in words for stem in word.stems))


def _spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Words between apostrophes; where those set off case endings, only what stands before the first."""
    for match in _WORD.finditer(text):
        start = match.start()
        parts = _APOSTROPHE.split(match[0])
        for part in parts[:1] if language_pack(language).apostrophe_suffixes else parts:
            yield start, start + len(part)
            start += len(part) + 1


def query_parts(word: str) -> list[str]:
    """The parts of a query's word; beside an apostrophe only those of three letters or more, if there are any."""
    parts = [part for match in _WORD.finditer(word) for part in _APOSTROPHE.split(match[0])]
    return [part for part in parts if len(part) > 2] or parts


def query_stems(word: str) -> list[str]:
    """Every form the word may have in the index: as met, and stemmed in each language, which a query does not name."""
    return sorted({folded(word), *(stemmed(word, language) for language in _stemmed_languages())})


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """Lower case without accents, letters and digits only."""
    return "".join(char for char in fold(word) if char.isalnum())[:MAX_LETTERS] or "0"


@lru_cache(maxsize=200_000)
def stemmed(word: str, language: str) -> str:
    """The folded stem; in a language without a stemmer the folded word."""
    stemmer = _stemmer(language)
    if stemmer is None or len(word) > MAX_LETTERS:
        return folded(word)
    return folded(stemmer.stemWord(lower(word, language)))


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer | None:
    name = language_pack(language).stemmer
    return snowballstemmer.stemmer(name) if name else None


@cache
def _stemmed_languages() -> tuple[str, ...]:
    """Languages with a stemmer."""
    return tuple(language for language in sorted(known_languages()) if language_pack(language).stemmer)
