"""Augment samples: swap names, cut them to surname or acronym, start the sentence later, change capitals."""

import random
from collections.abc import Iterable, Mapping, Sequence

from app.text.normalize import lower
from training.conll import Sample, Span, labelled

_LONGEST = 4  # maximum number of words of a name that replaces another
_SWAPPED, _CUT, _BEGUN, _SHOUTED, _TITLED, _BLENDED = 0.45, 0.3, 0.2, 0.1, 0.06, 0.35  # probabilities
_SHORTEST = 4  # minimum number of letters of a word that is blended with another
_CONSONANTS = "BCDFGHKLMNPRSTVYZ"
Names = Mapping[tuple[str, str], Sequence[str]]  # names by (language, kind)


def names_of(samples: Iterable[Sample]) -> Names:
    """Return the names of samples by language and kind."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for sample in samples:
        for start, end, kind in sample.spans:
            name = sample.text[start:end]
            if name[:1].isupper() and len(name.split()) <= _LONGEST and "(" not in name:
                found.setdefault((sample.language, kind), {})[name] = None
    return {key: list(names) for key, names in found.items()}


def varied(sample: Sample, names: Names, chance: random.Random) -> Sample:
    """Return the sample with some names replaced, sometimes with a later start or other capitals."""
    text, spans = _with_names(sample, names, chance)
    if spans and chance.random() < _BEGUN:
        start = chance.choice(spans)[0]
        text, spans = text[start:], [(a - start, b - start, kind) for a, b, kind in spans if a >= start]
    kind_of_capitals = chance.random()
    if kind_of_capitals < _SHOUTED:
        text = _upper(text.split(" ", 1)[0], sample.language) + text[len(text.split(" ", 1)[0]) :]
    elif kind_of_capitals < _SHOUTED + _TITLED:
        text = " ".join(_upper(word[:1], sample.language) + word[1:] for word in text.split(" "))
    return labelled(text, spans, sample.language)


def _with_names(sample: Sample, names: Names, chance: random.Random) -> tuple[str, list[Span]]:
    text, spans, end = "", [], 0
    for start, behind, kind in sorted(sample.spans):
        text += sample.text[end:start]
        name = _other(sample.text[start:behind], kind, names.get((sample.language, kind), ()), chance)
        spans.append((len(text), len(text) + len(name), kind))
        text, end = text + name, behind
    return text + sample.text[end:], spans


def _other(name: str, kind: str, pool: Sequence[str], chance: random.Random) -> str:
    words = name.split()
    if kind == "PER" and len(words) > 1 and chance.random() < _CUT:
        return words[-1]
    if kind == "ORG" and chance.random() < _CUT:
        return _acronym(words, chance)
    if not pool or name.isupper() or chance.random() > _SWAPPED:
        return name
    other = chance.choice(pool)
    other = other.split()[-1] if kind == "PER" and len(words) == 1 else other
    return _blended(other, kind, pool, chance) if chance.random() < _BLENDED else other


def _blended(name: str, kind: str, pool: Sequence[str], chance: random.Random) -> str:
    """Return an invented name: its first word (of a person, every word) gets the ending of a word of another name."""
    words = name.split(" ")
    count = len(words) if kind == "PER" else 1
    blended = [_blend(word, chance.choice(chance.choice(pool).split()), chance) for word in words[:count]]
    return " ".join([*blended, *words[count:]])


def _blend(word: str, other: str, chance: random.Random) -> str:
    """Return the beginning of a word joined with the end of another; a short or lower-case word stays unchanged."""
    if min(len(word), len(other)) < _SHORTEST or not (word.istitle() and other.isalpha()):
        return word
    at = chance.randint(2, len(word) - 1)
    return word[:at] + other[len(other) // 2 :].casefold()


def _acronym(words: Sequence[str], chance: random.Random) -> str:
    initials = "".join(word[0] for word in words if word[0].isupper())
    return initials if len(initials) > 1 else "".join(chance.choices(_CONSONANTS, k=chance.randint(2, 4)))


def _upper(text: str, language: str) -> str:
    """Return the text in capitals with the same length; letters whose capital is longer (`ß`) stay."""
    text = text.replace("i", "İ") if lower("I", language) == "ı" else text
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in text)
