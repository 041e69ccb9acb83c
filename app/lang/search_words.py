"""Split a text into words, and compute each word's forms for the search index, in the same way for every database.

Each word has an exact form (folded: lower case, no accents) and at most one stem form. A stem form begins with the code
of a language (`tr0kar`), so that a stem of one language matches only articles in this language. Names are not stemmed.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import accumulate
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

_WORD = re.compile(r"[^\W_]+(?:['\u2019\u02bc][^\W_]+)*")
_LETTERS = re.compile(r"([^\W_]+)")
_APOSTROPHE = re.compile("['\u2019\u02bc]")
_APOSTROPHES = frozenset("'\u2019\u02bc")
_NO_NAMES: frozenset[str] = frozenset()


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


_word = partial(tuple.__new__, Word)  # makes a `Word` of its values, in half the time of `Word(…)`


def find_words(text: str, rules: WordRules) -> list[Word]:
    """Return the words of `text` in order. The parts of a word between apostrophes are separate words.

    If the rules cut suffixes off, a word ends before its first case ending: tr `Ankara'da` → `Ankara`.
    """
    # Each step computes one value of all words: this takes half the time of a loop that makes one word after another.
    pieces = _LETTERS.split(text)  # the text before the first word, this word, the text before the second word …
    gaps, printed, ends = pieces[::2], pieces[1::2], list(accumulate(map(len, pieces)))
    known = rules.memo.get
    forms = [known(word) or _learn(word, rules) for word in printed]
    endings = set(_case_endings(printed, gaps)) if rules.cuts_suffixes else set[int]()
    exact, stems, is_name = [form.exact for form in forms], [form.stem for form in forms], [False] * len(forms)
    for number in _names(forms, gaps, endings, rules):
        stems[number], is_name[number] = forms[number].stem_of_name, True
    words = list(map(_word, zip(ends[::2], ends[1::2], exact, stems, is_name, strict=False)))
    return [word for number, word in enumerate(words) if number not in endings] if endings else words


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


def _case_endings(printed: Sequence[str], gaps: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the parts that do not belong to a word: its first case ending, and all parts after it.

    A part belongs to the same word as the part before it if only an apostrophe stands between them (`gaps`).
    """
    cut = -1
    for number in [number for number, gap in enumerate(gaps) if gap in _APOSTROPHES]:
        is_between = 0 < number < len(printed)
        if is_between and (number - 1 == cut or not _continues_name(printed[number - 1], printed[number])):
            yield (cut := number)


def _continues_name(before: str, part: str) -> bool:
    """Return whether `part`, which follows an apostrophe, belongs to the name before the apostrophe.

    `Neill` does in `O'Neill`, `DA` does not in `ANKARA'DA`.
    """
    return part[0].isupper() and (len(before) == 1 or not part.isupper())


def _names(forms: Sequence["_Forms"], gaps: Sequence[str], endings: Container[int], rules: WordRules) -> Iterator[int]:
    """Yield the numbers of the words that are names: they have a capital, and are listed as names or marked as such."""
    for number, form in enumerate(forms):
        if form.is_capital and (
            form.is_known or form.exact in rules.article_names or _is_marked(number, forms, gaps, endings, rules)
        ):
            yield number


def _is_marked(
    number: int, forms: Sequence["_Forms"], gaps: Sequence[str], endings: Container[int], rules: WordRules
) -> bool:
    """Return whether the capital of a capitalised word shows that the word is a name.

    It does in two cases: one space and a word without a capital stand before the word, so it does not open a sentence;
    or an apostrophe and a case ending follow the word. In languages that write every noun with a capital, it never
    does.
    """
    if rules.capital_nouns:
        return False
    before = number - 1
    is_inside = before >= 0 and gaps[number] == " " and not forms[before].is_capital and before not in endings
    return is_inside or (rules.cuts_suffixes and gaps[number + 1][:1] in _APOSTROPHES)


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
