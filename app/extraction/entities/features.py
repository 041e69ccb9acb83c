"""Features of a token for the tagger: words near it, its run (capitalised words in a row), its position in the run.

A feature consists of an attribute of a word (a string such as `w=said`) and the role of this word for the token:
`next`, for example. The model has a weight for each attribute, role and label.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from app.extraction.entities.candidates import connectors
from app.extraction.entities.endings import without_ending
from app.extraction.entities.entity_numbers import (
    FEATURES_CONNECTORS,
    FEATURES_EDGE,
    FEATURES_NEAR,
    FEATURES_PLACE,
    FEATURES_RUN,
    SHARED_CACHED,
    SHARED_NAME,
    SHARED_RUN,
)
from app.extraction.entities.gazetteer import is_listed_organization, organizations
from app.extraction.entities.learned_lists import kind_of_name, opens_long_name
from app.lang.gazetteers import places
from app.lang.pack import language_pack
from app.text.normalize import fold, lower
from app.text.tokens import Token, phrase

# Roles of a word for a token: its distance from the token, or its position in or beside the token's run. The role
# `here` is for attributes that belong to no single word, such as the position of the token in its run.
HERE = "here"
ROLES = (HERE, "next", "previous", "-2", "2", "-1", "0", "1", "last", "first")
EDGE = "#"
Tokens = Sequence[Token]
Run = tuple[int, int]  # a run of capitalised words: (index of its first token, index after its last token)
Place = tuple[Any, ...]


class Surroundings:
    """For each token of a paragraph: its run of capitalised words, its position there, and known names beside it."""

    def __init__(self, tokens: Tokens, language: str) -> None:
        self._tokens, self._language = tokens, language
        self._runs = capital_runs(tokens, language)
        self._run_of = {at: run for run in self._runs for at in range(*run)}
        self._places, self._names = _places(tokens, self._run_of), _known_names(tokens, self._run_of, language)

    def run(self, index: int) -> Run | None:
        """Return the run of capitalised words to which the token at `index` belongs, or None."""
        return self._run_of.get(index)

    def place(self, index: int) -> Place:
        """Return what is known of a token and its neighbours except their words: suffixes, lists, position in the run.

        Only few different values occur, so the tagger can use them as cache keys.
        """
        tokens, run = self._tokens, self._run_of.get(index)
        token, ahead = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
        surroundings = (
            self._language,
            token.opens,
            token.suffix and token.suffix.lower(),
            ahead is not None and ahead.suffix is not None and ahead.text[0].isupper(),
            index > 0 and tokens[index - 1].suffix is not None,
            self._places.get(index),
            self._names.get(index),
            self._names.get(index + 1),
            self._names.get(index - 1),
        )
        return surroundings if run is None else (*surroundings, *_place_in_run(tokens, run, index))

    def stretches(self) -> Iterator[range]:
        """Yield the ranges of tokens to label: each run of capitalised words, with `FEATURES_NEAR` words on each side.

        A run that is only a function word at the start of a sentence is left out.
        """
        common, size, first, last = language_pack(self._language).common_words, len(self._tokens), 0, 0
        for start, end in self._runs:
            token = self._tokens[start]
            if end - start == 1 and token.opens and lower(token.text, self._language) in common:
                continue
            if start - FEATURES_NEAR > last:
                yield from [range(first, last)] if last else []
                first = start - FEATURES_NEAR
            last = min(size, end + FEATURES_NEAR)
        yield from [range(first, last)] if last else []


def place_attributes(place: Place) -> tuple[str, ...]:
    """Return the attributes (such as `opens`) for what is known of a token and its neighbours.

    `place` comes from `Surroundings.place`. Each attribute is returned twice: without and with the language (`opens`,
    `opens@tr`).
    """
    language, opens, suffix, suffix_ahead, suffix_before, place_name, name, name_ahead, name_before, *run = place
    found = ["b", *(["opens"] if opens else [])]
    found += ["suffix", f"suffix={suffix}"] if suffix is not None else []
    found += ["1:suffix"] if suffix_ahead else []
    found += ["-1:suffix"] if suffix_before else []
    found += [listed for listed in (place_name, name) if listed]
    found += [f"1:{name_ahead}"] if name_ahead else []
    found += [f"-1:{name_before}"] if name_before else []
    if run:
        length, at, left, ends_in_suffix, run_opens = run
        found += [f"length={length}", f"at={at}", f"left={left}"]
        found += [f"ends-in-suffix={ends_in_suffix}", f"run-opens={run_opens}"]
    return (*found, *[f"{name}@{language}" for name in found])


def pair_attribute(before: str, word: str) -> str:
    """Return the attribute (`bw=…`) for two neighbouring words, given in lower case."""
    return f"bw={before}|{word}"


def is_mark(low: str) -> bool:
    """Return whether a token is a punctuation mark. The start and the end of the text count as marks."""
    return not low[:1].isalnum()


def marks_attribute(mark: str, two_ahead: str, opens: bool) -> str:
    """Return the attribute for the one or two punctuation marks after a word.

    It also says whether the word opens a sentence.
    """
    return f"mm={mark}|{two_ahead if is_mark(two_ahead) else ''}|{opens}"


def frame_attributes(before: str, case: str, mark: str, opens: bool) -> tuple[str, str]:
    """Return two attributes: a word's usual case (`cm=…`), and the last two letters of the word before it (`bm=…`).

    Both contain the punctuation mark after the word.
    """
    return f"cm={case}|{mark}|{opens}", f"bm={before[-2:]}|{mark}"


def shapes_attribute(before: str, word: str, ahead: str) -> str:
    """Return the attribute (`ss=…`) for the shapes of three neighbouring words, each shape cut to two characters."""
    return f"ss={before[:2]}|{word[:2]}|{ahead[:2]}"


def capital_runs(tokens: Tokens, language: str) -> list[Run]:
    """Return the runs: capitalised words and numbers in a row.

    A suffix after an apostrophe ends a run; a connector does not.
    """
    joints, size, after = connectors(language), len(tokens), 0
    found: list[Run] = []
    for start in [index for index, token in enumerate(tokens) if token.text[0].isupper()]:
        if start < after:
            continue
        after = start + 1
        while after < size and after - start < SHARED_RUN and (step := _step(tokens, after, joints)):
            after += step
        found.append((start, after))
    return found


def _step(tokens: Tokens, at: int, joints: frozenset[str]) -> int:
    """Return how many of the next tokens belong to the run of capitalised words.

    That is 1 for a capitalised word or a number, more if connectors precede the word, and 0 if the run has ended.
    """
    token = tokens[at]
    if tokens[at - 1].suffix is not None or not token.after_space:
        return 0
    if token.text[0].isupper() or token.text[0].isdigit():
        return 1
    after = at
    while after < len(tokens) and after - at < FEATURES_CONNECTORS and tokens[after].text in joints:
        after += 1
    return after + 1 - at if at < after < len(tokens) and tokens[after].text[0].isupper() else 0


def _place_in_run(tokens: Tokens, run: Run, index: int) -> Place:
    start, end = run
    length, before, left = (
        min(end - start, FEATURES_RUN),
        min(index - start, FEATURES_EDGE),
        min(end - 1 - index, FEATURES_EDGE),
    )
    return length, before, left, tokens[end - 1].suffix is not None, tokens[start].opens


def _known_names(tokens: Tokens, indexes: Iterable[int], language: str) -> dict[int, str]:
    """Map the index of each token in a known name to an attribute such as `name=PER`.

    Where names overlap, the longest counts.
    """
    found: dict[int, str] = {}
    for start in indexes:
        word = tokens[start].text
        if start in found or not word[0].isupper():
            continue
        opens_long, alone = _known_word(word, language)
        size, kind = _longest_name(tokens, start, language) if opens_long else (1, None)
        if kind := kind or alone:
            found[start] = f"name={kind}"
            found |= dict.fromkeys(range(start + 1, start + size), f"name-on={kind}")
    return found


def _longest_name(tokens: Tokens, start: int, language: str) -> tuple[int, str | None]:
    """Return (number of tokens, kind) of the longest known name at `start`; (1, None) if none has two words or more."""
    words = [token.text for token in tokens[start : start + SHARED_NAME]]
    for size in range(len(words), 1, -1):
        if kind := _kind_of_phrase(" ".join(words[:size]).replace("' ", "'"), language):
            return size, kind
    return 1, None


@lru_cache(maxsize=SHARED_CACHED)
def _kind_of_phrase(name: str, language: str) -> str | None:
    folded = fold(name)
    return "ORG" if is_listed_organization(name, folded, language) else kind_of_name(folded)


@lru_cache(maxsize=SHARED_CACHED)
def _known_word(word: str, language: str) -> tuple[bool, str | None]:
    """Return whether a known name of several words begins with the word, and the kind of the word as a whole name."""
    folded = fold(word)
    opens_long = folded in _openings(language) or opens_long_name(folded)
    return opens_long, _kind_of_phrase(without_ending(word, language), language)


@cache
def _openings(language: str) -> frozenset[str]:
    """Return the first words of all organizations that the language pack lists."""
    return frozenset(name.partition(" ")[0] for name in organizations(language))


def _places(tokens: Tokens, indexes: Iterable[int]) -> dict[int, str]:
    """Map the index of each token in a place name of several words to an attribute such as `places-first`.

    Where names overlap, the longest counts.
    """
    found: dict[int, str] = {}
    beginnings = _beginnings()
    for start in indexes:
        if start in found or tokens[start].text not in beginnings:
            continue
        for size in range(min(FEATURES_PLACE, len(tokens) - start), 1, -1):
            if phrase(tokens[start : start + size]) in places():
                found |= {start + n: "places-on" if n else "places-first" for n in range(size)}
                break
    return found


@cache
def _beginnings() -> frozenset[str]:
    """Return the first words of all known place names of several words."""
    return frozenset(name.partition(" ")[0] for name in places() if " " in name)
