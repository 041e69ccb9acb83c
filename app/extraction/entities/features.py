"""What the tagger sees of each token: itself and its neighbours, the run of capitals it stands in, its place there.

An attribute is a string. Those that hang on one word alone are grouped (`Word`): added up once a word.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.extraction.entities.lexicon import CACHED, attributes, shape
from app.lang.gazetteers import places
from app.lang.pack import language_pack
from app.text.fold import lower
from app.text.tokens import Token

OFFSETS = ("-2", "-1", "0", "1", "2")
_LONGEST_PLACE, _LONGEST_RUN = 4, 40  # words
_MOST, _NEAR = 5, 3  # counted no further
_LETTERS = ("f=", "w=", "x3", "x4", "x5", "p4")
Tokens = Sequence[Token]
Word = tuple[str, str | None, str]  # role (an offset, or what it is to the run), text (None beyond the ends), language


class Seen(NamedTuple):
    """All that is seen of one token: words with their own attributes, and the attributes of the place."""

    words: list[Word]
    attributes: list[str]


@lru_cache(maxsize=2 * CACHED)
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


def see(tokens: Tokens, language: str, indexes: Iterable[int] | None = None) -> Iterator[Seen]:
    """What is seen of the tokens of a paragraph, or of some of them, in order."""
    runs, named = capital_runs(tokens, language), _places(tokens)
    texts = [None, None, *(token.text for token in tokens), None, None]
    for index in range(len(tokens)) if indexes is None else indexes:
        token = tokens[index]
        words: list[Word] = [(role, texts[index + at], language) for at, role in enumerate(OFFSETS)]
        found = ["b", *_marks(tokens, index), *named.get(index, ())]
        if index:
            found.append(f"bw={lower(tokens[index - 1].text, language)}|{lower(token.text, language)}")
            if index + 1 < len(tokens):
                before, after = shape(tokens[index - 1].text), shape(tokens[index + 1].text)
                found.append(f"ss={before[:2]}|{shape(token.text)[:2]}|{after[:2]}")
        run = runs.get(index)
        if run is not None:
            words += _run_words(tokens, run, language)
            found += _run_attributes(tokens, run, index)
        yield Seen(words, found)


def _marks(tokens: Tokens, index: int) -> Iterator[str]:
    """Suffixes behind apostrophes, here and beside, and the start of a sentence."""
    token = tokens[index]
    if token.opens:
        yield "opens"
    if token.suffix is not None:
        yield "suffix"
        yield f"suffix={token.suffix.lower()}"
    if index + 1 < len(tokens) and tokens[index + 1].suffix is not None and tokens[index + 1].is_name_like:
        yield "1:suffix"
    if index and tokens[index - 1].suffix is not None:
        yield "-1:suffix"


def capital_runs(tokens: Tokens, language: str) -> dict[int, tuple[int, int]]:
    """Runs of capitalised words and numbers, by each of their tokens; an apostrophe ends a run, a connector goes on."""
    found: dict[int, tuple[int, int]] = {}
    joints = _joints(language)
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


@lru_cache
def _joints(language: str) -> frozenset[str]:
    pack = language_pack(language)
    return pack.entities.connectors | frozenset(pack.quotes.organization_connectors)


def _run_words(tokens: Tokens, run: tuple[int, int], language: str) -> Iterator[Word]:
    start, end = run
    if end - start > 1:
        yield "last", tokens[end - 1].text, language
        yield "first", tokens[start].text, language
    if end < len(tokens):
        yield "next", tokens[end].text, language
    if start:
        yield "previous", tokens[start - 1].text, language


def _run_attributes(tokens: Tokens, run: tuple[int, int], index: int) -> Iterator[str]:
    start, end = run
    yield f"length={min(end - start, _MOST)}"
    yield f"at={min(index - start, _NEAR)}"
    yield f"left={min(end - 1 - index, _NEAR)}"
    yield f"ends-in-suffix={tokens[end - 1].suffix is not None}"
    yield f"run-opens={tokens[start].opens}"


def _places(tokens: Tokens) -> dict[int, list[str]]:
    """Tokens of places whose names have several words: the longest name that begins at each token."""
    found: dict[int, list[str]] = {}
    for start, token in enumerate(tokens):
        if not token.is_name_like or start in found:
            continue
        for size in range(min(_LONGEST_PLACE, len(tokens) - start), 1, -1):
            if " ".join(t.text for t in tokens[start : start + size]) in places():
                found |= {start + n: ["places-first" if n == 0 else "places-on"] for n in range(size)}
                break
    return found
