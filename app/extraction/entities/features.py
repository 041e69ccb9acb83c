"""What the tagger sees of each token: itself and its neighbours, the run of capitals it stands in, its place there.

An attribute is a string. Those that hang on one word alone are grouped (`Word`): added up once a word.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.extraction.entities.candidates import connectors
from app.extraction.entities.lexicon import CACHED, attributes, shape
from app.lang.gazetteers import places
from app.text.fold import lower
from app.text.tokens import Token

OFFSETS = ("-2", "-1", "0", "1", "2")
_LONGEST_PLACE, _LONGEST_RUN = 4, 40  # words
_MOST, _NEAR = 5, 3  # counted no further
_LETTERS = ("f=", "w=", "x3", "x4", "x5", "p4")
Tokens = Sequence[Token]
Runs = dict[int, tuple[int, int]]
Word = tuple[str, str | None, str]  # role (an offset, or what it is to the run), text (None beyond the ends), language


class Run(NamedTuple):
    """Where a token stands in its run of capitals, counted up to a few."""

    length: int
    before: int
    behind: int
    ends_in_suffix: bool
    opens: bool


class Place(NamedTuple):
    """What surrounds a token, whatever its word: there are few different ones."""

    opens: bool
    suffix: str | None
    suffix_ahead: bool
    suffix_before: bool
    in_place_name: str | None
    run: Run | None


class Seen(NamedTuple):
    """All that is seen of one token: its place, words with their own attributes, attributes of pairs of words."""

    place: Place
    words: list[Word]
    pairs: list[str]


def word_attributes(word: Word) -> tuple[str, ...]:
    """The attributes of a word in its role; `None` is the edge of the text."""
    role, text, language = word
    if text is None:
        return (f"{role}:#",)
    known = attributes(text, language)
    if role in ("-2", "2"):
        known = tuple(name for name in known if name[:2] in ("w=", "s=", "z=") or "=" not in name)
    elif role == "last":
        known = tuple(name for name in known if name[:2] in _LETTERS or "=" not in name)
    elif role == "first":
        known = tuple(name for name in known if "=" not in name)
    elif role in ("next", "previous"):
        low = lower(text, language)
        known = (f"w={low}", f"f={low[:_MOST]}")
    return tuple(f"{role}:{name}" for name in known)


@lru_cache(maxsize=CACHED)
def place_attributes(place: Place) -> tuple[str, ...]:
    """The attributes of a place."""
    found = ["b", *(["opens"] if place.opens else [])]
    found += ["suffix", f"suffix={place.suffix}"] if place.suffix is not None else []
    found += ["1:suffix"] if place.suffix_ahead else []
    found += ["-1:suffix"] if place.suffix_before else []
    found += [place.in_place_name] if place.in_place_name else []
    if place.run is not None:
        found += [f"length={place.run.length}", f"at={place.run.before}", f"left={place.run.behind}"]
        found += [f"ends-in-suffix={place.run.ends_in_suffix}", f"run-opens={place.run.opens}"]
    return tuple(found)


def see(tokens: Tokens, language: str, runs: Runs, indexes: Iterable[int]) -> Iterator[Seen]:
    """What is seen of some tokens of a paragraph, in order; `runs` are its `capital_runs`."""
    named = _places(tokens)
    texts = [None, None, *(token.text for token in tokens), None, None]
    for index in indexes:
        run = runs.get(index)
        words: list[Word] = [(role, texts[index + at], language) for at, role in enumerate(OFFSETS)]
        if run is not None:
            words += _run_words(tokens, run, language)
        yield Seen(_place(tokens, index, run, named.get(index)), words, _pairs(tokens, index, language))


def _place(tokens: Tokens, index: int, run: tuple[int, int] | None, in_place_name: str | None) -> Place:
    token, ahead = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    return Place(
        token.opens,
        token.suffix and token.suffix.lower(),
        ahead is not None and ahead.suffix is not None and ahead.is_name_like,
        index > 0 and tokens[index - 1].suffix is not None,
        in_place_name,
        _in_run(tokens, run, index) if run else None,
    )


def _in_run(tokens: Tokens, run: tuple[int, int], index: int) -> Run:
    start, end = run
    return Run(
        min(end - start, _MOST),
        min(index - start, _NEAR),
        min(end - 1 - index, _NEAR),
        tokens[end - 1].suffix is not None,
        tokens[start].opens,
    )


def _pairs(tokens: Tokens, index: int, language: str) -> list[str]:
    """The word with the one before it, and the shapes of three."""
    if not index:
        return []
    before, word = tokens[index - 1].text, tokens[index].text
    found = [f"bw={lower(before, language)}|{lower(word, language)}"]
    if index + 1 < len(tokens):
        found.append(f"ss={shape(before)[:2]}|{shape(word)[:2]}|{shape(tokens[index + 1].text)[:2]}")
    return found


def capital_runs(tokens: Tokens, language: str) -> Runs:
    """Runs of capitalised words and numbers, by each of their tokens; an apostrophe ends a run, a connector goes on."""
    found: Runs = {}
    joints = connectors(language)
    start = 0
    while start < len(tokens):
        end = start + 1
        if tokens[start].is_name_like:
            while end < len(tokens) and end - start < _LONGEST_RUN and (step := _step(tokens, end, joints)):
                end += step
            found |= dict.fromkeys(range(start, end), (start, end))
        start = end
    return found


def _step(tokens: Tokens, at: int, joints: frozenset[str]) -> int:
    """By how many tokens a run goes on."""
    token = tokens[at]
    if tokens[at - 1].suffix is not None or not token.after_space:
        return 0
    if token.is_name_like or token.text[0].isdigit():
        return 1
    return 2 if token.text in joints and at + 1 < len(tokens) and tokens[at + 1].is_name_like else 0


def _run_words(tokens: Tokens, run: tuple[int, int], language: str) -> Iterator[Word]:
    start, end = run
    if end - start > 1:
        yield "last", tokens[end - 1].text, language
        yield "first", tokens[start].text, language
    if end < len(tokens):
        yield "next", tokens[end].text, language
    if start:
        yield "previous", tokens[start - 1].text, language


def _places(tokens: Tokens) -> dict[int, str]:
    """Tokens of places whose names have several words: the longest name that begins at each token."""
    found: dict[int, str] = {}
    for start, token in enumerate(tokens):
        if not token.is_name_like or start in found:
            continue
        for size in range(min(_LONGEST_PLACE, len(tokens) - start), 1, -1):
            if " ".join(t.text for t in tokens[start : start + size]) in places():
                found |= {start + n: "places-first" if n == 0 else "places-on" for n in range(size)}
                break
    return found
