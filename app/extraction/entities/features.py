"""What the tagger sees of each token: words around it, the run of capitals it stands in, its place there.

An attribute is a string. Those of a word do not depend on the token it is seen from: the model holds one weight
for each role that the word can play for that token.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from app.extraction.entities.candidates import connectors
from app.lang.gazetteers import places
from app.lang.pack import language_pack
from app.text.normalize import lower
from app.text.tokens import Token

# The roles of a word for a token: nothing but its place (the first), an offset, an end of its run, what is beside it.
HERE = "here"
ROLES = (HERE, "next", "previous", "-2", "2", "-1", "0", "1", "last", "first")
_LONGEST_PLACE, _LONGEST_RUN = 4, 40  # words
_MOST, _NEAR = 5, 3  # counted no further
NEAR = 2  # words beside a capital that are labelled too, and words that are seen on either side
EDGE = "#"
Tokens = Sequence[Token]
Run = tuple[int, int]  # first token, token after the last
Place = tuple[object, ...]


def place_of(tokens: Tokens, index: int, run: Run | None, in_place_name: str | None) -> Place:
    """What surrounds a token, whatever its word; there are few different ones."""
    token, ahead = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    surroundings = (
        token.opens,
        token.suffix and token.suffix.lower(),
        ahead is not None and ahead.suffix is not None and ahead.text[0].isupper(),
        index > 0 and tokens[index - 1].suffix is not None,
        in_place_name,
    )
    if run is None:
        return surroundings
    start, end = run
    length, before, left = min(end - start, _MOST), min(index - start, _NEAR), min(end - 1 - index, _NEAR)
    return (*surroundings, length, before, left, tokens[end - 1].suffix is not None, tokens[start].opens)


def place_attributes(place: Place) -> tuple[str, ...]:
    """The attributes of a place."""
    opens, suffix, suffix_ahead, suffix_before, in_place_name, *run = place
    found = ["b", *(["opens"] if opens else [])]
    found += ["suffix", f"suffix={suffix}"] if suffix is not None else []
    found += ["1:suffix"] if suffix_ahead else []
    found += ["-1:suffix"] if suffix_before else []
    found += [str(in_place_name)] if in_place_name else []
    if run:
        length, at, left, ends_in_suffix, run_opens = run
        found += [f"length={length}", f"at={at}", f"left={left}"]
        found += [f"ends-in-suffix={ends_in_suffix}", f"run-opens={run_opens}"]
    return tuple(found)


def pair_attribute(before: str, word: str) -> str:
    """The attribute of a word, in lower case, with the one before it."""
    return f"bw={before}|{word}"


def shapes_attribute(before: str, word: str, ahead: str) -> str:
    """The attribute of three words' shapes, of which two signs count."""
    return f"ss={before[:2]}|{word[:2]}|{ahead[:2]}"


def capital_runs(tokens: Tokens, language: str) -> list[Run]:
    """Runs of capitalised words and numbers in order; an apostrophe ends a run, a connector goes on."""
    joints, size, after = connectors(language), len(tokens), 0
    found: list[Run] = []
    for start in [index for index, token in enumerate(tokens) if token.text[0].isupper()]:
        if start < after:
            continue
        after = start + 1
        while after < size and after - start < _LONGEST_RUN and (step := _step(tokens, after, joints)):
            after += step
        found.append((start, after))
    return found


def _step(tokens: Tokens, at: int, joints: frozenset[str]) -> int:
    """By how many tokens a run goes on."""
    token = tokens[at]
    if tokens[at - 1].suffix is not None or not token.after_space:
        return 0
    if token.text[0].isupper() or token.text[0].isdigit():
        return 1
    return 2 if token.text in joints and at + 1 < len(tokens) and tokens[at + 1].text[0].isupper() else 0


def stretches(tokens: Tokens, runs: Iterable[Run], language: str) -> Iterator[tuple[int, int]]:
    """Runs of capitals with the words beside them, joined where they meet: first token, token after the last.

    A function word that opens a sentence alone is none.
    """
    common, size, first, last = language_pack(language).common_words, len(tokens), 0, 0
    for start, end in runs:
        if end - start == 1 and tokens[start].opens and lower(tokens[start].text, language) in common:
            continue
        if start - NEAR > last:
            if last:
                yield first, last
            first = start - NEAR
        last = min(size, end + NEAR)
    if last:
        yield first, last


def places_in(tokens: Tokens, runs: Iterable[Run]) -> dict[int, str]:
    """Tokens of places whose names have several words: the longest name that begins at each token of the runs."""
    found: dict[int, str] = {}
    beginnings = _beginnings()
    for start in (index for run in runs for index in range(*run)):
        if start in found or tokens[start].text not in beginnings:
            continue
        for size in range(min(_LONGEST_PLACE, len(tokens) - start), 1, -1):
            if " ".join([token.text for token in tokens[start : start + size]]) in places():
                found |= {start + n: "places-on" if n else "places-first" for n in range(size)}
                break
    return found


@cache
def _beginnings() -> frozenset[str]:
    """First words of the places whose names have several."""
    return frozenset(name.partition(" ")[0] for name in places() if " " in name)
