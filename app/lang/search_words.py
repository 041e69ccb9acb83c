"""Split a text into words, and compute each word's forms for the search index, in the same way for every database.

Each word has an exact form (folded: lower case, no accents) and at most one stem form. A stem form begins with the code
of a language (`tr0kar`), so that a stem of one language matches only articles in this language. Names are not stemmed.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from app.lang.lang_numbers import (
    SEARCH_WORDS_CACHED,
    SEARCH_WORDS_LONGEST,
    SEARCH_WORDS_MEMO,
    SEARCH_WORDS_QUERY_STEM,
    SEARCH_WORDS_STEM,
)
from app.text.normalize import fold, lower

_WORD = re.compile(r"[^\W_]+((?:['\u2019\u02bc][^\W_]+)+)?")
_APOSTROPHE = re.compile("['\u2019\u02bc]")
_NO_NAMES: frozenset[str] = frozenset()
_new = tuple.__new__  # creates a named tuple in half the time of `Word(…)`


@dataclass(frozen=True)
class WordRules:
    """Rules to split and stem the words of one article."""

    language: str
    stemmer: str = ""  # name of a Snowball algorithm, or empty
    cuts_suffixes: bool = False  # whether case endings after an apostrophe are left out: tr `Ankara'da` → `Ankara`
    capital_nouns: bool = False  # whether the language writes every noun with a capital
    known_names: Container[str] = _NO_NAMES  # folded words that are names in any article if they are capitalised
    article_names: Container[str] = _NO_NAMES  # folded words that are names in this article if they are capitalised
    frequent: Container[str] = _NO_NAMES  # frequent folded words, to tell names from other words with a capital
    # word as printed -> its forms; emptied when it has SEARCH_WORDS_MEMO words
    memo: dict[str, "_Forms"] = field(default_factory=dict, compare=False, repr=False)


class _Forms(NamedTuple):
    """What is computed once for each spelling of a word, because it does not depend on the text around the word."""

    exact: str
    is_capital: bool
    is_known: bool  # whether the word is capitalised and a known name
    stem: str | None
    stem_of_name: str | None


class Word(NamedTuple):
    """A word of a text; `start` and `end` are offsets in code points."""

    start: int
    end: int
    exact: str  # the word itself, not its stem: in lower case and without accents
    stem: str | None  # stem form, if the language has stems
    is_name: bool


def find_words(text: str, rules: WordRules) -> list[Word]:
    """Return the words of `text` in order."""
    # If a word does not begin with a capital, and one space follows the word, the next word does not open a sentence.
    # `inside` is the offset at which this next word would begin; -1 if the next word may open a sentence.
    inside = -1
    known, names, found = rules.memo.get, rules.article_names, list[Word]()
    add = found.append
    for start, end, printed in _spans(text, rules):
        exact, is_capital, is_known, stem, stem_of_name = known(printed) or _learn(printed, rules)
        is_name = False
        if is_capital:
            is_name = exact in names or is_known or _is_marked(text, start, end, inside, rules)
            inside = -1
        else:
            inside = end + 1 if text[end : end + 1] == " " else -1
        add(_new(Word, (start, end, exact, stem_of_name if is_name else stem, is_name)))
    return found


def index_forms(words: Sequence[Word]) -> tuple[list[str], list[str]]:
    """Return the exact form of every word, in order, and each stem form of the words once."""
    return [word.exact for word in words], list(dict.fromkeys(word.stem for word in words if word.stem))


def tagged(form: str, language: str) -> str:
    """Return a stem form: the article's language, a `0` and `form`: tr `kar` → `tr0kar`."""
    return f"{language}0{form}"


def split_words(text: str) -> list[list[str]]:
    """Return the words of a query's text, each split at its apostrophes."""
    return [_APOSTROPHE.split(match[0]) for match in _WORD.finditer(text)]


@lru_cache(maxsize=SEARCH_WORDS_CACHED)
def folded(word: str) -> str:
    """Return the first SEARCH_WORDS_LONGEST letters and digits of a word, folded; `0` if it has no letter or digit."""
    return "".join(char for char in fold(word) if char.isalnum())[:SEARCH_WORDS_LONGEST] or "0"


