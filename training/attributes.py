"""Training input of the tagger: for each stretch of text, the attributes (by role) and the label of each token.

The attributes are those that the tagger uses: of the token's position, and of the words around it by role.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.extraction.entities.features import (
    EDGE,
    HERE,
    Run,
    Surroundings,
    is_mark,
    mark_attributes,
    pair_attribute,
    shapes_attribute,
)
from app.extraction.entities.learned_lists import letter_case
from app.extraction.entities.lexicon import shape, word_attributes
from app.text.normalize import lower
from app.text.tokens import Token
from training.conll import Sample

FAR = f"{HERE}:far"  # attribute of a word outside all stretches
_OFFSETS = (-2, -1, 0, 1, 2)
_OF_LAST = ("f=", "w=", "x3", "x4", "x5", "p4")
Attributes = list[str]  # each attribute is a role, a colon and a name


class Stretch(NamedTuple):
    """Attributes and labels of the tokens near a run of capitals, with a `FAR` token for further words on a side."""

    attributes: list[Attributes]
    labels: list[str]


def stretches_of(sample: Sample) -> Iterator[Stretch]:
    """Yield the stretches of a sentence with attributes and labels."""
    around = Surroundings(sample.tokens, sample.language)
    for stretch in around.stretches():
        attributes = [_attributes(sample, at, around) for at in stretch]
        left, right = [[FAR]] * (stretch.start > 0), [[FAR]] * (stretch.stop < len(sample.tokens))
        labels = ["O"] * len(left) + sample.labels[stretch.start : stretch.stop] + ["O"] * len(right)
        yield Stretch([*left, *attributes, *right], labels)


def _attributes(sample: Sample, at: int, around: Surroundings) -> Attributes:
    here = (*around.attributes(at), *_pairs(sample.tokens, at, sample.language))
    found = [f"{HERE}:{name}" for name in here]
    for role, index in _words(at, around.runs[at], len(sample.tokens)):
        text = sample.tokens[index].text if 0 <= index < len(sample.tokens) else None
        found += _in_role(text, role, sample.language)
    return found


def _pairs(tokens: Sequence[Token], at: int, language: str) -> Iterator[str]:
    """Yield the pair attribute (previous word, word) and the attribute of three shapes."""
    if at:
        yield pair_attribute(lower(tokens[at - 1].text, language), lower(tokens[at].text, language))
    ahead = [lower(token.text, language) for token in tokens[at + 1 : at + 3]]
    one, two = [*ahead, "", ""][:2]
    if is_mark(one):
        before, low = (lower(tokens[at - 1].text, language) if at else ""), lower(tokens[at].text, language)
        case, second = letter_case(low, language) or "", two if is_mark(two) else ""
        yield from mark_attributes((before[-2:], case, one, second, tokens[at].opens))
    if 0 < at < len(tokens) - 1:
        yield shapes_attribute(*(shape(token.text) for token in tokens[at - 1 : at + 2]))


def _words(at: int, run: Run | None, size: int) -> Iterator[tuple[str, int]]:
    """Yield (role, index) of every word that a token's features read."""
    yield from ((str(offset), at + offset) for offset in _OFFSETS)
    if run is not None:
        start, end = run
        yield from (("last", end - 1), ("first", start)) if end - start > 1 else ()
        yield from (("next", end),) if end < size else ()
        yield from (("previous", start - 1),) if start else ()


@lru_cache(maxsize=1_000_000)
def _in_role(text: str | None, role: str, language: str) -> tuple[str, ...]:
    names = (EDGE,) if text is None else word_attributes(text, language)
    return tuple(f"{role}:{name}" for name in names if _counts(name, role))


def _counts(name: str, role: str) -> bool:
    """Return whether a word's attribute is used in a role; words farther from the token have fewer attributes."""
    if name[0] == "k":
        return role not in ("-2", "2")
    is_of_letters = "=" in name
    if role in ("-1", "0", "1"):
        return not name.startswith("n=")
    if role in ("next", "previous"):
        return name[:2] in ("w=", "n=")
    if role == "first":
        return not is_of_letters
    return not is_of_letters or name[:2] in (_OF_LAST if role == "last" else ("w=", "s=", "z="))