@lru_cache(maxsize=SEARCH_WORDS_CACHED)
def stemmed(word: str, language: str, stemmer: str) -> str:
    """Return the folded stem of a word; its exact form if the word is longer than SEARCH_WORDS_LONGEST."""
    if len(word) > SEARCH_WORDS_LONGEST:
        return folded(word)
    # create a new stemmer for each word: a stemmer object is not thread-safe, and a new one takes only a microsecond
    return folded(Stemmer.Stemmer(stemmer, 0).stemWord(lower(word, language)))


def _spans(text: str, rules: WordRules) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and text of each word. The parts of a word between apostrophes are separate words."""
    for match in _WORD.finditer(text):
        if match.lastindex is None:  # no apostrophe
            start, end = match.span()
            yield start, end, match[0]
            continue
        start = match.start()
        for part in _parts(match[0], rules):
            yield start, start + len(part), part
            start += len(part) + 1


def _parts(word: str, rules: WordRules) -> list[str]:
    """Return the parts of a word between its apostrophes: `O'Neill` → `O`, `Neill`.

    If the rules cut suffixes off, only the parts before the first case ending are returned: tr `Ankara'da` → `Ankara`.
    """
    parts = _APOSTROPHE.split(word)
    if not rules.cuts_suffixes or len(parts) == 1:
        return parts
    endings = (n for n, part in enumerate(parts) if n and not _continues_name(parts[n - 1], part))
    return parts[: next(endings, len(parts))]


def _continues_name(before: str, part: str) -> bool:
    """Return whether `part`, which follows an apostrophe, belongs to the name before the apostrophe.

    `Neill` does in `O'Neill`, `DA` does not in `ANKARA'DA`.
    """
    return part[0].isupper() and (len(before) == 1 or not part.isupper())


def _is_marked(text: str, start: int, end: int, inside: int, rules: WordRules) -> bool:
    """Return whether the capital of a capitalised word shows that the word is a name.

    It does in two cases: the word begins at the offset `inside`, and so does not open a sentence (see `find_words`); or
    an apostrophe and a case ending follow the word. In languages that write every noun with a capital, it never does.
    """
    if rules.capital_nouns:
        return False
    return start == inside or (rules.cuts_suffixes and _APOSTROPHE.match(text, end) is not None)


def _learn(printed: str, rules: WordRules) -> _Forms:
    """Compute the forms of a word, and keep them in `rules.memo`."""
    if len(rules.memo) >= SEARCH_WORDS_MEMO:
        rules.memo.clear()
    exact, is_capital = folded(printed), printed[0].isupper()
    stems = (_stem_form(printed, exact, rules, is_name=is_name) for is_name in (False, True))
    is_known = is_capital and not rules.capital_nouns and exact in rules.known_names
    found = rules.memo[printed] = _Forms(exact, is_capital, is_known, *stems)
    return found


def _stem_form(printed: str, exact: str, rules: WordRules, *, is_name: bool) -> str | None:
    if not rules.stemmer and not rules.cuts_suffixes:
        return None
    if is_name or not rules.stemmer:
        return tagged(exact, rules.language)
    stem = stemmed(printed, rules.language, rules.stemmer)
    is_word = len(stem) >= SEARCH_WORDS_STEM and (
        len(stem) >= SEARCH_WORDS_QUERY_STEM or not _may_be_name(printed, exact, stem, rules)
    )
    return tagged(stem if is_word else exact, rules.language)


def _may_be_name(printed: str, exact: str, stem: str, rules: WordRules) -> bool:
    """Return whether a word may be a name: it is capitalised, and begins with no frequent word longer than `stem`.

    True for `Biden`. False for tr `Evlerinden` (`stem`: `ev`), which begins with the frequent word `evler`. False for
    every word in languages that write every noun with a capital.
    """
    if not printed[0].isupper() or rules.capital_nouns:
        return False
    return not any(exact[:end] in rules.frequent for end in range(len(stem) + 1, len(exact) + 1))
